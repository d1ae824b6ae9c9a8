"""The client: one method a command, typed answers, one exception family.

No screens, no retries: the caller decides when to connect and book again. Promises: calls of many
threads never mix two frames, and each gets its own answer; when an answer is late or broken the
client is dead from then on, because what comes next could answer the wrong question; `close` may
be called at any time from any thread and wakes who waits; nothing personal in its `repr` or errors.
"""

from __future__ import annotations

import datetime as dt
import ssl
import threading
from types import TracebackType
from typing import Self, TypeVar

from cbp.codec import build_request
from cbp.errors import CLOSING_CODES, Disconnected, InvalidArgument, MalformedRequest
from cbp.exchange import exchange, open_connection, replied
from cbp.fields import DEFAULT_PAGE_SIZE
from cbp.replies import (
    AvailabilityReply,
    Booking,
    BookingsReply,
    Doctor,
    DoctorsReply,
    ErrorReply,
    LoginReply,
    OkReply,
    Reply,
    SearchReply,
    SpecialtiesReply,
    Specialty,
)
from cbp.requests import (
    BookConsultation,
    GetAvailability,
    GetBookings,
    GetDoctors,
    GetSpecialties,
    Login,
    Logout,
    Request,
    SearchPage,
)
from socklib import Connection, Deadline

Q = TypeVar("Q", bound=Request)
R = TypeVar("R", bound=Reply)

DEFAULT_TIMEOUT = 15.0
"""Seconds a call may take: longer than the 10 s within which a server without its database says
UNAVAILABLE (`spec/protocol.md`), so that its word arrives before we give up."""


