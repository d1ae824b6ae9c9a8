"""The server's end of a connection: payloads in and out, socklib's errors as protocol codes.

What a broken frame, a passed deadline, a full or a stopping server mean to a client is fixed by the protocol
(`docs/protocol.md`, "Frames" and "Codes"), so it is here, once, for CBP and ACBP alike. What a request asks,
and what to answer, is not here: the program gives a handler. A server imports what it needs of socklib from
here.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Sequence

from cbp.codec import MAX_REQUEST, encode_reply
from cbp.errors import ErrorCode
from cbp.replies import ErrorReply
from socklib import (
    HIGHEST_PORT,
    Address,
    Deadline,
    DeadlineExceededError,
    EmptyFrameError,
    EvictedError,
    FrameTooLargeError,
    HandshakeError,
    ListenError,
    NoSuchHostError,
    RateLimitedWarning,
    Server,
    ServerStoppingError,
    SocklibError,
)
from socklib.lingering import MOST_AT_ONCE as MOST_LINGERING
from socklib.occupancy import AddressLoad
from socklib.pool import Load
from socklib.proxy_gate import Network
from socklib.served import ServedConnection

__all__ = [
    "HIGHEST_PORT",
    "MOST_LINGERING",
    "Address",
    "AddressLoad",
    "Conversation",
    "ConversationOverError",
    "Deadline",
    "ListenError",
    "Load",
    "Network",
    "NoSuchHostError",
    "RateLimitedWarning",
    "Server",
    "make_server",
]

_log = logging.getLogger("cbp")

BUSY_RETRY_AFTER = 5
"""Seconds after which a refused client may find a place: about what a patient needs for one screen."""

_CODES: tuple[tuple[type[SocklibError], ErrorCode], ...] = (
    (EmptyFrameError, ErrorCode.BAD_REQUEST),
    (FrameTooLargeError, ErrorCode.FRAME_TOO_LARGE),
    (DeadlineExceededError, ErrorCode.SESSION_EXPIRED),
    (ServerStoppingError, ErrorCode.SHUTTING_DOWN),
    (EvictedError, ErrorCode.SERVER_BUSY),
)

_BUSY = ErrorReply(
    code=ErrorCode.SERVER_BUSY,
    message="there is no room for another connection without a session",
    retry_after=BUSY_RETRY_AFTER,
)
_STOPPING = ErrorReply(code=ErrorCode.SHUTTING_DOWN, message="the server is stopping")
_MALFORMED = ErrorReply(code=ErrorCode.BAD_REQUEST, message="no sound PROXY header")


class ConversationOverError(Exception):
    """No further request will come on this connection.

    Args:
        code: the code of a last error reply; None: nobody is there to receive it.
        reason: for a log, in English; quotes nothing that was sent.
    """

    def __init__(self, code: ErrorCode | None, reason: str) -> None:
        super().__init__(reason)
        self.code = code

    @property
    def retry_after(self) -> int | None:
        """Seconds after which the client may find a place; None: that does not matter."""
        return BUSY_RETRY_AFTER if self.code is ErrorCode.SERVER_BUSY else None


class Conversation:
    """One client's connection: request payloads in, reply payloads out.

    Args:
        connection: the connection of the client.
        handshake_warning: logged when a TLS handshake fails; None: not logged.
    """

    def __init__(
        self, connection: ServedConnection, handshake_warning: RateLimitedWarning | None = None
    ) -> None:
        self._connection = connection
        self._handshake_warning = handshake_warning

    @property
    def ip(self) -> str:
        """The client's IP address."""
        return self._connection.peer.host

    def keep(self) -> None:
        """Never close this connection for a newcomer from now on; with a request in hand."""
        self._connection.keep()

    def demote(self) -> None:
        """Let requests that wait protect this connection no more: the one in hand was worth nothing."""
        self._connection.demote()

    def receive(self, deadline: Deadline) -> bytes:
        """Return the next request's payload: 1 to `MAX_REQUEST` bytes of any kind.

        Args:
            deadline: for the whole payload; a frame that has begun does not move it.

        Raises:
            ConversationOverError: the client left, broke the framing, was silent or gave its place to a
                newcomer, or the server is stopping.
        """
        try:
            return self._connection.receive(deadline)
        except SocklibError as error:
            if self._handshake_warning is not None and _is_disagreement(error):
                self._handshake_warning.log(error)
            code = next((code for kind, code in _CODES if isinstance(error, kind)), None)
            raise ConversationOverError(code, str(error)) from error

    def send(self, payload: bytes, deadline: Deadline) -> None:
        """Send a reply in one frame; return when the system has accepted all of it.

        Args:
            payload: from `encode_reply`.
            deadline: for the whole frame.

        Raises:
            ConversationOverError: the client left, did not read in time, or gave its place to a newcomer
                before it had read all; its `code` is None.
        """
        try:
            self._connection.send(payload, deadline)
        except SocklibError as error:
            raise ConversationOverError(None, str(error)) from error


def _is_disagreement(error: SocklibError) -> bool:
    """Return whether TLS failed over what was sent, not because a peer left or was silent, or of a stop."""
    cause = error.__cause__
    has_left = isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError)
    return isinstance(error, HandshakeError) and isinstance(cause, ssl.SSLError) and not has_left


def make_server(
    converse: Callable[[Conversation], None],
    *,
    host: str,
    port: int,
    threads: int,
    queue_limit: int,
    per_address: int = 0,
    trusted_proxies: Sequence[Network] = (),
    ssl_context: ssl.SSLContext | None = None,
    name: str,
) -> Server:
    """Return a server, not started yet, that speaks the protocol: one thread per conversation.

    A connection gives its place to a newcomer who finds none, unless a request of it is being answered or
    waits, or its conversation is kept (`Conversation.keep`).

    Args:
        converse: holds one conversation, in a thread of the pool; the connection closes when it returns.
        host: a name or an address.
        port: 0 takes any free one.
        threads: conversations at once.
        queue_limit: clients that may wait for a thread; the next is told SERVER_BUSY (under TLS, closed
            only).
        per_address: connections of one address at once; 0: no bound.
        trusted_proxies: whose connections begin with a PROXY header.
        ssl_context: use TLS only; None: plain TCP.
        name: prefix of thread names and log lines.
    """
    handshake_warning = RateLimitedWarning(
        _log,
        f"{name}: %d TLS handshakes failed lately, the last one: %s (do the clients trust this server?)",
    )
    return Server(
        lambda connection: converse(Conversation(connection, handshake_warning)),
        host=host,
        port=port,
        threads=threads,
        queue_limit=queue_limit,
        per_address=per_address,
        evicts_idle=True,
        trusted_proxies=trusted_proxies,
        max_frame=MAX_REQUEST,
        ssl_context=ssl_context,
        when_full=encode_reply(_BUSY),
        when_malformed=encode_reply(_MALFORMED),
        when_stopping=encode_reply(_STOPPING),
        name=name,
    )
