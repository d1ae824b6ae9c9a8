"""The client: one method per command, typed answers, one exception family.

No screens and no retries: the caller decides when to connect and ask again. It promises:

- threads may share a client: no two frames mix, and each call gets its own answer;
- after a late or broken answer the client is closed, because the next frame could answer the wrong request;
- any thread may call `close` at any time, which wakes a waiting call;
- no `repr` and no error shows anything personal.
"""

from __future__ import annotations

import datetime as dt
import ssl
import threading
from types import TracebackType
from typing import Self, TypeVar

from msgspec.structs import asdict

from cbp.codec import build_request, encode_request
from cbp.errors import CLOSING_CODES, DisconnectedError
from cbp.exchange import error_of, exchange, open_connection
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

R = TypeVar("R", bound=Reply)

DEFAULT_TIMEOUT = 15.0
"""Seconds per call: longer than the 10 s within which a server without its database answers UNAVAILABLE
(`docs/protocol.md`, "Codes")."""


class CbpClient:
    """A connection to the reservation server, which is one session (`docs/protocol.md`, "A session").

    Use it as a context manager, or call `close`. Threads may share it; their calls wait for each other.

    Every method that sends a request raises:
        ErrorReplyError: the server answered with an error; `code` tells which. After one of `CLOSING_CODES`
            the client is closed.
        InvalidArgumentError: the server would answer BAD_REQUEST to this; nothing was sent.
        DisconnectedError: the connection is lost, or no answer came in time; the client is closed.
        ProtocolViolationError: the answer breaks the protocol; the client is closed.

    Args:
        connection: a fresh connection, which the client owns from here on.
        timeout: seconds per call.
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
        connect_timeout: float | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> Self:
        """Connect to a server.

        Args:
            host: a name or an address.
            port: 1 to 65,535.
            timeout: seconds per call.
            connect_timeout: seconds for connecting; None: as `timeout`.
            ssl_context: use TLS, with what this context trusts; None: plain TCP.

        Raises:
            UnreachableError: nobody answers there.
        """
        seconds = timeout if connect_timeout is None else connect_timeout
        return cls(open_connection(host, port, timeout=seconds, ssl_context=ssl_context), timeout=timeout)

    def close(self) -> None:
        """Close the connection at once; a call that waits in another thread raises DisconnectedError."""
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
            first_name: at most 50 characters; empty for a person with one name.
            patient_id: the patient's number; required unless `new_patient`.
            new_patient: create this patient.
            birth_date: stored for a new patient; a date or `YYYY-MM-DD`.

        Returns:
            The patient's number, which a new patient must note.
        """
        request = build_request(
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
        """Return every specialty, by name."""
        return self._ask(GetSpecialties(), SpecialtiesReply).specialties

    def get_doctors(self, specialty_id: int | None = None) -> tuple[Doctor, ...]:
        """Return the doctors, by last name, then first name.

        Args:
            specialty_id: only those of this specialty; None: all.
        """
        return self._ask(build_request(GetDoctors, specialty_id=specialty_id), DoctorsReply).doctors

    def search_consultations(self, page: SearchPage) -> SearchReply:
        """Return a page of free consultations, by date, hour, doctor, id."""
        return self._ask(build_request(SearchPage, **asdict(page)), SearchReply)

    def get_availability(self, criteria: GetAvailability) -> AvailabilityReply:
        """Return how many free consultations each day has; the reply says which days it covers."""
        return self._ask(build_request(GetAvailability, **asdict(criteria)), AvailabilityReply)

    def get_bookings(self) -> tuple[Booking, ...]:
        """Return the future consultations of the patient in session, by date, hour, id."""
        return self._ask(GetBookings(), BookingsReply).bookings

    def book_consultation(self, consultation_id: int, reason: str) -> None:
        """Book for the patient in session. Idempotent: after DisconnectedError, book again.

        Args:
            consultation_id: which consultation.
            reason: why the patient comes, 1 to 255 characters.
        """
        self._ask(build_request(BookConsultation, consultation_id=consultation_id, reason=reason), OkReply)

    def _ask(self, request: Request, expected: type[R]) -> R:
        payload = encode_request(request)
        with self._turn:
            if self._is_closed:
                raise DisconnectedError("this client is closed")
            try:
                reply = exchange(self._connection, payload, expected, Deadline.after(self._timeout))
            except BaseException:  # the answer may still come, and would answer the next request
                self.close()
                raise
            if isinstance(reply, ErrorReply):
                if reply.code in CLOSING_CODES:
                    self.close()
                raise error_of(reply)
            return reply
