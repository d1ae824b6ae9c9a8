"""What the page sends, checked before anything believes it.

Here: one function an argument, from whatever arrived to a value that the protocol can carry.
Not here: sockets, sessions, sentences for people. A value that does not fit raises `BadArgumentError`,
which never quotes the value: it may be a name or a reason.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Annotated

import msgspec

LARGEST_ID = 2_147_483_647
LONGEST_NAME = 50
LONGEST_REASON = 255

Id = Annotated[int, msgspec.Meta(ge=1, le=LARGEST_ID)]


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
