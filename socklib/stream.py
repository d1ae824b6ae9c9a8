"""A non-blocking socket, with or without TLS, for several threads: one operation on it at a time.

The thread that serves a connection and the one that decides about evictions may both want it, and two threads
inside one TLS connection of OpenSSL corrupt its memory. Nothing here waits. What is received is wiped from
where it was put, because it may be personal.
"""

from __future__ import annotations

import contextlib
import enum
import errno
import socket
import ssl
import threading

from socklib.frames import FrameDecoder

_CHUNK = 65_536

NOT_YET = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
"""What an operation raises when it would have to wait."""


_RECORD_TYPES = range(20, 24)
_RECORD_HEADER = 5
_LONGEST_RECORD = 16_384 + 256


class Waiting(enum.Enum):
    """What a peer has sent that nobody has read, where a TLS handshake is under way."""

    NOTHING = "nothing"
    PART = "part of a record"
    RECORD = "a whole record"
    OTHER = "the end, or what is no TLS"


class _Desk(threading.local):
    """Where a thread puts what it receives."""

    def __init__(self) -> None:
        self.space = memoryview(bytearray(_CHUNK))


_desk = _Desk()


class Stream:
    """The socket of one connection.

    Every operation raises what the socket raises: OSError, of which `NOT_YET` are a part.

    Args:
        raw: a connected socket, which this object owns from here on.
    """

    def __init__(self, raw: socket.socket) -> None:
        raw.setblocking(False)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket = raw
        self._turn = threading.Lock()
        self._is_detached = False

    def fileno(self) -> int:
        """Return the descriptor, to be polled; -1 once it is closed."""
        return -1 if self._is_detached else self._socket.fileno()

    def receive(self, decoder: FrameDecoder) -> bool:
        """Feed a decoder with what has come; return False at the stream's end."""
        with self._turn:
            count = self._own().recv_into(_desk.space)
        chunk = _desk.space[:count]
        decoder.feed(chunk)
        chunk[:] = bytes(count)
        return count > 0

    def send(self, rest: memoryview) -> int:
        """Send what the system takes; return how many bytes."""
        with self._turn:
            return self._own().send(rest)

    def begin_tls(self, context: ssl.SSLContext, *, server_hostname: str | None) -> None:
        """Turn to TLS; `shake_hands` does the handshake.

        Args:
            context: a client's or a server's.
            server_hostname: the name that the server's certificate must be for; None: this is the server.
        """
        with self._turn:
            self._socket = context.wrap_socket(
                self._own(),
                server_side=server_hostname is None,
                do_handshake_on_connect=False,
                server_hostname=server_hostname,
            )

    def shake_hands(self) -> None:
        """Go on with the handshake; return when it is done."""
        with self._turn:
            stream = self._own()
            if isinstance(stream, ssl.SSLSocket):
                stream.do_handshake()

    @property
    def is_silent(self) -> bool:
        """Whether the peer has neither sent anything nor closed; under TLS, not even a part of a hello."""
        return self.waiting() is Waiting.NOTHING

    def waiting(self) -> Waiting:
        """Look at what has come, without taking it; during a TLS handshake, or before it."""
        with self._turn:
            try:
                head = self._peek(_RECORD_HEADER)
                if len(head) < _RECORD_HEADER:
                    return Waiting.PART if head and head[0] in _RECORD_TYPES else Waiting.OTHER
                whole = _RECORD_HEADER + int.from_bytes(head[3:])
                if head[0] not in _RECORD_TYPES or whole > _RECORD_HEADER + _LONGEST_RECORD:
                    return Waiting.OTHER
                return Waiting.RECORD if len(self._peek(whole)) == whole else Waiting.PART
            except BlockingIOError:
                return Waiting.NOTHING
            except OSError:
                return Waiting.OTHER

    def shut_down(self) -> None:
        """End both directions, which wakes whoever polls it."""
        with contextlib.suppress(OSError):
            # Not SSLSocket.shutdown: it drops the keys first, and the other thread would go on in clear text.
            socket.socket.shutdown(self._own(), socket.SHUT_RDWR)

    def close(self) -> None:
        """Close it."""
        with self._turn, contextlib.suppress(OSError):
            self._own().close()

    def detach(self) -> socket.socket:
        """Return the socket, which the caller owns from here on; every later operation fails."""
        with self._turn:
            self._is_detached = True
            return self._socket

    def _peek(self, count: int) -> bytes:
        return socket.socket.recv(self._own(), count, socket.MSG_PEEK)  # SSLSocket's own refuses to peek

    def _own(self) -> socket.socket:
        if self._is_detached:
            raise OSError(errno.EBADF, "the socket was detached")
        return self._socket
