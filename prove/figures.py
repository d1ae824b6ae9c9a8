"""Figures of a history, for a person: counts, and how long patients had to wait for the next answer.

They are reported and never judged: a busy machine makes them longer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from prove.checker.known import Known
from prove.checker.listings import latest_listing
from prove.history import Call, Fault, History

_WRITES = frozenset({"REGISTER", "BOOK"})
_ADMINISTRATORS = frozenset({"LIST_CLIENTS", "LEAVE"})


def lines(history: History, counts: Mapping[str, int]) -> Iterator[str]:
    """Iterate over the lines of the report.

    Args:
        history: a whole run.
        counts: figures of the stand's own.
    """
    calls = [call for call in history.calls if call.command not in _ADMINISTRATORS]
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
    yield f"longest pause {_pause(history, _is_any)}; of writes {_pause(history, _is_write)}"
    listings = sum(call.command == "LIST_CLIENTS" and call.outcome == "ok" for call in history.calls)
    late = latest_listing(Known(history))
    yield f"LIST_CLIENTS answered {listings:,} times; listed at most {late:.1f} s after a session's end"


def _is_any(_: Call) -> bool:
    return True


def _is_write(call: Call) -> bool:
    return call.command in _WRITES


def _pause(history: History, counts: Callable[[Call], bool]) -> str:
    """Return the longest time in which no such call was answered with ok, and what was broken meanwhile."""
    ends = sorted(
        call.end
        for call in history.calls
        if call.outcome == "ok" and call.command not in _ADMINISTRATORS and counts(call)
    )
    if len(ends) < 2:  # noqa: PLR2004
        return "unknown"
    length, begin = max((after - before, before) for before, after in pairwise(ends))
    broken = [fault.name for fault in history.faults if _overlaps(fault, begin, begin + length)]
    return f"{length:.1f} s ({', '.join(broken) or 'nothing was broken'})"


def _overlaps(fault: Fault, begin: float, end: float) -> bool:
    return fault.begin < end and begin < fault.end
