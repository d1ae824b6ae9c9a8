"""Rules of answers: each belongs to what was asked, and tells what is so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator
from itertools import pairwise

from prove.checker.known import Known
from prove.checker.violation import Violation
from prove.history import Call, Filter, Position, Row

_OF_ANY = frozenset({"UNAVAILABLE", "SERVER_BUSY", "SESSION_EXPIRED", "SHUTTING_DOWN", "DISCONNECTED"})
_OF_LOGIN = frozenset({"LOGIN_REFUSED", "TOO_MANY_ATTEMPTS", "UNREACHABLE"})

CODES: dict[str, frozenset[str]] = {
    "LOGIN": _OF_ANY | _OF_LOGIN,
    "REGISTER": _OF_ANY | {"TOO_MANY_REGISTRATIONS", "UNREACHABLE"},
    "SEARCH": _OF_ANY,
    "COUNT": _OF_ANY,
    "BOOK": _OF_ANY | {"NOT_AVAILABLE", "TIME_CONFLICT", "TOO_MANY_BOOKINGS"},
    "BOOKINGS": _OF_ANY,
    "LOGOUT": _OF_ANY,
    "LEAVE": frozenset(),
    "GUESS": _OF_ANY | _OF_LOGIN,
    "AFTER_LOGOUT": frozenset({"DISCONNECTED"}),
    "LIST_CLIENTS": _OF_ANY | {"UNREACHABLE"},
}
"""Which errors may come to which command. Never INTERNAL_ERROR, nor what breaks the protocol."""


def errors_are_of_their_command(known: Known) -> Iterator[Violation]:
    """Find errors that their command cannot get."""
    for command, calls in known.calls.items():
        for call in calls:
            if call.code is not None and call.code not in CODES[command]:
                yield Violation(f"{command} was answered {call.code}", (call,))


def numbers_are_the_patients_own(known: Known) -> Iterator[Violation]:
    """Find patients who were refused or called by another number, and new numbers given twice or lost."""
    for call in known.calls["LOGIN"]:
        if call.outcome == "ok" and call.answered != call.patient:
            yield Violation(f"patient {call.patient} logged in, and was called {call.answered}", (call,))
        if call.code in {"LOGIN_REFUSED", "TOO_MANY_ATTEMPTS"}:
            yield Violation(f"patient {call.patient} exists, and was told {call.code}", (call,))
    given: dict[int, Call] = {}
    for call in known.calls["REGISTER"]:
        if call.answered is None:
            continue
        if call.answered in known.history.run.patients_before or call.answered in given:
            yield Violation(f"number {call.answered} was given twice", (call,))
        if call.answered not in known.history.run.patients_after:
            yield Violation(f"patient {call.answered} was registered, and is not in the tables", (call,))
        given[call.answered] = call


def strangers_learn_nothing(known: Known) -> Iterator[Violation]:
    """Find logins with a patient's number and another's names, and answers after LOGOUT."""
    for call in _answered(known, "GUESS"):
        yield Violation(f"patient {call.answered} has other names, and was let in", (call,))
    for call in _answered(known, "AFTER_LOGOUT"):
        yield Violation("a session was answered after its LOGOUT", (call,))


def searches_keep_to_the_question(known: Known) -> Iterator[Violation]:
    """Find searches with what was not asked for, out of order, twice, or not as the tables have it."""
    for call in _answered(known, "SEARCH"):
        assert call.search is not None
        rows = [known.rows[one] for one in call.listed if one in known.rows]
        positions = [row.position for row in rows]
        if call.wrongly_told or len(rows) < len(call.listed):
            yield Violation("a search told what the tables do not", (call,))
        if len(rows) > call.search.limit or any(not _fits(row, call.search) for row in rows):
            yield Violation("a search listed what was not asked for", (call,))
        if any(one >= other for one, other in pairwise(positions)):
            yield Violation("a search is out of order, or lists something twice", (call,))


def searches_offer_nothing_taken(known: Known) -> Iterator[Violation]:
    """Find searches that offer what was known to be taken before they were asked."""
    for call in _answered(known, "SEARCH"):
        for one in call.listed:
            taken = known.taken.get(one)
            if taken is not None and taken.end < call.begin:
                yield Violation(f"consultation {one} was taken, and was offered", (taken, call))
            elif one in known.rows and known.rows[one].before is not None:
                yield Violation(f"consultation {one} was taken from the start, and was offered", (call,))


def searches_leave_nothing_out(known: Known) -> Iterator[Violation]:
    """Find searches without something asked for that lies on their page and was free until they were over."""
    free = _FreePositions(known)
    for call in sorted(_answered(known, "SEARCH"), key=lambda one: one.end):
        assert call.search is not None
        if not call.is_last and (not call.listed or call.listed[-1] not in known.rows):
            yield Violation("a search has no rows, and says that more follow", (call,))
            continue
        listed, end = set(call.listed), None if call.is_last else known.rows[call.listed[-1]].position
        for positions in free.after(call.end, call.search):
            for position in _between(positions, call.search, end):
                if position[3] not in listed and known.is_for_good(call, position[3]):
                    yield Violation(f"consultation {position[3]} is free, and was left out", (call,))


def bookings_are_the_askers(known: Known) -> Iterator[Violation]:
    """Find lists of bookings with what is not the asker's, out of order, or not as the tables have it."""
    for call in _answered(known, "BOOKINGS"):
        rows = [known.rows[one] for one in call.listed if one in known.rows]
        order = [(row.date, row.hour, row.id) for row in rows]
        if call.wrongly_told or len(rows) < len(call.listed):
            yield Violation("GET_BOOKINGS told what the tables do not", (call,))
        if order != sorted(set(order)):
            yield Violation("GET_BOOKINGS is out of order, or lists something twice", (call,))
        for row in rows:
            asked = known.may_have_booked.get((call.patient or 0, row.id))
            if row.after != call.patient and known.is_for_good(call, row.id):
                yield Violation(f"consultation {row.id} was listed, and is not the asker's", (call,))
            elif row.before != call.patient and asked is not None and asked.begin > call.end:
                yield Violation(f"consultation {row.id} was listed before it was asked for", (call, asked))


