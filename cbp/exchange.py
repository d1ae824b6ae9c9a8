"""One request and its reply over a connection, the same for CBP and ACBP.

The one place where socklib's errors become this room's. No state: who may use the connection, and
when to close it, is the caller's to know.
"""

from __future__ import annotations

import ssl
from typing import NoReturn, TypeVar

from cbp.codec import decode_reply, encode_request
from cbp.errors import Disconnected, ErrorReplied, ProtocolViolation, Unreachable
from cbp.replies import ErrorReply, OkReply, Reply
from cbp.requests import Request
from socklib import (
    Connection,
    ConnectionClosed,
    Deadline,
    DeadlinePassed,
    FramingError,
    SocklibError,
    connect,
)

R = TypeVar("R", bound=Reply)


def open_connection(
    host: str, port: int, *, timeout: float, ssl_context: ssl.SSLContext | None = None
) -> Connection:
    """Connect, or say in this room's words that it was not possible.

    Args:
        host: a name or an address.
        port: 1 to 65535.
        timeout: seconds.
        ssl_context: what to trust; None for plain TCP.

    Raises:
        Unreachable: nobody answers there, or not in time.
    """
    try:
        return connect(host, port, deadline=Deadline.after(timeout), ssl_context=ssl_context)
    except SocklibError as error:
        raise Unreachable(str(error)) from error


def exchange(
    connection: Connection, request: Request, expected: type[R], deadline: Deadline
) -> R | ErrorReply:
    """Send one request and receive its reply. After any exception the connection is of no more use.

    Args:
        connection: one on which nothing is under way.
        request: what to ask.
        expected: the type of the reply when all is well.
        deadline: for the whole of it.

    Returns:
        The reply, or the error that the server replied.

    Raises:
        ErrorReplied: the server had spoken by itself, or did so instead of reading the request.
        Disconnected: the connection is lost, or the reply did not come in time.
        ProtocolViolation: what came is no reply to this.
    """
    try:
        if connection.has_pending():
            _hear_last_words(connection, deadline)
        try:
            connection.send(encode_request(request), deadline)
        except ConnectionClosed:  # a server that closes says why first
            _hear_last_words(connection, deadline)
        return decode_reply(connection.receive(deadline), expected)
    except FramingError as error:
        raise ProtocolViolation(str(error)) from error
    except DeadlinePassed as error:
        raise Disconnected("no answer in time") from error
    except SocklibError as error:
        raise Disconnected(str(error)) from error


def _hear_last_words(connection: Connection, deadline: Deadline) -> NoReturn:
    """Raise what the server said unasked: SESSION_EXPIRED, SHUTTING_DOWN, SERVER_BUSY, or nothing."""
    reply = decode_reply(connection.receive(deadline), OkReply)
    if isinstance(reply, ErrorReply):
        raise replied(reply)
    raise ProtocolViolation("a reply to nothing that was asked")


def replied(reply: ErrorReply) -> ErrorReplied:
    """The exception that an error reply becomes.

    Args:
        reply: what the server said; its message goes into the exception, for a log.
    """
    return ErrorReplied(reply.code, reply.message, retry_after=reply.retry_after)
