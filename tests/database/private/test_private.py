"""A private MariaDB: one folder, one socket, one owner, and data that stay."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pymysql
import pytest

from database.errors import PrivateServerError
from database.private import PrivateMariaDB
from tests.checkout import ROOT
from tests.plugins.mariadb import OwnMariaDB, settings_for, sql_runner
from tests.plugins.processes import processes_of, wait_for_end, wait_while_it_runs

pytestmark = pytest.mark.program


@pytest.fixture
def directory() -> Iterator[Path]:
    short = Path(tempfile.mkdtemp(prefix="borne-"))
    yield short / "made" / "if absent"
    for left_behind in processes_of(short):
        os.kill(left_behind, signal.SIGKILL)
    shutil.rmtree(short)


def test_data_stay_from_one_start_to_the_next(directory: Path) -> None:
    with PrivateMariaDB(directory) as server:
        run = sql_runner(settings_for(server, "kept"))
        run("CREATE DATABASE kept", database=None)
        run("CREATE TABLE rows_ (id INT PRIMARY KEY)")
        run("INSERT INTO rows_ VALUES (7)")
    with PrivateMariaDB(directory) as server:
        assert sql_runner(settings_for(server, "kept"))("SELECT id FROM rows_") == ((7,),)


def test_only_the_owner_reaches_it_and_there_is_no_port(mariadb: PrivateMariaDB) -> None:
    assert stat.S_IMODE(mariadb.directory.stat().st_mode) == 0o700
    assert sql_runner(settings_for(mariadb, "mysql"))("SELECT @@skip_networking") == ((1,),)


def test_an_acknowledged_write_is_on_disk(own_mariadb: OwnMariaDB) -> None:
    run = sql_runner(settings_for(own_mariadb, "mysql"))
    [(flush, doublewrite)] = run("SELECT @@innodb_flush_log_at_trx_commit, @@innodb_doublewrite")
    assert (flush, doublewrite) in {(1, 1), (1, "ON")}  # MariaDB 11 shows a word


def test_temporary_tables_are_in_its_own_folder(own_mariadb: OwnMariaDB) -> None:
    """A starting server deletes the temporary tables of others in a shared folder, which made one crash."""
    run = sql_runner(settings_for(own_mariadb, "mysql"))
    assert run("SELECT @@tmpdir") == ((str(own_mariadb.directory / "tmp"),),)


def test_two_in_one_folder_are_refused(own_mariadb: OwnMariaDB) -> None:
    with pytest.raises(PrivateServerError, match="is running there already"):
        PrivateMariaDB(own_mariadb.directory).start()
    assert sql_runner(settings_for(own_mariadb, "mysql"))("SELECT 1") == ((1,),)


def test_it_starts_again_after_kill_9(own_mariadb: OwnMariaDB) -> None:
    own_mariadb.kill()
    assert own_mariadb.socket.exists()
    own_mariadb.start()
    assert sql_runner(settings_for(own_mariadb, "mysql"))("SELECT 1") == ((1,),)


def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    tmp_path.chmod(0o755)
    with pytest.raises(PrivateServerError, match=r"holds other files \(thesis.txt\)"):
        PrivateMariaDB(tmp_path).start()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_path_too_long_for_a_socket_is_reported(tmp_path: Path) -> None:
    with pytest.raises(PrivateServerError, match="too long for a Unix socket"):
        PrivateMariaDB(tmp_path / ("x" * 100)).start()


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PrivateServerError, match="cannot be used: Not a directory"):
        PrivateMariaDB(tmp_path / "file" / "x").start()


def test_without_mariadb_the_package_is_named(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda *arguments, **options: None)
    with pytest.raises(PrivateServerError, match="apt-get install mariadb-server-core"):
        PrivateMariaDB(directory).start()


def test_forgetting_empties_a_folder_that_is_not_in_use(directory: Path) -> None:
    server = PrivateMariaDB(directory)
    with server:
        run = sql_runner(settings_for(server, "kept"))
        run("CREATE DATABASE kept", database=None)
        with pytest.raises(PrivateServerError, match="is running there already"):
            PrivateMariaDB(directory).forget()
        assert run("SELECT 1") == ((1,),)
    server.forget()
    assert {entry.name for entry in directory.iterdir()} == {"lock", "tmp"}
    with server:
        assert "kept" not in str(sql_runner(settings_for(server, "mysql"))("SHOW DATABASES"))


def test_forgetting_leaves_a_folder_with_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(PrivateServerError, match=r"holds other files \(thesis.txt\)"):
        PrivateMariaDB(tmp_path).forget()
    assert (tmp_path / "data").exists()


def test_a_server_that_cannot_start_says_why_and_frees_the_folder(directory: Path) -> None:
    with pytest.raises(PrivateServerError, match=r"did not start: .*nonsense"):
        PrivateMariaDB(directory, ("--nonsense",)).start()
    with PrivateMariaDB(directory):
        pass


def test_a_failed_installation_is_reported_and_can_be_repeated(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("database.private.installation._bootstrap_sql", lambda: b"nonsense;\n")
        with pytest.raises(PrivateServerError, match=r"could not be installed: .*nonsense"):
            PrivateMariaDB(directory).start()
    with PrivateMariaDB(directory):
        pass


def test_its_repr_shows_the_state(mariadb: PrivateMariaDB, directory: Path) -> None:
    assert f"running as process {mariadb.pid}" in repr(mariadb)
    stopped = PrivateMariaDB(directory)
    assert "stopped" in repr(stopped)
    with pytest.raises(PrivateServerError, match="is not running"):
        _ = stopped.pid
    with pytest.raises(PrivateServerError, match="is not running"):
        stopped.wait()


@pytest.fixture
def command(directory: Path) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "database", "private", "--directory", str(directory)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def ready(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_says_ready_and_stops_cleanly(
    command: subprocess.Popen[str], directory: Path, signal_number: signal.Signals
) -> None:
    assert ready(command) == f"ready on {directory}/mariadb.sock\n"
    command.send_signal(signal_number)
    output, errors = command.communicate()
    assert (command.returncode, output) == (0, "")
    assert errors == f"installing a private MariaDB in {directory}\n"
    assert not (directory / "mariadb.sock").exists()


def test_the_command_ends_with_an_error_when_its_server_does(
    command: subprocess.Popen[str], directory: Path
) -> None:
    ready(command)
    os.kill(int((directory / "mariadb.pid").read_text()), signal.SIGKILL)
    _, errors = command.communicate()
    assert command.returncode == 1
    assert "MariaDB ended" in errors


def test_a_folder_whose_starter_was_killed_is_usable_at_once(
    command: subprocess.Popen[str], directory: Path
) -> None:
    ready(command)
    command.kill()
    command.wait()
    with PrivateMariaDB(directory) as server:
        assert sql_runner(settings_for(server, "mysql"))("SELECT 1") == ((1,),)


def test_the_server_ends_with_the_starter(command: subprocess.Popen[str], directory: Path) -> None:
    ready(command)
    server = int((directory / "mariadb.pid").read_text())
    command.kill()
    command.wait()
    wait_for_end([server])
    with pytest.raises(pymysql.err.OperationalError):
        pymysql.connect(unix_socket=str(directory / "mariadb.sock"), user="root")


def test_an_installation_ends_with_its_starter(command: subprocess.Popen[str], directory: Path) -> None:
    wait_while_it_runs(command.pid, (directory / "data.new" / "ibdata1").exists)
    (installer,) = processes_of(directory) - {command.pid}
    os.kill(installer, signal.SIGSTOP)
    command.kill()
    command.wait()
    wait_for_end([installer])
    assert not (directory / "data").exists()
    with PrivateMariaDB(directory):
        pass


def test_a_hanging_server_whose_starter_died_is_killed_by_the_next_start(directory: Path) -> None:
    """Without setpriv the server is not killed with its starter, and one that hangs ignores SIGTERM."""
    with subprocess.Popen(
        [sys.executable, "-m", "database", "private", "--directory", str(directory)],
        cwd=ROOT,
        env={**os.environ, "PATH": str(directory)},
        stdout=subprocess.PIPE,
        text=True,
    ) as starter:
        assert ready(starter)
        orphan = int((directory / "mariadb.pid").read_text())
        os.kill(orphan, signal.SIGSTOP)
        starter.kill()
    assert processes_of(directory) == {orphan}
    with PrivateMariaDB(directory) as server:
        assert processes_of(directory) == {server.pid}
        assert sql_runner(settings_for(server, "mysql"))("SELECT 1") == ((1,),)


AS_ANOTHER = """
import os, pwd, sys
from pathlib import Path
from database.private import PrivateMariaDB

