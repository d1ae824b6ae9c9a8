"""What every refusal means for the booth: one table, and the functions that read it.

Here: for each code that a call can end with, what became of a booking, whether to send the request again or
elsewhere, whether the session is over, and what happens next on the page. Not here: sentences (the page),
connections (`patient_session.py`), how long a request is repeated (`repeats.py`), which exception has which
code (`replies.py`). It promises that nobody guesses what
became of a booking: only a row that says so removes the doubt, and an unknown code does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from cbp import CbpError, ErrorCode, ErrorReplyError


class Then(StrEnum):
    """What happens next on the page."""

    AGAIN = "again"
    """The booth calls again by itself after a pause."""
    CHANGE = "change"
    """The patient changes what was typed: the same words would be refused again."""
    CHOOSE = "choose"
    """The patient chooses another consultation."""
    OVER = "over"
    """The session is over."""
    TAP = "tap"
    """The patient may try again with a tap."""


class Verdict(Enum):
    """What the answer to a booking tells about it."""

    REFUSED = "the consultation is not this patient's, whatever was sent before"
    NOT_LOOKED_AT = "this request did nothing; one that was sent before may have"
    IN_DOUBT = "it may have been made"


class Repeat(Enum):
    """Whether the booth connects, logs in and sends a request again, before the page is told."""

    NEVER = "the page decides"
    ONCE = "once"
    FOR_A_WHILE = "a server stops: the others at once, then all of them for some seconds"
    AFTER_A_STOP = "only within those seconds, when a server had said that it stops"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A row of the table.

    Attributes:
        then: what happens next, unless the session is over or the call asks for more care (`next_step`).
        verdict: what it tells about a booking; a registration is repeated on NOT_LOOKED_AT only.
        repeat: whether the request is sent again.
        ends_session: a request in a session that ends so leaves none.
        is_outage: the server fails the booth, whatever was asked.
        asks_another: another server of the same database may do better.
    """

    then: Then
    verdict: Verdict = Verdict.IN_DOUBT
    repeat: Repeat = Repeat.NEVER
    ends_session: bool = False
    is_outage: bool = False
    asks_another: bool = False


UNREACHABLE, DISCONNECTED = "UNREACHABLE", "DISCONNECTED"

OUTCOMES: Mapping[str, Outcome] = {
    # The server's (`docs/protocol.md`, "Codes").
    ErrorCode.BAD_REQUEST: Outcome(Then.CHANGE, Verdict.NOT_LOOKED_AT),
    ErrorCode.UNKNOWN_COMMAND: Outcome(Then.TAP, Verdict.NOT_LOOKED_AT),
    ErrorCode.FRAME_TOO_LARGE: Outcome(Then.TAP),
    ErrorCode.NOT_LOGGED_IN: Outcome(Then.TAP, Verdict.NOT_LOOKED_AT, ends_session=True),
    ErrorCode.ALREADY_LOGGED_IN: Outcome(Then.TAP),
    ErrorCode.LOGIN_REFUSED: Outcome(Then.CHANGE, ends_session=True),  # in a session: when it reconnected
    ErrorCode.TOO_MANY_ATTEMPTS: Outcome(Then.TAP),
    ErrorCode.TOO_MANY_REGISTRATIONS: Outcome(Then.TAP),
    ErrorCode.TOO_MANY_BOOKINGS: Outcome(Then.TAP, Verdict.REFUSED),
    ErrorCode.NOT_AVAILABLE: Outcome(Then.CHOOSE, Verdict.REFUSED),
    ErrorCode.TIME_CONFLICT: Outcome(Then.CHOOSE, Verdict.REFUSED),
    ErrorCode.SERVER_BUSY: Outcome(Then.AGAIN, is_outage=True, asks_another=True),
    ErrorCode.SESSION_EXPIRED: Outcome(Then.TAP, Verdict.NOT_LOOKED_AT, Repeat.ONCE, ends_session=True),
    ErrorCode.SHUTTING_DOWN: Outcome(
        Then.AGAIN, Verdict.NOT_LOOKED_AT, Repeat.FOR_A_WHILE, is_outage=True, asks_another=True
    ),
    ErrorCode.UNAVAILABLE: Outcome(Then.AGAIN, is_outage=True),  # the database is everybody's
    ErrorCode.INTERNAL_ERROR: Outcome(Then.TAP),
    # The client's (`cbp.errors`).
    UNREACHABLE: Outcome(
        Then.AGAIN, Verdict.NOT_LOOKED_AT, Repeat.AFTER_A_STOP, is_outage=True, asks_another=True
    ),
    DISCONNECTED: Outcome(Then.TAP, repeat=Repeat.ONCE, is_outage=True, asks_another=True),
    "PROTOCOL_VIOLATION": Outcome(Then.TAP, is_outage=True, asks_another=True),
    # The booth's own.
    "NO_VOICE": Outcome(Then.TAP),
    "NO_PRINTER": Outcome(Then.TAP),
    "PRINTER_NOT_READY": Outcome(Then.TAP),
    "STAFF_REFUSED": Outcome(Then.TAP),
}

