"""What can go wrong in a conversation: the codes on the wire, and this room's exceptions.

No message types, no sockets. Promises: nothing here ever carries a value of a message (a name, a
number, a reason), so every one of these exceptions may be logged. Two families, as two parties can
be wrong: RequestRefused is for the side that reads requests, CbpError for the side that asks.
"""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Every code that an error reply can carry (`spec/protocol.md`, the table of codes)."""

    BAD_REQUEST = "BAD_REQUEST"
    UNKNOWN_COMMAND = "UNKNOWN_COMMAND"
    FRAME_TOO_LARGE = "FRAME_TOO_LARGE"
    NOT_LOGGED_IN = "NOT_LOGGED_IN"
    ALREADY_LOGGED_IN = "ALREADY_LOGGED_IN"
    LOGIN_REFUSED = "LOGIN_REFUSED"
    TOO_MANY_ATTEMPTS = "TOO_MANY_ATTEMPTS"
    NOT_AVAILABLE = "NOT_AVAILABLE"
    TIME_CONFLICT = "TIME_CONFLICT"
    SERVER_BUSY = "SERVER_BUSY"
    SESSION_EXPIRED = "SESSION_EXPIRED"
    SHUTTING_DOWN = "SHUTTING_DOWN"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL_ERROR = "INTERNAL_ERROR"
    UNAUTHORIZED = "UNAUTHORIZED"
    """ACBP only: the token is not the server's."""


CLOSING_CODES = frozenset(
    {
        ErrorCode.FRAME_TOO_LARGE,
        ErrorCode.SERVER_BUSY,
        ErrorCode.SESSION_EXPIRED,
        ErrorCode.SHUTTING_DOWN,
        ErrorCode.INTERNAL_ERROR,
    }
)
"""The codes after which the connection closes (`spec/protocol.md`, the table's last column)."""


class RequestRefused(Exception):
    """A payload that is no request of the protocol. Its text is fit for a log.

    Attributes:
        code: what to answer.
    """

    code = ErrorCode.BAD_REQUEST


class MalformedRequest(RequestRefused):
    """Not JSON, not an object, or a field missing, of the wrong type or out of range."""


class UnknownCommand(RequestRefused):
    """A well-formed object whose command is none of the protocol's."""

    code = ErrorCode.UNKNOWN_COMMAND


class CbpError(Exception):
    """A call of a client did not do what was asked.

    Args:
        code: one word for a screen or a program to choose by: a code of the protocol, or the
            one of the exception's class. A plain string: a newer server may say a newer code.
        message: for a log, in English; None: the code says it all.
        retry_after: seconds after which the same call may succeed, or None when nothing is known.
    """

    def __init__(self, code: str, message: str | None = None, *, retry_after: float | None = None) -> None:
        super().__init__(f"{code}: {message}" if message else str(code))
        self.code = str(code)
        self.retry_after = retry_after


class ErrorReplied(CbpError):
    """The server answered with an error; `code` is what it said, known to us or not."""


class InvalidArgument(CbpError):
    """The server would answer BAD_REQUEST to these arguments; nothing was sent."""

    def __init__(self, message: str) -> None:
        super().__init__(ErrorCode.BAD_REQUEST, message)


class Disconnected(CbpError):
    """The connection is gone, or no answer came in time: whether it was done is unknown.

    Every request may be sent again over a new connection; booking above all (`spec/protocol.md`,
    BOOK_CONSULTATION, is idempotent).
    """

    def __init__(self, message: str) -> None:
        super().__init__("DISCONNECTED", message)


class Unreachable(CbpError):
    """No connection could be made; nothing was asked."""

    def __init__(self, message: str) -> None:
        super().__init__("UNREACHABLE", message)


class ProtocolViolation(CbpError):
    """The server said something that the protocol does not allow; the connection was closed."""

    def __init__(self, message: str) -> None:
        super().__init__("PROTOCOL_VIOLATION", message)
