"""The processes of a stand: a MariaDB with durable writes and a reservation server, to be frozen and killed.

Each is the project's own, started as in a hospital. A process is ended by its id alone, and dies with the
thread that started it.
"""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from database import DatabaseSettings
from database.private import PrivateMariaDB
from database.private.parent_death import killed_with_parent

ROOT = Path(__file__).parents[1]
READY_SECONDS = 120.0
"""For a machine with much else to do; normally it takes a second."""

END_SECONDS = 120.0
"""The same for the end, which takes 5 s at most (`docs/protocol.md`, "Starting the server")."""

ADMIN_TOKEN = "the proof's own token, of more than 32 characters"  # noqa: S105 - of a server on loopback
_READY = re.compile(r"(?:admin )?listening on .+:(\d+)\n")


def write_secret(path: Path, secret: str) -> None:
    """Write a file that only its owner may read."""
    path.touch(mode=0o600)
    path.write_text(secret + "\n", encoding="utf-8")


class StandError(Exception):
    """A process of the stand did not start, or did not end."""


def freeze(pid: int) -> None:
    """Suspend a child process, and wait until its last thread stands."""
    os.kill(pid, signal.SIGSTOP)
    os.waitid(os.P_PID, pid, os.WSTOPPED)


def thaw(pid: int) -> None:
    """Resume it."""
    os.kill(pid, signal.SIGCONT)


@contextmanager
def frozen(pid: int) -> Iterator[None]:
    """Suspend a child process for as long as the context lasts."""
    freeze(pid)
    try:
        yield
    finally:
        thaw(pid)


class ProvedMariaDB(PrivateMariaDB):
    """A private MariaDB that can be killed at once."""

    def kill(self) -> None:
        """SIGKILL; wait for the end."""
        os.kill(self.pid, signal.SIGKILL)
        self.stop()

    def settings(self, name: str) -> DatabaseSettings:
        """Return how to reach a database on it."""
        return DatabaseSettings(
            hosts=(), unix_socket=self.socket, user="root", password="", name=name, pool_size=8
        )


def write_config(folder: Path, database: DatabaseSettings, **keys: object) -> Path:
    """Write the server.conf of a server on free ports of 127.0.0.1, and its admin token.

    Args:
        folder: where to.
        database: where its tables are.
        keys: more of `[server]`.
    """
    write_secret(folder / "admin-token", ADMIN_TOKEN)
    fixed = {
        "host": "127.0.0.1",
        "port_reservation": 0,
        "port_admin": 0,
        "admin_token_file": folder / "admin-token",
    }
    lines = ["[server]", *(f"{key} = {value}" for key, value in {**fixed, **keys}.items())]
    lines += ["[database]", f"unix_socket = {database.unix_socket}", f"user = {database.user}"]
    lines += [f"name = {database.name}", f"pool_size = {database.pool_size}"]
    config = folder / "server.conf"
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return config


class ProvedServer:
    """A reservation server: `python -m cbp_server`.

    Args:
        config: its server.conf; its log is beside it.
        prefix: what stands before a command that is to run on its machine.
    """

    def __init__(self, config: Path, prefix: Sequence[str] = ()) -> None:
        self.config = config
        self._prefix = list(prefix)
        self._log = config.parent / "server.log"
        self._process: subprocess.Popen[str] | None = None
        self.port: int | None = None
        self.admin_port: int | None = None

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        assert self._process is not None
        return self._process.pid

    def start(self) -> None:
        """Start it; return when it listens.

        Raises:
            StandError: it does not; the message has the end of its log.
        """
        with self._log.open("a", encoding="utf-8") as log:
            self._process = subprocess.Popen(
                [
                    *self._prefix,
                    *killed_with_parent([sys.executable, "-m", "cbp_server", "--config", str(self.config)]),
                ],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                bufsize=1,
            )
        port, admin_port = self._read_port(), self._read_port()
        self.port, self.admin_port = port, admin_port

    def end(self, sign: signal.Signals) -> None:
        """Send SIGTERM or SIGKILL, and wait for the end; repeatable.

        Raises:
            StandError: it does not end, and was killed then; the message has the end of its log.
        """
        self.port = self.admin_port = None
        if self._process is None:
            return
        self._process.send_signal(sign)
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGCONT)
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise StandError(
                f"the server did not end {END_SECONDS:.0f} s after {sign.name}: {self.log[-2000:]}"
            ) from None
        finally:
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None

    @property
    def log(self) -> str:
        """What it has logged since its first start."""
        return self._log.read_text(encoding="utf-8") if self._log.exists() else ""

    def _read_port(self) -> int:
        assert self._process is not None
        assert self._process.stdout is not None
        line = ""
        while not line.endswith("\n"):  # by bytes: a second line may lie in a buffer that select knows not
            if not select.select([self._process.stdout], [], [], READY_SECONDS)[0]:
                break
            piece = os.read(self._process.stdout.fileno(), 1)
            if not piece:
                break
            line += piece.decode()
        found = _READY.fullmatch(line)
        if found is None:
            raise StandError(f"the server did not start, and said {line!r}: {self.log[-2000:]}")
        return int(found[1])


def start_init(config: Path, prefix: Sequence[str] = ()) -> subprocess.Popen[str]:
    """Start `python -m database init`, which tells its steps on its stderr.

    Args:
        config: the server.conf of the database.
        prefix: what stands before a command that is to run on a machine.
    """
    command = [*prefix, sys.executable, "-m", "database", "init", "--config", str(config)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def complete_init(config: Path, prefix: Sequence[str] = ()) -> None:
    """Run it to its end.

    Raises:
        StandError: it fails; the message has what it told.
    """
    with start_init(config, prefix) as init:
        _, told = init.communicate()
    if init.returncode:
        raise StandError(f"the tables could not be made, or brought up to date: {told[-2000:]}")


def logged_defects(servers: Iterable[ProvedServer]) -> list[str]:
    """Return a line if servers have logged defects."""
    count = sum(server.log.count(" cbp_server: defect ") for server in servers)
    return [f"the servers logged {count} defects"] if count else []
