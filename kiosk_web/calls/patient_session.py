"""One patient's session, which outlives a lost connection.

Here: the patient's connection, and the names and number that open it again. Not here: the page's arguments
and results, what a code means (`outcomes.py`). It promises:

- requests of several threads are sent one after the other, so frames never mix;
- where an outcome says so (`repeats.py`), it connects, logs in and repeats the request, at another server if
  the booth knows several. That includes a session that the server ended because it was idle: only the page
  knows whether the patient is still there;
- a registration is repeated only where it is certain that the server did not look at it: nobody would ever
  learn the first number;
- `end` returns soon, whatever other threads wait for, and forgets the patient.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cbp import CLOSING_CODES, Address, CbpClient, CbpError, ErrorReplyError
from kiosk_web.calls.outcomes import leaves_doubt
from kiosk_web.calls.repeats import Repeats
from kiosk_web.calls.servers import Servers

Result = TypeVar("Result")

FAREWELL_SECONDS = 2.0
"""How long a logout waits for the server's answer before it closes the connection."""


class SessionEndedError(Exception):
    """The patient logged out before the request was sent, or before it was answered."""


@dataclass(frozen=True, slots=True)
class Patient:
    """The patient at the booth; `number` is None until the server has given a new patient one."""

    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    number: int | None = field(default=None, repr=False)
    birth_date: dt.date | None = field(default=None, repr=False)


class PatientSession:
    """A session with the reservation server.

    Args:
        servers: opens a connection, and another one when that is lost.
        patient: who logs in; forgotten by `end`.
    """

    def __init__(self, servers: Servers, patient: Patient) -> None:
        self._servers = servers
        self._turn = threading.Lock()  # held for a whole request and its answer
        self._state = threading.Lock()  # held for a few lines, never while waiting
        self._patient: Patient | None = patient
        self._client: CbpClient | None = None
        self._address = Address("", 0)  # of the server that was asked last
        self._is_over = threading.Event()
        self._in_doubt: set[int] = set()
        self.unconfirmed_tickets: set[tuple[dt.date, dt.time]] = set()
        """When the consultations are whose tickets were sent, and may have come out or still come."""

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
        """Whether any booking may have been made without a confirmation."""
        return bool(self._in_doubt)

    def open(self) -> int:
        """Connect and log in for the first time, or register; return the patient's number.

        Raises:
            CbpError: the server refused, or was not reached.
            SessionEndedError: `end` was called meanwhile.
        """
        return self.ask(lambda _client: self._who().number or 0)

    def ask(self, request: Callable[[CbpClient], Result]) -> Result:
        """Send a request, and send it again over a new connection where `Repeats` allows it.

        Args:
            request: called with a connection that is logged in; must be safe to repeat.

        Raises:
            CbpError: the server refused, or repeating did not help.
            SessionEndedError: `end` was called before or meanwhile.
        """
        with self._turn:
            repeats = Repeats(self._servers.count)
            while True:
                try:
                    return self._attempt(request)
                except CbpError as error:
                    pause = repeats.pause_after(error, registers=self._who().number is None)
                    if pause is None:
                        raise
                self._is_over.wait(pause)

    def book(self, consultation_id: int, reason: str) -> None:
        """Book a consultation; safe to call again.

        Raises:
            CbpError: as `ask`; then `is_in_doubt` tells whether "nothing was booked" is certain.
            SessionEndedError: as `ask`.
        """

        def request(client: CbpClient) -> None:
            was_in_doubt = consultation_id in self._in_doubt
            self._in_doubt.add(consultation_id)
            try:
                client.book_consultation(consultation_id, reason)
            except CbpError as error:
                if not leaves_doubt(error, was_in_doubt=was_in_doubt):
                    self._in_doubt.discard(consultation_id)
                raise
            self._in_doubt.discard(consultation_id)

        self.ask(request)

    def is_in_doubt(self, consultation_id: int) -> bool:
        """Tell whether a booking may have been made without a confirmation."""
        return consultation_id in self._in_doubt

    def end(self) -> None:
        """Forget the patient, log out and close the connection, within `FAREWELL_SECONDS`.

        A request that still waits in another thread ends with `SessionEndedError`.
        """
        with self._state:
            client, self._client = self._client, None
            self._patient = None
            self._in_doubt = set()
            self.unconfirmed_tickets = set()
        self._is_over.set()  # a pause between two tries ends
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
            result = request(client)
        except CbpError as error:
            if not isinstance(error, ErrorReplyError) or error.code in CLOSING_CODES:
                self._let_go(client)
            self._who()  # raises if `end` closed the connection under the request
            self._servers.failed(self._address, error)
            raise
        self._servers.answered(self._address)
        return result

    def _logged_in(self) -> tuple[CbpClient, int]:
        """Return a connection that is logged in, and the patient's number."""
        patient = self._who()
        if self._client is not None and patient.number is not None:
            return self._client, patient.number
        client, self._address = self._servers.dial()
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
        except BaseException as error:
            self._let_go(client)
            self._who()
            if isinstance(error, CbpError):
                self._servers.failed(self._address, error)
            raise
        return client, number

    def _who(self) -> Patient:
        patient = self._patient
        if patient is None:
            raise SessionEndedError
        return patient

    def _adopt(self, client: CbpClient) -> None:
        """Keep the connection, so that `end` can close it from now on."""
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


def _say_farewell(client: CbpClient) -> None:
    """Send LOGOUT, but do not wait long for the answer."""

    def log_out() -> None:
        with contextlib.suppress(CbpError):
            client.logout()

    speaker = threading.Thread(target=log_out, name="farewell", daemon=True)
    speaker.start()
    speaker.join(FAREWELL_SECONDS)