def bookings_are_listed(known: Known) -> Iterator[Violation]:
    """Find lists of bookings without something that the patient was told to hold before."""
    own: dict[int, list[tuple[int, Call | None]]] = defaultdict(list)
    for patient, consultation in known.bookings_before:
        own[patient].append((consultation, None))
    for (patient, consultation), told in known.held.items():
        own[patient].append((consultation, told))
    for call in _answered(known, "BOOKINGS"):
        for consultation, told_by in own[call.patient or 0]:
            if (told_by is None or told_by.end < call.begin) and consultation not in call.listed:
                calls = (call,) if told_by is None else (told_by, call)
                yield Violation(f"consultation {consultation} is the asker's, and was not listed", calls)


class _FreePositions:
    """What is surely free after a moment, which goes on from question to question."""

    def __init__(self, known: Known) -> None:
        self._specialties = {row.doctor: row.specialty for row in known.rows.values()}
        self._positions: dict[int, list[Position]] = defaultdict(list)
        for row in sorted(known.rows.values(), key=lambda one: one.position):
            self._positions[row.doctor].append(row.position)
        self._ends = deque(sorted((known.free_until[row.id], row.position) for row in known.rows.values()))

    def after(self, moment: float, search: Filter) -> Iterator[list[Position]]:
        """Iterate over what each doctor asked for has free after a moment, no earlier than the last one."""
        while self._ends and self._ends[0][0] <= moment:
            _, position = self._ends.popleft()
            positions = self._positions[position[2]]
            del positions[bisect_left(positions, position)]
        for doctor, positions in self._positions.items():
            if search.doctor in {None, doctor} and search.specialty in {None, self._specialties[doctor]}:
                yield positions


def _answered(known: Known, command: str) -> Iterator[Call]:
    return (call for call in known.calls[command] if call.outcome == "ok")


def _fits(row: Row, search: Filter) -> bool:
    return (
        search.specialty in {None, row.specialty}
        and search.doctor in {None, row.doctor}
        and (search.start is None or row.date >= search.start)
        and (search.end is None or row.date <= search.end)
        and (search.after is None or row.position > search.after)
    )


def _between(positions: list[Position], search: Filter, end: Position | None) -> list[Position]:
    """Return the positions that a page covers, up to `end`; None: to the last day."""
    first = bisect_left(positions, (search.start or "", "", 0, 0))
    if search.after is not None:
        first = max(first, bisect_right(positions, search.after))
    last = len(positions)
    if end is not None:
        last = bisect_right(positions, end)
    elif search.end is not None:
        last = bisect_right(positions, (search.end, "99", 0, 0))
    return positions[first:last]
