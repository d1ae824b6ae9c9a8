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
from prove import migrations, tables
from prove.processes import (
    ADMIN_TOKEN,
    ProvedMariaDB,
    ProvedServer,
    StandError,
    complete_init,
    frozen,
    logged_defects,
    start_init,
    write_config,
)
from prove.proxy import Endpoint, Proxy
from prove.small_disk import SmallDisk, may_mount
from prove.stand import BOOKINGS_PER_PATIENT, LIMITS, AdminPort, Break
from prove.stepped_clock import SEEN_SECONDS, SteppedClock
from prove.tables import Tables

_LONGEST_STEP = 3 * 60 * 60
_STEP_SECONDS = 0.05
_SLOW_SECONDS = 30.0
_FILLING_SECONDS = 0.1
_MOST_FILLING_SECONDS = 1.0


class OneServer:
    """One reservation server and one MariaDB, with a proxy before the server.

    Where the machine allows it, both have clocks to be stepped, and the database a disk to be filled.

    Args:
        folder: for data, configuration and logs; a short path.
        seed: of the proxy's cuts.
        days: how many days have consultations.
    """

    limit = BOOKINGS_PER_PATIENT
    database_killers = frozenset(
        {"database killed", "both killed", "migration broken off", "disk full and database killed"}
    )
    outages: frozenset[str] = frozenset()

    def __init__(self, folder: Path, seed: int, days: int) -> None:
        self.name = "one server"
        self._clock = SteppedClock(folder, "server", is_python=True)
        self._database_clock = SteppedClock(folder, "database", is_python=False)
        prefix = self._clock.prefix if self._clock.works() else []
        (folder / "disk").mkdir(mode=0o711)
        self._disk = SmallDisk(folder / "disk")
        self._database = ProvedMariaDB(
            folder / "disk" / "db", prefix=self._database_clock.prefix if prefix else []
        )
        self._settings = self._database.settings("borne")
        self._days = days
        self._half_done = 0
        self._server = ProvedServer(
            write_config(folder, self._settings, server_name="hall", **LIMITS), prefix
        )
        self._proxy = Proxy(self._server_address, f"{seed}")
        self.addresses: Sequence[Endpoint] = [self._proxy.address]
        self.admin_ports: Sequence[AdminPort] = [self._administrator]
        breaks: dict[str, Break] = {
            "server killed": self._kill_server,
            "server stopped": self._stop_server,
            "server frozen": self._freeze_server,
            "database killed": self._kill_database,
            "database frozen": self._freeze_database,
            "both killed": self._kill_both,
            "connections cut": self._cut,
            "migration broken off": self._break_migration,
        }
        if prefix:
            breaks["clocks stepped"] = self._step_clocks
        else:
            self.name += ", no clock is stepped (libfaketime cannot be loaded here)"
        if may_mount():
            breaks["disk full"] = self._fill_disk
            breaks["disk full and database killed"] = self._fill_disk_and_kill
        else:
            self.name += ", no disk is full (nothing can be mounted here)"
        self.breaks: Mapping[str, Break] = breaks

    @contextmanager
    def running(self) -> Iterator[OneServer]:
        """Start everything; the thread that does must live as long as the stand."""
        try:
            if may_mount():
                self._disk.mount()
            self._start_database()
            tables.prepare(self._settings, doctors=12, days=self._days)
            self._start_server()
            with self._proxy:
                yield self
        finally:
            self._server.end(signal.SIGKILL)
            self._database.stop()
            self._disk.unmount()

    def read_tables(self) -> Tables:
        """Return what the tables hold."""
        return tables.read_tables(self._settings)

    def read_tables_at_the_end(self) -> Tables:
        """Stop the server, wait until nothing is at work, kill the database, and read what is left."""
        self._server.end(signal.SIGTERM)
        tables.wait_until_alone(self._settings)
        self._database.kill()
        self._start_database()
        return tables.read_tables(self._settings)

    def counts(self) -> Mapping[str, int]:
        """Return how many connections were cut, and how many migrations were left with a part done."""
        return {"connections cut at a byte": self._proxy.cuts, "migrations left half done": self._half_done}

    def defects(self) -> Sequence[str]:
        """Return whether the server has logged defects."""
        return logged_defects([self._server])

    def _start_database(self) -> None:
        self._database.start()
        self._database_clock.forget(self._database.pid)

    def _start_server(self) -> None:
        self._server.start()
        self._clock.forget(self._server.pid)

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
        self._start_server()
        return ended

    def _freeze_server(self, chance: random.Random) -> None:
        with frozen(self._server.pid):
            time.sleep(chance.uniform(0.2, 4.0))

    def _kill_database(self, chance: random.Random) -> None:
        self._database.kill()
        time.sleep(chance.uniform(0.0, 1.0))
        self._start_database()

    def _freeze_database(self, chance: random.Random) -> None:
        with frozen(self._database.pid):
            time.sleep(chance.uniform(0.2, 4.0))

    def _kill_both(self, chance: random.Random) -> float:
        first = chance.random() < 0.5  # noqa: PLR2004 - a fair coin
        if first:
            self._database.kill()
        self._server.end(signal.SIGKILL)
        ended = time.monotonic()
        if not first:
            self._database.kill()
        time.sleep(chance.uniform(0.0, 0.5))
        self._start_database()
        self._start_server()
        return ended

    def _cut(self, chance: random.Random) -> None:
        self._proxy.share = chance.uniform(0.3, 1.0)
        self._proxy.cut_all()
        time.sleep(chance.uniform(1.0, 4.0))
        self._proxy.share = 0.0

    def _break_migration(self, chance: random.Random) -> None:
        """Kill `init`, or the database, while it works; then complete it.

        Raises:
            StandError: something is missing in the end.
        """
        migrations.take_back(self._settings)
        with start_init(self._server.config) as init:
            migrations.wait_for_step(init, chance.randint(1, migrations.STEPS))
            time.sleep(chance.uniform(0.0, _STEP_SECONDS))
            if chance.random() < 0.5:  # noqa: PLR2004 - a fair coin
                init.kill()
            else:
                self._database.kill()
                self._start_database()
            init.wait()
        self._half_done += migrations.is_half_done(self._settings)
        complete_init(self._server.config)
        if not migrations.is_done(self._settings):
            raise StandError("init says that it is done, and something is missing")

    def _step_clocks(self, chance: random.Random) -> float | None:
        """Step the server's clock, the database's or both; perhaps kill the server; step back."""
        ended = None
        whose = chance.choice(((self._clock,), (self._database_clock,), (self._clock, self._database_clock)))
        steps = {clock: round(_LONGEST_STEP ** chance.random()) * chance.choice((-1, 1)) for clock in whose}
        for clock, seconds in steps.items():
            clock.step(seconds)
        time.sleep(SEEN_SECONDS + chance.uniform(0.0, 1.5))
        seen = tables.seconds_ahead(self._settings)
        if abs(seen - steps.get(self._database_clock, 0)) > _SLOW_SECONDS:
            raise StandError(f"the database's clock did not follow a step: it is {seen:.0f} s ahead")
        if chance.random() < 0.5:  # noqa: PLR2004 - a fair coin
            ended = self._end_server(signal.SIGKILL, 0.0)
        for clock in whose:
            clock.step(0)
        time.sleep(SEEN_SECONDS)
        return ended

    def _fill_disk(self, chance: random.Random) -> None:
        try:
            with self._no_room():
                self._disk.keep_full(chance.uniform(1.0, 3.0))
        finally:
            self._disk.free()

    def _fill_disk_and_kill(self, chance: random.Random) -> None:
        """Leave what the database had written when its disk was full to the repair at its start."""
        try:
            with self._no_room():
                self._disk.keep_full(chance.uniform(0.5, 1.5))
                self._database.kill()
        finally:
            self._disk.free()
        self._start_database()

    @contextmanager
    def _no_room(self) -> Iterator[None]:
        self._disk.keep_full(_FILLING_SECONDS)
        with tables.room_used_up(self._settings, _MOST_FILLING_SECONDS):
            yield


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
