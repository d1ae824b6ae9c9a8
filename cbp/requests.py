"""What a client may ask in CBP/1: every request as a typed, frozen struct.

No bytes and no sockets here. Promises: a request that the codec decoded holds only what
`spec/protocol.md`, "Commands", allows, its names and reasons cleaned; its `repr` tells nothing.
A new request also gets a row in `cbp.commands`.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from msgspec.structs import force_setattr

from cbp.fields import DEFAULT_PAGE_SIZE, NAME_LENGTH, REASON_LENGTH, Id, PageSize, clean_text
from cbp.position import Position
from cbp.private import Private

if TYPE_CHECKING:
    OptionalPageSize = int
else:  # null on the wire, which __post_init__ replaces: no message ever holds None
    OptionalPageSize = PageSize | None


class Request(Private, frozen=True, kw_only=True, tag_field="command", omit_defaults=True):
    """What a client asks. On the wire an object with `command`; an absent option is null."""


class Login(Request, frozen=True, kw_only=True, tag="LOGIN"):
    """Opens the session: who stands at the booth.

    Attributes:
        last_name: 1 to 50 characters.
        first_name: 1 to 50 characters.
        new_patient: create this patient.
        patient_id: the patient's number; required unless `new_patient`.
        birth_date: kept for a new patient.
    """

    last_name: str
    first_name: str
    new_patient: bool
    patient_id: Id | None = None
    birth_date: dt.date | None = None

    def __post_init__(self) -> None:
        force_setattr(self, "last_name", clean_text(self.last_name, field="last_name", length=NAME_LENGTH))
        force_setattr(self, "first_name", clean_text(self.first_name, field="first_name", length=NAME_LENGTH))
        if self.patient_id is None and not self.new_patient:
            raise ValueError("patient_id: required unless new_patient")


class Logout(Request, frozen=True, kw_only=True, tag="LOGOUT"):
    """Ends the session; the server answers, then closes."""


class GetSpecialties(Request, frozen=True, kw_only=True, tag="GET_SPECIALTIES"):
    """Asks for every specialty, by name."""


class GetDoctors(Request, frozen=True, kw_only=True, tag="GET_DOCTORS"):
    """Asks for the doctors, by last name, then first name.

    Attributes:
        specialty_id: only those of this specialty.
    """

    specialty_id: Id | None = None


class Criteria(Request, frozen=True, kw_only=True):
    """Which free consultations are meant.

    Attributes:
        specialty_id: only this specialty.
        doctor_id: only this doctor.
        start_date: the first day, inclusive; None is now.
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
    """Asks how many free consultations each day has; without a start, from the first that has one."""


class GetBookings(Request, frozen=True, kw_only=True, tag="GET_BOOKINGS"):
    """Asks for the consultations to come of the patient in session."""


class Search(Criteria, frozen=True, kw_only=True):
    """What both forms of a search have: the criteria and the size of a page.

    Attributes:
        limit: rows a page, 1 to 200.
    """

    limit: OptionalPageSize = DEFAULT_PAGE_SIZE

    def __post_init__(self) -> None:
        super().__post_init__()
        force_setattr(self, "limit", self.limit or DEFAULT_PAGE_SIZE)


class SearchConsultations(Search, frozen=True, kw_only=True, tag="SEARCH_CONSULTATIONS"):
    """Asks for a page of free consultations, as the server reads it.

    Attributes:
        after: the place in the order after which the page begins.
    """

    after: Position | None = None


class SearchPage(Search, frozen=True, kw_only=True, tag="SEARCH_CONSULTATIONS"):
    """The same request as a client writes it: to a client, `after` is the opaque `next` of a page.

    Attributes:
        after: `next` of the page before, as it was received.
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
