"""What the page sends, checked before anything believes it.

Here: one function an argument, from whatever arrived to a value that the protocol can carry.
Not here: sockets, sessions, sentences for people. A value that does not fit raises `BadArgumentError`,
which never quotes the value: it may be a name or a reason.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated, TypeVar

import msgspec

from kiosk_web.ticket import Entry

LARGEST_ID = 2_147_483_647
LONGEST_NAME = 50
LONGEST_REASON = 255
LONGEST_STAFF_CODE = 64
LONGEST_SPEECH = 2000
LONGEST_SUMMARY = 120
LONGEST_DESCRIPTION = 400
HOUR = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")

Id = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_ID)]


Wanted = TypeVar("Wanted")


class BadArgumentError(Exception):
    """The page sent something that the protocol could not carry."""


class Criteria(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a patient looks for; None means "any", or "from now on" for the dates."""

    specialty_id: Id | None = None
    doctor_id: Id | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    limit: Annotated[int, msgspec.Meta(ge=1, le=200)] = 50
    after: Annotated[str, msgspec.Meta(min_length=1, max_length=500)] | None = None


class EntryWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page wants in the calendar of a patient's phone."""

    date: dt.date
    hour: str
    summary: str
    description: str = ""


class TicketWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the page wants on paper; the patient's number is not among it, the session knows it."""

    title: str
    lines: Annotated[list[tuple[str, str]], msgspec.Meta(max_length=12)]
    notes: Annotated[list[str], msgspec.Meta(max_length=8)]
    number_label: str
    entry: EntryWanted


def text(value: object, longest: int) -> str:
    """Return the words trimmed and normalised, as spec/protocol.md ("Message") asks."""
    if not isinstance(value, str):
        raise BadArgumentError("not text")
    words = unicodedata.normalize("NFC", value.strip())
    if not 1 <= len(words) <= longest:
        raise BadArgumentError("empty or too long")
    if any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in words):
        raise BadArgumentError("a control character or a lone surrogate")
    return words


def name(value: object) -> str:
    """Return a last or first name that the protocol accepts."""
    return text(value, LONGEST_NAME)


def reason(value: object) -> str:
    """Return the reason for a consultation; line breaks become spaces, because the protocol refuses them."""
    if not isinstance(value, str):
        raise BadArgumentError("not text")
    return text(" ".join(value.split()), LONGEST_REASON)


def patient_number(value: object) -> int:
    """Return the number a patient typed, with spaces of any kind in it or without.

    The check digit is not judged here: numbers that other programs gave have none and log in all the
    same (spec/protocol.md, "LOGIN"). The page uses it to warn of a slip, nothing more.
    """
    if not isinstance(value, str):
        raise BadArgumentError("not text")
    digits = "".join(value.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(LARGEST_ID))):
        raise BadArgumentError("not a number")
    return identifier(int(digits))


def identifier(value: object) -> int:
    """Return an id; True is no id, although Python counts it among the integers."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= LARGEST_ID:
        raise BadArgumentError("not an id")
    return value


def birth_date(value: object) -> dt.date | None:
    """Return a day in the past from `YYYY-MM-DD`, or None where none was given."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadArgumentError("not a date")
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        raise BadArgumentError("not a date") from None
    if day > dt.date.today():
        raise BadArgumentError("a date to come")
    return day


def criteria(value: object) -> Criteria:
    """Return what the page wants to search for, from a plain object."""
    try:
        wanted = msgspec.convert(value, Criteria)
    except msgspec.ValidationError:
        raise BadArgumentError("not search criteria") from None
    if wanted.start_date and wanted.end_date and wanted.start_date > wanted.end_date:
        raise BadArgumentError("the first day is after the last")
    return wanted


def days(value: object) -> Criteria:
    """Return what the page wants to count by day: search criteria without a page."""
    if isinstance(value, dict) and {"limit", "after"} & value.keys():
        raise BadArgumentError("a calendar has no pages")
    return criteria(value)


def speech(value: object) -> str:
    """Return a text to speak, on one line."""
    if not isinstance(value, str):
        raise BadArgumentError("not text")
    return text(" ".join(value.split()), LONGEST_SPEECH)


def language(value: object) -> str:
    """Return a language's short name; whether there is a voice for it is another question."""
    return text(value, 8)


def staff_code(value: object) -> str:
    """Return what was typed as the staff's code; anything else is a wrong code, not a wrong argument."""
    if not isinstance(value, str) or len(value) > LONGEST_STAFF_CODE:
        raise BadArgumentError("not a code")
    return value


def entry(value: object) -> Entry:
    """Return a calendar entry from a plain object."""
    return _entry(_converted(value, EntryWanted))


def ticket(value: object) -> tuple[TicketWanted, Entry]:
    """Return a ticket from a plain object, its words cleaned, and its calendar entry."""
    wanted = _converted(value, TicketWanted)
    cleaned = msgspec.structs.replace(
        wanted,
        title=_printable(wanted.title, 80),
        lines=[(_printable(label, 60), _printable(words, 200)) for label, words in wanted.lines],
        notes=[_printable(note, 300) for note in wanted.notes],
        number_label=_printable(wanted.number_label, 60),
    )
    return cleaned, _entry(wanted.entry)


def _printable(words: str, longest: int) -> str:
    """Return words without what only guides a screen, as the marks that Fluent puts around a value."""
    return text("".join(letter for letter in words if unicodedata.category(letter) != "Cf"), longest)


def _converted(value: object, kind: type[Wanted]) -> Wanted:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        raise BadArgumentError("not what was asked for") from None


def _entry(wanted: EntryWanted) -> Entry:
    hour = HOUR.fullmatch(wanted.hour)
    if hour is None:
        raise BadArgumentError("not an hour")
    lines = [_printable(line, 400) for line in wanted.description.splitlines() if line.strip()]
    description = "\n".join(lines)
    if len(description) > LONGEST_DESCRIPTION:
        raise BadArgumentError("too long a description")
    return Entry(
        wanted.date,
        dt.time(int(hour[1]), int(hour[2])),
        _printable(wanted.summary, LONGEST_SUMMARY),
        description,
    )