class CbpClient:
    """A connection to the reservation server, which is one session (`spec/protocol.md`, "Commands").

    Use it as a context manager, or call `close`. May be shared by threads: calls queue for it.

    Every method that asks something raises, besides what it names:
        ErrorReplied: the server said no; `code` tells why. After FRAME_TOO_LARGE, SERVER_BUSY,
            SESSION_EXPIRED, SHUTTING_DOWN and INTERNAL_ERROR the client is closed.
        InvalidArgument: the server would answer BAD_REQUEST to this; nothing was sent.
        Disconnected: no connection any more, or no answer in time; the client is closed.
        ProtocolViolation: the answer breaks the protocol; the client is closed.

    Args:
        connection: a fresh connection, which the client owns from here on.
        timeout: seconds that each call may take.
    """

    def __init__(self, connection: Connection, *, timeout: float = DEFAULT_TIMEOUT) -> None:
        self._connection = connection
        self._timeout = timeout
        self._turn = threading.Lock()
        self._is_closed = False

    @classmethod
    def connect(
        cls,
        host: str,
        port: int,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        ssl_context: ssl.SSLContext | None = None,
    ) -> Self:
        """Connect to a server, and with TLS where a context is given.

        Args:
            host: a name or an address.
            port: 1 to 65535.
            timeout: seconds that connecting, and later each call, may take.
            ssl_context: what to trust; None for plain TCP.

        Raises:
            Unreachable: nobody answers there.
        """
        return cls(open_connection(host, port, timeout=timeout, ssl_context=ssl_context), timeout=timeout)

    @property
    def is_closed(self) -> bool:
        """Whether every further call will raise Disconnected. A lost connection shows at the next call."""
        return self._is_closed

    def close(self) -> None:
        """Close the connection, now. A call that waits in another thread raises Disconnected."""
        self._is_closed = True
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<CbpClient {'closed' if self._is_closed else 'open'}, server {self._connection.peer}>"

    def login(
        self,
        last_name: str,
        first_name: str,
        *,
        patient_id: int | None = None,
        new_patient: bool = False,
        birth_date: dt.date | str | None = None,
    ) -> int:
        """Open the session.

        Args:
            last_name: 1 to 50 characters.
            first_name: 1 to 50 characters.
            patient_id: the patient's number; required unless `new_patient`.
            new_patient: create this patient.
            birth_date: kept for a new patient; a date or `YYYY-MM-DD`.

        Returns:
            The patient number, for a new patient the one to note.
        """
        request = _build(
            Login,
            last_name=last_name,
            first_name=first_name,
            new_patient=new_patient,
            patient_id=patient_id,
            birth_date=birth_date,
        )
        return self._ask(request, LoginReply).patient_id

    def logout(self) -> None:
        """End the session, and close."""
        try:
            self._ask(Logout(), OkReply)
        finally:
            self.close()

    def get_specialties(self) -> tuple[Specialty, ...]:
        """Every specialty, by name."""
        return self._ask(GetSpecialties(), SpecialtiesReply).specialties

    def get_doctors(self, specialty_id: int | None = None) -> tuple[Doctor, ...]:
        """The doctors, by last name, then first name.

        Args:
            specialty_id: only those of this specialty; None: all.
        """
        return self._ask(_build(GetDoctors, specialty_id=specialty_id), DoctorsReply).doctors

    def search_consultations(
        self,
        *,
        specialty_id: int | None = None,
        doctor_id: int | None = None,
        start_date: dt.date | str | None = None,
        end_date: dt.date | str | None = None,
        limit: int = DEFAULT_PAGE_SIZE,
        after: str | None = None,
    ) -> SearchReply:
        """A page of free consultations, by date, hour, doctor, id.

        Args:
            specialty_id: only this specialty.
            doctor_id: only this doctor.
            start_date: the first day, inclusive; a date or `YYYY-MM-DD`. None: from now on.
            end_date: the last day, inclusive; a date or `YYYY-MM-DD`.
            limit: rows a page, 1 to 200.
            after: `next` of the page before.
        """
        request = _build(
            SearchPage,
            specialty_id=specialty_id,
            doctor_id=doctor_id,
            start_date=start_date,
            end_date=end_date,
            limit=limit,
            after=after,
        )
        return self._ask(request, SearchReply)

    def get_availability(
        self,
        *,
        specialty_id: int | None = None,
        doctor_id: int | None = None,
        start_date: dt.date | str | None = None,
        end_date: dt.date | str | None = None,
    ) -> AvailabilityReply:
        """How many free consultations each day has, and the first day after the range that has one.

        Args:
            specialty_id: only this specialty.
            doctor_id: only this doctor.
            start_date: the first day, inclusive; a date or `YYYY-MM-DD`. None: the first that has one.
            end_date: the last day, inclusive; a date or `YYYY-MM-DD`. The reply may cover less, and says so.
        """
        request = _build(
            GetAvailability,
            specialty_id=specialty_id,
            doctor_id=doctor_id,
            start_date=start_date,
            end_date=end_date,
        )
        return self._ask(request, AvailabilityReply)

    def get_bookings(self) -> tuple[Booking, ...]:
        """The consultations to come of the patient in session, by date, hour, id."""
        return self._ask(GetBookings(), BookingsReply).bookings

    def book_consultation(self, consultation_id: int, reason: str) -> None:
        """Book for the patient in session. Idempotent: after Disconnected, book again.

        Args:
            consultation_id: which consultation.
            reason: why the patient comes, 1 to 255 characters.
        """
        self._ask(_build(BookConsultation, consultation_id=consultation_id, reason=reason), OkReply)

    def _ask(self, request: Request, expected: type[R]) -> R:
        with self._turn:
            if self._is_closed:
                raise Disconnected("this client is closed")
            try:
                reply = exchange(self._connection, request, expected, Deadline.after(self._timeout))
            except BaseException:  # half an exchange: the next answer could be this one's
                self.close()
                raise
            if isinstance(reply, ErrorReply):
                if reply.code in CLOSING_CODES:
                    self.close()
                raise replied(reply)
            return reply


def _build(request_type: type[Q], **fields: object) -> Q:
    try:
        return build_request(request_type, **fields)
    except MalformedRequest as error:
        raise InvalidArgument(str(error)) from None
