"""How a hospital may set up its servers on one database; a cluster of databases: `bench.cluster`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass

from bench.filling import Size
from bench.hospital import Hospital
from bench.watched import WatchedServer, watched_server

PLACES = 4096
"""The most that `pool_threads` may be."""

LIMITS = {
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
        size: what the database holds.
        servers: those that are watched.
        ports: where booths connect, in turns, on 127.0.0.1.
        databases: the processes of the database.
        connections: returns how many connections to the database the servers hold.
        proxies: the processes of what is in between.
    """

    size: Size
    servers: Sequence[WatchedServer]
    ports: tuple[int, ...]
    databases: Sequence[int]
    connections: Callable[[], int]
    proxies: Sequence[int] = ()


@contextmanager
def servers(count: int, hospital: Hospital) -> Iterator[Arrangement]:
    """Run so many servers with as many threads as may be, else the limits that ship."""

    def connections() -> int:
        with closing(hospital.connect()) as connection, connection.cursor() as cursor:
            cursor.execute(_CONNECTIONS, (hospital.settings.user,))
            return int(cursor.fetchall()[0][0])

    with ExitStack() as stack:
        running = [
            stack.enter_context(watched_server(hospital, is_tls=False, **LIMITS)) for _ in range(count)
        ]
        ports = tuple(server.port for server in running)
        yield Arrangement(hospital.size, running, ports, [hospital.database_pid], connections)
