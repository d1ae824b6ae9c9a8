"""The values that `Database` returns, plain and frozen.

No SQL and no I/O here. Promise: the `repr` of a value about a person shows nothing personal, so it may be
logged.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


@dataclass(frozen=True)
class Patient:
    """A row of `patients`; `id` is the patient's number."""

    id: int = field(repr=False)
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)


@dataclass(frozen=True)
class Recognition:
    """What a login finds.

    Attributes:
        patient: whose number it is; None: nobody's.
        waits: by each budget asked about, the seconds until it allows a login; 0.0: now.
    """

    patient: Patient | None
    waits: tuple[float, ...]


@dataclass(frozen=True)
class SessionNote:
    """A session, as servers tell one another.

    Attributes:
        patient_id: whose.
        ip: the booth's IP address.
        since: when it began, seconds since 1970, UTC.
    """

    patient_id: int = field(repr=False)
    ip: str
    since: float


@dataclass(frozen=True)
class PatientInSession:
    """A patient in session at some server.

    Attributes:
        patient: who, as the database has them.
        ip: the booth's IP address.
        since: when the session began, seconds since 1970, UTC.
        server: the server's name.
    """

    patient: Patient
    ip: str
    since: float
    server: str


class BookingOutcome(Enum):
    """How the database decided a booking."""

    BOOKED = "booked"
    """The patient has the consultation, now or since an earlier call."""
    NOT_AVAILABLE = "not available"
    """Booked by somebody else, begun, or nonexistent."""
    TIME_CONFLICT = "time conflict"
    """This patient has another consultation at that date and hour."""
    TOO_MANY = "too many"
    """This patient holds as many consultations to come as are allowed."""


class Place(NamedTuple):
    """Where in the calendars a consultation counts."""

    doctor_id: int
    specialty_id: int
    date: dt.date


class SlotPosition(NamedTuple):
    """A position in the order of all consultations; the next page starts after it."""

    date: dt.date
    hour: dt.time
    doctor_id: int
    consultation_id: int


Slot = tuple[str, str, int, int]
"""A consultation as the database finds it: date `YYYY-MM-DD`, hour `HH:MM:SS`, doctor, id.

A plain tuple, because a page makes fifty. They sort in the order of a reply."""

PACKED = "GROUP_CONCAT(date, ',', hour, ',', doctor_id, ',', id SEPARATOR ';')"
"""The column that returns slots as one string, which costs the driver a sixth of what rows cost it."""


def unpacked(packed: str | None) -> list[Slot]:
    """Return the slots of such a column, in order; None: there are none."""
    if packed is None:
        return []
    slots = [
        (date, hour, int(doctor_id), int(number))
        for date, hour, doctor_id, number in [slot.split(",") for slot in packed.split(";")]
    ]
    slots.sort()  # the order of a derived table is no promise; it mostly comes sorted, which costs little
    return slots


@dataclass(frozen=True)
class SearchPage:
    """One page of free consultations.

    Attributes:
        consultations: a JSON array, UTF-8, of objects (`docs/protocol.md`, "SEARCH_CONSULTATIONS").
        next: where the next page starts (exclusive), None on the last page.
    """

    consultations: bytes
    next: SlotPosition | None


@dataclass(frozen=True)
class Availability:
    """How many free consultations the days of a range have.

    Attributes:
        days: a JSON array, UTF-8, of objects (`docs/protocol.md`, "GET_AVAILABILITY").
        start_date: the first day counted.
        end_date: the last day counted, not before the first.
        next_date: the first day after `end_date` with a free consultation; None if there is none.
    """

    days: bytes
    start_date: dt.date
    end_date: dt.date
    next_date: dt.date | None
