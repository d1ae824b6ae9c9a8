"""A history: every call with its times and its outcome, every fault, and the tables before and after.

Nothing is judged here. No names and no reasons: patients are numbers of a demo database. Times are seconds on
one monotonic clock, from the start of the run. The file has one JSON object a line.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

Outcome = Literal["ok", "refused", "unknown"]
"""`unknown`: the server may have done it, now or later."""

WRITES = frozenset({"REGISTER", "BOOK"})

SIGNS_OF_LIFE: Mapping[str, frozenset[str]] = {
    "write": WRITES,
    "search": frozenset({"SEARCH"}),
    "ask for a calendar": frozenset({"COUNT"}),
    "list bookings": frozenset({"BOOKINGS"}),
}
"""What patients can do if all is well, and the commands that show it."""

LIFE_SECONDS = 60.0
"""For so long the nemesis waits for these after a fault; longer is for the checker."""

MARKS = 50_000
"""A new patient's birth date tells which call registered it: its number, but for multiples of this."""

Position = tuple[str, str, int, int]
"""Date, hour, doctor and id: the order of a search."""


class Filter(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a search asked for.

    Attributes:
        specialty: only this one.
        doctor: only this one.
        start: the first day.
        end: the last day.
        limit: rows a page; 0: there are no pages.
        after: the last row of the page before.
    """

    specialty: int | None = None
    doctor: int | None = None
    start: str | None = None
    end: str | None = None
    limit: int = 0
    after: Position | None = None


class Call(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="call", tag_field="kind"):
    """One call of a client, or that it left without LOGOUT.

    Attributes:
        number: its own.
        session: the connection; 0 for an administrator's call.
        command: LOGIN, REGISTER, SEARCH, COUNT (GET_AVAILABILITY), BOOK, BOOKINGS, LOGOUT, LEAVE (no request:
            the client closes), GUESS (LOGIN with a patient's number and other names), AFTER_LOGOUT
            (GET_BOOKINGS, on the same connection) or LIST_CLIENTS.
        begin: before anything was sent.
        end: after the answer was read, or given up.
        outcome: what the client knows.
        code: of the error.
        patient: who asks; None for a new patient, and for those who have no session.
        answered: the number that LOGIN or REGISTER answered.
        consultation: which one BOOK asks for.
        search: what SEARCH or COUNT asks for; the latter without a limit.
        listed: ids that SEARCH, BOOKINGS (consultations) or LIST_CLIENTS (patients) answered, in their order.
        wrongly_told: those of them whose doctor, specialty, date or hour is not that of the tables.
        is_last: whether SEARCH said that no page follows.
        counts: what COUNT answered: days with how many are free.
        covered: the first and the last day that it covers.
        next_day: the first day after them that has a free one; None: none has.
    """

    number: int
    session: int
    command: str
    begin: float
    end: float
    outcome: Outcome
    code: str | None = None
    patient: int | None = None
    answered: int | None = None
    consultation: int | None = None
    search: Filter | None = None
    listed: tuple[int, ...] = ()
    wrongly_told: tuple[int, ...] = ()
    is_last: bool = False
    counts: tuple[tuple[str, int], ...] = ()
    covered: tuple[str, str] = ("", "")
    next_day: str | None = None


class Fault(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="fault", tag_field="kind"):
    """What the nemesis did.

    Attributes:
        name: which fault.
        begin: before it.
        end: when all was whole again: what was killed runs, what was frozen goes on.
        server_ended: when a server had ended by it; None: none did.
        database_ended: whether a database was killed by it.
        is_outage: whether nobody could write in it.
    """

    name: str
    begin: float
    end: float
    server_ended: float | None = None
    database_ended: bool = False
    is_outage: bool = False


class Row(Struct, frozen=True, kw_only=True, omit_defaults=True, tag="row", tag_field="kind"):
    """A consultation in the tables.

    Attributes:
        id: its number.
        doctor: with whom.
        specialty: the doctor's.
        date: `YYYY-MM-DD`.
        hour: `HH:MM`.
        before: the patient at the start; None: free.
        after: the patient at the end.
        booked_by: the number of the call whose reason the row holds.
    """

    id: int
    doctor: int
    specialty: int
    date: str
    hour: str
    before: int | None = None
    after: int | None = None
    booked_by: int | None = None

    @property
    def position(self) -> Position:
        """Where a search has it."""
        return self.date, self.hour, self.doctor, self.id


class Run(Struct, frozen=True, kw_only=True, tag="run", tag_field="kind"):
    """What the run was.

    Attributes:
        seed: of all its choices.
        seconds: how long the nemesis was at work.
        clients: how many patients at once.
        limit: consultations that a patient may hold.
        patients_before: every patient's number at the start.
        patients_after: at the end.
        servers: how many there are; each has the others' sessions with a delay.
        defects: what was wrong besides the answers, as the stand tells it.
        marks: for each new patient, the call that registered it (`MARKS`); empty: nobody knows.
    """

    seed: int
    seconds: float
    clients: int
    limit: int
    patients_before: frozenset[int]
    patients_after: frozenset[int]
    servers: int = 1
    defects: tuple[str, ...] = ()
    marks: dict[int, int] = {}


class History(Struct, frozen=True, kw_only=True):
    """A whole run.

    Attributes:
        run: what it was.
        calls: in no order.
        faults: in order.
        rows: the tables, by id.
    """

    run: Run
    calls: list[Call]
    faults: list[Fault]
    rows: dict[int, Row]


class Recorder:
    """Takes calls and faults; any thread may use it.

    Args:
        path: where each is written as it comes, so that a run that is broken off leaves what it saw.
    """

    def __init__(self, path: Path) -> None:
        self._started = time.monotonic()
        self._guard = threading.Lock()
        self._has_succeeded = threading.Condition(self._guard)
        self._last_begun = dict.fromkeys(SIGNS_OF_LIFE, -1.0)
        self._file = path.open("wb")
        self._numbers = itertools.count(1)
        self._sessions = itertools.count(1)
        self.calls: list[Call] = []
        self.faults: list[Fault] = []

    def now(self) -> float:
        """Return the seconds since the start, to the microsecond."""
        return round(time.monotonic() - self._started, 6)

    def next_number(self) -> int:
        """Return a number for a call."""
        return next(self._numbers)

    def next_session(self) -> int:
        """Return a number for a connection."""
        return next(self._sessions)

    def add(self, entry: Call | Fault) -> None:
        """Note what came to its end."""
        with self._guard:
            if isinstance(entry, Call):
                self.calls.append(entry)
                self._note_success(entry)
            else:
                self.faults.append(entry)
            self._write(entry)

    def wait_for_life(self, seconds: float) -> bool:
        """Wait for all `SIGNS_OF_LIFE`, of calls begun after the last fault; tell whether they have come.

        Args:
            seconds: the limit.
        """
        with self._guard:
            begin = self.faults[-1].end if self.faults else 0.0
            return self._has_succeeded.wait_for(lambda: min(self._last_begun.values()) >= begin, seconds)

    def finish(self, run: Run, rows: Iterable[Row]) -> History:
        """Note the tables, close the file and return the whole history."""
        by_id = {row.id: row for row in rows}
        with self._guard:
            self._write(run)
            for row in by_id.values():
                self._write(row)
            self._file.close()
        return History(run=run, calls=self.calls, faults=self.faults, rows=by_id)

    def _note_success(self, call: Call) -> None:
        for sign, commands in SIGNS_OF_LIFE.items():
            if call.outcome == "ok" and call.command in commands:
                self._last_begun[sign] = max(self._last_begun[sign], call.begin)
                self._has_succeeded.notify_all()

    def _write(self, entry: Call | Fault | Run | Row) -> None:
        self._file.write(msgspec.json.encode(entry) + b"\n")


def read(path: Path) -> History:
    """Read a whole history from its file.

    Raises:
        ValueError: it is not one, or it was broken off before the tables were read.
    """
    decoder = msgspec.json.Decoder(Call | Fault | Run | Row)
    entries = [decoder.decode(line) for line in path.read_bytes().splitlines()]
    runs = [entry for entry in entries if isinstance(entry, Run)]
    if not runs:
        raise ValueError(f"{path}: the run was broken off")
    return History(
        run=runs[0],
        calls=[entry for entry in entries if isinstance(entry, Call)],
        faults=[entry for entry in entries if isinstance(entry, Fault)],
        rows={entry.id: entry for entry in entries if isinstance(entry, Row)},
    )
