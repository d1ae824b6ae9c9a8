"""A session: who is logged in, and what each command does then.

Plain code without a socket: a request in, a reply out. Everything that changes the state of a session
lives in this file, and which command may come in which state is the table `ALLOWED`; a test walks it.
The words are `spec/protocol.md`'s.
"""

from __future__ import annotations

import datetime as dt
import enum
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import msgspec

from cbp import (
    MAX_CALENDAR_DAYS,
    MAX_FREE_A_DAY,
    BookConsultation,
    ErrorCode,
    ErrorReply,
    GetAvailability,
    GetBookings,
    GetDoctors,
    GetSpecialties,
    Login,
    LoginReply,
    Logout,
    OkReply,
    Position,
    RenderedAvailability,
    RenderedBookings,
    RenderedConsultations,
    RenderedDoctors,
    RenderedSpecialties,
    Reply,
    Request,
    SearchConsultations,
)
from cbp_server.names import are_same_names
from cbp_server.presence import Presence
from cbp_server.throttle import LoginThrottle
from database import BookingOutcome, Database, DatabaseUnavailable, Patient, SlotPosition

UNAVAILABLE_RETRY_AFTER = 3
"""Seconds after which a database that was away may be back."""


class State(enum.Enum):
    """Where a session stands."""

    ANONYMOUS = "before LOGIN"
    IN_SESSION = "a patient is logged in"
    OVER = "after LOGOUT"


