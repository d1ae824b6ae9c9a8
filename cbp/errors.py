"""The error codes on the wire, and this package's exceptions.

No message types, no sockets. No exception carries a value of a message (a name, a number, a reason), so each
may be logged. There are two families: RequestError for the side that reads requests, CbpError for the side
that asks.
"""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """Every code of an error reply (`docs/protocol.md`, "Codes")."""

    BAD_REQUEST = "BAD_REQUEST"
    UNKNOWN_COMMAND = "UNKNOWN_COMMAND"
    FRAME_TOO_LARGE = "FRAME_TOO_LARGE"
    NOT_LOGGED_IN = "NOT_LOGGED_IN"
    ALREADY_LOGGED_IN = "ALREADY_LOGGED_IN"
    LOGIN_REFUSED = "LOGIN_REFUSED"
    TOO_MANY_ATTEMPTS = "TOO_MANY_ATTEMPTS"
    TOO_MANY_REGISTRATIONS = "TOO_MANY_REGISTRATIONS"
    TOO_MANY_BOOKINGS = "TOO_MANY_BOOKINGS"
    NOT_AVAILABLE = "NOT_AVAILABLE"
    TIME_CONFLICT = "TIME_CONFLICT"
    SERVER_BUSY = "SERVER_BUSY"
    SESSION_EXPIRED = "SESSION_EXPIRED"
    SHUTTING_DOWN = "SHUTTING_DOWN"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL_ERROR = "INTERNAL_ERROR"
    UNAUTHORIZED = "UNAUTHORIZED"
    """ACBP only: a wrong token."""


CLOSING_CODES = frozenset(
    {
        ErrorCode.FRAME_TOO_LARGE,
        ErrorCode.SERVER_BUSY,
        ErrorCode.SESSION_EXPIRED,
        ErrorCode.SHUTTING_DOWN,
        ErrorCode.INTERNAL_ERROR,
    }
)
"""The codes of CBP after which the connection closes (`docs/protocol.md`, "Codes")."""


class RequestError(Exception):
    """A payload that is not a request of the protocol. Its text may be logged.

    Attributes:
        code: the code of the error reply.
    """

    code = ErrorCode.BAD_REQUEST


class MalformedRequestError(RequestError):
    """Not JSON, not an object, or a field is missing, of the wrong type or out of range."""


class UnknownCommandError(RequestError):
    """A well-formed object whose command is not in the protocol."""

    code = ErrorCode.UNKNOWN_COMMAND


class CbpError(Exception):
    """A call of a client failed.

    Args:
        code: a code of the protocol, or the one of the exception's class, to decide by. A plain string,
            because a newer server may send a newer code.
        message: for a log, in English; None: the code is enough.
        retry_after: seconds after which the same call may succeed; None: unknown.
    """

    def __init__(self, code: str, message: str | None = None, *, retry_after: float | None = None) -> None:
        super().__init__(f"{code}: {message}" if message else str(code))
        self.code = str(code)
        self.retry_after = retry_after


class ErrorReplyError(CbpError):
    """The server answered with an error; its `code` may be one that this version does not know."""


class InvalidArgumentError(CbpError):
    """The server would answer BAD_REQUEST to this request; it was not sent."""

    def __init__(self, message: str) -> None:
        super().__init__(ErrorCode.BAD_REQUEST, message)


class DisconnectedError(CbpError):
    """The connection is lost, or no answer came in time; whether the request was carried out is unknown.

    Every request may be sent again over a new connection (`docs/protocol.md`, "When the connection breaks").
    """

    def __init__(self, message: str) -> None:
        super().__init__("DISCONNECTED", message)


class UnreachableError(CbpError):
    """No connection could be made; nothing was sent."""

    def __init__(self, message: str) -> None:
        super().__init__("UNREACHABLE", message)


class ProtocolViolationError(CbpError):
    """The server sent something that the protocol does not allow; the connection was closed."""

    def __init__(self, message: str) -> None:
        super().__init__("PROTOCOL_VIOLATION", message)
