"""Connections of trusted proxies, from their arrival until their PROXY header has come.

Here: which peers are proxies, and reading the header without a byte more. What a header looks like is in
`proxy_header.py`. It promises that a silent or slow proxy holds nobody up: headers have a deadline, and the
connections that wait for theirs a bound.
"""

from __future__ import annotations

import contextlib
import ipaddress
import select
import socket
from collections.abc import Callable, Sequence

from socklib.address import Address
from socklib.deadline import Deadline
from socklib.errors import ProxyHeaderError
from socklib.proxy_header import LONGEST_HEADER, read_proxy_header

HEADER_SECONDS = 5.0
MOST_AT_ONCE = 1024

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class ProxyGate:
    """Reads the headers of connections from trusted proxies; in the accept loop's thread.

    Args:
        proxies: the addresses and networks whose connections begin with a header.
        on_client: called with a connection and its client's address, once its header has come.
        on_error: called with a connection, its own from then on, and its proxy where the header is broken.

    Raises:
        OSError: the system has no descriptor to give.
    """

    def __init__(
        self,
        proxies: Sequence[Network],
        *,
        on_client: Callable[[socket.socket, Address], None],
        on_error: Callable[[socket.socket, Address], None],
    ) -> None:
        self._proxies = proxies
        self._on_client = on_client
        self._on_error = on_error
        self._epoll = select.epoll()
        self._waiting: dict[int, tuple[socket.socket, Address, bytearray, Deadline]] = {}  # oldest first

    def fileno(self) -> int:
        """Return a descriptor that becomes readable when `look` should be called."""
        return self._epoll.fileno()

    def is_proxy(self, peer: Address) -> bool:
        """Tell whether connections of this peer begin with a header."""
        if not self._proxies:
            return False
        address = ipaddress.ip_address(peer.host)
        return any(address in network for network in self._proxies)

    def trust(self, proxies: Sequence[Network]) -> None:
        """Change which peers are proxies, for connections that come from now on."""
        self._proxies = proxies

    def take(self, stream: socket.socket, peer: Address) -> None:
        """Wait for the header of a proxy's new connection."""
        stream.setblocking(False)
        if len(self._waiting) >= MOST_AT_ONCE:
            self._drop(next(iter(self._waiting)))
        try:
            self._epoll.register(stream, select.EPOLLIN | select.EPOLLRDHUP)
        except OSError:
            stream.close()
            return
        self._waiting[stream.fileno()] = (stream, peer, bytearray(), Deadline.after(HEADER_SECONDS))

    def look(self) -> float | None:
        """Read what has come and close what is overdue; return the seconds until the next is, or None."""
        for descriptor, _ in self._epoll.poll(0):
            if descriptor in self._waiting:
                self._read(descriptor)
        for descriptor, (*_, deadline) in list(self._waiting.items()):
            if not deadline.has_passed:
                return deadline.seconds_left()
            self._drop(descriptor)
        return None

    def close(self) -> None:
        """Close every connection that still waits, and the gate."""
        for descriptor in list(self._waiting):
            self._drop(descriptor)
        self._epoll.close()

    def _read(self, descriptor: int) -> None:
        stream, proxy, begun, _ = self._waiting[descriptor]
        try:
            # Looked at first: what follows the header belongs to the client's first frame, or to TLS.
            seen = stream.recv(LONGEST_HEADER, socket.MSG_PEEK)
            header = read_proxy_header(bytes(begun) + seen) if seen else None
            stream.recv(header.size - len(begun) if header else len(seen))
        except BlockingIOError:
            return
        except ProxyHeaderError:
            self._release(descriptor)
            self._on_error(stream, proxy)
            return
        except OSError:
            seen, header = b"", None
        if not seen:
            self._drop(descriptor)
        elif header is None:
            begun += seen
        else:
            self._release(descriptor)
            self._on_client(stream, header.source or proxy)

    def _release(self, descriptor: int) -> None:
        with contextlib.suppress(OSError):
            self._epoll.unregister(descriptor)
        del self._waiting[descriptor]

    def _drop(self, descriptor: int) -> None:
        stream = self._waiting[descriptor][0]
        self._release(descriptor)
        stream.close()
