"""`script/run`, mostly on a machine without a display."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from cbp import ErrorReplyError
from tests.checkout import ROOT
from tests.end_to_end.running import (
    STOP_SECONDS,
    Run,
    command,
    fetch,
    folder,
    log_in,
    register,
    run,
    without_display,
)
from tests.plugins.processes import descendants, signals_of_a_terminal, wait_for_end, wait_while_it_runs

__all__ = ["folder"]

pytestmark = pytest.mark.timeout(300)


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
