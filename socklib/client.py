"""The client's end: a host and a port in, a connection out."""

from __future__ import annotations

import ssl

from socklib.address import Address, open_stream
from socklib.connection import Connection
from socklib.deadline import Deadline
from socklib.errors import ConnectFailed, ConnectionClosed, HandshakeFailed

DEFAULT_MAX_FRAME = 16 * 1024 * 1024


def connect(
    host: str,
    port: int,
    *,
    deadline: Deadline | None = None,
    max_frame: int = DEFAULT_MAX_FRAME,
    ssl_context: ssl.SSLContext | None = None,
    server_hostname: str | None = None,
) -> Connection:
    """Connect to a server.

    Args:
        host: a name, or an IPv4 or IPv6 address in figures.
        port: 1 to 65,535.
        deadline: by when the connection, and the TLS handshake, must stand; None: no limit.
        max_frame: the longest payload to accept from the server, in bytes.
        ssl_context: speak TLS, with the certificates this context trusts; None: plain TCP.
        server_hostname: the name the certificate must bear, where it is not `host`.

    Raises:
        ConnectFailed: nobody answers there, there is no such port, or the certificate is not trusted.
        DeadlinePassed: no connection by the deadline.
    """
    deadline = deadline or Deadline.never()
    address = Address(host, port)
    stream = open_stream(address, deadline)
    try:
        connection = Connection(stream, peer=address, max_frame=max_frame)
    except OSError as error:  # gone between its connecting and now
        stream.close()
        raise ConnectFailed(f"cannot connect to {address}: {error.strerror or error}") from error
    if ssl_context is None:
        return connection
    try:
        connection._shake_hands(deadline, server_hostname=server_hostname or host, tls=ssl_context)
    except (HandshakeFailed, ConnectionClosed) as error:
        connection.close()
        raise ConnectFailed(str(error)) from error
    except BaseException:
        connection.close()
        raise
    return connection
