"""A session: who is logged in, and what each command does (`docs/protocol.md`, "A session").

Plain code without a socket: a request in, a reply out. Everything that changes a session's state is in this
file. The table `ALLOWED` says which command may come in which state; a test walks it.
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
from cbp_server.budgets import Budgets, BudgetSpentError
from cbp_server.names import are_same_names
from cbp_server.presence import Presence
from database import (
    BookingOutcome,
    Database,
    DatabaseUnavailableError,
    Patient,
    PatientGoneError,
    SlotPosition,
    asking_for,
    has_letter,
    tidy_name,
)

UNAVAILABLE_RETRY_AFTER = 3
"""Seconds after which an unavailable database may answer again."""


class State(enum.Enum):
    """The state of a session."""

    ANONYMOUS = "before LOGIN"
    IN_SESSION = "a patient is logged in"
    OVER = "after LOGOUT"


class _RefusedError(Exception):
    """A command that ends in an error reply."""

    def __init__(self, code: ErrorCode, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.reply = ErrorReply(
            code=code, message=message, retry_after=None if retry_after is None else math.ceil(retry_after)
        )


@dataclass(frozen=True, slots=True)
class Services:
    """What sessions share.

    Args:
        database: the tables.
        budgets: what a name, an address or a patient may do.
        presence: the patients in session.
        now: the hospital's time, which decides whether a consultation has begun.
        is_draining: whether nobody new is let in.
    """

    database: Database
    budgets: Budgets
    presence: Presence
    now: Callable[[], dt.datetime] = dt.datetime.now
    is_draining: Callable[[], bool] = lambda: False


class Session:
    """One client's session.

    Args:
        services: what it shares with the other sessions.
        ip: the client's IP address.
    """

    def __init__(self, services: Services, ip: str) -> None:
        self._services = services
        self._ip = ip
        self._patient: Patient | None = None
        self._presence_key: int | None = None
        self._has_too_many_bookings = False
        self._asker = object()  # stands for this session at the database, and keeps nothing of it
        self.state = State.ANONYMOUS

    def __repr__(self) -> str:
        return f"<Session {self.state.name} of {self._ip}>"

    def handle(self, request: Request) -> Reply:
        """Carry out a request, as the session's state allows; the session must not be OVER.

        Args:
            request: one of the types of COMMANDS, checked by the codec.

        Returns:
            The reply; an error reply if the request is refused or the database is unavailable.

        Raises:
            Exception: any defect; the caller answers INTERNAL_ERROR and ends the session.
        """
        step = ALLOWED[self.state][type(request)]
        if isinstance(step, ErrorCode):
            return ErrorReply(code=step, message=f"{type(request).__name__} came {self.state.value}")
        try:
            with asking_for(self._ip, self._asker):
                return step(self, request)
        except _RefusedError as refusal:
            return refusal.reply
        except DatabaseUnavailableError as error:
            return ErrorReply(
                code=ErrorCode.UNAVAILABLE, message=str(error), retry_after=UNAVAILABLE_RETRY_AFTER
            )

    def end(self) -> None:
        """End the session, for whatever reason; repeatable."""
        self.state = State.OVER
        self._patient = None
        if self._presence_key is not None:
            self._services.presence.leave(self._presence_key)
            self._presence_key = None

    def _log_in(self, request: Login) -> LoginReply:
        if self._services.is_draining():
            raise _RefusedError(ErrorCode.SHUTTING_DOWN, "the server lets nobody new in")
        patient = self._register(request) if request.new_patient else self._recognise(request)
        self._patient = patient
        self._presence_key = self._services.presence.arrive(patient, self._ip)
        self.state = State.IN_SESSION
        return LoginReply(patient_id=patient.id)

    def _register(self, request: Login) -> Patient:
        last_name, first_name = tidy_name(request.last_name), tidy_name(request.first_name)
        if not has_letter(last_name):
            raise _RefusedError(ErrorCode.BAD_REQUEST, "last_name: without a letter")
        if first_name not in {"", "-"} and not has_letter(first_name):
            raise _RefusedError(ErrorCode.BAD_REQUEST, "first_name: without a letter")
        if request.birth_date is not None and request.birth_date > self._services.now().date():
            raise _RefusedError(ErrorCode.BAD_REQUEST, "birth_date: in the future")
        try:
            self._services.budgets.take_registration(self._ip)
        except BudgetSpentError as spent:
            raise _RefusedError(
                ErrorCode.TOO_MANY_REGISTRATIONS, "too many new patients from this address", spent.wait
            ) from None
        return self._services.database.create_patient(last_name, first_name, request.birth_date)

    def _recognise(self, request: Login) -> Patient:
        """Return the patient with these names and this number; the same work whichever part is wrong."""
        typed = (request.last_name, request.first_name)
        try:
            with self._services.budgets.login(*typed, self._ip) as attempt:
                patient = attempt.look_up(request.patient_id or 0)
                kept = (patient.last_name, patient.first_name) if patient else typed  # always compared
                if are_same_names(typed, kept) and patient is not None:
                    return patient
                attempt.refuse()
        except BudgetSpentError as spent:
            raise _RefusedError(ErrorCode.TOO_MANY_ATTEMPTS, "too many refused logins", spent.wait) from None
        raise _RefusedError(ErrorCode.LOGIN_REFUSED, "names and number do not match one patient")

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
            request,
            now=self._services.now(),
            after=SlotPosition(*request.after) if request.after else None,
            limit=request.limit,
        )
        return RenderedConsultations(
            consultations=msgspec.Raw(page.consultations), next=Position(*page.next) if page.next else None
        )

    def _get_availability(self, request: GetAvailability) -> RenderedAvailability:
        found = self._services.database.count_free_by_day(
            request,
            now=self._services.now(),
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
        try:
            bookings = self._services.database.list_bookings(
                patient_id=self._patient_in_session.id, now=self._services.now()
            )
        except PatientGoneError:
            raise _RefusedError(ErrorCode.SESSION_EXPIRED, "the patient's row is gone") from None
        return RenderedBookings(bookings=msgspec.Raw(bookings))

    def _book(self, request: BookConsultation) -> OkReply:
        budgets = self._services.budgets
        try:
            outcome = self._services.database.book_consultation(
                patient_id=self._patient_in_session.id,
                consultation_id=request.consultation_id,
                reason=request.reason,
                now=self._services.now(),
                limit=budgets.limits.bookings_per_patient,
            )
        except PatientGoneError:
            raise _RefusedError(ErrorCode.SESSION_EXPIRED, "the patient's row is gone") from None
        match outcome:
            case BookingOutcome.BOOKED:
                return OkReply()
            case BookingOutcome.TIME_CONFLICT:
                raise _RefusedError(
                    ErrorCode.TIME_CONFLICT, "the patient has a consultation at that date and hour"
                )
            case BookingOutcome.TOO_MANY:
                budgets.note_refused_booking(self._ip, begins=not self._has_too_many_bookings)
                self._has_too_many_bookings = True
                raise _RefusedError(
                    ErrorCode.TOO_MANY_BOOKINGS, "the patient holds as many consultations as allowed"
                )
            case BookingOutcome.NOT_AVAILABLE:
                raise _RefusedError(ErrorCode.NOT_AVAILABLE, "the consultation is taken, past or unknown")

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
"""For each state, what each command does or which code refuses it; a session that is OVER takes none."""
