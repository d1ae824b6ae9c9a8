"""Strangers: many connections that want nothing of the server, from one cheap process.

`python -m bench.crowd PORT COUNT plain|tls` connects them, from a hundred loopback addresses, and prints a
line when each has tried. Whoever is closed comes back a second later. At the end of stdin it prints how often
they came, and how much of a core they used.

The six kinds, in turn: silent; a handshake (without TLS: a header) that comes byte by byte; half a frame,
then a byte now and then; frames of garbage; requests whose answers are never read; connecting only to leave.
"""

from __future__ import annotations

import contextlib
import heapq
import json
import resource
import select
import socket
import ssl
import sys
import time
from dataclasses import dataclass

from bench.wire import frame

KINDS = ("silent", "dawdling", "half a frame", "garbage", "deaf", "dropping")
ADDRESSES = 100
COME_BACK_SECONDS = 1.0
BYTE_SECONDS = 1.0

_HELLO = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500)
_HEADER = b"\x00\x00\x04\x00" + b" " * 500
_GARBAGE = frame(b'{"command": "DANCE"}') * 4
_REQUESTS = frame(b'{"command": "GET_DOCTORS"}') * 200
_SPEAKS_TLS = frozenset({"half a frame", "garbage", "deaf"})
_NOT_YET = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


@dataclass(eq=False)
class _Stranger:
    """One of them, and its connection of the moment."""

    number: int
    kind: str
    stream: socket.socket | None = None
    sent: int = 0
    is_shaking: bool = False
    generation: int = 0
    descriptor: int = -1


class Crowd:
    """All of them, in one thread.

    Args:
        port: the server's, on 127.0.0.1.
        count: how many.
        tls: speaks TLS where a kind has to; None: plain.
    """

    def __init__(self, port: int, count: int, tls: ssl.SSLContext | None) -> None:
        self._port = port
        self._tls = tls
        self._epoll = select.epoll()
        self._by_descriptor: dict[int, _Stranger] = {}
        self._due: list[tuple[float, int, int, _Stranger]] = []  # when, order, generation, who
        self._order = 0
        self.came = dict.fromkeys(KINDS, 0)
        for number in range(count):
            self._later(_Stranger(number, KINDS[number % len(KINDS)]), number / count)

    def fileno(self) -> int:
        """Return what becomes readable when `work` has something to do."""
        return self._epoll.fileno()

    def work(self, seconds: float) -> None:
        """Do what is to do within some seconds."""
        until = time.monotonic() + seconds
        while (now := time.monotonic()) < until:
            while self._due and self._due[0][0] <= now:
                _, _, generation, stranger = heapq.heappop(self._due)
                if generation == stranger.generation:
                    self._go_on(stranger)
            wait = min(until, self._due[0][0]) if self._due else until
            for descriptor, event in self._epoll.poll(max(0.0, wait - time.monotonic())):
                if (found := self._by_descriptor.get(descriptor)) is not None:
                    self._hear(found, event)

    def _later(self, stranger: _Stranger, seconds: float) -> None:
        self._order += 1
        due = (time.monotonic() + seconds, self._order, stranger.generation, stranger)
        heapq.heappush(self._due, due)

    def _go_on(self, stranger: _Stranger) -> None:
        if stranger.stream is None:
            self._come(stranger)
        elif not stranger.is_shaking:
            self._speak(stranger)

    def _come(self, stranger: _Stranger) -> None:
        stream = socket.socket()
        stream.setblocking(False)
        stream.setsockopt(socket.IPPROTO_IP, getattr(socket, "IP_BIND_ADDRESS_NO_PORT", 24), 1)
        if stranger.kind == "deaf":
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        place = stranger.number // len(KINDS) % ADDRESSES
        try:
            stream.bind((f"127.1.{place // 10}.{1 + place % 10}", 0))
            stream.connect_ex(("127.0.0.1", self._port))
        except OSError:
            stream.close()
            self._later(stranger, COME_BACK_SECONDS)
            return
        self.came[stranger.kind] += 1
        if stranger.kind == "dropping":
            stream.close()
            self._later(stranger, COME_BACK_SECONDS)
            return
        stranger.sent = 0
        stranger.stream = stream
        stranger.is_shaking = self._tls is not None and stranger.kind in _SPEAKS_TLS
        stranger.descriptor = stream.fileno()
        self._by_descriptor[stranger.descriptor] = stranger
        self._epoll.register(stream, select.EPOLLIN | select.EPOLLOUT | select.EPOLLET)

    def _hear(self, stranger: _Stranger, event: int) -> None:
        stream = stranger.stream
        assert stream is not None
        try:
            if stranger.is_shaking:
                stream = self._shake_hands(stranger, stream)
            if event & (select.EPOLLERR | select.EPOLLHUP):
                raise ConnectionError
            if stranger.kind == "deaf":
                if event & select.EPOLLOUT:
                    self._speak(stranger)
                return
            while stream.recv(4096):
                pass
            raise ConnectionError
        except _NOT_YET:
            if not stranger.sent and not stranger.is_shaking:
                self._speak(stranger)
        except (OSError, ValueError):
            self._leave(stranger)

    def _shake_hands(self, stranger: _Stranger, stream: socket.socket) -> socket.socket:
        if not isinstance(stream, ssl.SSLSocket):  # it is connected only now
            assert self._tls is not None
            wrapped = self._tls.wrap_socket(stream, do_handshake_on_connect=False)
            stranger.stream = stream = wrapped
        assert isinstance(stream, ssl.SSLSocket)
        stream.do_handshake()
        stranger.is_shaking = False
        return stream

    def _speak(self, stranger: _Stranger) -> None:
        stream = stranger.stream
        assert stream is not None
        try:
            match stranger.kind:
                case "silent":
                    stranger.sent = 1
                case "dawdling":
                    said = _HELLO if self._tls is not None else _HEADER
                    stranger.sent += stream.send(said[stranger.sent : stranger.sent + 1])
                    self._later(stranger, BYTE_SECONDS)
                case "half a frame":
                    stranger.sent += stream.send(_HEADER[:200] if not stranger.sent else b" ")
                    self._later(stranger, 5 * BYTE_SECONDS)
                case "garbage":
                    stranger.sent += stream.send(_GARBAGE)
                    self._later(stranger, BYTE_SECONDS)
                case _:
                    while True:
                        stranger.sent += stream.send(_REQUESTS)
        except _NOT_YET:
            stranger.sent += 1
            if stranger.kind == "deaf":
                self._later(stranger, BYTE_SECONDS)
        except OSError:
            self._leave(stranger)

    def _leave(self, stranger: _Stranger) -> None:
        stream, stranger.stream = stranger.stream, None
        stranger.is_shaking = False
        stranger.generation += 1
        if stream is not None:
            del self._by_descriptor[stranger.descriptor]
            with contextlib.suppress(OSError, ValueError):  # a TLS that failed has closed it already
                self._epoll.unregister(stream)
            stream.close()
        self._later(stranger, COME_BACK_SECONDS)


def main() -> None:
    """Be a crowd until stdin ends."""
    port, count, kind = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    tls = None
    if kind == "tls":
        tls = ssl.create_default_context()
        tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE  # strangers trust anybody
    crowd, begun = Crowd(port, count, tls), time.monotonic()
    crowd.work(2.0)
    print("here", flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        crowd.work(0.2)
    share = time.process_time() / (time.monotonic() - begun)
    print(json.dumps({"came": sum(crowd.came.values()), "share": share}), flush=True)


if __name__ == "__main__":
    main()
