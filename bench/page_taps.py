"""The response to a touch, and the long tasks that delay it, in the window and in chromium."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from contextlib import ExitStack
from itertools import cycle

from bench.hospital import DOCTORS
from bench.page_glass import Glass, Surface, surfaces
from bench.page_journey import begin, book_and_finish, enter, to_days, to_doctors
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, Figure, Spread, compare

GLASSES = [(1080, 1920), (1920, 1080), (1280, 800)]
LONG = 0.05
NEXT = "#calendar-next:not([aria-disabled])"
PREVIOUS = "#calendar-previous:not([aria-disabled])"
PATIENTS = {"window": 251, "chromium": 252}
"""Patients for whom no other measurement books: a patient cannot hold two bookings at the same time."""


def measure(plan: Plan) -> Result:
    """Measure each kind of touch against the bare button on each glass, and a journey on the first."""
    figures, notes = [], []
    with plan.get_hospital().server() as (port, _):
        for size in GLASSES:
            with surfaces(size) as both:
                for surface in both:
                    touches, pressed = _taps(plan, surface, port, "{}×{}".format(*size))
                    figures += touches
                    notes.append(pressed)
                    if size == GLASSES[0]:
                        longest, tasks = _long_tasks(surface, port)
                        figures.append(longest)
                        notes.append(tasks)
    return Result(
        title="The response to a touch, and long tasks",
        contenders={
            OURS: "a touch on the real page, through the debugging protocol: from press or release (the "
            "slower of both) to the next painted frame, by the browser's Event Timing",
            FLOOR: "the same on a button of a bare page in another such window; where much of the screen "
            "changes (language, screen, weeks), on one that changes the colour of the whole page",
        },
        figures=figures,
        notes=[
            "Wanted: under 100 ms, and no task over 50 ms after the start. Event Timing counts in steps of "
            f"8 ms, and anything under 16 ms counts as 16. The hospital has {DOCTORS} doctors.",
            *notes,
        ],
    )


def _taps(plan: Plan, surface: Surface, port: int, size: str) -> tuple[list[Figure], str]:
    figures: list[Figure] = []
    where = f"{surface.name} {size}"
    with ExitStack() as stack:
        glass = stack.enter_context(surface.booth(port))
        bare = stack.enter_context(surface.bare())

        def add(name: str, tap: Callable[[], float], floor: str = "#bare") -> None:
            turns = {OURS: tap, FLOOR: lambda: bare.answer(floor)}
            figures.append(compare(f"{where}: {name}", turns, rounds=plan.rounds(15)))

        begin(glass)
        glass.tap("#known")
        glass.until("#last-name")
        glass.until(".keyboard [data-key=e]")
        keys = cycle([".keyboard [data-key=e]", ".keyboard [data-key='{backspace}']"])
        add("a key of the keyboard", lambda: glass.answer(next(keys)))
        enter(glass, PATIENTS[surface.name], has_begun=True)
        tiles = cycle([f".choices__tile:nth-of-type({place})" for place in (2, 5)])
        add("a tile", lambda: glass.answer(next(tiles)))
        languages = cycle([f".toolbar #language-{code}" for code in ("nl", "de", "en", "fr")])
        add("another language", lambda: glass.answer(next(languages)), "#all")
        add("Continue, to another screen", lambda: _onward(glass), "#all")
        to_doctors(glass)
        to_days(glass)
        if _has(glass, NEXT):  # a quick run's hospital ends within the five weeks
            ways = cycle([NEXT, PREVIOUS])
            add("other weeks", lambda: _other_weeks(glass, next(ways)), "#all")
    presses = sorted(seconds * 1000 for seconds in glass.presses)
    return figures, (
        f"{where}: a press is visible after {statistics.median(presses):.0f} ms "
        f"(median of {len(presses)} touches; {presses[len(presses) * 95 // 100]:.0f} ms at 95 %, "
        f"{presses[-1]:.0f} ms at most); the figures above are until the result is painted."
    )


def _onward(glass: Glass) -> float:
    seconds = glass.answer("#continue")
    glass.until("[data-screen=doctor]")
    glass.tap("#back")
    glass.until("[data-screen=specialty]")
    return seconds


def _other_weeks(glass: Glass, button: str) -> float:
    glass.until(button)
    seconds = glass.answer(button)
    glass.until(".calendar__day--free")
    return seconds


def _has(glass: Glass, selector: str) -> bool:
    return bool(glass.page.evaluate("(selector) => document.querySelector(selector) !== null", selector))


def _long_tasks(surface: Surface, port: int) -> tuple[Figure, str]:
    """Go from the invitation to the goodbye; return the longest task, and a sentence on all of them."""
    with surface.booth(port) as glass:
        glass.page.evaluate("() => { bench.long = []; }")
        enter(glass, PATIENTS[surface.name])
        for code in ("nl", "de", "en", "fr"):
            glass.answer(f".toolbar #language-{code}")
        to_doctors(glass)
        to_days(glass)
        if _has(glass, NEXT):
            glass.answer(NEXT)
        book_and_finish(glass)
        tasks = glass.page.evaluate("() => bench.long")
    seconds = [task["duration"] / 1000 for task in tasks]
    longest = Spread.of([max(seconds, default=0.0)])
    where = ", ".join(f"{task['screen']} {task['duration']:.0f} ms" for task in tasks) or "none"
    return (
        Figure(f"{surface.name}: the longest task of a journey", "s", 1, longest, None, None, None, None),
        f"{surface.name}: tasks over {LONG * 1000:.0f} ms from the first touch to the goodbye: "
        f"{len(seconds)} ({where}).",
    )
