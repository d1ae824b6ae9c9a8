"""One request and its reply over a connection, the same for CBP and ACBP.

The one place where socklib's errors become this package's. It keeps no state: the caller knows who may use
the connection, and when to close it.
"""

from __future__ import annotations

import ssl
from typing import NoReturn, TypeVar

from cbp.codec import decode_reply
from cbp.errors import DisconnectedError, ErrorReplyError, ProtocolViolationError, UnreachableError
from cbp.replies import ErrorReply, OkReply, Reply
from socklib import (
    Connection,
    ConnectionClosedError,
    Deadline,
    DeadlineExceededError,
    FramingError,
    SocklibError,
    connect,
)

R = TypeVar("R", bound=Reply)


def open_connection(
    host: str, port: int, *, timeout: float, ssl_context: ssl.SSLContext | None = None
) -> Connection:
    """Connect to a server.

    Args:
        host: a name or an address.
        port: 1 to 65,535.
        timeout: in seconds.
        ssl_context: what to trust; None: plain TCP.

    Raises:
        UnreachableError: nobody answers there, or not in time.
    """
    try:
        return connect(host, port, deadline=Deadline.after(timeout), ssl_context=ssl_context)
    except SocklibError as error:
        raise UnreachableError(str(error)) from error


def exchange(connection: Connection, request: bytes, expected: type[R], deadline: Deadline) -> R | ErrorReply:
    """Send one request and receive its reply. After any exception the caller must close the connection.

    Args:
        connection: one on which no request is in progress.
        request: the payload, from `encode_request`.
        expected: the type of the reply if all is well.
        deadline: for sending and receiving together.

    Returns:
        The reply, or the server's error reply.

    Raises:
        ErrorReplyError: the server had sent an error unasked, or did so instead of reading the request.
        DisconnectedError: the connection is lost, or the reply did not come in time.
        ProtocolViolationError: what came is not the reply to this request.
    """
    try:
        if connection.has_pending():
            _raise_unasked(connection, deadline)
        try:
            connection.send(request, deadline)
        except ConnectionClosedError:  # a server that closes says why first
            _raise_unasked(connection, deadline)
        return decode_reply(connection.receive(deadline), expected)
    except FramingError as error:
        raise ProtocolViolationError(str(error)) from error
    except DeadlineExceededError as error:
        raise DisconnectedError("no answer in time") from error
    except SocklibError as error:
        raise DisconnectedError(str(error)) from error


def _raise_unasked(connection: Connection, deadline: Deadline) -> NoReturn:
    """Raise the error that the server sent unasked: SESSION_EXPIRED, SHUTTING_DOWN or SERVER_BUSY."""
    reply = decode_reply(connection.receive(deadline), OkReply)
    if isinstance(reply, ErrorReply):
        raise error_of(reply)
    raise ProtocolViolationError("a reply to nothing that was asked")


def error_of(reply: ErrorReply) -> ErrorReplyError:
    """Return an error reply as an exception; the server's message goes into it, for a log."""
    return ErrorReplyError(reply.code, reply.message, retry_after=reply.retry_after)
