"""The unit and its start script, without systemd: its `ExecStart`, with Xvfb in Xorg's place."""

from __future__ import annotations

import configparser
import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk_web.command import NOT_SERVED
from kiosk_web.window.window import PAGE_LOST
from tests.checkout import ROOT
from tests.plugins.processes import children_inherit, descendants, wait_for_end, wait_while_it_runs

UNIT = ROOT / "packaging" / "borne-booth.service"
XVFB = """#!/bin/sh
# Xvfb, which knows neither terminals nor a graphics card.
for word; do shift; case $word in vt7|-keeptty) ;; *) set -- "$@" "$word" ;; esac; done
exec Xvfb -screen 0 800x600x24 "$@"
"""
PATIENCE = 120.0
NO_X_SERVER = 5
READ_AGAIN = "SIGHUP: the configuration was read again"


def unit() -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign] # systemd's keys have capitals
    read.read(UNIT, encoding="utf-8")
    return read


@dataclass
class Started:
    """What the unit starts."""

    process: subprocess.Popen[str]
    folder: Path

    def booth(self) -> int:
        """Wait until the booth runs; return its process."""
        found: list[int] = []

        def look() -> bool:
            found[:] = [pid for pid in descendants(self.process.pid) if self._is_booth(pid)]
            return bool(found)

        wait_while_it_runs(self.process.pid, look)
        return min(found)

    def environment(self) -> dict[str, str]:
        """Return the environment of the booth, with which X lets one in."""
        lines = Path(f"/proc/{self.booth()}/environ").read_text().split("\0")
        return {name: value for name, _, value in (line.partition("=") for line in lines) if name}

    def _is_booth(self, pid: int) -> bool:
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:  # gone meanwhile
            return False
        return b"kiosk_web" in words and b"-m" in words

    def status(self) -> int:
        """Wait for the end of all that was started; return the status that systemd would see."""
        parts = descendants(self.process.pid)
        status = self.process.wait(PATIENCE)
        wait_for_end(parts)
        return status

    def said(self) -> str:
        return (self.folder / "said").read_text(encoding="utf-8")


Start = Callable[..., Started]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Run the unit's ExecStart, with this configuration and this X server."""
    running: list[Started] = []

    def start_(configuration: str = "", x_server: str | None = None) -> Started:
        (tmp_path / "booth.conf").write_text(configuration, encoding="utf-8")
        (tmp_path / "X").write_text(XVFB, encoding="utf-8")
        (tmp_path / "X").chmod(0o755)
        (tmp_path / "runtime").mkdir()
        command = unit()["Service"]["ExecStart"].replace("/opt/borne", str(ROOT))
        with (tmp_path / "said").open("w") as said, children_inherit(signal.SIGHUP, ignored=False):
            process = subprocess.Popen(
                shlex.split(command.replace("/etc/borne/booth.conf", str(tmp_path / "booth.conf"))),
                env={
                    **{name: value for name, value in os.environ.items() if name != "DISPLAY"},
                    "BORNE_X_SERVER": x_server or str(tmp_path / "X"),
                    "RUNTIME_DIRECTORY": str(tmp_path / "runtime"),
                },
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                text=True,
            )
        running.append(Started(process, tmp_path))
        return running[-1]

    yield start_
    for started in running:
        if started.process.poll() is None:
            started.process.terminate()
            started.status()


@pytest.mark.parametrize(
    ("sign", "status"),
    [(signal.SIGKILL, 137), (signal.SIGSEGV, 139), (signal.SIGABRT, 134), (signal.SIGTERM, 0)],
    ids=["KILL", "SEGV", "ABRT", "TERM"],
)
def test_systemd_sees_how_the_booth_ended(start: Start, sign: signal.Signals, status: int) -> None:
    started = start()
    hears_signals(started)
    os.kill(started.booth(), sign)
    assert started.status() == status
    assert list((started.folder / "runtime").iterdir()) == []


def hears_signals(started: Started) -> None:
    """Wait until the booth has set its own handler of SIGTERM."""
    status = Path(f"/proc/{started.booth()}/status")
    wait_while_it_runs(
        started.process.pid,
        lambda: int(status.read_text().split("SigCgt:")[1].split()[0], 16) >> (signal.SIGTERM - 1) & 1,
    )


def test_an_ordinary_stop_is_no_failure(start: Start) -> None:
    started = start()
    hears_signals(started)
    started.process.terminate()
    assert started.status() == 0


def test_a_wrong_key_is_status_2_and_one_line(start: Start) -> None:
    started = start("[booth]\nidle_seconds = 5\n")
    assert started.status() == 2
    lines = [line for line in started.said().splitlines() if line.startswith("kiosk_web: ")]
    assert len(lines) == 1
    assert "idle_seconds = 5" in lines[0]


def test_an_x_server_that_does_not_start_has_a_status_of_its_own(start: Start) -> None:
    started = start(x_server="/bin/false")
    assert started.status() == NO_X_SERVER
    assert "start-booth: the X server did not start: /bin/false" in started.said()
    assert len({0, 1, 2, PAGE_LOST, NOT_SERVED, NO_X_SERVER}) == 6


def test_a_reload_reaches_the_booth_and_ends_nothing(start: Start) -> None:
    assert unit()["Service"]["ExecReload"] == "/bin/kill -HUP $MAINPID"
    started = start()
    hears_signals(started)
    os.kill(started.process.pid, signal.SIGHUP)
    wait_while_it_runs(started.process.pid, lambda: READ_AGAIN in started.said())
    os.kill(started.booth(), signal.SIGKILL)
    assert started.status() == 137


def test_a_terminal_that_hangs_up_ends_no_booth(start: Start) -> None:
    started = start()
    hears_signals(started)
    for pid in (started.process.pid, started.booth()):
        os.kill(pid, signal.SIGHUP)
    wait_while_it_runs(started.process.pid, lambda: READ_AGAIN in started.said())
    started.process.terminate()
    assert started.status() == 0


def test_only_who_has_the_cookie_sees_the_screen(start: Start, tmp_path: Path) -> None:
    started = start()
    environment = started.environment()
    assert ask_x(environment, "xrandr").returncode == 0
    assert Path(environment["XAUTHORITY"]).stat().st_mode & 0o077 == 0
    stranger = environment | {"XAUTHORITY": str(tmp_path / "nothing"), "HOME": str(tmp_path)}
    refused = ask_x(stranger, "xrandr")
    assert refused.returncode != 0
    assert "Can't open display" in refused.stderr


def test_the_cookie_is_on_no_command_line() -> None:
    script = (ROOT / "packaging" / "start-booth").read_text(encoding="utf-8")
    (line,) = [line for line in script.splitlines() if "$cookie" in line]
    assert "source - <<<" in line


def test_the_screen_never_goes_blank(start: Start) -> None:
    said = ask_x(start().environment(), "xset", "q").stdout
    assert "timeout:  0" in said
    assert "DPMS is Enabled" not in said


def ask_x(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def test_it_is_started_again_however_it_ends() -> None:
    service = unit()["Service"]
    assert service["Restart"] == "always"
    assert service["KillMode"] == "mixed"  # SIGTERM to the script alone: X outlives the booth
    assert unit()["Unit"]["StartLimitIntervalSec"] == "0"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze on this machine")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    copy = tmp_path / UNIT.name
    copy.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/borne", str(ROOT)), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(copy)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    ours = [line for line in (done.stdout + done.stderr).splitlines() if UNIT.name in line]
    assert (done.returncode, ours) == (0, [])
