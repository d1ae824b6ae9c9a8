"""One connection of a client: each call is made once, timed and recorded, with what came of it.

No choice is made here. Promise: `begin` is before the first byte, `end` after the answer or the giving up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cbp import (
    AvailabilityReply,
    CbpClient,
    CbpError,
    Consultation,
    ErrorReplyError,
    GetAvailability,
    Logout,
    OkReply,
    SearchPage,
    UnreachableError,
)
from cbp.errors import CLOSING_CODES
from prove.board import Board
from prove.history import Call, Filter, Outcome, Recorder
from prove.proxy import Endpoint
from prove.tables import REASON, Person, birth_date_of

_UNKNOWN = frozenset({"UNAVAILABLE", "SHUTTING_DOWN", "SERVER_BUSY", "SESSION_EXPIRED", "INTERNAL_ERROR"})
"""What may have been done in spite of the error, or came instead of an answer to the request."""


@dataclass(frozen=True)
class Reached:
    """What came of a call.

    Attributes:
        outcome: as recorded.
        answer: if it is ok.
    """

    outcome: Outcome
    answer: Any = None


class _Client(CbpClient):
    """A client that may try to go on after LOGOUT, as no booth does."""

    def log_out_only(self) -> None:
        """End the session, and do not close."""
        self._ask(Logout(), OkReply)


class Caller:
    """A connection with at most one patient.

    Args:
        address: where to connect.
        timeout: seconds a call.
        recorder: where calls are recorded.
        board: what answers are compared with.
    """

    def __init__(self, address: Endpoint, timeout: float, recorder: Recorder, board: Board) -> None:
        self._address = address
        self._timeout = timeout
        self._recorder = recorder
        self._board = board
        self._number = recorder.next_session()
        self._client: _Client | None = None
        self._patient: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the last call was answered, and the connection goes on."""
        return self._client is not None

    def log_in(self, person: Person) -> Reached:
        """Connect, and log in."""
        self._patient = person.number

        def ask() -> int:
            return self._connect().login(person.last_name, person.first_name, patient_id=person.number)

        return self._record("LOGIN", ask, lambda number: {"answered": number})

    def guess(self, number: int, last_name: str, first_name: str) -> None:
        """Connect, and log in with a patient's number and other names; close."""

        def ask() -> int:
            return self._connect().login(last_name, first_name, patient_id=number)

        self._belongs_to_nobody()
        self._record("GUESS", ask, lambda answered: {"answered": answered})
        self._close()

    def register(self, last_name: str, first_name: str) -> Reached:
        """Connect, and log in as a new patient, whose birth date tells the call; the answer is the number."""
        call = self._recorder.next_number()

        def ask() -> int:
            return self._connect().login(
                last_name, first_name, new_patient=True, birth_date=birth_date_of(call)
            )

        reached = self._record("REGISTER", ask, lambda number: {"answered": number}, number=call)
        self._patient = reached.answer
        return reached

    def search(self, search: Filter, after: str | None = None) -> Reached:
        """Search; the answer is a SearchReply.

        Args:
            search: what for.
            after: `next` of the page before, the position that `search` has in the clear.
        """
        page = SearchPage(
            specialty_id=search.specialty,
            doctor_id=search.doctor,
            start_date=_date(search.start),
            end_date=_date(search.end),
            limit=search.limit,
            after=after,
        )
        return self._record(
            "SEARCH",
            lambda: self._open().search_consultations(page),
            lambda reply: {**self._listed(reply.consultations), "is_last": reply.next is None},
            search=search,
        )

    def count(self, asked: Filter) -> Reached:
        """Count what is free by day; the answer is an AvailabilityReply."""
        criteria = GetAvailability(
            specialty_id=asked.specialty,
            doctor_id=asked.doctor,
            start_date=_date(asked.start),
            end_date=_date(asked.end),
        )
        return self._record("COUNT", lambda: self._open().get_availability(criteria), _counted, search=asked)

    def book(self, consultation: int) -> Reached:
        """Book; the reason is the number of the call."""
        number = self._recorder.next_number()
        return self._record(
            "BOOK",
            lambda: self._open().book_consultation(consultation, f"{REASON}{number}"),
            lambda _: {},
            number=number,
            consultation=consultation,
        )

    def list_bookings(self) -> Reached:
        """List the patient's bookings."""
        return self._record("BOOKINGS", lambda: self._open().get_bookings(), self._listed)

    def log_out(self, *, asks_again: bool = False) -> None:
        """Log out, and close.

        Args:
            asks_again: whether to ask for the patient's bookings in between.
        """
        reached = self._record("LOGOUT", lambda: self._open().log_out_only(), lambda _: {})
        if asks_again and reached.outcome == "ok":
            self._belongs_to_nobody()
            self._record("AFTER_LOGOUT", lambda: self._open().get_bookings(), lambda _: {})
        self._close()

    def leave(self) -> None:
        """Close without a word, if it is open."""
        if self._client is not None:
            begin = self._recorder.now()
            self._close()
            self._add("LEAVE", begin, "ok")

    def _record(
        self,
        command: str,
        ask: Callable[[], Any],
        told: Callable[[Any], dict[str, Any]],
        number: int | None = None,
        **asked: Any,
    ) -> Reached:
        begin = self._recorder.now()
        try:
            answer = ask()
        except CbpError as error:
            outcome = _outcome_of(error)
            self._add(command, begin, outcome, number=number, code=error.code, **asked)
            is_over = not isinstance(error, ErrorReplyError) or error.code in CLOSING_CODES
            if is_over or command in {"LOGIN", "REGISTER"}:
                self._close()
            return Reached(outcome)
        self._add(command, begin, "ok", number=number, **asked, **told(answer))
        return Reached("ok", answer)

    def _add(
        self, command: str, begin: float, outcome: Outcome, *, number: int | None = None, **fields: Any
    ) -> None:
        self._recorder.add(
            Call(
                number=number or self._recorder.next_number(),
                session=self._number,
                command=command,
                begin=begin,
                end=self._recorder.now(),
                outcome=outcome,
                patient=self._patient,
                **fields,
            )
        )

    def _belongs_to_nobody(self) -> None:
        """Let the next call be no session's."""
        self._number, self._patient = self._recorder.next_session(), None

    def _listed(self, consultations: tuple[Consultation, ...]) -> dict[str, Any]:
        return {
            "listed": tuple(one.id for one in consultations),
            "wrongly_told": self._board.wrongly_told(consultations),
        }

    def _connect(self) -> _Client:
        self._client = _Client.connect(*self._address, timeout=self._timeout)
        return self._client

    def _open(self) -> _Client:
        if self._client is None:
            raise RuntimeError("nobody asks on a closed connection")
        return self._client

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


def _outcome_of(error: CbpError) -> Outcome:
    is_refused = isinstance(error, UnreachableError) or (
        isinstance(error, ErrorReplyError) and error.code not in _UNKNOWN
    )
    return "refused" if is_refused else "unknown"  # what breaks the protocol is judged by its code


def _counted(reply: AvailabilityReply) -> dict[str, Any]:
    return {
        "counts": tuple((day.date.isoformat(), day.free) for day in reply.days),
        "covered": (reply.start_date.isoformat(), reply.end_date.isoformat()),
        "next_day": None if reply.next_date is None else reply.next_date.isoformat(),
    }


def _date(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
