"""How a figure is made: contenders take turns in each round, and ratios are taken within a round.

Noise of the machine (another process, a slower minute) affects all contenders of a round alike, so a ratio
within a round says more than a time. Every value is a cost: less is better.
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
    """The median, minimum and maximum of some values."""

    median: float
    least: float
    greatest: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Return the spread of one or more values."""
        return cls(statistics.median(values), min(values), max(values))


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the result.

    Attributes:
        name: what was measured.
        unit: "s" (seconds), "B" (bytes), "rate" (seconds, shown as a number a second), or "" (a count).
        rounds: the number of rounds.
        ours: the cost with the program's own code.
        floor: the cost of the least that could do it; None: there is nothing to compare with.
        rival: the cost of the obvious alternative; None likewise.
        ours_over_floor: the ratio within each round; None too where something cost nothing.
        rival_over_ours: the ratio within each round; None likewise.
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
    """Run every contender once a round, each round in another order; return the results of each, by round.

    The first round is a warm-up for caches, query plans and kernel buffers, and is dropped.
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
    """Return the figure for the costs of each contender, in the order of the rounds."""
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
    """Interleave contenders whose turn returns one cost; return the figure."""
    return figure(name, interleave(contenders, rounds), unit)


def _ratio(above: Sequence[float], below: Sequence[float]) -> Spread | None:
    if not all(below):
        return None  # a cost of nothing at all has no ratio
    return Spread.of([a / b for a, b in zip(above, below, strict=True)])


def mean_seconds(operation: Callable[[], Any], times: int) -> Callable[[], float]:
    """Return a turn that measures the mean of many runs together; for operations of microseconds."""

    def turn() -> float:
        begun = time.perf_counter()
        for _ in range(times):
            operation()
        return (time.perf_counter() - begun) / times

    return turn


def median_seconds(operation: Callable[[], Any], times: int) -> Callable[[], float]:
    """Return a turn that measures each run separately and takes the median."""

    def turn() -> float:
        seconds = []
        for _ in range(times):
            begun = time.perf_counter()
            operation()
            seconds.append(time.perf_counter() - begun)
        return statistics.median(seconds)

    return turn


def percentile(values: Sequence[float], percent: float) -> float:
    """Return a percentile, to a tenth of a percent, by nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(10 * percent) // 1000) - 1)]
