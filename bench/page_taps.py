"""A touch answered on the page, and the tasks that keep it from answering, in the window and in chromium."""

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

LONG = 0.05
PATIENTS = {"window": 251, "chromium": 252}
"""Of whom no other measurement books anything: nobody can be at two places at once."""


def measure(plan: Plan) -> Result:
    """Measure touches one kind after the other, each beside the bare button, then a whole journey."""
    figures, notes = [], []
    with plan.get_hospital().server() as (port, _), surfaces() as both:
        for surface in both:
            touches, pressed = _taps(plan, surface, port)
            longest, tasks = _long_tasks(surface, port)
            figures += [*touches, longest]
            notes += [pressed, tasks]
    return Result(
        title="A touch answered, and long tasks",
        contenders={
            OURS: "a finger on the real page, by the debugging protocol: from its touch (or its leaving, the "
            "slower of both) to the next painted frame, as the browser's Event Timing tells it",
            FLOOR: "the same on a button of a bare page in another such window; where much of the screen "
            "changes (language, screen, month), on one that only gives the whole page another colour",
        },
        figures=figures,
        notes=[
            "Wanted: under 100 ms, and no task over 50 ms after the start. Event Timing counts in steps of "
            f"8 ms, and what took less than 16 ms is taken for 16. The hospital has {DOCTORS} doctors.",
            *notes,
        ],
    )


def _taps(plan: Plan, surface: Surface, port: int) -> tuple[list[Figure], str]:
    figures: list[Figure] = []
    with ExitStack() as stack:
        glass = stack.enter_context(surface.booth(port))
        bare = stack.enter_context(surface.bare())

        def add(name: str, tap: Callable[[], float], floor: str = "#bare") -> None:
            turns = {OURS: tap, FLOOR: lambda: bare.answer(floor)}
            figures.append(compare(f"{surface.name}: {name}", turns, rounds=plan.rounds(15)))

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
        months = cycle(["#calendar-next", "#calendar-previous"])
        add("another month", lambda: _other_month(glass, next(months)), "#all")
    presses = sorted(seconds * 1000 for seconds in glass.presses)
    return figures, (
        f"{surface.name}: what a finger presses shows it after {statistics.median(presses):.0f} ms "
        f"(median of {len(presses)} touches; {presses[len(presses) * 95 // 100]:.0f} ms at 95 %, "
        f"{presses[-1]:.0f} ms at most); the figures above are until the result is painted."
    )


def _onward(glass: Glass) -> float:
    seconds = glass.answer("#continue")
    glass.until("[data-screen=doctor]")
    glass.tap("#back")
    glass.until("[data-screen=specialty]")
    return seconds


def _other_month(glass: Glass, button: str) -> float:
    seconds = glass.answer(button)
    glass.until(".calendar__day--free")
    return seconds


def _long_tasks(surface: Surface, port: int) -> tuple[Figure, str]:
    """Walk from the invitation to the goodbye; give the longest task, and words on all of them."""
    with surface.booth(port) as glass:
        glass.page.evaluate("() => { bench.long = []; }")
        enter(glass, PATIENTS[surface.name])
        for code in ("nl", "de", "en", "fr"):
            glass.answer(f".toolbar #language-{code}")
        to_doctors(glass)
        to_days(glass)
        glass.answer("#calendar-next")
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
