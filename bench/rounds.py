"""How a figure is made: contenders take turns, round after round, and the ratios are of one round each.

Noise of the machine (another process, a slower minute) meets all contenders of a round alike, so a
ratio within a round says more than any time. Everything here is a cost: less is better.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

OURS, FLOOR, RIVAL = "ours", "floor", "rival"


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some values, and the least and the greatest of them."""

    median: float
    least: float
    greatest: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the spread of one value or more."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result.

    Attributes:
        name: what was done.
        unit: what the costs are in: "s" (seconds), "B" (bytes), "rate" (seconds, shown as a number a second).
        rounds: how many rounds the spreads are of.
        ours: what it costs with the program's own code.
        floor: what the least that could do it costs; None: there is none to compare with.
        rival: what the obvious other way costs; None likewise.
        ours_over_floor: the ratio, within each round.
        rival_over_ours: the ratio, within each round.
    """

    name: str
    unit: str
    rounds: int
    ours: Spread
    floor: Spread | None
    rival: Spread | None
    ours_over_floor: Spread | None
    rival_over_ours: Spread | None


def interleave(contenders: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """Run every contender once a round, each round in another order; return what each gave, by round.

    A first round is run and forgotten: caches, plans and kernel buffers are warm for all.
    """
    names = list(contenders)
    results: dict[str, list[T]] = {name: [] for name in names}
    for turn in range(rounds + 1):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            value = contenders[name]()
            if turn:
                results[name].append(value)
    return results


def figure(name: str, costs: Mapping[str, Sequence[float]], unit: str = "s") -> Figure:
    """Make a figure of the costs by contender, in the order of the rounds."""
    ours, floor, rival = costs[OURS], costs.get(FLOOR), costs.get(RIVAL)
    return Figure(
        name=name,
        unit=unit,
        rounds=len(ours),
        ours=Spread.of(ours),
        floor=Spread.of(floor) if floor else None,
        rival=Spread.of(rival) if rival else None,
        ours_over_floor=_ratio(ours, floor) if floor else None,
        rival_over_ours=_ratio(rival, ours) if rival else None,
    )


def compare(
    name: str, contenders: Mapping[str, Callable[[], float]], *, rounds: int, unit: str = "s"
) -> Figure:
    """Interleave contenders whose turn gives one cost, and make the figure."""
    return figure(name, interleave(contenders, rounds), unit)


def _ratio(above: Sequence[float], below: Sequence[float]) -> Spread:
    return Spread.of([a / b for a, b in zip(above, below, strict=True)])


def mean_seconds(operation: Callable[[], Any], times: int) -> Callable[[], float]:
    """Make a turn: the operation so many times in one go, the mean; for what takes microseconds."""

    def turn() -> float:
        begun = time.perf_counter()
        for _ in range(times):
            operation()
        return (time.perf_counter() - begun) / times

    return turn


def median_seconds(operation: Callable[[], Any], times: int) -> Callable[[], float]:
    """Make a turn: the operation so many times, each timed by itself, the median."""

    def turn() -> float:
        seconds = []
        for _ in range(times):
            begun = time.perf_counter()
            operation()
            seconds.append(time.perf_counter() - begun)
        return statistics.median(seconds)

    return turn


def percentile(values: Sequence[float], percent: int) -> float:
    """Return a percentile by nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
