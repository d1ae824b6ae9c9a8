"""A stand: one reservation server with one database."""

from __future__ import annotations

import random
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from cbp.admin_client import AcbpClient
from prove import tables
from prove.processes import (
    ADMIN_TOKEN,
    ProvedMariaDB,
    ProvedServer,
    complete_init,
    freeze,
    logged_defects,
    start_init,
    thaw,
    write_config,
)
from prove.proxy import Endpoint, Proxy
from prove.stand import BOOKINGS_PER_PATIENT, LIMITS, AdminPort, Break
from prove.tables import Tables


class OneServer:
    """One reservation server and one MariaDB, with a proxy before the server.

    Args:
        folder: for data, configuration and logs; a short path.
        seed: of the proxy's cuts.
        days: how many days have consultations.
    """

    name = "one server"
    limit = BOOKINGS_PER_PATIENT
    database_killers = frozenset({"database killed", "both killed", "migration broken off"})
    outages: frozenset[str] = frozenset()

    def __init__(self, folder: Path, seed: int, days: int) -> None:
        self._database = ProvedMariaDB(folder / "db")
        self._settings = self._database.settings("borne")
        self._days = days
        self._server = ProvedServer(write_config(folder, self._settings, **LIMITS))
        self._proxy = Proxy(self._server_address, f"{seed}")
        self.addresses: Sequence[Endpoint] = [self._proxy.address]
        self.admin_ports: Sequence[AdminPort] = [self._administrator]
        self.breaks: Mapping[str, Break] = {
            "server killed": self._kill_server,
            "server stopped": self._stop_server,
            "server frozen": self._freeze_server,
            "database killed": self._kill_database,
            "database frozen": self._freeze_database,
            "both killed": self._kill_both,
            "connections cut": self._cut,
            "migration broken off": self._break_migration,
        }

    @contextmanager
    def running(self) -> Iterator[OneServer]:
        """Start everything; the thread that does must live as long as the stand."""
        try:
            self._database.start()
            tables.prepare(self._settings, doctors=12, days=self._days)
            self._server.start()
            with self._proxy:
                yield self
        finally:
            self._server.end(signal.SIGKILL)
            self._database.stop()

    def read_tables(self) -> Tables:
        """Return what the tables hold."""
        return tables.read_tables(self._settings)

    def read_tables_at_the_end(self) -> Tables:
        """Stop the server, wait until nothing is at work, kill the database, and read what is left."""
        self._server.end(signal.SIGTERM)
        tables.wait_until_alone(self._settings)
        self._database.kill()
        self._database.start()
        return tables.read_tables(self._settings)

    def counts(self) -> Mapping[str, int]:
        """Return how many connections were cut."""
        return {"connections cut at a byte": self._proxy.cuts}

    def defects(self) -> Sequence[str]:
        """Return whether the server has logged defects."""
        return logged_defects([self._server])

    def _administrator(self) -> AcbpClient | None:
        port = self._server.admin_port
        return None if port is None else AcbpClient("127.0.0.1", port, ADMIN_TOKEN, timeout=5.0)

    def _server_address(self) -> Endpoint | None:
        port = self._server.port
        return None if port is None else ("127.0.0.1", port)

    def _kill_server(self, chance: random.Random) -> float:
        return self._end_server(signal.SIGKILL, chance.uniform(0.0, 1.0))

    def _stop_server(self, chance: random.Random) -> float:
        return self._end_server(signal.SIGTERM, chance.uniform(0.0, 1.0))

    def _end_server(self, sign: signal.Signals, seconds: float) -> float:
        self._server.end(sign)
        ended = time.monotonic()
        time.sleep(seconds)
        self._server.start()
        return ended

    def _freeze_server(self, chance: random.Random) -> None:
        freeze(self._server.pid)
        try:
            time.sleep(chance.uniform(0.2, 4.0))
        finally:
            thaw(self._server.pid)

    def _kill_database(self, chance: random.Random) -> None:
        self._database.kill()
        time.sleep(chance.uniform(0.0, 1.0))
        self._database.start()

    def _freeze_database(self, chance: random.Random) -> None:
        freeze(self._database.pid)
        try:
            time.sleep(chance.uniform(0.2, 4.0))
        finally:
            thaw(self._database.pid)

    def _kill_both(self, chance: random.Random) -> float:
        first = chance.random() < 0.5  # noqa: PLR2004 - a fair coin
        if first:
            self._database.kill()
        self._server.end(signal.SIGKILL)
        ended = time.monotonic()
        if not first:
            self._database.kill()
        time.sleep(chance.uniform(0.0, 0.5))
        self._database.start()
        self._server.start()
        return ended

    def _cut(self, chance: random.Random) -> None:
        self._proxy.share = chance.uniform(0.3, 1.0)
        self._proxy.cut_all()
        time.sleep(chance.uniform(1.0, 4.0))
        self._proxy.share = 0.0

    def _break_migration(self, chance: random.Random) -> None:
        """Kill the database, or `init` alone, while the last migration is applied again; then complete it."""
        tables.unrecord_last_migration(self._settings)
        with start_init(self._server.config) as init:
            time.sleep(chance.uniform(0.3, 0.8))  # it takes some tenths of a second until it connects
            if chance.random() < 0.5:  # noqa: PLR2004 - a fair coin
                init.kill()
            else:
                self._database.kill()
                self._database.start()
            init.wait()
        complete_init(self._server.config)


@contextmanager
def one_server(seed: int, days: int) -> Iterator[OneServer]:
    """Run one server with one database in a folder of its own, which is removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="borne-prove-"))
    try:
        folder.chmod(0o711)  # started by root, the database server runs as another user
        with OneServer(folder, seed, days).running() as stand:
            yield stand
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)
