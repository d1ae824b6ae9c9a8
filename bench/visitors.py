"""Visitors of a large hospital: what a patient says in a visit, and many of them coming one after the other.

A visit: connect, log in, specialties, the doctors of one, its calendar, the hours of one day, book, log out.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass

from bench.contenders import Contender, Cost
from bench.dialects import Dialect, Message, RefusedError
from bench.filling import Size
from bench.load import Script, Session, converse
from bench.wire import open_socket

REQUESTS_A_VISIT = 7
REASON = "Douleurs au genou"


def large(consultations: int) -> Size:
    """Return a hospital of a thousand doctors with a fifth of its consultations booked."""
    return Size(
        consultations,
        doctors=1000,
        specialties=40,
        days=60,
        patients=200_000,
        visitors=20_000,
        percent_booked=20,
    )


def is_passer_by(patient: int, size: Size) -> bool:
    """Return whether this visitor comes in visits; the others are for requests measured alone."""
    return patient <= size.visitors // 2


def login(patient: int) -> Message:
    """Return a patient's LOGIN."""
    names = {"last_name": f"Last{patient}", "first_name": f"First{patient}"}
    return {"command": "LOGIN", **names, "new_patient": False, "patient_id": patient}


def booking(consultation: int) -> Message:
    """Return a BOOK_CONSULTATION."""
    return {"command": "BOOK_CONSULTATION", "consultation_id": consultation, "reason": REASON}


@dataclass(frozen=True)
class Visitors:
    """Patients who come to one contender.

    Attributes:
        contender: where they come.
        size: what the hospital holds.
        chance: draws who comes and what they choose.
    """

    contender: Contender
    size: Size
    chance: random.Random

    def come(self, connections: int, seconds: float) -> Cost:
        """Let visitors come for some seconds; return what it cost, with the seconds of each whole visit.

        Args:
            connections: how many are there at once.
            seconds: how long; visits that have begun end.
        """
        cost, until = Cost(), time.perf_counter() + seconds
        with cost.counted(self.contender):
            converse(self.coming(until, cost), connections)
        return cost

    def _passer_by(self) -> int:
        return self.chance.randint(1, self.size.visitors // 2)

    def coming(self, until: float, cost: Cost) -> Iterator[Session]:
        """Iterate over visitors, one at least, until that moment (`time.perf_counter`).

        Those who have left are counted in `cost`.
        """
        while True:
            begun = time.perf_counter()
            dialect = self.contender.dialect()
            stream = open_socket(self.contender.port)
            script = self._timed(dialect, begun, cost)
            yield Session(stream, script, dialect.is_whole, is_own=True)
            if time.perf_counter() >= until:
                return

    def _timed(self, dialect: Dialect, begun: float, cost: Cost) -> Script:
        try:
            yield from self._visit(dialect)
        except RefusedError as error:
            cost.failures.append(error.code)
        else:
            cost.seconds.append(time.perf_counter() - begun)

    def _visit(self, dialect: Dialect) -> Script:
        specialty = self.chance.randint(1, self.size.specialties)
        dialect.content((yield dialect.request(login(self._passer_by()))))
        dialect.content((yield dialect.request({"command": "GET_SPECIALTIES"})))
        wanted = {"specialty_id": specialty}
        dialect.content((yield dialect.request({"command": "GET_DOCTORS", **wanted})))
        days = dialect.rows((yield dialect.request({"command": "GET_AVAILABILITY", **wanted})))
        day = self.chance.choice(days)["date"]
        on_it = {"command": "SEARCH_CONSULTATIONS", **wanted, "start_date": day, "end_date": day}
        free = dialect.rows((yield dialect.request(on_it)))
        self.chance.shuffle(free)
        while free:
            try:
                dialect.content((yield dialect.request(booking(free.pop()["id"]))))
                break
            except RefusedError as error:
                if error.code not in {"NOT_AVAILABLE", "TIME_CONFLICT"}:  # taken meanwhile: choose another
                    raise
        dialect.content((yield dialect.request({"command": "LOGOUT"})))
