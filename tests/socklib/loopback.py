"""Servers and clients on the loopback, for the tests of this room."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from socklib import (
    Connection,
    Deadline,
    ListenError,
    Server,
    connect,
)
from socklib.served import ServedConnection

SOON = 10.0


def echo(connection: Connection) -> None:
    while True:
        connection.send(connection.receive())


def serve(
    handler: Callable[[ServedConnection], None], threads: int = 2, queue_limit: int = 2, **more: object
) -> Server:
    settings = {"host": "127.0.0.1", "port": 0, "when_full": b"busy", "when_stopping": b"bye", **more}
    return Server(handler, threads=threads, queue_limit=queue_limit, **settings)  # type: ignore[arg-type]


@contextlib.contextmanager
def start_or_skip(server: Server) -> Iterator[Server]:
    try:
        server.start()
    except ListenError as error:
        pytest.skip(f"this machine has no such address: {error}")
    yield server
    server.stop()


def dial(server: Server) -> Connection:
    return connect(*server.address, deadline=Deadline.after(SOON))


def hear(connection: Connection) -> bytes:
    return connection.receive(Deadline.after(SOON))


def raw_stream(server: Server) -> socket.socket:
    return socket.create_connection(server.address, timeout=SOON)


@contextlib.contextmanager
def no_new_threads() -> Iterator[None]:
    """Make the system refuse every new thread of this process, by a stack size that it cannot provide."""
    threading.stack_size(2**62)
    try:
        yield
    finally:
        threading.stack_size(0)


def pair() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a TCP connection: ours, non-blocking, and the peer's."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        peer = socket.create_connection(listener.getsockname(), timeout=SOON)
        ours, _ = listener.accept()
    ours.setblocking(False)
    return ours, peer


def read_to_the_end(stream: socket.socket) -> bytes:
    received = b""
    while chunk := stream.recv(65_536):
        received += chunk
    return received
