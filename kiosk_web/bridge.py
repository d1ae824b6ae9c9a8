"""The object that the page calls.

Every public method is something the page may do; everything else is private, because pywebview
exposes each public attribute it finds. Each call comes in a thread of its own. It promises:

- a call returns `{"ok": …}` or `{"code": …}` of plain JSON data and never raises;
- `retry_after` (seconds) stands beside a code where waiting helps; `unsure` beside the code of a
  booking where "nothing was booked" is not certain, so that the page never guesses;
- names, numbers and reasons are in memory while a session lasts, and in no log ever.
"""

from __future__ import annotations

import functools
import inspect
import logging
import ssl
import threading
import traceback
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from cbp import CbpClient, CbpError, Disconnected, ErrorReplied, SearchReply
from kiosk_web import arguments as check
from kiosk_web.arguments import BadArgumentError
from kiosk_web.session import Patient, PatientSession, SessionEndedError

ANSWER_SECONDS = 15.0
"""How long the booth waits for an answer: longer than the 10 s in which the server owns up to UNAVAILABLE."""

ENDING_CODES = frozenset({"LOGIN_REFUSED", "NOT_LOGGED_IN", "SESSION_EXPIRED"})
"""The answers in a session after which there is none; LOGIN_REFUSED is for a reconnection."""

ENTERING = frozenset({"log_in", "register"})
"""The calls without a session yet, where a cut is told as what it is: DISCONNECTED."""

Reply = dict[str, Any]
Result = TypeVar("Result")

log = logging.getLogger(__name__)


class _ExpiredError(Exception):
    """The server holds the session for over."""


class _UnsureError(Exception):
    """A booking was sent and its outcome is not known; `cause` is what stands in the way."""

    def __init__(self, cause: CbpError) -> None:
        super().__init__()
        self.cause = cause


def _callable_by_the_page(method: Callable[..., object]) -> Callable[..., Reply]:
    """Turn what a method returns or raises into a reply of plain data."""
    signature = inspect.signature(method)

    @functools.wraps(method)
    def call(self: Bridge, *arguments: Any) -> Reply:
        try:
            signature.bind(self, *arguments)
        except TypeError:  # more or fewer than it takes
            return {"code": "BAD_REQUEST"}
        try:
            return {"ok": msgspec.json.decode(msgspec.json.encode(method(self, *arguments)))}
        except Exception as error:  # noqa: BLE001 - the page must get an answer whatever breaks here
            return _refusal(method.__name__, error)

    return call


def _refusal(method: str, error: Exception) -> Reply:
    """Say an error in plain data; its text is for logs and never goes to the page."""
    if isinstance(error, _UnsureError):
        return _refusal(method, error.cause) | {"unsure": True}
    if isinstance(error, CbpError):
        # In a session a loss here is the second in a row: the session is kept for the next call.
        is_out_of_reach = isinstance(error, Disconnected) and method not in ENTERING
        reply: Reply = {"code": "UNREACHABLE" if is_out_of_reach else error.code}
        return reply if error.retry_after is None else reply | {"retry_after": error.retry_after}
    code = OWN_CODES.get(type(error))
    if code is None:
        _log_defect(method, error)
    return {"code": code or "INTERNAL_ERROR"}


OWN_CODES: dict[type[Exception], str] = {
    BadArgumentError: "BAD_REQUEST",
    SessionEndedError: "NOT_LOGGED_IN",
    _ExpiredError: "SESSION_EXPIRED",
}


class Bridge:
    """What the page may call.

    Args:
        host: The reservation server.
        port: Its port.
        language: The language in which the page opens.
        ssl_context: Set where the server speaks TLS.
    """

    def __init__(
        self, host: str, port: int, *, language: str = "fr", ssl_context: ssl.SSLContext | None = None
    ) -> None:
        self._host = host
        self._port = port
        self._language = language
        self._ssl_context = ssl_context
        self._lock = threading.Lock()
        self._session: PatientSession | None = None

    @_callable_by_the_page
    def configuration(self) -> object:
        """Tell the page how this booth is set up.

        It is the first call of every page: one that was reloaded, or came back after its renderer died,
        starts without the patient before.
        """
        self._end()
        return {"language": self._language}

    @_callable_by_the_page
    def log_in(self, last_name: object, first_name: object, patient_number: object) -> object:
        """Open the session of a patient who has a number."""
        patient = Patient(check.name(last_name), check.name(first_name), check.patient_number(patient_number))
        return {"patient_number": self._open(patient)}

    @_callable_by_the_page
    def register(self, last_name: object, first_name: object, birth_date: object = None) -> object:
        """Open the session of a new patient, whose number the reply tells."""
        patient = Patient(
            check.name(last_name),
            check.name(first_name),
            birth_date=check.birth_date(birth_date),
        )
        return {"patient_number": self._open(patient)}

    @_callable_by_the_page
    def log_out(self) -> object:
        """End the session, if there is one; a call on its way is cut off."""
        self._end()
        return {}

    @_callable_by_the_page
    def specialties(self) -> object:
        """List the specialties, by name."""
        found = self._in_session(lambda session: session.ask(lambda client: client.get_specialties()))
        return {"specialties": found}

    @_callable_by_the_page
    def doctors(self, specialty_id: object = None) -> object:
        """List the doctors, of one specialty where it is given."""
        wanted = None if specialty_id is None else check.identifier(specialty_id)
        found = self._in_session(lambda session: session.ask(lambda client: client.get_doctors(wanted)))
        return {"doctors": found}

    @_callable_by_the_page
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

    @_callable_by_the_page
    def book(self, consultation_id: object, reason: object) -> object:
        """Book a consultation for the patient in session; calling it again is always safe."""
        wanted = check.identifier(consultation_id)
        why = check.reason(reason)

        def request(session: PatientSession) -> None:
            try:
                session.book(wanted, why)
            except CbpError as error:
                if session.is_unsettled(wanted):
                    raise _UnsureError(error) from None
                raise

        self._in_session(request)
        return {}

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
                raise _ExpiredError from None
            raise
        except _UnsureError as error:
            if error.cause.code in ENDING_CODES:
                self._end(session)
                raise _UnsureError(CbpError("SESSION_EXPIRED")) from None
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


def _log_defect(method: str, error: Exception) -> None:
    """Log where it broke: type and lines of code, never the message, which may quote a name."""
    frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    log.error("bridge.%s broke with %s\n%s", method, type(error).__name__, frames.rstrip())
