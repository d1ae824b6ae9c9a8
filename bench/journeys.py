"""Many patients one after the other in the booth's window: its memory, and the lines in its log.

A journey takes as long as the page makes a patient wait: where a press could be a hurried second one, the
bench waits for it to be accepted, as a patient does.
"""

from __future__ import annotations

import statistics
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from bench.hospital import PATIENTS
from bench.machine import pss
from bench.page_glass import Glass, surfaces
from bench.page_journey import book_and_finish, enter, to_days, to_doctors
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, Figure, figure

JOURNEYS = 300
WARM = 5
"""Journeys before the first reading: code is compiled and pictures are decoded by then."""
TOLD_EVERY = 10
"""Journeys between two lines of progress."""


def measure(plan: Plan) -> Result:
    """Have patients book, one after the other, and look at what is left behind."""
    journeys = plan.times(JOURNEYS)
    with ExitStack() as stack:
        port, _ = stack.enter_context(plan.get_hospital().server())
        window, _ = stack.enter_context(surfaces())
        glass = stack.enter_context(window.booth(port))
        for patient in range(1, WARM + 1):
            _journey(glass, patient)
        before, lines = _memory(glass), len(str(glass.log).splitlines())
        seconds = []
        for number in range(journeys):
            begun = time.monotonic()
            _journey(glass, 1 + (WARM + number) % PATIENTS)
            seconds.append(time.monotonic() - begun)
            if (number + 1) % TOLD_EVERY == 0:
                memory = _memory(glass, has_garbage=True) / 2**20
                told = f"{number + 1} journeys, {sum(seconds):.0f} s, {memory:.0f} MiB"
                print(
                    f"bench: {told}, {len(str(glass.log).splitlines()) - lines} lines",
                    file=sys.stderr,
                    flush=True,
                )
        dirty = _memory(glass, has_garbage=True)
        after, new = _memory(glass), str(glass.log).splitlines()[lines:]
    return Result(
        title=f"{journeys} patients one after the other in the window",
        contenders={
            OURS: "after all of them: the proportional set size of the booth and its renderers; lines logged",
            FLOOR: f"after the first {WARM} patients",
        },
        figures=[
            figure("memory", {OURS: [after], FLOOR: [before]}, "B"),
            figure("memory, garbage included", {OURS: [dirty]}, "B"),
            _count("log lines", len(new)),
        ],
        notes=[f"A journey took {statistics.median(seconds):.1f} s (median).", f"The log: {_kinds(new)}."],
    )


def _journey(glass: Glass, patient: int) -> None:
    enter(glass, patient)
    to_doctors(glass)
    to_days(glass)
    book_and_finish(glass)
    glass.tap("#continue")
    glass.until(".attract")


def _count(name: str, value: int) -> Figure:
    return figure(name, {OURS: [float(value)]}, "")


def _kinds(lines: list[str]) -> str:
    """Return how often each line was logged, numbers and times apart."""
    kinds: dict[str, int] = {}
    for line in lines:
        kind = "".join("#" if letter.isdigit() else letter for letter in line.strip())
        kinds[kind] = kinds.get(kind, 0) + 1
    return "; ".join(f"{count} × “{kind}”" for kind, count in sorted(kinds.items())) or "nothing"


def _memory(glass: Glass, *, has_garbage: bool = False) -> float:
    """Return the proportional set size of the booth's processes, in bytes, garbage collected or as it is."""
    if not has_garbage:
        glass.cdp.send("HeapProfiler.collectGarbage")
    return sum(pss(pid) for pid in _family(glass.pid))


def _family(pid: int) -> list[int]:
    """Return a process and all that it started, directly or not."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    found = [int(child) for task in children for child in task.read_text(encoding="ascii").split()]
    return [pid, *(one for child in found for one in _family(child))]
