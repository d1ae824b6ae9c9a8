"""The object that the page calls.

Here: the patient's session and what is asked of the server; voice, ticket and the staff's exit are inherited
from `machine.py`. Every public method is something the page may do; everything else is private, because
pywebview exposes each public attribute it finds. Each call comes in a thread of its own. It promises:

- a call returns `{"ok": …}` or `{"code": …}` of plain JSON data and never raises (`replies.py`);
- `retry_after` (seconds) stands beside a code where waiting helps; `unsure` beside the code of a
  booking where "nothing was booked" is not certain, so that the page never guesses;
- names, numbers and reasons are in memory while a session lasts, and in no log ever.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from typing import TypeVar

from cbp import AvailabilityReply, CbpClient, CbpError, ErrorReplied, SearchReply
from kiosk_web import arguments as check
from kiosk_web.configuration import BoothSettings
from kiosk_web.machine import MachineCalls
from kiosk_web.replies import ExpiredError, UnsureError, callable_by_the_page
from kiosk_web.session import Patient, PatientSession, SessionEndedError

ANSWER_SECONDS = 15.0
"""How long the booth waits for an answer: longer than the 10 s in which the server owns up to UNAVAILABLE."""

ENDING_CODES = frozenset({"LOGIN_REFUSED", "NOT_LOGGED_IN", "SESSION_EXPIRED"})
"""The answers in a session after which there is none; LOGIN_REFUSED is for a reconnection."""

Result = TypeVar("Result")


class Bridge(MachineCalls):
    """What the page may call.

    Args:
        host: The reservation server.
        port: Its port.
        language: The language in which the page opens; None: the settings'.
        ssl_context: Set where the server speaks TLS.
        settings: How this booth is set up; None: as it ships, without printer and staff's exit.
        on_heartbeat: Called, from any thread, whenever the page tells that it is alive.
        on_exit: Called, from a thread of its own, when the staff leave the booth; None: they cannot.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        language: str | None = None,
        ssl_context: ssl.SSLContext | None = None,
        settings: BoothSettings | None = None,
        on_heartbeat: Callable[[], None] | None = None,
        on_exit: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(
            settings or BoothSettings(), language=language, on_heartbeat=on_heartbeat, on_exit=on_exit
        )
        self._host = host
        self._port = port
        self._ssl_context = ssl_context
        self._lock = threading.Lock()
        self._session: PatientSession | None = None

    @callable_by_the_page
    def configuration(self) -> object:
        """Tell the page how this booth is set up, and whether it has interrupted a patient.

        It is the first call of every page: one that was reloaded, or came back after its renderer died,
        starts without the patient before.
        """
        session = self._session
        interrupted = "none" if session is None else "unsure" if session.has_doubt else "session"
        self._end()
        return self._equipment() | {"interrupted": interrupted}

    @callable_by_the_page
    def log_in(self, last_name: object, first_name: object, patient_number: object) -> object:
        """Open the session of a patient who has a number."""
        patient = Patient(check.name(last_name), check.name(first_name), check.patient_number(patient_number))
        return {"patient_number": self._open(patient)}

    @callable_by_the_page
    def register(self, last_name: object, first_name: object, birth_date: object = None) -> object:
        """Open the session of a new patient, whose number the reply tells."""
        patient = Patient(
            check.name(last_name),
            check.name(first_name),
            birth_date=check.birth_date(birth_date),
        )
        return {"patient_number": self._open(patient)}

    @callable_by_the_page
    def log_out(self) -> object:
        """End the session, if there is one; a call on its way is cut off."""
        self._end()
        return {}

    @callable_by_the_page
    def specialties(self) -> object:
        """List the specialties, by name."""
        found = self._in_session(lambda session: session.ask(lambda client: client.get_specialties()))
        return {"specialties": found}

    @callable_by_the_page
    def doctors(self, specialty_id: object = None) -> object:
        """List the doctors, of one specialty where it is given."""
        wanted = None if specialty_id is None else check.identifier(specialty_id)
        found = self._in_session(lambda session: session.ask(lambda client: client.get_doctors(wanted)))
        return {"doctors": found}

    @callable_by_the_page
    def search(self, criteria: object) -> object:
        """List a page of free consultations; `next`, sent back as `after`, asks for the page behind it."""
        wanted = check.criteria(criteria)

        def request(client: CbpClient) -> SearchReply:
            return client.search_consultations(
                specialty_id=wanted.specialty_id,
                doctor_id=wanted.doctor_id,
                start_date=wanted.start_date,
                end_date=wanted.end_date,
                limit=wanted.limit,
                after=wanted.after,
            )

        found = self._in_session(lambda session: session.ask(request))
        return {"consultations": found.consultations, "next": found.next}

    @callable_by_the_page
    def availability(self, criteria: object) -> object:
        """Count the free consultations of each day, from `start_date` or the first day that has one."""
        wanted = check.days(criteria)

        def request(client: CbpClient) -> AvailabilityReply:
            return client.get_availability(
                specialty_id=wanted.specialty_id,
                doctor_id=wanted.doctor_id,
                start_date=wanted.start_date,
                end_date=wanted.end_date,
            )

        found = self._in_session(lambda session: session.ask(request))
        return {
            "days": found.days,
            "start_date": found.start_date,
            "end_date": found.end_date,
            "next_date": found.next_date,
        }

    @callable_by_the_page
    def bookings(self) -> object:
        """List the consultations to come of the patient in session."""
        found = self._in_session(lambda session: session.ask(lambda client: client.get_bookings()))
        return {"bookings": found}

    @callable_by_the_page
    def book(self, consultation_id: object, reason: object) -> object:
        """Book a consultation for the patient in session; calling it again is always safe."""
        wanted = check.identifier(consultation_id)
        why = check.reason(reason)

        def request(session: PatientSession) -> None:
            try:
                session.book(wanted, why)
            except Exception as error:  # a defect too: what was sent was sent
                if session.is_unsettled(wanted):
                    raise UnsureError(error) from error
                raise

        self._in_session(request)
        return {}

    def _patient_number(self) -> int:
        number = None if self._session is None else self._session.number
        if number is None:
            raise SessionEndedError
        return number

    def _open(self, patient: Patient) -> int:
        """Begin this patient's session in place of whatever went before, and return their number."""
        session = PatientSession(self._dial, patient)
        self._end(replaced_by=session)
        try:
            return session.open()
        except BaseException:
            self._end(session)
            raise

    def _in_session(self, request: Callable[[PatientSession], Result]) -> Result:
        """Put a request in the patient's session, which is over when the server says so."""
        session = self._session
        if session is None:
            raise SessionEndedError
        try:
            return request(session)
        except ErrorReplied as error:
            if error.code in ENDING_CODES:
                self._end(session)
                raise ExpiredError from None
            raise
        except UnsureError as error:
            if isinstance(error.cause, ErrorReplied) and error.cause.code in ENDING_CODES:
                self._end(session)
                raise UnsureError(CbpError("SESSION_EXPIRED")) from None
            raise

    def _end(self, only: PatientSession | None = None, replaced_by: PatientSession | None = None) -> None:
        """End the session: any, or `only` this one if it is still the patient's."""
        with self._lock:
            session = self._session
            if only is None or only is session:
                self._session = replaced_by
        for ended in {only, session} if only else {session}:
            if ended is not None and ended is not self._session:
                ended.end()

    def _dial(self) -> CbpClient:
        return CbpClient.connect(
            self._host, self._port, timeout=ANSWER_SECONDS, ssl_context=self._ssl_context
        )
