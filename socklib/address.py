"""Hosts and ports as people write them; the only place that knows of address families.

IPv4 and IPv6 alike. No other module, and no program that uses the library, sees an `AF_…` or the
tuples of the operating system.
"""

from __future__ import annotations

import errno
import socket
from typing import Any, NamedTuple

from socklib.deadline import Deadline
from socklib.errors import ConnectFailed, DeadlinePassed, ListenFailed, NoSuchHost

BACKLOG = 1024
"""Connections that the system keeps for a listener until they are accepted."""
_NO_SUCH_FAMILY_HERE = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_PORT_IS_WRONG = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EPERM})
_HIGHEST_PORT = 65_535  # checked here: the system's resolver makes another port of a higher number
_MAPPED_IPV4 = "::ffff:"


class Address(NamedTuple):
    """One end of a connection, or where to listen; nothing is checked before it is used.

    Args:
        host: a name, or an IPv4 or IPv6 address in figures.
        port: 1 to 65,535; 0 where any free one is meant.
    """

    host: str
    port: int

    def __str__(self) -> str:
        """Return `HOST:PORT`, an IPv6 host in brackets."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def address_of(name: Any) -> Address:
    """Return what the operating system calls a socket's name as an `Address`.

    An IPv4 peer of a socket that serves both families is given its IPv4 address; no address has a scope.

    Args:
        name: what `getsockname`, `getpeername` or `accept` gave: a tuple of host, port and more.
    """
    host = str(name[0]).partition("%")[0]
    return Address(host.removeprefix(_MAPPED_IPV4) if "." in host else host, int(name[1]))


def open_listeners(host: str, port: int) -> list[socket.socket]:
    """Return a listening, non-blocking socket for every address of a host, all on one port.

    Args:
        host: a name or an address; `::` takes IPv4 as well, an empty one every address there is.
        port: 1 to 65,535; 0 lets the system choose a free one.

    Raises:
        NoSuchHost: the host is unknown, or no address of this machine.
        ListenFailed: the port cannot be taken on one of its addresses, or there is no such port.
    """
    if not 0 <= port <= _HIGHEST_PORT:
        raise ListenFailed(f"cannot listen on {Address(host, port)}: a port is 0 to {_HIGHEST_PORT}")
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
                failure = error  # a machine without IPv6 still has the IPv4 address of a name
            else:
                port = address_of(listeners[0].getsockname()).port
    except (OSError, UnicodeError) as error:
        failure = error
        while listeners:
            listeners.pop().close()
    if not listeners:
        is_host_wrong = getattr(failure, "errno", None) not in _PORT_IS_WRONG
        kind = NoSuchHost if is_host_wrong else ListenFailed
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
    return listener


def open_stream(address: Address, deadline: Deadline) -> socket.socket:
    """Return a connected socket, trying every address of the host in turn.

    Resolving a name is the system's and has its own limits of time; give figures where that matters.

    Args:
        address: a name, or an address in figures, and a port from 1 to 65,535.
        deadline: for all the addresses together.

    Raises:
        ConnectFailed: the host is unknown, there is no such port, or none of its addresses answers.
        DeadlinePassed: no connection by the deadline.
    """
    if not 1 <= address.port <= _HIGHEST_PORT:
        raise ConnectFailed(f"cannot connect to {address}: a port is 1 to {_HIGHEST_PORT}")
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ConnectFailed(f"cannot find {address}: {_reason(error)}") from error
    failure: OSError | None = None
    for index, (family, kind, protocol, _, name) in enumerate(found):
        seconds = deadline.seconds_left()
        if seconds == 0.0:
            raise DeadlinePassed(f"no connection to {address} in time")
        share = None if seconds is None else seconds / (len(found) - index)  # one that hangs leaves time
        try:
            return _connect(family, kind, protocol, name, share)
        except OSError as error:
            failure = error
    if isinstance(failure, TimeoutError) and failure.errno != errno.ETIMEDOUT:
        raise DeadlinePassed(f"no connection to {address} in time") from failure
    raise ConnectFailed(f"cannot connect to {address}: {_reason(failure)}") from failure


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
    """Return the operating system's words alone, without its numbers."""
    return getattr(error, "strerror", None) or str(error)
