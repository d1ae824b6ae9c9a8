"""What the page sends, checked before it is used.

Here: from any value that arrived to one that can be sent, spoken or printed. The protocol's own rules are
`cbp`'s: its requests are built here, before a connection is opened. Not here: sockets, sessions, sentences
for people. A value that does not fit raises `BadArgumentError`, or cbp's `InvalidArgumentError`; neither
quotes the value, which may be a name or a reason.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated, TypeVar

import msgspec

from cbp import BookConsultation, GetAvailability, GetDoctors, Login, SearchPage, build_request, clean_text
from kiosk_web.printing.calendar_entry import Entry

LONGEST_STAFF_CODE = 64
LONGEST_CURSOR = 500
LONGEST_SPEECH = 2000
LONGEST_SUMMARY = 120
LONGEST_DESCRIPTION = 400
HOUR = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
DIGITS = re.compile(r"[0-9]{1,20}")
"""More than any id has, and fewer than the 4,300 that `int` refuses."""

Search = TypeVar("Search", SearchPage, GetAvailability)
Wanted = TypeVar("Wanted")


class BadArgumentError(Exception):
    """The page sent something that can be neither sent, spoken nor printed."""


class EntryWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The calendar entry that the page wants for a patient's phone."""

    date: dt.date
    hour: str
    summary: str
    description: str = ""


class TicketWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ticket that the page wants printed, without the patient number, which the session knows."""

    title: str
    lines: Annotated[list[tuple[str, str]], msgspec.Meta(max_length=12)]
    notes: Annotated[list[str], msgspec.Meta(max_length=8)]
    number_label: str
    entry: EntryWanted


def all_of(values: tuple[object, ...]) -> None:
    """Refuse what no text of the protocol, of a ticket or of a voice holds: half a surrogate pair, anywhere.

    Deeper than a parser follows is refused too.
    """
    try:
        msgspec.json.encode(values)
    except (UnicodeEncodeError, RecursionError):
        raise BadArgumentError("neither sent nor printed") from None
    except (TypeError, ValueError):  # no JSON, so not from the page: for each call's own check
        return


def login(last_name: object, first_name: object, number: object) -> Login:
    """Return the login of a patient who typed a number, with or without spaces of any kind in it.

    The check digit is not checked here: numbers that other programs gave have none (`docs/protocol.md`,
    "LOGIN"). The page uses it to warn of a slip, nothing more.
    """
    digits = "".join(_text(number).split())
    if not DIGITS.fullmatch(digits):
        raise BadArgumentError("not a number")
    return build_request(
        Login, last_name=last_name, first_name=first_name, new_patient=False, patient_id=int(digits)
    )


def registration(last_name: object, first_name: object, birth_date: object) -> Login:
    """Return the login of a new patient; the birth date is `YYYY-MM-DD` and not in the future, or None."""
    request = build_request(
        Login, last_name=last_name, first_name=first_name, new_patient=True, birth_date=birth_date
    )
    if request.birth_date and request.birth_date > dt.date.today():
        raise BadArgumentError("a date in the future")
    return request


def specialty(value: object) -> int | None:
    """Return the specialty whose doctors are wanted; None: any."""
    return build_request(GetDoctors, specialty_id=value).specialty_id


def booking(consultation_id: object, reason: object) -> BookConsultation:
    """Return a booking; line breaks in the reason become spaces, because the protocol refuses them."""
    return build_request(BookConsultation, consultation_id=consultation_id, reason=_one_line(reason))


def criteria(value: object) -> SearchPage:
    """Return a search from a plain object."""
    page = _search_request(SearchPage, value)
    if page.after is not None and not 1 <= len(page.after) <= LONGEST_CURSOR:
        raise BadArgumentError("not a cursor")
    return page


def days(value: object) -> GetAvailability:
    """Return a question for the free consultations of each day, from a plain object."""
    return _search_request(GetAvailability, value)


def _search_request(kind: type[Search], value: object) -> Search:
    if not isinstance(value, dict) or not value.keys() <= set(kind.__struct_fields__):
        raise BadArgumentError("not search criteria")
    return build_request(kind, **value)


def speech(value: object) -> str:
    """Return a text to speak, on one line."""
    return _clean(_one_line(value), LONGEST_SPEECH)


def language(value: object) -> str:
    """Return a language's short name; there may be no voice for it."""
    return _clean(value, 8)


def staff_code(value: object) -> str:
    """Return what was typed as the staff's code: any text that is not too long, right or wrong."""
    if not isinstance(value, str) or len(value) > LONGEST_STAFF_CODE:
        raise BadArgumentError("not a code")
    return value


def entry(value: object) -> Entry:
    """Return a calendar entry from a plain object."""
    return _entry(_converted(value, EntryWanted))


def ticket(value: object) -> tuple[TicketWanted, Entry]:
    """Return a ticket from a plain object, with its texts cleaned, and its calendar entry."""
    wanted = _converted(value, TicketWanted)
    cleaned = msgspec.structs.replace(
        wanted,
        title=_printable(wanted.title, 80),
        lines=[(_printable(label, 60), _printable(words, 200)) for label, words in wanted.lines],
        notes=[_printable(note, 300) for note in wanted.notes],
        number_label=_printable(wanted.number_label, 60),
    )
    return cleaned, _entry(wanted.entry)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise BadArgumentError("not text")
    return value


def _one_line(value: object) -> str:
    return " ".join(_text(value).split())


def _clean(value: object, longest: int) -> str:
    """Return a text trimmed and normalised, as the protocol's texts are (`docs/protocol.md`, "Messages")."""
    try:
        return clean_text(_text(value), field="text", length=longest)
    except ValueError as error:
        raise BadArgumentError(str(error)) from None


def _printable(words: str, longest: int) -> str:
    """Return words without invisible characters, such as the marks that Fluent puts around a value."""
    return _clean("".join(letter for letter in words if unicodedata.category(letter) != "Cf"), longest)


for _kind in (EntryWanted, TicketWanted):
    msgspec.json.Decoder(_kind)  # reads its fields before threads are there, as `cbp.codec.prepare_replies`


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
