"""What a client may ask in CBP/1: every request as a typed, frozen struct.

No bytes and no sockets here. A decoded request holds only what `docs/protocol.md`, "The commands of CBP/1",
allows, its names and reasons cleaned; its `repr` shows no value. A new request also gets a row in
`cbp.commands`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import force_setattr

from cbp.fields import (
    DEFAULT_PAGE_SIZE,
    EARLIEST_BIRTH,
    NAME_LENGTH,
    REASON_LENGTH,
    Id,
    PageSize,
    clean_text,
)
from cbp.position import Position
from cbp.private import Private

if TYPE_CHECKING:
    OptionalPageSize = int
else:  # null on the wire is replaced in __post_init__; no struct ever holds None
    OptionalPageSize = PageSize | None


class Request(Private, frozen=True, kw_only=True, tag_field="command", omit_defaults=True):
    """A client's request; on the wire an object with `command`. An absent option is the same as null."""


class Login(Request, frozen=True, kw_only=True, tag="LOGIN"):
    """Opens the session.

    Attributes:
        last_name: 1 to 50 characters.
        first_name: at most 50 characters; empty for a person with one name.
        new_patient: create this patient.
        patient_id: the patient's number; required unless `new_patient`.
        birth_date: stored for a new patient, from 1880 on; the server refuses one in the future.
    """

    last_name: str
    first_name: str
    new_patient: bool
    patient_id: Id | None = None
    birth_date: dt.date | None = None

    def __post_init__(self) -> None:
        force_setattr(self, "last_name", clean_text(self.last_name, field="last_name", length=NAME_LENGTH))
        first_name = clean_text(self.first_name, field="first_name", length=NAME_LENGTH, may_be_empty=True)
        force_setattr(self, "first_name", first_name)
        if self.patient_id is None and not self.new_patient:
            raise ValueError("patient_id: required unless new_patient")
        if self.new_patient and self.birth_date is not None and self.birth_date < EARLIEST_BIRTH:
            raise ValueError(f"birth_date: before {EARLIEST_BIRTH.year}")


class Logout(Request, frozen=True, kw_only=True, tag="LOGOUT"):
    """Ends the session; the server answers, then closes the connection."""


class GetSpecialties(Request, frozen=True, kw_only=True, tag="GET_SPECIALTIES"):
    """Asks for every specialty, by name."""


class GetDoctors(Request, frozen=True, kw_only=True, tag="GET_DOCTORS"):
    """Asks for the doctors, by last name, then first name.

    Attributes:
        specialty_id: only those of this specialty.
    """

    specialty_id: Id | None = None


class Criteria(Request, frozen=True, kw_only=True):
    """Criteria for free consultations.

    Attributes:
        specialty_id: only this specialty.
        doctor_id: only this doctor.
        start_date: the first day, inclusive; None: from now on.
        end_date: the last day, inclusive.
    """

    specialty_id: Id | None = None
    doctor_id: Id | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None

    def __post_init__(self) -> None:
        if self.start_date and self.end_date and self.start_date > self.end_date:
            raise ValueError("start_date: after end_date")


class GetAvailability(Criteria, frozen=True, kw_only=True, tag="GET_AVAILABILITY"):
    """Asks how many free consultations each day has; without a start, from the first day that has one."""


class GetBookings(Request, frozen=True, kw_only=True, tag="GET_BOOKINGS"):
    """Asks for the future consultations of the patient in session."""


class Search(Criteria, frozen=True, kw_only=True):
    """A search by either side: the criteria and the size of a page.

    Attributes:
        limit: rows per page, 1 to 200.
    """

    limit: OptionalPageSize = DEFAULT_PAGE_SIZE

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "limit", DEFAULT_PAGE_SIZE if self.limit is None else self.limit)


class SearchConsultations(Search, frozen=True, kw_only=True, tag="SEARCH_CONSULTATIONS"):
    """Asks for a page of free consultations; the server's form.

    Attributes:
        after: the position after which the page begins.
    """

    after: Position | None = None


class SearchPage(Search, frozen=True, kw_only=True, tag="SEARCH_CONSULTATIONS"):
    """Asks for a page of free consultations; the client's form, in which a position is an opaque text.

    Attributes:
        after: `next` of the previous page.
    """

    after: str | None = None


class BookConsultation(Request, frozen=True, kw_only=True, tag="BOOK_CONSULTATION"):
    """Books a consultation for the patient in session; idempotent.

    Attributes:
        consultation_id: which.
        reason: why the patient comes, 1 to 255 characters.
    """

    consultation_id: Id
    reason: str

    def __post_init__(self) -> None:
        force_setattr(self, "reason", clean_text(self.reason, field="reason", length=REASON_LENGTH))
