"""`script/run`, mostly on a machine without a display."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cbp import CbpClient, ErrorReplyError
from tests.checkout import ROOT
from tests.plugins.processes import descendants, signals_of_a_terminal, wait_for_end, wait_while_it_runs

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")

pytestmark = pytest.mark.timeout(300)

NOBODY = 65_534

STOP_SECONDS = 60.0
"""A limit against hanging: each part is killed after 10 s."""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="borne-") as short:
        yield Path(short)


class Run:
    """A `script/run` in a folder; its output is read up to what a test waits for."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.said = ""

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_for(self, words: str) -> str:
        """Return the line with these words."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said += line
            if words in line:
                return line
        raise AssertionError(f"it ended without {words!r}: {self.said}")

    def address(self) -> tuple[str, int]:
        """Wait until all of it runs; return the server's address."""
        host, _, port = self.wait_for("the server listens on ").split()[5].rstrip(";").rpartition(":")
        self.wait_for("Ctrl-C stops everything")
        return host, int(port)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self._process.send_signal(number)
        self.said += self._process.communicate(timeout=STOP_SECONDS)[0]
        return self._process.returncode


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "script/launch.py", "--data", str(folder), *arguments]


def without_display() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if "DISPLAY" not in key}


@contextmanager
def run(folder: Path, *arguments: str, display: str | None = None) -> Iterator[Run]:
    with signals_of_a_terminal():
        process = subprocess.Popen(
            command(folder, *arguments),
            cwd=ROOT,
            env=without_display() | ({} if display is None else {"DISPLAY": display}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    with process:
        try:
            yield Run(process)
        finally:
            process.kill()


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - the booth's own address
        return str(answer.read().decode())


def register(address: tuple[str, int]) -> int:
    with CbpClient.connect(*address) as client:
        return client.login("Durand", "Amélie", new_patient=True)


def log_in(address: tuple[str, int], number: int) -> None:
    with CbpClient.connect(*address) as client:
        client.login("Durand", "Amélie", patient_id=number)


def test_everything_starts_with_demo_data_and_stops_at_ctrl_c(folder: Path) -> None:
    with run(folder) as first:
        url = first.wait_for("open http://127.0.0.1:").split()[-1]
        port = urlsplit(url).port
        assert f" ssh -L {port}:127.0.0.1:{port} USER@SERVER\n" in first.said
        assert "<title>" in fetch(url)
        with pytest.raises(urllib.error.HTTPError, match="403"):
            fetch(url)
        assert "no display here" in first.said
        assert "a patient to try: " in first.said
        for name in ("admin-token", "demo-patient.txt", "run.lock", "server.conf"):
            assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
        assert first.stop() == 0
    for part in ("booth", "server", "database"):
        assert f"stopping the {part}" in first.said
    assert not (folder / "mariadb" / "mariadb.sock").exists()


def test_a_dead_display_is_reported_and_the_booth_is_served_to_a_browser(folder: Path) -> None:
    with run(folder, display=":9870") as first:
        assert "<title>" in fetch(first.wait_for("open http://127.0.0.1:").split()[-1])
        assert "no display here (DISPLAY=:9870: no window can open there)" in first.said
        assert first.stop() == 0


def test_a_display_that_answers_shows_the_booth(folder: Path, x_screen: str) -> None:
    with run(folder, display=x_screen) as first:
        first.wait_for("opening the booth; Ctrl-C")
        assert "no display" not in first.said
        assert first.stop() == 0


def test_a_second_run_is_refused_before_it_touches_anything(folder: Path) -> None:
    with run(folder) as first:
        address = first.address()
        number = register(address)
        files = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
        for arguments in ((), ("--fresh",)):
            second = subprocess.run(
                command(folder, *arguments),
                cwd=ROOT,
                env=without_display(),
                capture_output=True,
                text=True,
                check=False,
                timeout=STOP_SECONDS,
            )
            assert (second.returncode, second.stdout) == (1, "")
            assert second.stderr == (
                f"borne: another script/run is using {folder} (process {first.pid}):"
                " stop that one first, or keep this one elsewhere with --data\n"
            )
        assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == files
        log_in(address, number)
        assert first.stop() == 0


def refused(folder: Path) -> str:
    """Return the one line with which a run refuses a folder before it starts anything there."""
    done = subprocess.run(
        command(folder),
        cwd=ROOT,
        env=without_display(),
        capture_output=True,
        text=True,
        check=False,
        timeout=STOP_SECONDS,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize("mode", [0o777, 0o1777], ids=oct)
def test_a_folder_that_others_can_write_to_is_refused(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    assert f"{folder}: others can write to it" in refused(folder)
    assert list(folder.iterdir()) == []


@as_root
def test_a_folder_that_a_group_can_write_to_is_refused(folder: Path) -> None:
    os.chown(folder, -1, NOBODY)
    folder.chmod(0o770)
    assert f"{folder}: others can write to it" in refused(folder)


def test_a_link_to_a_folder_that_others_can_write_to_is_refused(folder: Path) -> None:
    shared, link = folder / "shared", folder / "link"
    shared.mkdir()
    shared.chmod(0o1777)
    link.symlink_to(shared)
    assert f"{shared}: others can write to it" in refused(link)


def test_links_in_a_loop_are_refused(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    assert "loop: cannot be used: Too many levels" in refused(folder / "loop")


def test_a_folder_inside_one_that_others_can_write_to_is_refused(folder: Path) -> None:
    folder.chmod(0o777)
    inside = folder / "mine"
    inside.mkdir(mode=0o700)
    assert f"{folder}: others can write to it" in refused(inside)
    assert f"{folder}: others can write to it" in refused(folder / "new")
    assert list(folder.iterdir()) == [inside]


@as_root
def test_a_folder_of_somebody_else_is_refused(folder: Path) -> None:
    os.chown(folder, NOBODY, NOBODY)
    assert f"{folder}: belongs to somebody else" in refused(folder)
    assert f"{folder}: belongs to somebody else" in refused(folder / "new")
    assert list(folder.iterdir()) == []


@as_root
def test_a_link_of_somebody_else_on_the_way_to_a_folder_is_refused(folder: Path) -> None:
    (folder / "mine").mkdir(mode=0o700)
    link = folder / "link"
    link.symlink_to("mine")
    os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    assert f"{link}: belongs to somebody else" in refused(link)
    assert list((folder / "mine").iterdir()) == []


@pytest.mark.parametrize("name", ["admin-token", "demo-patient.txt", "mariadb", "run.lock", "server.conf"])
def test_a_link_in_place_of_a_file_is_refused_and_not_followed(folder: Path, name: str) -> None:
    target = folder / "target"
    target.write_text("theirs")
    (folder / name).symlink_to(target)
    assert f"{folder / name}: is a link" in refused(folder)
    assert target.read_text() == "theirs"


def test_a_hard_link_in_place_of_a_file_is_refused(folder: Path) -> None:
    target = folder / "target"
    target.write_text("theirs")
    (folder / "server.conf").hardlink_to(target)
    assert f"{folder}/server.conf: is no plain file" in refused(folder)


@as_root
@pytest.mark.parametrize("name", ["admin-token", "demo-patient.txt", "run.lock", "server.conf"])
def test_a_file_of_somebody_else_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("planted")
    os.chown(folder / name, NOBODY, NOBODY)
    assert f"{folder / name}: belongs to somebody else" in refused(folder)
    assert (folder / name).read_text() == "planted"


def test_fresh_begins_anew(folder: Path) -> None:
    with run(folder) as first:
        number = register(first.address())
        assert first.stop() == 0
    with run(folder, "--fresh") as second:
        with pytest.raises(ErrorReplyError, match="LOGIN_REFUSED"):
            log_in(second.address(), number)
        assert second.stop() == 0


def test_closing_the_terminal_stops_everything(folder: Path) -> None:
    ours, theirs = os.openpty()
    with signals_of_a_terminal():
        process = subprocess.Popen(
            ["setsid", "--ctty", *command(folder)],
            cwd=ROOT,
            env=without_display(),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
    with process:
        os.close(theirs)
        said = b""
        while b"Ctrl-C stops everything" not in said:
            said += os.read(ours, 4096)
        parts = descendants(process.pid)
        assert len(parts) == 4  # MariaDB and its starter, server, booth
        os.close(ours)
        wait_for_end({process.pid} | parts)
        assert process.wait() == 0
    assert not (folder / "mariadb" / "mariadb.sock").exists()


def test_kill_9_kills_everything_and_the_next_run_works(folder: Path) -> None:
    with run(folder) as first:
        number = register(first.address())
        parts = descendants(first.pid)
        assert first.stop(signal.SIGKILL) == -signal.SIGKILL
    with run(folder) as second:
        log_in(second.address(), number)
        wait_for_end(parts)
        assert second.stop() == 0


def test_a_hanging_mariadb_delays_neither_the_stop_nor_the_next_run(folder: Path) -> None:
    """MariaDB sometimes hangs for ever when asked to stop; a stopped process ignores SIGTERM, too."""
    with run(folder) as first:
        number = register(first.address())
        mariadb = int((folder / "mariadb" / "mariadb.pid").read_text())
        os.kill(mariadb, signal.SIGSTOP)
        try:
            assert first.stop() == 0
            wait_for_end([mariadb])
        finally:
            with suppress(ProcessLookupError):
                os.kill(mariadb, signal.SIGKILL)
    with run(folder) as second:
        log_in(second.address(), number)
        assert second.stop() == 0


def when_said(words: str) -> Callable[[Run, Path], object]:
    return lambda launched, folder: launched.wait_for(words)


def when_there(*names: str) -> Callable[[Run, Path], object]:
    """Wait until one of the files exists: the first, or a later one that replaces it."""

    def wait(launched: Run, folder: Path) -> None:
        launched.wait_for("starting a private MariaDB")
        files = [folder / "mariadb" / name for name in names]
        wait_while_it_runs(launched.pid, lambda: any(file.exists() for file in files))

    return wait


def test_a_stop_at_any_moment_of_the_start_leaves_nothing_behind(folder: Path) -> None:
    moments = (
        when_said("starting a private MariaDB"),
        when_there("data.new/ibdata1", "data"),
        when_there("mariadb.pid"),
        when_there("mariadb.sock"),
        when_said("starting the reservation server"),
        when_said("the server listens on"),
    )
    for number, moment in enumerate(moments):
        for left_by_the_last in ("mariadb.pid", "mariadb.sock"):
            (folder / "mariadb" / left_by_the_last).unlink(missing_ok=True)
        with run(folder) as launched:
            moment(launched, folder)
            parts = descendants(launched.pid)
            assert launched.stop((signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[number % 3]) == 0
            assert "Traceback" not in launched.said, launched.said
            wait_for_end(parts)
    with run(folder) as last:
        register(last.address())
        assert last.stop() == 0
