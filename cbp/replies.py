"""What a server may answer in CBP/1: every reply as a typed, frozen struct.

No bytes and no sockets here. A decoded reply holds only what `docs/protocol.md`, "The commands of CBP/1",
allows; replies about a patient show no value in their `repr`. The Rendered ones are for a server only, and
are on the wire what their namesakes are.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from msgspec import Meta, Raw, Struct

from cbp.fields import Hour, Id
from cbp.position import Position
from cbp.private import Private


class Specialty(Struct, frozen=True, kw_only=True):
    """A specialty of the hospital.

    Attributes:
        id: its number.
        name: as the hospital's database has it, in one language.
    """

    id: Id
    name: str


class Doctor(Struct, frozen=True, kw_only=True):
    """A doctor of the hospital.

    Attributes:
        id: the doctor's number.
        last_name: as the database has it.
        first_name: as the database has it.
        specialty_id: the doctor's specialty.
    """

    id: Id
    last_name: str
    first_name: str
    specialty_id: Id


class Consultation(Struct, frozen=True, kw_only=True):
    """A consultation; free, unless it is a Booking.

    Attributes:
        id: its number, for BOOK_CONSULTATION.
        doctor_id: with whom.
        doctor: the doctor as "First Last".
        specialty_id: the doctor's specialty.
        specialty: that specialty's name.
        date: the day.
        hour: when it begins, `HH:MM` in the server's local time.
    """

    id: Id
    doctor_id: Id
    doctor: str
    specialty_id: Id
    specialty: str
    date: dt.date
    hour: Hour


class Booking(Private, Consultation, frozen=True, kw_only=True):
    """A consultation that the patient in session has booked; private, unlike a free one."""


class FreeDay(Struct, frozen=True, kw_only=True):
    """A day with free consultations.

    Attributes:
        date: the day.
        free: how many; MAX_FREE_A_DAY means so many or more.
    """

    date: dt.date
    free: Annotated[int, Meta(ge=1)]


class Reply(Struct, frozen=True, kw_only=True, tag_field="status"):
    """A server's answer; on the wire an object with `status`."""


class OkReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """Done: the reply to LOGOUT and BOOK_CONSULTATION."""


class LoginReply(Private, Reply, frozen=True, kw_only=True, tag="ok"):
    """The session is open.

    Attributes:
        patient_id: the patient's number, which a new patient must note.
    """

    patient_id: Id


class SpecialtiesReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """Every specialty, by name."""

    specialties: tuple[Specialty, ...]


class DoctorsReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """The doctors asked for, by last name, then first name."""

    doctors: tuple[Doctor, ...]


class SearchReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """A page of free consultations, by date, hour, doctor, id.

    Attributes:
        consultations: the rows.
        next: opaque; sent as `after`, it asks for the following page. None on the last page.
    """

    consultations: tuple[Consultation, ...]
    next: str | None = None


class AvailabilityReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """The days of a range that have free consultations.

    Attributes:
        days: in order of date; only days that have a free consultation.
        start_date: the first day covered.
        end_date: the last day covered.
        next_date: the first day after the range that has one; None: none has.
    """

    days: tuple[FreeDay, ...]
    start_date: dt.date
    end_date: dt.date
    next_date: dt.date | None = None


class BookingsReply(Private, Reply, frozen=True, kw_only=True, tag="ok"):
    """The future consultations of the patient in session, by date, hour, id."""

    bookings: tuple[Booking, ...]


class ErrorReply(Reply, frozen=True, kw_only=True, tag="error", omit_defaults=True):
    """The request failed.

    Attributes:
        code: an ErrorCode, or a code of a newer protocol version.
        message: for a log, in English; never for a screen.
        retry_after: seconds after which the same request may succeed.
    """

    code: str
    message: str | None = None
    retry_after: float | None = None


class RenderedSpecialties(Reply, frozen=True, kw_only=True, tag="ok"):
    """SpecialtiesReply whose rows are a JSON array already."""

    specialties: Raw


class RenderedDoctors(Reply, frozen=True, kw_only=True, tag="ok"):
    """DoctorsReply whose rows are a JSON array already."""

    doctors: Raw


class RenderedConsultations(Reply, frozen=True, kw_only=True, tag="ok"):
    """SearchReply whose rows are a JSON array already."""

    consultations: Raw
    next: Position | None = None


class RenderedAvailability(Reply, frozen=True, kw_only=True, tag="ok"):
    """AvailabilityReply whose days are a JSON array already."""

    days: Raw
    start_date: dt.date
    end_date: dt.date
    next_date: dt.date | None = None


class RenderedBookings(Private, Reply, frozen=True, kw_only=True, tag="ok"):
    """BookingsReply whose rows are a JSON array already."""

    bookings: Raw
