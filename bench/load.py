"""Many sessions at once from one thread: each sends its next request as soon as it has its answer.

One thread and one selector, so that what is measured is the server and not threads of ours that wait
for an interpreter.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from bench.wire import CHUNK, HEADER, frame, open_socket, receive


class _Session:
    """A connection with one request under way."""

    def __init__(self, stream: socket.socket) -> None:
        self.stream = stream
        self._sent_at = 0.0
        self._received = bytearray()

    def ask(self, request: bytes) -> None:
        """Send a request, short enough to go at once."""
        self._received.clear()
        self._sent_at = time.perf_counter()
        self.stream.send(request)

    def hear(self) -> float | None:
        """Take in what came; return the seconds since the request once the answer is whole."""
        chunk = self.stream.recv(CHUNK)
        if not chunk:
            raise EOFError("the server closed a session under load")
        self._received += chunk
        if len(self._received) < HEADER.size:
            return None
        if len(self._received) < HEADER.size + HEADER.unpack_from(self._received)[0]:
            return None
        return time.perf_counter() - self._sent_at


@contextmanager
def sessions(port: int, first_requests: Sequence[bytes | None]) -> Iterator[list[socket.socket]]:
    """Open a session for each first request (a LOGIN), and wait for its answer; None sends nothing."""
    with ExitStack() as stack:
        streams = []
        for request in first_requests:
            stream = stack.enter_context(open_socket(port))
            if request is not None:
                stream.sendall(frame(request))
                receive(stream)
            streams.append(stream)
        yield streams


def drive(streams: Sequence[socket.socket], payload: bytes, each: int) -> list[float]:
    """Ask the same over every session `each` so many times; return the seconds of every answer."""
    request, seconds = frame(payload), []
    with selectors.DefaultSelector() as selector:
        left: dict[_Session, int] = {}
        for stream in streams:
            session = _Session(stream)
            left[session] = each
            selector.register(stream, selectors.EVENT_READ, session)
        for session in left:
            session.ask(request)
        while left:
            for key, _ in selector.select(30):
                session = key.data
                took = session.hear()
                if took is None:
                    continue
                seconds.append(took)
                left[session] -= 1
                if left[session]:
                    session.ask(request)
                else:
                    del left[session]
                    selector.unregister(session.stream)
    return seconds
