"""The object that the page calls.

Here: the patient's session and what is asked of the server. The calls that need no server are inherited from
`calls/machine.py`; `calls/outcomes.py` says what a code means. Every public method is something the page
may do; everything else is private, because pywebview exposes each public attribute it finds. Each call comes
in a thread of its own. It promises:

- a call returns `{"ok": …}` or `{"code": …, "then": …}` of plain JSON data and never raises;
- `then` says what happens next; `retry_after` (seconds) is there where waiting helps, and `unsure` where
  a booking may have been made, or a ticket printed, all the same, so that the page never guesses;
- names, numbers and reasons are in memory while a session lasts, and never in a log.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from cbp import Address, CbpClient, CbpError, Login
from kiosk_web.calls import arguments as check
from kiosk_web.calls.clock_watch import ClockWatch
from kiosk_web.calls.machine import MachineCalls
from kiosk_web.calls.outcomes import outcome_of
from kiosk_web.calls.patient_session import Patient, PatientSession, SessionEndedError
from kiosk_web.calls.replies import ExpiredError, UnsureError, callable_by_the_page
from kiosk_web.calls.server_state import ServerState
from kiosk_web.calls.servers import CONNECT_SECONDS, Servers
from kiosk_web.configuration.booth import BoothSettings, time_zone

ANSWER_SECONDS = 15.0
"""How long the booth waits for an answer: longer than the 10 s after which a server answers UNAVAILABLE."""

Result = TypeVar("Result")


class Bridge(MachineCalls):
    """What the page may call.

    Args:
        host: the reservation server's host.
        port: its port.
        others: further servers of the same database.
        first: index of the one that this booth asks first, modulo their number.
        ssl_context: set where the servers speak TLS.
        settings: how this booth is set up; None: as it ships, without a printer or an exit for the staff.
        on_heartbeat: called from any thread at each heartbeat of the page.
        on_exit: called from a thread of its own when the staff leave the booth; None: they cannot.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        others: Sequence[Address] = (),
        first: int = 0,
        ssl_context: ssl.SSLContext | None = None,
        settings: BoothSettings | None = None,
        on_heartbeat: Callable[[], None] | None = None,
        on_exit: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(settings or BoothSettings(), on_heartbeat=on_heartbeat, on_exit=on_exit)
        addresses = (Address(host, port), *others)
        self._servers = Servers(addresses, _connector(addresses, ssl_context), first=first)
        self._lock = threading.Lock()
        self._session: PatientSession | None = None
        self._server = ServerState()
        self._clocks = ClockWatch(time_zone(self._settings))

    @callable_by_the_page
    def configuration(self) -> object:
        """Return how this booth is set up, and whether a patient was interrupted.

        It is the first call of every page. So it ends the session that a page before this one left open,
        when it was reloaded or its renderer died.
        """
        session = self._session
        interrupted = "none" if session is None else "unsure" if session.has_doubt else "session"
        self._end()
        return self._equipment() | {"interrupted": interrupted}

    @callable_by_the_page
    def log_in(self, last_name: object, first_name: object, patient_number: object) -> object:
        """Open the session of a patient who has a number."""
        return {"patient_number": self._open(check.login(last_name, first_name, patient_number))}

    @callable_by_the_page
    def register(self, last_name: object, first_name: object, birth_date: object = None) -> object:
        """Open the session of a new patient; return the number to note."""
        return {"patient_number": self._open(check.registration(last_name, first_name, birth_date))}

    @callable_by_the_page
    def log_out(self) -> object:
        """End the session, if there is one, and interrupt a call that still waits."""
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
        wanted = check.specialty(specialty_id)
        found = self._in_session(lambda session: session.ask(lambda client: client.get_doctors(wanted)))
        return {"doctors": found}

    @callable_by_the_page
    def search(self, criteria: object) -> object:
        """List a page of free consultations; `next`, sent back as `after`, asks for the page behind it."""
        page = check.criteria(criteria)
        found = self._in_session(
            lambda session: session.ask(lambda client: client.search_consultations(page))
        )
        for first in found.consultations[:1]:
            self._clocks.offered(first.date, first.hour)
        return {"consultations": found.consultations, "next": found.next}

    @callable_by_the_page
    def availability(self, criteria: object) -> object:
        """Count the free consultations of each day, from `start_date` or the first day that has one."""
        wanted = check.days(criteria)
        found = self._in_session(lambda session: session.ask(lambda client: client.get_availability(wanted)))
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
        wanted = check.booking(consultation_id, reason)

        def request(session: PatientSession) -> None:
            try:
                session.book(wanted.consultation_id, wanted.reason)
            except Exception as error:  # a defect too: the request may have been sent
                if session.is_in_doubt(wanted.consultation_id):
                    raise UnsureError(error) from error
                raise

        self._in_session(request)
        return {}

    def _patient_session(self) -> PatientSession:
        session = self._session
        if session is None:
            raise SessionEndedError
        return session

    def _open(self, login: Login) -> int:
        """Begin this patient's session in place of any other, and return their number."""
        patient = Patient(login.last_name, login.first_name, login.patient_id, login.birth_date)
        session = PatientSession(self._servers, patient)
        self._end(replaced_by=session)
        try:
            with self._server.watched():
                number = session.open()
        except BaseException:
            self._end(session)
            raise
        self._clocks.at_login()
        return number

    def _in_session(self, request: Callable[[PatientSession], Result]) -> Result:
        """Send a request in the patient's session; end it here too where the server considers it ended."""
        session = self._patient_session()
        try:
            with self._server.watched():
                return request(session)
        except (CbpError, UnsureError) as error:
            cause = error.cause if isinstance(error, UnsureError) else error
            if not outcome_of(cause).ends_session:
                raise
            self._end(session)
            expired = ExpiredError()
            raise (UnsureError(expired) if isinstance(error, UnsureError) else expired) from None

    def _end(self, only: PatientSession | None = None, replaced_by: PatientSession | None = None) -> None:
        """End the session: any, or `only` this one if it is still the patient's."""
        with self._lock:
            session = self._session
            if only is None or only is session:
                self._session = replaced_by
        for ended in {only, session} if only else {session}:
            if ended is not None and ended is not self._session:
                ended.end()

    def _follow(self, settings: BoothSettings) -> None:
        """Use these settings for connections from now on, and this code of the staff; from any thread."""
        self._servers.change(settings.servers, _connector(settings.servers, settings.tls))
        self._door.change_code(self._exit_code(settings))


def _connector(
    addresses: Sequence[Address], ssl_context: ssl.SSLContext | None
) -> Callable[[Address], CbpClient]:
    """Return what connects to any of these servers; where there are several, none is waited for long."""
    seconds = ANSWER_SECONDS if len(addresses) == 1 else CONNECT_SECONDS

    def connect(address: Address) -> CbpClient:
        return CbpClient.connect(
            *address, timeout=ANSWER_SECONDS, connect_timeout=seconds, ssl_context=ssl_context
        )

    return connect
