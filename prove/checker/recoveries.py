"""The rule of faults: after each one all goes on by itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from math import inf

from prove.checker.known import Known
from prove.checker.violation import Violation
from prove.history import LIFE_SECONDS, SIGNS_OF_LIFE


def it_goes_on_after_faults(known: Known) -> Iterator[Violation]:
    """Find faults after which nobody could write, search… before the next one came, which waits for that."""
    answered = {
        sign: sorted(
            (call.begin, call.end)
            for command in commands
            for call in known.calls[command]
            if call.outcome == "ok"
        )
        for sign, commands in SIGNS_OF_LIFE.items()
    }
    faults = sorted(known.history.faults, key=lambda one: one.begin)
    for number, fault in enumerate(faults):
        until = faults[number + 1].begin if number + 1 < len(faults) else inf
        until = max(until, fault.end + LIFE_SECONDS)  # in an old history the next one waited for a write only
        for sign, times in answered.items():
            first, last = bisect_left(times, (fault.end, -inf)), bisect_right(times, (until, inf))
            if not any(end <= until for _, end in times[first:last]):
                yield Violation(f"nobody could {sign} after {fault.name}, from {fault.end:.1f} s on")
