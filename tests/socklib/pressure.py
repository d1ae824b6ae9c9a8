"""A small server under pressure, for the tests of eviction. No tests here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from socklib import Connection, Deadline, EvictedError, Server
from socklib.served import ServedConnection
from tests.plugins.waiting import wait_until
from tests.socklib.loopback import SOON, dial, hear, serve

EVICTED, BUSY = b"evicted", b"busy"


def converse(connection: ServedConnection) -> None:
    """Echo; `keep` makes a session of the connection, `demote` a nuisance; say a last word when evicted."""
    try:
        while True:
            payload = connection.receive()
            if payload == b"keep":
                connection.keep()
            if payload == b"demote":
                connection.demote()
            connection.send(payload)
    except EvictedError:
        with contextlib.suppress(EvictedError):
            connection.send(EVICTED, Deadline.after(SOON))


@contextlib.contextmanager
def pressed(
    handler: Callable[[ServedConnection], None] = converse,
    threads: int = 1,
    queue_limit: int = 1,
    **more: object,
) -> Iterator[Server]:
    with serve(handler, threads, queue_limit, evicts_idle=True, **more) as server:
        yield server


def ask(connection: Connection, payload: bytes) -> bytes:
    connection.send(payload)
    return hear(connection)


def wait_until_idle(server: Server, count: int) -> None:
    """Wait until so many connections count as idle: a peer may have its answer a moment earlier."""
    places = server._entrance._admission._occupancy._places
    wait_until(lambda: sum(one._is_idle for one in list(places)) == count)


def is_let_in(server: Server) -> bool:
    with dial(server) as patient:
        return ask(patient, b"my turn") == b"my turn"
