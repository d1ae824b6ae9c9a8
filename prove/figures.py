"""Figures of a history, for a person: counts, and how long patients had to wait for the next answer.

They are reported and never judged: a busy machine makes them longer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from prove.checker.known import Known
from prove.checker.listings import latest_listing
from prove.history import WRITES, Call, Fault, History

_SHORTEST_PAUSE = 1.0
_OF_NO_PATIENT = frozenset({"LIST_CLIENTS", "LEAVE"})


def lines(history: History, counts: Mapping[str, int]) -> Iterator[str]:
    """Iterate over the lines of the report.

    Args:
        history: a whole run.
        counts: figures of the stand's own.
    """
    calls = [call for call in history.calls if call.command not in _OF_NO_PATIENT]
    outcomes = Counter(call.outcome for call in calls)
    yield f"{len(calls):,} calls: " + ", ".join(
        f"{outcomes[one]:,} {one}" for one in ("ok", "refused", "unknown")
    )
    bookings = [call for call in calls if call.command == "BOOK"]
    acknowledged = sum(call.outcome == "ok" for call in bookings)
    kept = sum(row.after is not None and row.after != row.before for row in history.rows.values())
    yield (
        f"{len(bookings):,} bookings asked for, {acknowledged:,} times acknowledged; "
        f"{kept:,} consultations booked at the end"
    )
    codes = Counter(call.code for call in calls if call.code is not None)
    yield "codes: " + ", ".join(f"{code} {count:,}" for code, count in sorted(codes.items()))
    faults = Counter(fault.name for fault in history.faults)
    yield f"{len(history.faults)} faults: " + ", ".join(
        f"{name} {count}" for name, count in sorted(faults.items())
    )
    yield from (f"{name}: {count:,}" for name, count in counts.items())
    every, writes = _pauses(history, _is_any), _pauses(history, _is_write)
    yield f"longest pause {_longest(every)}; of writes {_longest(writes)}"
    yield from _by_fault(writes)
    listings = sum(call.command == "LIST_CLIENTS" and call.outcome == "ok" for call in history.calls)
    late = latest_listing(Known(history))
    yield f"LIST_CLIENTS answered {listings:,} times; listed at most {late:.1f} s after a session's end"


def _is_any(_: Call) -> bool:
    return True


def _is_write(call: Call) -> bool:
    return call.command in WRITES


@dataclass(frozen=True)
class _Pause:
    """A time in which no call was answered with ok.

    Attributes:
        length: seconds.
        faults: what was broken meanwhile.
    """

    length: float
    faults: tuple[Fault, ...]

    @property
    def is_outage(self) -> bool:
        return any(fault.is_outage for fault in self.faults)

    def __str__(self) -> str:
        return f"{self.length:.1f} s ({', '.join(one.name for one in self.faults) or 'nothing was broken'})"


def _pauses(history: History, counts: Callable[[Call], bool]) -> list[_Pause]:
    """Return the times of a second or more without such an answer, up to the last fault's end."""
    answers = [
        call.end
        for call in history.calls
        if call.outcome == "ok" and call.command not in _OF_NO_PATIENT and counts(call)
    ]
    begin = min((call.begin for call in history.calls), default=0.0)
    last = max([begin, *answers, *(fault.end for fault in history.faults)])
    ends = sorted([begin, *answers, last])
    return [
        _Pause(after - before, tuple(fault for fault in history.faults if _overlaps(fault, before, after)))
        for before, after in pairwise(ends)
        if after - before >= _SHORTEST_PAUSE
    ]


def _longest(pauses: list[_Pause]) -> str:
    """Return the longest pause, and apart from it the longest without an outage, if there were any."""
    if not pauses:
        return f"under {_SHORTEST_PAUSE:.0f} s"
    longest = max(pauses, key=lambda one: one.length)
    if not longest.is_outage:
        return str(longest)
    others = [one for one in pauses if not one.is_outage]
    return f"{_longest(others)}; with outages {longest}"


def _by_fault(pauses: list[_Pause]) -> Iterator[str]:
    """Iterate over a line that tells for each fault how many pauses it made alone, and the longest."""
    of_fault: dict[str, list[float]] = defaultdict(list)
    for pause in pauses:
        if len(pause.faults) == 1:
            of_fault[pause.faults[0].name].append(pause.length)
    if of_fault:
        yield "pauses of writes of a second or more: " + ", ".join(
            f"{name} {len(lengths)}, up to {max(lengths):.1f} s" for name, lengths in sorted(of_fault.items())
        )


def _overlaps(fault: Fault, begin: float, end: float) -> bool:
    return fault.begin < end and begin < fault.end
