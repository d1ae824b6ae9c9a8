"""What the room hands out: plain, frozen values.

No SQL and no I/O here. Promise: the `repr` of a value that is about a person shows nothing personal, so it
may reach a log.
"""

from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import NamedTuple


@dataclass(frozen=True)
class Patient:
    """A row of `patients`; `id` is the patient's number."""

    id: int = field(repr=False)
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)


class BookingOutcome(Enum):
    """How the database decided a booking."""

    BOOKED = "booked"
    """The consultation is this patient's, now or since an earlier call."""
    NOT_AVAILABLE = "not available"
    """Somebody else's, begun, or not existing."""
    TIME_CONFLICT = "time conflict"
    """This patient has another consultation at that date and hour."""


class SlotPosition(NamedTuple):
    """A place in the order of all consultations; what comes after it is the next page."""

    date: date
    hour: time
    doctor_id: int
    consultation_id: int


@dataclass(frozen=True)
class SearchPage:
    """One page of free consultations.

    Attributes:
        consultations: a JSON array, UTF-8, of objects as `SEARCH_CONSULTATIONS` specifies them.
        next: where the next page starts (exclusive), None on the last page.
    """

    consultations: bytes
    next: SlotPosition | None


@dataclass(frozen=True)
class Availability:
    """How many free consultations the days of a range have.

    Attributes:
        days: a JSON array, UTF-8, of objects as `GET_AVAILABILITY` specifies them.
        start_date: the first day that was counted.
        end_date: the last, not before the first.
        next_date: the first day after it with a free consultation; None when there is none.
    """

    days: bytes
    start_date: date
    end_date: date
    next_date: date | None
