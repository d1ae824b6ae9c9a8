"""Hosts and ports, IPv4 and IPv6 alike.

Only this module knows address families (`AF_…`) and the operating system's address tuples.
"""

from __future__ import annotations

import errno
import socket
from typing import Any, NamedTuple

from socklib.deadline import Deadline
from socklib.errors import ConnectError, DeadlineExceededError, ListenError, NoSuchHostError

BACKLOG = 1024
"""How many connections the system queues for a listener until they are accepted."""
KEEPALIVE = {"TCP_KEEPIDLE": 15, "TCP_KEEPINTVL": 5, "TCP_KEEPCNT": 3}
"""Seconds of silence before the system asks the other end of an accepted connection whether it is there,
seconds between two such probes, and how many without an answer end it: after 30 s. An end that has lost its
power, its cable or its last word would else hold a session until `idle_timeout`."""
HIGHEST_PORT = 65_535
"""Checked here, because the system's resolver silently takes a port modulo 65,536."""
_NO_SUCH_FAMILY_HERE = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_PORT_IS_WRONG = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EPERM})
_MAPPED_IPV4 = "::ffff:"


class Address(NamedTuple):
    """One end of a connection, or where to listen; checked only when it is used.

    Args:
        host: a name, or an IPv4 or IPv6 address.
        port: 1 to 65,535; 0 to listen on any free port.
    """

    host: str
    port: int

    def __str__(self) -> str:
        """Return `HOST:PORT`, an IPv6 host in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def address_of(name: Any) -> Address:
    """Return the operating system's address tuple as an `Address`.

    An IPv4-mapped IPv6 address becomes the IPv4 address; a scope (`%eth0`) is dropped.

    Args:
        name: what `getsockname`, `getpeername` or `accept` returned: a tuple of host, port and more.
    """
    host = str(name[0]).partition("%")[0]
    return Address(host.removeprefix(_MAPPED_IPV4) if "." in host else host, int(name[1]))


def open_listeners(host: str, port: int) -> list[socket.socket]:
    """Return a listening, non-blocking socket for every address of a host, all on one port.

    Args:
        host: a name or an address; `::` takes IPv4 as well, an empty one every address of the machine.
        port: 1 to 65,535; 0 lets the system choose a free one.

    Raises:
        NoSuchHostError: the host is unknown, or not an address of this machine.
        ListenError: the port cannot be bound on one of the addresses, or is out of range.
    """
    if not 0 <= port <= HIGHEST_PORT:
        raise ListenError(f"cannot listen on {Address(host, port)}: a port is 0 to {HIGHEST_PORT}")
    listeners: list[socket.socket] = []
    failure: OSError | UnicodeError | None = None
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, _, _, _, name in dict.fromkeys(found):
            try:
                listeners.append(_listen(family, str(name[0]), port, serves_both=host == "::"))
            except OSError as error:
                if error.errno not in _NO_SUCH_FAMILY_HERE:
                    raise
                failure = error  # on a machine without IPv6, a name may still have an IPv4 address
            else:
                port = address_of(listeners[0].getsockname()).port
    except (OSError, UnicodeError) as error:
        failure = error
        while listeners:
            listeners.pop().close()
    if not listeners:
        is_host_wrong = getattr(failure, "errno", None) not in _PORT_IS_WRONG
        kind = NoSuchHostError if is_host_wrong else ListenError
        raise kind(f"cannot listen on {Address(host, port)}: {_reason(failure)}") from failure
    return listeners


def _listen(family: int, host: str, port: int, *, serves_both: bool) -> socket.socket:
    listener = socket.create_server(
        (host, port),
        family=family,
        backlog=BACKLOG,
        dualstack_ipv6=serves_both and socket.has_dualstack_ipv6(),
    )
    listener.setblocking(False)
    _keep_alive(listener)  # what is accepted inherits it: no system call a connection
    return listener


def _keep_alive(listener: socket.socket) -> None:
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in KEEPALIVE.items():
        if hasattr(socket, name):
            listener.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def open_stream(address: Address, deadline: Deadline) -> socket.socket:
    """Return a connected socket, trying every address of the host in turn.

    The system resolves names with a timeout of its own; where that matters, give an IP address.

    Args:
        address: a name or an IP address, and a port from 1 to 65,535.
        deadline: for all the addresses together.

    Raises:
        ConnectError: the host is unknown, the port is out of range, or none of the addresses answers.
        DeadlineExceededError: no connection by the deadline.
    """
    if not 1 <= address.port <= HIGHEST_PORT:
        raise ConnectError(f"cannot connect to {address}: a port is 1 to {HIGHEST_PORT}")
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ConnectError(f"cannot find {address}: {_reason(error)}") from error
    failure: OSError | None = None
    for index, (family, kind, protocol, _, name) in enumerate(found):
        seconds = deadline.seconds_left()
        if seconds == 0.0:
            raise DeadlineExceededError(f"no connection to {address} in time")
        share = None if seconds is None else seconds / (len(found) - index)  # leave time for the others
        try:
            return _connect(family, kind, protocol, name, share)
        except OSError as error:
            failure = error
    if isinstance(failure, TimeoutError) and failure.errno != errno.ETIMEDOUT:
        raise DeadlineExceededError(f"no connection to {address} in time") from failure
    raise ConnectError(f"cannot connect to {address}: {_reason(failure)}") from failure


def _connect(family: int, kind: int, protocol: int, name: Any, seconds: float | None) -> socket.socket:
    stream = socket.socket(family, kind, protocol)
    try:
        stream.settimeout(seconds)
        stream.connect(name)
    except BaseException:
        stream.close()
        raise
    return stream


def _reason(error: Exception | None) -> str:
    """Return the operating system's message without its error number."""
    return getattr(error, "strerror", None) or str(error)
