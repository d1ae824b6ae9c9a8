"""One patient's session, which outlives a lost connection.

Here: the connection of the patient who stands at the booth, and the names and number that open it
again. Not here: the page's arguments, results for the page. It promises:

- requests of several threads go out one after the other, so no two frames mix;
- after a lost connection it connects, logs in and repeats the request, once; so it does where the server
  ended a session in which nothing was asked for long: whether the patient is there is the page's to know;
- `end` returns soon whatever the other threads wait for, and forgets who the patient was.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cbp import CLOSING_CODES, CbpClient, CbpError, Disconnected, ErrorReplied

Result = TypeVar("Result")

FAREWELL_SECONDS = 2.0
"""How long a logout waits for the server's word before it closes the connection without it."""

DECISIVE_CODES = frozenset({"NOT_AVAILABLE", "TIME_CONFLICT"})
"""The answers that settle a booking for good: it is not this patient's, whatever was sent before."""

UNTOUCHED_CODES = frozenset(
    {"BAD_REQUEST", "NOT_LOGGED_IN", "SESSION_EXPIRED", "SHUTTING_DOWN", "UNKNOWN_COMMAND"}
)
"""The answers of a server that never looked at the booking itself."""


RENEWED_CODES = frozenset({"SHUTTING_DOWN", "SESSION_EXPIRED"})
"""The answers that end a connection and leave the request undone: another connection may do it."""


class SessionEndedError(Exception):
    """The patient logged out before the request was sent, or while it was on its way."""


@dataclass(frozen=True, slots=True)
class Patient:
    """Who stands at the booth; `number` is None until the server gave a new patient theirs."""

    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    number: int | None = field(default=None, repr=False)
    birth_date: dt.date | None = field(default=None, repr=False)


class PatientSession:
    """A session with the reservation server.

    Args:
        dial: Opens a connection; called again after one was lost.
        patient: Who logs in; forgotten by `end`.
    """

    def __init__(self, dial: Callable[[], CbpClient], patient: Patient) -> None:
        self._dial = dial
        self._turn = threading.Lock()  # held for a whole request and its answer
        self._state = threading.Lock()  # held for a few lines, never while waiting
        self._patient: Patient | None = patient
        self._client: CbpClient | None = None
        self._unsettled: set[int] = set()

    def __repr__(self) -> str:
        """Tell the state, and nothing about the patient."""
        state = "ended" if self._patient is None else "connected" if self._client else "not connected"
        return f"<PatientSession {state}>"

    @property
    def number(self) -> int | None:
        """The patient's number; None before the server gave it, and after the end."""
        patient = self._patient
        return None if patient is None else patient.number

    @property
    def has_doubt(self) -> bool:
        """Whether any booking was sent whose outcome nobody knows yet."""
        return bool(self._unsettled)

    def open(self) -> int:
        """Connect and log in for the first time; return the patient's number.

        A new patient is registered by one request that is not repeated after a cut: the server may
        have made the patient already, and nobody would ever be told the first number.

        Raises:
            CbpError: The server refused, or was not reached.
            SessionEndedError: `end` was called meanwhile.
        """
        if self._who().number is None:
            with self._turn:
                return self._logged_in()[1]
        return self.ask(lambda _client: self._who().number or 0)

    def ask(self, request: Callable[[CbpClient], Result]) -> Result:
        """Put one request to the server, over a new connection where the old one was lost.

        Args:
            request: Is given a connection that is logged in; must be safe to repeat.

        Raises:
            CbpError: The server's refusal, or the loss of the second connection too.
            SessionEndedError: `end` was called before or meanwhile.
        """
        with self._turn:
            try:
                return self._attempt(request)
            except CbpError as error:
                if not _is_loss(error):
                    raise
            return self._attempt(request)

    def book(self, consultation_id: int, reason: str) -> None:
        """Book a consultation; safe to call again for as long as `is_unsettled` says so.

        Raises:
            CbpError: As `ask`; then `is_unsettled` tells whether "nothing was booked" is certain.
            SessionEndedError: As `ask`.
        """

        def request(client: CbpClient) -> None:
            was_unsettled = consultation_id in self._unsettled
            self._unsettled.add(consultation_id)
            try:
                client.book_consultation(consultation_id, reason)
            except CbpError as error:
                is_untouched = error.code in UNTOUCHED_CODES and not was_unsettled
                if error.code in DECISIVE_CODES or is_untouched:
                    self._unsettled.discard(consultation_id)
                raise
            self._unsettled.discard(consultation_id)

        self.ask(request)

    def is_unsettled(self, consultation_id: int) -> bool:
        """Tell whether a booking was sent whose outcome nobody knows yet."""
        return consultation_id in self._unsettled

    def end(self) -> None:
        """Forget the patient, log out and close the connection, within `FAREWELL_SECONDS`.

        A request on its way in another thread is cut off and ends with `SessionEndedError`.
        """
        with self._state:
            client, self._client = self._client, None
            self._patient = None
            self._unsettled = set()
        if client is None:
            return
        if self._turn.acquire(blocking=False):
            try:
                _say_farewell(client)
            finally:
                self._turn.release()
        client.close()

    def _attempt(self, request: Callable[[CbpClient], Result]) -> Result:
        client, _number = self._logged_in()
        try:
            return request(client)
        except CbpError as error:
            if _is_loss(error) or error.code in CLOSING_CODES or not isinstance(error, ErrorReplied):
                self._let_go(client)
            self._who()  # where the session has ended meanwhile, that is the reason
            raise

    def _logged_in(self) -> tuple[CbpClient, int]:
        """Return a connection that is logged in, and the patient's number."""
        patient = self._who()
        if self._client is not None and patient.number is not None:
            return self._client, patient.number
        client = self._dial()
        try:
            self._adopt(client)
            number = client.login(
                patient.last_name,
                patient.first_name,
                patient_id=patient.number,
                new_patient=patient.number is None,
                birth_date=patient.birth_date,
            )
            self._remember(number)
        except BaseException:
            self._let_go(client)
            self._who()
            raise
        return client, number

    def _who(self) -> Patient:
        patient = self._patient
        if patient is None:
            raise SessionEndedError
        return patient

    def _adopt(self, client: CbpClient) -> None:
        """Make the connection this session's, so that `end` can close it from now on."""
        with self._state:
            self._who()
            self._client = client

    def _remember(self, number: int) -> None:
        with self._state:
            self._patient = replace(self._who(), number=number, birth_date=None)

    def _let_go(self, client: CbpClient) -> None:
        with self._state:
            if self._client is client:
                self._client = None
        client.close()


def _is_loss(error: CbpError) -> bool:
    """Tell whether the connection was lost under the request, so that repeating it may help."""
    is_renewed = isinstance(error, ErrorReplied) and error.code in RENEWED_CODES
    return is_renewed or isinstance(error, Disconnected)


def _say_farewell(client: CbpClient) -> None:
    """Log out in so many words, but do not wait for a server that does not answer."""

    def log_out() -> None:
        with contextlib.suppress(CbpError):
            client.logout()

    speaker = threading.Thread(target=log_out, name="farewell", daemon=True)
    speaker.start()
    speaker.join(FAREWELL_SECONDS)
