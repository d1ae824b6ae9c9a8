"""Fixtures with the real server: `python -m cbp_server` in a process of its own, on free ports.

No tests here. Every fixture stops what it started.
"""

from __future__ import annotations

import queue
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from database import DatabaseSettings
from tests.checkout import ROOT
from tests.plugins.waiting import wait_until

READY_SECONDS = 30.0
ADMIN_TOKEN = "a secret of this test, long enough"
READ_AGAIN = "SIGHUP: the configuration was read again"

StartServer = Callable[..., "RunningServer"]


@dataclass
class RunningServer:
    """A server that answers on `port` of `host`, and to administrators on `admin_port`."""

    process: subprocess.Popen[str]
    host: str
    port: int
    admin_port: int
    config: Path
    log_file: Path
    health_port: int = 0

    @property
    def address(self) -> tuple[str, int]:
        return self.host, self.port

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal; return the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(sign)
        return self.process.wait(READY_SECONDS)

    def hang_up(self, line: str = READ_AGAIN) -> None:
        """Send SIGHUP, and wait for one more of these lines in the log."""
        count = self.log.count(line)
        self.process.send_signal(signal.SIGHUP)
        wait_until(lambda: self.log.count(line) > count)

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        self.process.kill()
        self.process.wait(READY_SECONDS)


def write_secret(path: Path, secret: str) -> Path:
    """Write a file that only its owner may read; return its path."""
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(secret + "\n", encoding="utf-8")
    return path


def write_server_config(folder: Path, database: DatabaseSettings, **keys: object) -> Path:
    """Write a server.conf for a database, with additional keys of `[server]`; return its path."""
    token_file = write_secret(folder / "admin-token", ADMIN_TOKEN)
    server = {
        "host": "127.0.0.1",
        "port_reservation": 0,
        "port_admin": 0,
        "admin_token_file": token_file,
        **keys,
    }
    lines = ["[server]", *(f"{key} = {value}" for key, value in server.items())]
    lines += ["[database]", f"unix_socket = {database.unix_socket}", f"user = {database.user}"]
    lines += [f"name = {database.name}", f"pool_size = {database.pool_size}"]
    path = folder / "server.conf"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def launch(config: Path, log_file: Path) -> RunningServer:
    """Start the server and wait for its ready lines."""
    with log_file.open("a", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "cbp_server", "--config", str(config)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
    lines = _lines_of(process)
    try:
        ready = _expect(lines, r"listening on (.+):(\d+)\n")
        admin = _expect(lines, r"admin listening on (.+):(\d+)\n")
        has_health = "\nport_health" in config.read_text(encoding="utf-8")
        health = int(_expect(lines, r"health listening on (.+):(\d+)\n")[2]) if has_health else 0
    except BaseException as error:  # also queue.Empty, and Ctrl-C
        process.kill()
        process.wait()
        error.add_note(log_file.read_text(encoding="utf-8"))
        raise
    return RunningServer(
        process,
        ready[1].strip("[]"),
        int(ready[2]),
        int(admin[2]),
        config=config,
        log_file=log_file,
        health_port=health,
    )


def _lines_of(process: subprocess.Popen[str]) -> queue.Queue[str]:
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put("")

    threading.Thread(target=read, daemon=True).start()
    return lines


def _expect(lines: queue.Queue[str], pattern: str) -> re.Match[str]:
    line = lines.get(timeout=READY_SECONDS)
    match = re.fullmatch(pattern, line)
    assert match, f"the server said {line!r}"
    return match


@pytest.fixture
def start_server(database_settings: DatabaseSettings, tmp_path: Path) -> Iterator[StartServer]:
    """Start a server on this test's database: `start_server(pool_threads=2)`; again for a second one."""
    running: list[RunningServer] = []

    def start(database: DatabaseSettings = database_settings, **keys: object) -> RunningServer:
        folder = tmp_path / f"server-{len(running)}"
        folder.mkdir()
        server = launch(write_server_config(folder, database, **keys), folder / "log")
        running.append(server)
        return server

    yield start
    for server in running:
        server.process.kill()
        server.process.wait()


@pytest.fixture
def server(start_server: StartServer) -> RunningServer:
    """A server with the limits that ship, on this test's database."""
    return start_server()