class _Refused(Exception):
    """A command that ends in an error reply."""

    def __init__(self, code: ErrorCode, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.reply = ErrorReply(
            code=code, message=message, retry_after=None if retry_after is None else math.ceil(retry_after)
        )


@dataclass(frozen=True, slots=True)
class Services:
    """What sessions share: where things are kept, who is here, who must wait, what time it is.

    Args:
        database: the tables.
        throttle: the bound on refused logins.
        presence: the patients in session.
        now: the server's local time, which decides whether a consultation has begun.
    """

    database: Database
    throttle: LoginThrottle
    presence: Presence
    now: Callable[[], dt.datetime] = dt.datetime.now


class Session:
    """What one client may do, and has done.

    Args:
        services: what it shares with the others.
        ip: the client's address.
    """

    def __init__(self, services: Services, ip: str) -> None:
        self._services = services
        self._ip = ip
        self._patient: Patient | None = None
        self._ticket: int | None = None
        self.state = State.ANONYMOUS

    def __repr__(self) -> str:
        return f"<Session {self.state.name} of {self._ip}>"

    def handle(self, request: Request) -> Reply:
        """Do what a request asks, in the state that the session is in.

        Args:
            request: one of the types of COMMANDS, within its ranges; of a session that is not OVER.

        Returns:
            The reply; an error reply where the request is refused or the database is away.

        Raises:
            Exception: a defect, whatever it is; the caller answers INTERNAL_ERROR and ends the session.
        """
        step = ALLOWED[self.state][type(request)]
        if isinstance(step, ErrorCode):
            return ErrorReply(code=step, message=f"{type(request).__name__} came {self.state.value}")
        try:
            return step(self, request)
        except _Refused as refusal:
            return refusal.reply
        except DatabaseUnavailable as error:
            return ErrorReply(
                code=ErrorCode.UNAVAILABLE, message=str(error), retry_after=UNAVAILABLE_RETRY_AFTER
            )

    def end(self) -> None:
        """Close the session, however it came to that; repeatable."""
        self.state = State.OVER
        self._patient = None
        if self._ticket is not None:
            self._services.presence.leave(self._ticket)
            self._ticket = None

    def _log_in(self, request: Login) -> LoginReply:
        patient = self._register(request) if request.new_patient else self._recognise(request)
        self._patient = patient
        self._ticket = self._services.presence.arrive(patient, self._ip)
        self.state = State.IN_SESSION
        return LoginReply(patient_id=patient.id)

    def _register(self, request: Login) -> Patient:
        return self._services.database.create_patient(
            request.last_name, request.first_name, request.birth_date
        )

    def _recognise(self, request: Login) -> Patient:
        """Return the patient whose names and number these are; the same work whichever part is wrong."""
        typed = (request.last_name, request.first_name)
        throttle = self._services.throttle
        if wait := throttle.wait_left(*typed, self._ip):
            raise _Refused(ErrorCode.TOO_MANY_ATTEMPTS, "too many refused logins", wait)
        patient = self._services.database.find_patient(request.patient_id or 0)
        kept = (patient.last_name, patient.first_name) if patient else typed
        is_right = are_same_names(typed, kept) and patient is not None  # the same work for nobody
        if wait := throttle.settle(*typed, self._ip, is_right=is_right):
            raise _Refused(ErrorCode.TOO_MANY_ATTEMPTS, "too many refused logins", wait)
        if patient is None or not is_right:
            raise _Refused(ErrorCode.LOGIN_REFUSED, "names and number do not match one patient")
        return patient

    def _log_out(self, _: Logout) -> OkReply:
        self.end()
        return OkReply()

    def _get_specialties(self, _: GetSpecialties) -> RenderedSpecialties:
        return RenderedSpecialties(specialties=msgspec.Raw(self._services.database.list_specialties()))

    def _get_doctors(self, request: GetDoctors) -> RenderedDoctors:
        return RenderedDoctors(
            doctors=msgspec.Raw(self._services.database.list_doctors(request.specialty_id))
        )

    def _search(self, request: SearchConsultations) -> RenderedConsultations:
        page = self._services.database.search_consultations(
            now=self._services.now(),
            specialty_id=request.specialty_id,
            doctor_id=request.doctor_id,
            start_date=request.start_date,
            end_date=request.end_date,
            after=SlotPosition(*request.after) if request.after else None,
            limit=request.limit,
        )
        return RenderedConsultations(
            consultations=msgspec.Raw(page.consultations), next=Position(*page.next) if page.next else None
        )

    def _get_availability(self, request: GetAvailability) -> RenderedAvailability:
        found = self._services.database.count_free_by_day(
            now=self._services.now(),
            specialty_id=request.specialty_id,
            doctor_id=request.doctor_id,
            start_date=request.start_date,
            end_date=request.end_date,
            max_days=MAX_CALENDAR_DAYS,
            max_free=MAX_FREE_A_DAY,
        )
        return RenderedAvailability(
            days=msgspec.Raw(found.days),
            start_date=found.start_date,
            end_date=found.end_date,
            next_date=found.next_date,
        )

    def _get_bookings(self, _: GetBookings) -> RenderedBookings:
        bookings = self._services.database.list_bookings(
            patient_id=self._patient_in_session.id, now=self._services.now()
        )
        return RenderedBookings(bookings=msgspec.Raw(bookings))

    def _book(self, request: BookConsultation) -> OkReply:
        outcome = self._services.database.book_consultation(
            patient_id=self._patient_in_session.id,
            consultation_id=request.consultation_id,
            reason=request.reason,
            now=self._services.now(),
        )
        match outcome:
            case BookingOutcome.BOOKED:
                return OkReply()
            case BookingOutcome.TIME_CONFLICT:
                raise _Refused(
                    ErrorCode.TIME_CONFLICT, "the patient has a consultation at that date and hour"
                )
            case BookingOutcome.NOT_AVAILABLE:
                raise _Refused(ErrorCode.NOT_AVAILABLE, "the consultation is taken, past or unknown")

    @property
    def _patient_in_session(self) -> Patient:
        if self._patient is None:
            raise RuntimeError(f"no patient in {self!r}")
        return self._patient


Step = Callable[[Session, Any], Reply]

_ANONYMOUS: dict[type[Request], Step | ErrorCode] = {
    Login: Session._log_in,
    Logout: ErrorCode.NOT_LOGGED_IN,
    GetSpecialties: ErrorCode.NOT_LOGGED_IN,
    GetDoctors: ErrorCode.NOT_LOGGED_IN,
    SearchConsultations: ErrorCode.NOT_LOGGED_IN,
    GetAvailability: ErrorCode.NOT_LOGGED_IN,
    BookConsultation: ErrorCode.NOT_LOGGED_IN,
    GetBookings: ErrorCode.NOT_LOGGED_IN,
}
_IN_SESSION: dict[type[Request], Step | ErrorCode] = {
    Login: ErrorCode.ALREADY_LOGGED_IN,
    Logout: Session._log_out,
    GetSpecialties: Session._get_specialties,
    GetDoctors: Session._get_doctors,
    SearchConsultations: Session._search,
    GetAvailability: Session._get_availability,
    BookConsultation: Session._book,
    GetBookings: Session._get_bookings,
}
ALLOWED: Mapping[State, Mapping[type[Request], Step | ErrorCode]] = MappingProxyType(
    {State.ANONYMOUS: _ANONYMOUS, State.IN_SESSION: _IN_SESSION}
)
"""For each state, what each command does or which code refuses it; a session that is OVER hears nobody."""
