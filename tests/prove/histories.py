"""A small history to judge: three patients, six consultations, a call after another. No tests here."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from prove.checker import judge
from prove.checker.recoveries import it_goes_on_after_faults
from prove.history import Call, Fault, Filter, History, Row, Run

AMY, BEN, COY = 101, 102, 103
NEWCOMER = 104
LIMIT = 2

CARDIOLOGY, EYES = 1, 2
HEART, EYE = 11, 12
"""Two doctors, one of each."""

MONDAY, TUESDAY, SUNDAY = "2030-01-07", "2030-01-08", "2030-01-13"


class Story:
    """Calls, one a second unless told otherwise, and the tables that they leave.

    Every patient is in a session of their own, so a call that is not about sessions needs no LOGIN.
    """

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.rows = {
            1: Row(id=1, doctor=HEART, specialty=CARDIOLOGY, date=MONDAY, hour="09:00"),
            2: Row(id=2, doctor=EYE, specialty=EYES, date=MONDAY, hour="09:00"),
            3: Row(id=3, doctor=HEART, specialty=CARDIOLOGY, date=MONDAY, hour="10:00"),
            4: Row(id=4, doctor=EYE, specialty=EYES, date=TUESDAY, hour="09:00"),
            5: Row(id=5, doctor=HEART, specialty=CARDIOLOGY, date=TUESDAY, hour="10:00"),
            6: Row(id=6, doctor=EYE, specialty=EYES, date=TUESDAY, hour="11:00", before=COY, after=COY),
        }
        self.patients_after = {AMY, BEN, COY}
        self.servers = 1

    def call(self, command: str, patient: int | None, at: float | None = None, **fields: Any) -> Call:
        """Add a call that takes half a second."""
        number = len(self.calls) + 1
        begin = float(number) if at is None else at
        values: dict[str, Any] = {"outcome": "ok", "end": begin + 0.5, "session": patient or 0, **fields}
        call = Call(number=number, command=command, begin=begin, patient=patient, **values)
        self.calls.append(call)
        return call

    def log_in(self, patient: int, **fields: Any) -> Call:
        return self.call("LOGIN", patient, **{"answered": patient, **fields})

    def books(self, patient: int, consultation: int, **fields: Any) -> Call:
        """Book, and be written into the row."""
        call = self.asks_for(patient, consultation, **fields)
        self.holds(patient, call)
        return call

    def asks_for(self, patient: int, consultation: int, **fields: Any) -> Call:
        """Ask for a booking, of which the tables know nothing."""
        return self.call("BOOK", patient, consultation=consultation, **fields)

    def is_refused(self, patient: int, consultation: int, code: str, **fields: Any) -> Call:
        return self.asks_for(patient, consultation, outcome="refused", code=code, **fields)

    def loses_the_answer(self, patient: int, consultation: int, **fields: Any) -> Call:
        return self.asks_for(patient, consultation, outcome="unknown", code="DISCONNECTED", **fields)

    def holds(self, patient: int | None, call: Call | None, consultation: int = 0) -> None:
        """Write into a row who has it at the end, and by which call."""
        number = call.consultation if call is not None and call.consultation else consultation
        booked_by = None if call is None else call.number
        self.rows[number] = replace(self.rows[number], after=patient, booked_by=booked_by)

    def searches(self, *listed: int, is_last: bool = True, at: float | None = None, **asked: Any) -> Call:
        search = Filter(**{"limit": 10, **asked})
        return self.call("SEARCH", AMY, at, listed=listed, search=search, is_last=is_last)

    def counts(
        self,
        *counts: tuple[str, int],
        covered: tuple[str, str] = (MONDAY, SUNDAY),
        next_day: str | None = None,
        at: float | None = None,
        **asked: Any,
    ) -> Call:
        """Ask for a calendar, by default up to the end of the week."""
        search = Filter(**{"end": SUNDAY, **asked})
        return self.call("COUNT", AMY, at, counts=counts, covered=covered, next_day=next_day, search=search)

    def lists_bookings(self, patient: int, *listed: int, **fields: Any) -> Call:
        return self.call("BOOKINGS", patient, listed=listed, **fields)

    def lists_clients(self, *listed: int, at: float) -> Call:
        return self.call("LIST_CLIENTS", None, at, listed=listed)

    def history(self, **of_the_run: Any) -> History:
        run = Run(
            seed=1,
            seconds=60.0,
            clients=3,
            limit=LIMIT,
            patients_before=frozenset({AMY, BEN, COY}),
            patients_after=frozenset(self.patients_after),
            servers=self.servers,
            **of_the_run,
        )
        return History(run=run, calls=self.calls, faults=self.faults, rows=self.rows)

    def broken_rules(self, *, is_timed: bool = True) -> set[str]:
        """Judge, but for what no excerpt shows: that all went on after a fault."""
        return set(judge(self.history(), is_timed=is_timed)) - {it_goes_on_after_faults.__name__}
