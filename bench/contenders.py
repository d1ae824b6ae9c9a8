"""Ours and the rival of a visit, each running on the same tables, and what they cost in processor time."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from bench.children import READY_SECONDS, listening
from bench.dialects import Cbp, Dialect, Http
from bench.hospital import Hospital
from bench.machine import family, processor_seconds
from bench.rounds import percentile
from bench.wire import open_socket

MOST_BOOKINGS = 10
"""`bookings_per_patient` as it ships; the rival has the same limit."""


@dataclass(frozen=True)
class Contender:
    """A reservation server that runs.

    Attributes:
        port: where it listens.
        dialect: makes what one session speaks.
        pids: its processes.
        database_pid: the process of its database.
    """

    port: int
    dialect: Callable[[], Dialect]
    pids: list[int]
    database_pid: int


@dataclass
class Cost:
    """What some work took.

    Attributes:
        server: processor seconds of the server.
        database: processor seconds of the database.
        elapsed: seconds from begin to end.
        seconds: how long each part of the work took, in seconds.
        failures: the codes of parts that failed; they are not in `seconds`.
    """

    server: float = 0.0
    database: float = 0.0
    elapsed: float = 0.0
    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def of_server(self) -> float:
        """Return the processor seconds of the server for each part."""
        return self.server / len(self.seconds)

    def of_database(self) -> float:
        """Return the processor seconds of the database for each part."""
        return self.database / len(self.seconds)

    def of_both(self) -> float:
        """Return the processor seconds for each part."""
        return self.of_server() + self.of_database()

    def percentile(self, percent: int) -> float:
        """Return a percentile of how long a part took, in seconds."""
        return percentile(self.seconds, percent)

    @contextmanager
    def counted(self, contender: Contender) -> Iterator[None]:
        """Add what is done meanwhile."""
        server = sum(map(processor_seconds, contender.pids))
        database, begun = processor_seconds(contender.database_pid), time.perf_counter()
        yield
        assert self.seconds, f"all failed: {set(self.failures)}"
        self.elapsed += time.perf_counter() - begun
        self.server += sum(map(processor_seconds, contender.pids)) - server
        self.database += processor_seconds(contender.database_pid) - database


def failures(turns: Mapping[str, Sequence[Cost]], words: str) -> Iterator[str]:
    """Return a sentence on each contender some of whose visits failed.

    Args:
        turns: what each turn cost, by contender.
        words: under what circumstances.
    """
    for who, costs in turns.items():
        codes = Counter(code for cost in costs for code in cost.failures)
        if codes:
            told = ", ".join(f"{count} {code}" for code, count in codes.items())
            whole = sum(len(cost.seconds) for cost in costs)
            yield f"Visits to {who} that failed with {words}, not counted above: {told}; {whole} succeeded."


@contextmanager
def ours(hospital: Hospital, module: str = "cbp_server", **keys: object) -> Iterator[Contender]:
    """Run the real server with the limit of bookings that ships; `module` and `keys` as in `Hospital.run`."""
    with hospital.run(module, bookings_per_patient=MOST_BOOKINGS, **keys) as (port, pid):
        yield Contender(port, Cbp, [pid], hospital.database_pid)


@contextmanager
def rival(hospital: Hospital) -> Iterator[Contender]:
    """Run the rival, once it accepts connections."""
    arguments = (str(hospital.settings.unix_socket), hospital.settings.name)
    with listening("-m", "bench.rival", *arguments) as (port, pid):
        until = time.monotonic() + READY_SECONDS
        while True:  # it tells its port before its workers listen
            with suppress(ConnectionRefusedError), open_socket(port):
                break
            if time.monotonic() > until:
                raise TimeoutError("the rival does not listen")
            time.sleep(0.1)
        yield Contender(port, Http, family(pid), hospital.database_pid)
