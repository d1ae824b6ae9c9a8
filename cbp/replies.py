"""What a server may answer in CBP/1: every reply as a typed, frozen struct.

No bytes and no sockets here. Promises: a reply that the codec decoded holds only what
`spec/protocol.md`, "Commands", allows; the one that tells of a patient shows nothing in its `repr`.
The Rendered ones are for a server only, and look on the wire like the one they are named for.
"""

from __future__ import annotations

import datetime as dt

from msgspec import Raw, Struct

from cbp.fields import Hour, Id
from cbp.position import Position
from cbp.private import Private


class Specialty(Struct, frozen=True, kw_only=True):
    """A specialty of the hospital."""

    id: Id
    name: str


class Doctor(Struct, frozen=True, kw_only=True):
    """A doctor of the hospital."""

    id: Id
    last_name: str
    first_name: str
    specialty_id: Id


class Consultation(Struct, frozen=True, kw_only=True):
    """A free consultation.

    Attributes:
        id: its number, the one to book.
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


class Reply(Struct, frozen=True, kw_only=True, tag_field="status"):
    """What a server answers. On the wire an object with `status`."""


class OkReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """Done, and there is nothing to tell: to LOGOUT and BOOK_CONSULTATION."""


class LoginReply(Private, Reply, frozen=True, kw_only=True, tag="ok"):
    """Who is in session now.

    Attributes:
        patient_id: the patient's number, for a new patient the one to note.
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
        next: what to send as `after` for the following page; None on the last. Opaque.
    """

    consultations: tuple[Consultation, ...]
    next: str | None = None


class ErrorReply(Reply, frozen=True, kw_only=True, tag="error", omit_defaults=True):
    """It was not done.

    Attributes:
        code: an ErrorCode, or a code of a newer protocol.
        message: for a log, in English; a screen shows its own words for the code.
        retry_after: seconds after which asking again may help.
    """

    code: str
    message: str | None = None
    retry_after: float | None = None


class RenderedSpecialties(Reply, frozen=True, kw_only=True, tag="ok"):
    """SpecialtiesReply with rows that the database rendered: a JSON array, passed through."""

    specialties: Raw


class RenderedDoctors(Reply, frozen=True, kw_only=True, tag="ok"):
    """DoctorsReply with rows that the database rendered: a JSON array, passed through."""

    doctors: Raw


class RenderedConsultations(Reply, frozen=True, kw_only=True, tag="ok"):
    """SearchReply with rows that the database rendered: a JSON array, passed through."""

    consultations: Raw
    next: Position | None = None
