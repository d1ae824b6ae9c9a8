"""How a hospital may set up its servers: one, or two on the same database."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass

from bench.hospital import Hospital
from bench.machine import processor_seconds
from bench.watched import WatchedServer, watched_server

PLACES = 4096
"""The most that `pool_threads` may be."""

_LIMITS = {
    "pool_threads": PLACES,
    "connections_per_address": 4,  # as `server.conf` advises where each booth has an address of its own
    "registrations_per_hour": 60,
    "bookings_per_patient": 10,
}
_CONNECTIONS = "SELECT COUNT(*) FROM information_schema.processlist WHERE user = %s AND id <> CONNECTION_ID()"


@dataclass(frozen=True)
class Arrangement:
    """Servers that run, and their database.

    Attributes:
        hospital: whose database.
        servers: where booths connect, in turns.
    """

    hospital: Hospital
    servers: Sequence[WatchedServer]

    @property
    def ports(self) -> tuple[int, ...]:
        """Where booths connect, on 127.0.0.1."""
        return tuple(server.port for server in self.servers)

    def processor_seconds(self) -> tuple[list[float], float]:
        """Return what each server has used, and the database."""
        return (
            [processor_seconds(server.pid) for server in self.servers],
            processor_seconds(self.hospital.database_pid),
        )

    def connections(self) -> int:
        """Return how many connections to the database the servers hold."""
        with closing(self.hospital.connect()) as connection, connection.cursor() as cursor:
            cursor.execute(_CONNECTIONS, (self.hospital.settings.user,))
            return int(cursor.fetchall()[0][0])


@contextmanager
def servers(count: int, hospital: Hospital) -> Iterator[Arrangement]:
    """Run so many servers with as many threads as may be, else the limits that ship."""
    with ExitStack() as stack:
        running = [
            stack.enter_context(watched_server(hospital, is_tls=False, **_LIMITS)) for _ in range(count)
        ]
        yield Arrangement(hospital, running)


ARRANGEMENTS: dict[str, Callable[[Hospital], AbstractContextManager[Arrangement]]] = {
    "one server": lambda hospital: servers(1, hospital),
    "two servers": lambda hospital: servers(2, hospital),
}
