"""Connecting to a server: a host and a port in, a `Connection` out."""

from __future__ import annotations

import ssl

from socklib.address import Address, open_stream
from socklib.connection import Connection
from socklib.deadline import Deadline
from socklib.errors import ConnectError, ConnectionClosedError, HandshakeError

DEFAULT_MAX_FRAME = 16 * 1024 * 1024


def connect(
    host: str,
    port: int,
    *,
    deadline: Deadline | None = None,
    max_frame: int = DEFAULT_MAX_FRAME,
    ssl_context: ssl.SSLContext | None = None,
) -> Connection:
    """Connect to a server.

    Args:
        host: a name, or an IPv4 or IPv6 address; with TLS, the certificate must be for it.
        port: 1 to 65,535.
        deadline: for connecting and the TLS handshake; None: no limit.
        max_frame: the longest payload to accept from the server, in bytes.
        ssl_context: use TLS and trust this context's certificates; None: plain TCP.

    Raises:
        ConnectError: nobody answers there, the port is out of range, or the certificate is not trusted.
        DeadlineExceededError: no connection by the deadline.
    """
    deadline = deadline or Deadline.never()
    address = Address(host, port)
    stream = open_stream(address, deadline)
    try:
        connection = Connection(stream, peer=address, max_frame=max_frame)
    except OSError as error:  # the peer left just after connecting
        stream.close()
        raise ConnectError(f"cannot connect to {address}: {error.strerror or error}") from error
    if ssl_context is None:
        return connection
    try:
        connection._shake_hands(deadline, server_hostname=host, tls=ssl_context)
    except (HandshakeError, ConnectionClosedError) as error:
        connection.close()
        raise ConnectError(str(error)) from error
    except BaseException:
        connection.close()
        raise
    return connection
