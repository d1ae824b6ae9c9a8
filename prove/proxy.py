"""A proxy between clients and a server, which can cut a connection at any byte of a request or of an answer.

It knows nothing of the protocol. Promises: what it passes on is unchanged; if one side ends, so does the
other; which byte a connection is cut at depends on the seed and the connection's number alone.
"""

from __future__ import annotations

import itertools
import random
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

Endpoint = tuple[str, int]

_CONNECT_SECONDS = 5.0
_PIECE = 65_536
_RESET = struct.pack("ii", 1, 0)


@dataclass(frozen=True)
class Cut:
    """Where a connection is cut.

    Attributes:
        is_request: whether bytes to the server are counted, or those to the client.
        byte: how many of them pass.
        is_reset: whether both sides get a reset, or a clean end.
    """

    is_request: bool
    byte: int
    is_reset: bool


def draw_cut(chance: random.Random) -> Cut:
    """Draw a cut: anywhere in the first requests or answers of a session, or late in it."""
    is_request = chance.random() < 0.5  # noqa: PLR2004 - a fair coin
    most = chance.choice((150, 600, 2000)) if is_request else chance.choice((60, 600, 6000))
    return Cut(is_request, chance.randrange(1, most), is_reset=chance.random() < 0.5)  # noqa: PLR2004


class Proxy:
    """Listens on a free port of 127.0.0.1; a context manager.

    Args:
        target: returns where the server is now; None: nowhere.
        seed: of the cuts.
    """

    def __init__(self, target: Callable[[], Endpoint | None], seed: str) -> None:
        self._target = target
        self._seed = seed
        self._numbers = itertools.count(1)
        self._guard = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.address: Endpoint = self._listener.getsockname()[:2]
        self.cuts = 0
        self.share = 0.0
        """How many of the new connections are to be cut, from 0 to 1."""

    def __enter__(self) -> Proxy:
        """Begin to accept."""
        threading.Thread(target=self._accept, name="proxy", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """End every connection."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut_all()

    def cut_all(self) -> None:
        """Reset every connection that there is."""
        with self._guard:
            streams = list(self._open)
        _end(*streams, is_reset=True)

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                client, _ = self._listener.accept()
                chance = random.Random(f"{self._seed} connection {next(self._numbers)}")
                cut = draw_cut(chance) if chance.random() < self.share else None
                threading.Thread(target=self._connect, args=(client, cut), daemon=True).start()

    def _connect(self, client: socket.socket, cut: Cut | None) -> None:
        target = self._target()
        try:
            if target is None:
                raise ConnectionRefusedError
            server = socket.create_connection(target, timeout=_CONNECT_SECONDS)
        except OSError:
            _end(client, is_reset=True)
            client.close()
            return
        server.settimeout(None)
        streams = (client, server)
        for stream in streams:
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._guard:
            self._open.update(streams)
        back = threading.Thread(target=self._pass, args=(server, client, cut, False), daemon=True)
        back.start()
        self._pass(client, server, cut, True)
        back.join()
        with self._guard:
            self._open.difference_update(streams)
        for stream in streams:
            stream.close()

    def _pass(self, source: socket.socket, sink: socket.socket, cut: Cut | None, is_request: bool) -> None:
        """Pass bytes on until the end, or up to the cut; then end both sides."""
        left = cut.byte if cut is not None and cut.is_request == is_request else None
        is_reset = False
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                if left is not None and len(piece) >= left:
                    sink.sendall(piece[:left])
                    is_reset = cut is not None and cut.is_reset
                    with self._guard:
                        self.cuts += 1
                    break
                sink.sendall(piece)
                left = None if left is None else left - len(piece)
        _end(source, sink, is_reset=is_reset)


def _end(*streams: socket.socket, is_reset: bool) -> None:
    """End connections, so that whoever waits for them in another thread wakes; the files stay open.

    What is to be reset must not send its end before: the reset comes when the file is closed. So all are
    marked first, for whoever wakes ends the other side.
    """
    if is_reset:
        for stream in streams:
            with suppress(OSError):
                stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    for stream in streams:
        with suppress(OSError):
            will_reset = stream.getsockopt(socket.SOL_SOCKET, socket.SO_LINGER, len(_RESET)) == _RESET
            stream.shutdown(socket.SHUT_RD if will_reset else socket.SHUT_RDWR)
