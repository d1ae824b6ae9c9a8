"""The rule of faults: after each one all goes on by itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from math import inf

from prove.checker.known import Known
from prove.checker.violation import Violation
from prove.history import WRITES


def it_goes_on_after_faults(known: Known) -> Iterator[Violation]:
    """Find faults after which nobody could write before the next one came, which waits long for that."""
    writes = sorted(
        (call.begin, call.end) for command in WRITES for call in known.calls[command] if call.outcome == "ok"
    )
    faults = sorted(known.history.faults, key=lambda one: one.begin)
    for number, fault in enumerate(faults):
        until = faults[number + 1].begin if number + 1 < len(faults) else inf
        first = bisect_left(writes, (fault.end, -inf))
        if not any(end <= until for _, end in writes[first:]):
            yield Violation(f"nobody could write after {fault.name}, from {fault.end:.1f} s on")