another = pwd.getpwnam("nobody")
pwd.getpwnam = lambda name: another
with PrivateMariaDB(Path(sys.argv[1])) as server:
    print(server.pid, os.stat(f"/proc/{server.pid}").st_uid == another.pw_uid, flush=True)
    server.wait()
"""


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_the_server_of_another_account_ends_with_the_starter(directory: Path) -> None:
    """As root it runs as `mysql`; here as `nobody`, which every machine has."""
    for folder in (directory.parents[1], directory.parent):
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
    with subprocess.Popen(
        [sys.executable, "-c", AS_ANOTHER, str(directory)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as starter:
        pid, is_another = ready(starter).split()
        starter.kill()
    assert is_another == "True"
    wait_for_end([int(pid)])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_can_run_one() -> None:
    """Run it in a process of user `nobody`."""
    directory = Path(tempfile.mkdtemp(prefix="borne-"))
    try:
        os.chown(directory, 65534, 65534)
        script = (
            "import os, sys, _posixsubprocess; from pathlib import Path; import pymysql\n"
            "from database.private import PrivateMariaDB\n"
            "os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
            "with PrivateMariaDB(Path(sys.argv[1])) as server:\n"
            "    pymysql.connect(unix_socket=str(server.socket), user='root').close()\n"
            "    print(os.stat(server.socket).st_uid)\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, str(directory / "db")],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout) == (0, "65534\n")
    finally:
        with suppress(OSError):
            shutil.rmtree(directory)