UNKNOWN = Outcome(Then.TAP)
"""A code of a newer server, or a defect of the booth: anything may have happened."""

LOG_IN, REGISTER, BOOK = "log_in", "register", "book"


def outcome_of(error: Exception) -> Outcome:
    """Return the row for what a request ended with; a server's code is looked up among the server's only."""
    is_newer = isinstance(error, ErrorReplyError) and error.code not in ErrorCode.__members__
    if is_newer or not isinstance(error, CbpError):
        return UNKNOWN
    return OUTCOMES.get(error.code, UNKNOWN)


def leaves_doubt(error: Exception, *, was_in_doubt: bool) -> bool:
    """Tell whether a booking may have been made although its request ended with an error.

    Args:
        error: what the request ended with.
        was_in_doubt: whether an earlier request may have made it.
    """
    verdict = outcome_of(error).verdict
    return verdict is Verdict.IN_DOUBT or (verdict is Verdict.NOT_LOOKED_AT and was_in_doubt)


def next_step(call: str, code: str, *, is_unsure: bool = False) -> Then:
    """Return what happens next on the page.

    Args:
        call: the bridge's method.
        code: the code of its reply.
        is_unsure: whether a booking may have been made all the same.
    """
    row = OUTCOMES.get(code, UNKNOWN)
    if row.ends_session and call not in {LOG_IN, REGISTER}:
        return Then.OVER
    if is_unsure:  # asking again is the only way to know
        return Then.TAP if row.then is Then.CHANGE else row.then
    if call == BOOK and row.then is Then.AGAIN:
        return Then.TAP  # the page said that nothing was booked, and the patient may have left
    return row.then


def refusal(
    call: str, code: str, *, retry_after: float | None = None, is_unsure: bool = False
) -> dict[str, Any]:
    """Return the reply to the page for a call that was not done.

    Args:
        call: the bridge's method.
        code: what it ended with.
        retry_after: seconds after which trying again may help.
        is_unsure: whether a booking may have been made, or a ticket printed, all the same.
    """
    code = _code_for_the_page(call, code)
    reply: dict[str, Any] = {"code": code, "then": str(next_step(call, code, is_unsure=is_unsure))}
    if retry_after is not None:
        reply["retry_after"] = retry_after
    return reply | {"unsure": True} if is_unsure else reply


def _code_for_the_page(call: str, code: str) -> str:
    """Return the code that the page has words for.

    A registration must not be repeated by itself: a database that did not answer may have made the patient
    all the same, and each try could make one more. So the page says that the answer was lost, and the patient
    decides. Any other call has been repeated: its connection was lost twice, so the server is out of reach.
    """
    if call == REGISTER:
        return DISCONNECTED if code == ErrorCode.UNAVAILABLE else str(code)
    return UNREACHABLE if code == DISCONNECTED else str(code)
