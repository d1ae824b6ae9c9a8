"""The server's end of a conversation: payloads in and out, socklib's facts told as protocol codes.

What a broken frame, a passed deadline, a full or a stopping server mean to a client is the protocol's
(`spec/protocol.md`, "Frame" and the table of codes), so it stands here, once, for CBP and ACBP alike.
What a payload asks, and what to answer, is not here: the program gives a handler.
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable

from cbp.codec import MAX_REQUEST, encode_reply
from cbp.errors import ErrorCode
from cbp.replies import ErrorReply
from socklib import (
    Address,
    Connection,
    Deadline,
    DeadlinePassed,
    EmptyFrame,
    FrameTooLarge,
    HandshakeFailed,
    ListenFailed,
    Load,
    NoSuchHost,
    SeldomWarning,
    Server,
    ServerStopping,
    SocklibError,
)
from socklib.farewell import MOST_AT_ONCE as MOST_FAREWELLS

__all__ = [
    "MOST_FAREWELLS",
    "Address",
    "Deadline",
    "ListenFailed",
    "Listener",
    "Load",
    "NoSuchHost",
    "SeldomWarning",
    "Talk",
    "TalkOver",
]

_log = logging.getLogger("cbp")

BUSY_RETRY_AFTER = 5
"""Seconds after which a refused client may find room: about what a patient needs for one screen."""

_ENDS: tuple[tuple[type[SocklibError], ErrorCode], ...] = (
    (EmptyFrame, ErrorCode.BAD_REQUEST),
    (FrameTooLarge, ErrorCode.FRAME_TOO_LARGE),
    (DeadlinePassed, ErrorCode.SESSION_EXPIRED),
    (ServerStopping, ErrorCode.SHUTTING_DOWN),
)

_BUSY = ErrorReply(
    code=ErrorCode.SERVER_BUSY,
    message="every thread and every place to wait is taken",
    retry_after=BUSY_RETRY_AFTER,
)
_STOPPING = ErrorReply(code=ErrorCode.SHUTTING_DOWN, message="the server is stopping")


class TalkOver(Exception):
    """No further request will come on this connection.

    Args:
        code: what the client is to be told in one last frame; None where nobody is there to hear it.
        reason: for a log, in English; quotes nothing that was said.
    """

    def __init__(self, code: ErrorCode | None, reason: str) -> None:
        super().__init__(reason)
        self.code = code


class Talk:
    """A connection as the protocol sees it: one client, payloads in, payloads out.

    Args:
        connection: the connection to speak over.
        unshaken: told where the client would not have our TLS; None tells nobody.
    """

    def __init__(self, connection: Connection, unshaken: SeldomWarning | None = None) -> None:
        self._connection = connection
        self._unshaken = unshaken

    @property
    def ip(self) -> str:
        """The client's address, in figures."""
        return self._connection.peer.host

    def receive(self, deadline: Deadline) -> bytes:
        """Return the next request's payload, any bytes at all, 1 to `MAX_REQUEST` of them.

        Args:
            deadline: by when the whole of it must have come; a frame begun does not move it.

        Raises:
            TalkOver: the client is gone, broke the framing or was silent, or the server is stopping.
        """
        try:
            return self._connection.receive(deadline)
        except SocklibError as error:
            if self._unshaken is not None and _is_disagreement(error):
                self._unshaken.tell(error)
            code = next((code for kind, code in _ENDS if isinstance(error, kind)), None)
            raise TalkOver(code, str(error)) from error

    def send(self, payload: bytes, deadline: Deadline) -> None:
        """Send a reply's payload in one frame; return when the system has taken it all.

        Args:
            payload: what `encode_reply` made.
            deadline: by when the client must have taken it.

        Raises:
            TalkOver: the client is gone, or did not take it by the deadline; its `code` is None.
        """
        try:
            self._connection.send(payload, deadline)
        except SocklibError as error:
            raise TalkOver(None, str(error)) from error


def _is_disagreement(error: SocklibError) -> bool:
    """Tell whether TLS failed for what was said; to leave, to be silent or to meet a stop is none."""
    cause = error.__cause__
    has_left = isinstance(cause, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError)
    return isinstance(error, HandshakeFailed) and isinstance(cause, ssl.SSLError) and not has_left


class Listener:
    """A port that speaks the protocol: a pool of threads, one for each conversation.

    Args:
        converse: holds one conversation, in a thread of the pool; it is over when this returns.
        host: a name or an address.
        port: 0 takes any free one.
        threads: conversations at once.
        queue_limit: clients that may wait for a thread.
        ssl_context: speak TLS only; None: plain TCP.
        name: for threads and logs.
    """

    def __init__(
        self,
        converse: Callable[[Talk], None],
        *,
        host: str,
        port: int,
        threads: int,
        queue_limit: int,
        ssl_context: ssl.SSLContext | None = None,
        name: str,
    ) -> None:
        unshaken = SeldomWarning(
            _log,
            f"{name}: %d TLS handshakes failed lately, the last one: %s (do the clients trust this server?)",
        )
        self._server = Server(
            lambda connection: converse(Talk(connection, unshaken)),
            host=host,
            port=port,
            threads=threads,
            queue_limit=queue_limit,
            max_frame=MAX_REQUEST,
            ssl_context=ssl_context,
            when_full=encode_reply(_BUSY),
            when_stopping=encode_reply(_STOPPING),
            name=name,
        )

    def bind(self) -> None:
        """Take the port, and let nobody in yet.

        Raises:
            NoSuchHost: the host is unknown, or no address of this machine.
            ListenFailed: the port cannot be taken.
        """
        self._server.bind()

    def start(self) -> None:
        """Begin to serve; raises as `bind` where that was not done before."""
        self._server.start()

    def stop(self, grace: float = 4.0) -> bool:
        """Stop: admit nobody, let requests in hand be answered, tell SHUTTING_DOWN to those who wait.

        Args:
            grace: seconds in all; conversations that are not over by then are abandoned.

        Returns:
            Whether every conversation was over in time.
        """
        return self._server.stop(grace)

    @property
    def address(self) -> Address:
        """The address taken."""
        return self._server.address

    @property
    def load(self) -> Load:
        """How full the pool is."""
        return self._server.load

    @property
    def refused(self) -> int:
        """How many clients were refused as SERVER_BUSY (under TLS without a word)."""
        return self._server.refused
