"""A node of the database, from the file that a hospital's node has.

What Debian's own configuration says of folders and sockets is on the command line. Nothing outside of the
node's folder is changed.
"""

from __future__ import annotations

import getpass
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pymysql

from database import DatabaseSettings
from database.private.installation import program
from database.private.parent_death import killed_with_parent
from prove.cluster.values import has_rsync
from prove.processes import freeze, thaw
from prove.waiting import wait_until

JOIN_SECONDS = 60.0
"""A limit; joining takes some seconds."""

_ANSWER_SECONDS = 10

_WRITE = "INSERT INTO proof.writes VALUES (1, 1) ON DUPLICATE KEY UPDATE number = number + 1"
TABLE_OF_WRITES = (
    "CREATE DATABASE IF NOT EXISTS proof",
    "CREATE TABLE IF NOT EXISTS proof.writes (place INT PRIMARY KEY, number INT NOT NULL) ENGINE = InnoDB",
)
"""What `can_write` needs, once for a cluster."""

_SYNCED, _SETTLED = "4", "OPERATIONAL"
_STARTS_AGAIN = "Failed to read thread schedparams"
"""What a node says that ends at its start, about once in a hundred times, and starts well the next time."""


def _account() -> str:
    """Return whom the nodes run as: us, but with rsync not root, whose rights its daemon gives up."""
    return "mysql" if os.geteuid() == 0 and has_rsync() else getpass.getuser()


class NodeError(Exception):
    """A node ended that should have joined."""


class Node:
    """A node of the database.

    Args:
        folder: its own, with what `fill` made for it; the data is in it too.
        port: where it answers.
        prefix: what stands before a command that is to run on its machine.
    """

    def __init__(self, folder: Path, port: int, prefix: Sequence[str] = ()) -> None:
        self.port = port
        self._prefix = list(prefix)
        self._folder = folder
        self._socket = folder / "node.sock"
        self._process: subprocess.Popen[bytes] | None = None
        self._options: list[str] = []

    @property
    def data(self) -> Path:
        """The folder of its tables."""
        return self._folder / "data"

    @property
    def log(self) -> str:
        """What it has logged."""
        return (self._folder / "node.log").read_text(encoding="utf-8", errors="replace")

    def settings(self, name: str = "borne") -> DatabaseSettings:
        """Return the settings of a database at this node alone, as root."""
        return DatabaseSettings((), self._socket, "root", "", name, 2)

    def rows(self, sql: str) -> tuple[tuple[Any, ...], ...]:
        """Run a statement at this node, in no database; return its rows.

        Raises:
            pymysql.err.MySQLError, OSError: it cannot be asked, or does not answer within `_ANSWER_SECONDS`.
        """
        options: dict[str, Any] = {"read_timeout": _ANSWER_SECONDS, "connect_timeout": _ANSWER_SECONDS}
        where: dict[str, Any] = {"unix_socket": str(self._socket), "user": "root", "ssl_disabled": True}
        with (
            closing(pymysql.connect(**where, **options, autocommit=True)) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
            rows: tuple[tuple[Any, ...], ...] = cursor.fetchall()
            return rows

    def state(self) -> dict[str, str]:
        """Return what the node says of itself; empty where it does not answer."""
        with suppress(pymysql.err.MySQLError, OSError):
            return dict(self.rows("SHOW GLOBAL STATUS LIKE 'wsrep\\_%'"))
        return {}

    def start(self, *, is_first: bool = False, knows_position: bool = True) -> None:
        """Start it, without waiting for it.

        Args:
            is_first: whether it makes a new cluster.
            knows_position: whether it ended well; else it looks up how far it came, as Debian's unit does.
        """
        self._options = ["--wsrep-new-cluster"] if is_first else []
        if not knows_position:
            self._options.append(f"--wsrep-start-position={self._position()}")
        self._launch()

    def _launch(self) -> None:
        for path in (self._folder, *self._folder.rglob("*")):
            shutil.chown(path, _account())
        self._process = subprocess.Popen(
            [*self._prefix, *killed_with_parent(self._command(*self._options), _account())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | {"PATH": f"{Path(__file__).parent}:{os.environ['PATH']}"},  # for wsrep_sst_ist
        )

    def wait_until_joined(self, size: int) -> None:
        """Wait until it is one of so many nodes, and has all that the others have.

        Raises:
            TimeoutError: it is not within `JOIN_SECONDS`.
            NodeError: it ended; the message has the end of its log.
        """

        def has_joined() -> bool:
            assert self._process is not None
            if self._process.poll() is not None:
                if _STARTS_AGAIN not in self.log:
                    raise NodeError(f"the node ended: {self.log[-3000:]}")
                (self._folder / "node.log").unlink()
                self._launch()
            state = self.state()
            there = (state.get("wsrep_local_state"), state.get("wsrep_cluster_size"))
            return there == (_SYNCED, str(size))

        wait_until(has_joined, JOIN_SECONDS)

    def view(self, size: int) -> str:
        """Return its view of the cluster if it is one of so many nodes and nothing is changing, else ""."""
        state = self.state()
        told = [state.get(name) for name in ("wsrep_local_state", "wsrep_cluster_size", "wsrep_evs_state")]
        return state["wsrep_cluster_conf_id"] if told == [_SYNCED, str(size), _SETTLED] else ""

    def can_write(self) -> bool:
        """Tell whether a write succeeds here, which waits until the nodes have agreed who they are."""
        with suppress(pymysql.err.MySQLError, OSError):
            self.rows(_WRITE)
            return True
        return False

    def kill(self) -> None:
        """Kill it with SIGKILL, as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop it in order."""
        self._end(signal.SIGTERM)

    def freeze(self) -> None:
        """Suspend it: the others hear nothing of it, and whoever connects gets no answer."""
        freeze(self.pid)

    def thaw(self) -> None:
        """Resume it."""
        thaw(self.pid)

    @property
    def pid(self) -> int:
        """The process id of the running node."""
        assert self._process is not None
        return self._process.pid

    def _end(self, sign: signal.Signals) -> None:
        if self._process is not None:
            for number in (sign, signal.SIGCONT):
                with suppress(ProcessLookupError):
                    self._process.send_signal(number)
            try:
                self._process.wait(JOIN_SECONDS)
            finally:
                self._process.kill()
                self._process.wait()
                self._process = None

    def _command(self, *options: str) -> list[str]:
        return [
            program("mariadbd"),
            f"--defaults-file={self._folder / '70-borne.cnf'}",
            f"--datadir={self.data}",
            f"--tmpdir={self._folder}",
            f"--socket={self._socket}",
            f"--pid-file={self._folder / 'node.pid'}",
            f"--log-error={self._folder / 'node.log'}",
            "--performance-schema=OFF",
            f"--user={_account()}",
            *options,
        ]

    def _position(self) -> str:
        found = self._folder / "recovery.log"
        command = [*self._command("--wsrep-recover"), f"--log-error={found}"]
        subprocess.run(killed_with_parent(command), check=True, capture_output=True, timeout=JOIN_SECONDS)
        positions = re.findall(r"Recovered position:? (\S+)", found.read_text(errors="replace"))
        if not positions:
            raise NodeError(
                f"the node does not know how far it came: {found.read_text(errors='replace')[-3000:]}"
            )
        return str(positions[-1])
