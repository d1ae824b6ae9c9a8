"""Many concurrent sessions from one thread: each sends its next request as soon as it has its reply.

With one thread and one selector, the server is measured, not client threads waiting for the interpreter.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from bench.wire import CHUNK, HEADER, frame, open_socket, receive

_SILENCE_SECONDS = 30.0

Script = Generator[bytes, bytes, None]
"""What a session says: it yields requests, and is sent each whole reply."""


def is_whole_frame(received: bytearray) -> bool:
    """Return whether one whole frame has arrived."""
    return len(received) >= HEADER.size and len(received) >= HEADER.size + HEADER.unpack_from(received)[0]


@dataclass
class Session:
    """A connection and what it says.

    Attributes:
        stream: the connection.
        script: what it says.
        is_whole: whether a whole reply has arrived.
        is_own: whether the connection is closed when the script has ended.
    """

    stream: socket.socket
    script: Script
    is_whole: Callable[[bytearray], bool] = is_whole_frame
    is_own: bool = False
    _received: bytearray = field(default_factory=bytearray)

    def begin(self) -> None:
        """Send the first request."""
        self.stream.send(next(self.script))

    def hear(self) -> bool:
        """Read what has arrived, and answer a whole reply; return whether the script goes on."""
        chunk = self.stream.recv(CHUNK)
        if not chunk:
            raise EOFError("the server closed a session under load")
        self._received += chunk
        if not self.is_whole(self._received):
            return True
        reply = bytes(self._received)
        self._received.clear()
        try:
            self.stream.send(self.script.send(reply))
        except StopIteration:
            return False
        return True

    def end(self) -> None:
        """Close an own connection."""
        if self.is_own:
            self.stream.close()


@contextmanager
def sessions(port: int, first_requests: Sequence[bytes | None]) -> Iterator[list[socket.socket]]:
    """Open a session for each first request (a LOGIN) and wait for its reply; None sends nothing."""
    with ExitStack() as stack:
        streams = []
        for request in first_requests:
            stream = stack.enter_context(open_socket(port))
            if request is not None:
                stream.sendall(frame(request))
                receive(stream)
            streams.append(stream)
        yield streams


def converse(coming: Iterable[Session], at_once: int) -> None:
    """Carry out every session, `at_once` concurrently; the next begins as soon as one has ended."""
    rest = iter(coming)
    with selectors.DefaultSelector() as selector:

        def begin_next() -> None:
            session = next(rest, None)
            if session is not None:
                selector.register(session.stream, selectors.EVENT_READ, session)
                session.begin()

        for _ in range(at_once):
            begin_next()
        while selector.get_map():
            ready = selector.select(_SILENCE_SECONDS)
            if not ready:
                raise TimeoutError(f"no reply to {len(selector.get_map())} sessions")
            for key, _ in ready:
                if not key.data.hear():
                    selector.unregister(key.fileobj)
                    key.data.end()
                    begin_next()


def drive(streams: Sequence[socket.socket], payload: bytes, each: int) -> list[float]:
    """Send the same request `each` times over every session; return the seconds until each reply."""
    request, seconds = frame(payload), list[float]()

    def script() -> Script:
        for _ in range(each):
            sent_at = time.perf_counter()
            yield request
            seconds.append(time.perf_counter() - sent_at)

    converse([Session(stream, script()) for stream in streams], len(streams))
    return seconds
