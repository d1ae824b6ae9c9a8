"""Each request of a patient alone: processor time of server and database, and latency, beside the rival."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from bench.children import peer
from bench.contenders import Contender, Cost
from bench.dialects import Message
from bench.filling import Size
from bench.hospital import Hospital
from bench.load import drive
from bench.loops import Ask, Loop, Patients
from bench.machine import processor_seconds
from bench.plan import Plan
from bench.rounds import FLOOR, OURS, Figure, figure, interleave
from bench.wire import open_socket
from cbp import MAX_FREE_A_DAY

CONNECTIONS = 16
SECONDS = 0.6
CALENDAR_SECONDS = 11.0
"""Our server shares the counts of a calendar for 10 s: a turn is longer, so that it counts too."""
_SHORT = 64
"""About the bytes of a reply to LOGIN or BOOK_CONSULTATION, in either dialect's way."""


def _a_day(chance: random.Random, size: Size) -> Message:
    day = (dt.date.today() + dt.timedelta(chance.randint(1, size.days))).isoformat()
    wanted = {"specialty_id": chance.randint(1, size.specialties), "start_date": day, "end_date": day}
    return {"command": "SEARCH_CONSULTATIONS", **wanted}


def _of(command: str, *filters: str) -> Ask:
    def ask(chance: random.Random, size: Size) -> Message:
        highest = {"specialty_id": size.specialties, "doctor_id": size.doctors}
        return {"command": command, **{name: chance.randint(1, highest[name]) for name in filters}}

    return ask


REQUESTS: dict[str, Ask] = {
    "specialties": _of("GET_SPECIALTIES"),
    "doctors of a specialty": _of("GET_DOCTORS", "specialty_id"),
    "all doctors": _of("GET_DOCTORS"),
    "search, any doctor": _of("SEARCH_CONSULTATIONS"),
    "search, a doctor": _of("SEARCH_CONSULTATIONS", "doctor_id"),
    "search, a specialty": _of("SEARCH_CONSULTATIONS", "specialty_id"),
    "one day of a specialty": _a_day,
    "calendar of a doctor": _of("GET_AVAILABILITY", "doctor_id"),
    "calendar of a specialty": _of("GET_AVAILABILITY", "specialty_id"),
    "calendar of everybody": _of("GET_AVAILABILITY"),
}


def by_request(plan: Plan, hospital: Hospital, both: Mapping[str, Contender]) -> list[Figure]:
    """Measure every request at 16 connections, and at one.

    Args:
        plan: how much to measure.
        hospital: whose tables.
        both: ours and the rival.
    """
    patients = Patients(hospital, random.Random(16))  # noqa: S311 - not for secrets
    figures = []
    for name, ask in REQUESTS.items():
        bench = _Bench(plan, both, patients, name, _agreed_bytes(ask, both, patients))
        figures += bench.figures(partial(Loop.repeat, ask=ask))
    for name, run in {"login": Loop.log_in, "booking": Loop.book}.items():
        figures += _Bench(plan, both, patients, name, _SHORT).figures(run)
    return figures


def _agreed_bytes(ask: Ask, both: Mapping[str, Contender], patients: Patients) -> int:
    """Return how many bytes our reply is, after checking that the rival's says the same."""
    message = ask(random.Random(1), patients.hospital.size)  # noqa: S311 - not for secrets
    found = {who: Loop(contender, patients, 1, 0.0).once(message) for who, contender in both.items()}
    rows = [[_capped(row) for row in rows] for rows, _ in found.values()]
    assert rows[0] == rows[1], f"not the same answer to {message}"
    return found[OURS][1]


def _capped(row: Message) -> Message:
    """Return a row with a day counted as far as our protocol counts it."""
    return {**row, "free": min(row["free"], MAX_FREE_A_DAY)} if "free" in row else row


@dataclass(frozen=True)
class _Bench:
    """One request under measurement.

    Attributes:
        plan: how much to measure.
        both: ours and the rival.
        patients: who asks.
        name: the request's name.
        reply_bytes: how many bytes the floor answers.
    """

    plan: Plan
    both: Mapping[str, Contender]
    patients: Patients
    name: str
    reply_bytes: int

    def figures(self, run: Callable[[Loop], Cost]) -> list[Figure]:
        """Return the request's rows.

        Args:
            run: carries out a loop.
        """
        many = self._costs(CONNECTIONS, run, self._statement)
        with peer("canned", str(self.reply_bytes)) as port, open_socket(port) as stream:
            alone = self._costs(1, run, lambda: Cost(seconds=drive([stream], b"{}", self.plan.times(200))))
        at_many = f"processor time, {CONNECTIONS} connections"
        return [
            self._figure(at_many, many, Cost.of_both),
            self._figure(f"{at_many}, of the server", many, Cost.of_server),
            self._figure(f"{at_many}, of the database", many, Cost.of_database, has_floor=True),
            self._figure("processor time, 1 connection", alone, Cost.of_both),
            self._figure("p50, 1 connection", alone, lambda cost: cost.percentile(50), has_floor=True),
        ]

    def _costs(
        self, connections: int, run: Callable[[Loop], Cost], floor: Callable[[], Cost]
    ) -> dict[str, list[Cost]]:
        turns: dict[str, Callable[[], Cost]] = {
            who: partial(run, Loop(contender, self.patients, connections, self._seconds(who)))
            for who, contender in self.both.items()
        }
        return interleave({**turns, FLOOR: floor}, self.plan.rounds(2 if self._shares_counts else 5))

    @property
    def _shares_counts(self) -> bool:
        return self.name.startswith("calendar")

    def _seconds(self, who: str) -> float:
        if self.plan.is_quick:
            return 0.05
        return CALENDAR_SECONDS if self._shares_counts and who == OURS else SECONDS

    def _statement(self) -> Cost:
        """Return what the database takes for `SELECT 1`."""
        database_pid, times = self.both[OURS].database_pid, self.plan.times(200)
        with closing(self.patients.hospital.connect()) as connection, connection.cursor() as cursor:
            before = processor_seconds(database_pid)
            for _ in range(times):
                cursor.execute("SELECT 1")
                cursor.fetchall()
            return Cost(database=processor_seconds(database_pid) - before, seconds=[0.0] * times)

    def _figure(
        self,
        words: str,
        turns: Mapping[str, list[Cost]],
        value: Callable[[Cost], float],
        *,
        has_floor: bool = False,
    ) -> Figure:
        shown = {
            who: [value(cost) for cost in costs] for who, costs in turns.items() if has_floor or who != FLOOR
        }
        return figure(f"{self.name}: {words}", shown)
