"""The rule of registrations: each makes one patient.

Where the database's answer is lost, the server repeats the registration under another number, so that none is
given twice, and the first may be in the tables too. That takes a fault, or some seconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from prove.checker.known import Known
from prove.checker.violation import Violation
from prove.history import MARKS, Call

_MOST_LOST = 2
"""So many attempts fit into the time that a server has for a request, if the database does not answer."""

_ATTEMPT_SECONDS = 2.5
"""For so long a server waits at least for the database, which a busy machine may make that slow, too."""


def registered_once(known: Known) -> Iterator[Violation]:
    """Find new patients whom nobody registered, or who were registered by another call than was told."""
    run = known.history.run
    told = {call.answered: call for call in known.calls["REGISTER"] if call.answered is not None}
    untold: dict[int, set[int]] = defaultdict(set)
    for patient in run.patients_after - run.patients_before - told.keys():
        untold[run.marks.get(patient, 0)].add(patient)
    asked: dict[int, list[Call]] = defaultdict(list)
    for call in known.calls["REGISTER"]:
        mark = call.number % MARKS if run.marks else 0
        if mark in untold:
            asked[mark].append(call)
        if call.answered in run.marks and run.marks[call.answered] != mark:
            yield Violation(f"patient {call.answered} was told to another call than registered it", (call,))
    for mark, patients in untold.items():
        most = sum(_may_be_untold(known, call) for call in asked[mark])
        if len(patients) > most:
            what = f"{len(patients)} patients were registered and told to nobody, and at most {most} may be"
            yield Violation(f"{what}: {sorted(patients)[:10]}", tuple(asked[mark]))


def _may_be_untold(known: Known, call: Call) -> int:
    """Return how many patients a registration may leave of whom nobody was told."""
    if call.outcome == "refused":
        return 0
    if call.outcome == "unknown":  # the server may have gone on, nobody knows for how long
        return 1 + _MOST_LOST
    is_disturbed = call.end - call.begin >= _ATTEMPT_SECONDS or any(
        fault.begin <= call.end and call.begin <= fault.end for fault in known.history.faults
    )
    return _MOST_LOST if is_disturbed else 0
