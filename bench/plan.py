"""What every measurement is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bench.hospital import GetHospital
from bench.rounds import Figure


@dataclass(frozen=True)
class Plan:
    """How much to measure.

    Attributes:
        is_quick: a small run, to see that it runs.
        get_hospital: gives the hospital, filled at the first call and shared by all measurements.
    """

    is_quick: bool
    get_hospital: GetHospital

    def rounds(self, wanted: int) -> int:
        """Return how many rounds to run."""
        return 2 if self.is_quick else wanted

    def times(self, wanted: int) -> int:
        """Return how often to repeat something within a turn."""
        return max(2, wanted // 10) if self.is_quick else wanted


@dataclass(frozen=True)
class Result:
    """What a measurement found.

    Attributes:
        title: one line.
        contenders: what ours, floor and rival are, a line each.
        figures: the lines of the table.
        notes: what else a reader must know.
    """

    title: str
    contenders: dict[str, str]
    figures: list[Figure]
    notes: list[str] = field(default_factory=list)


Measure = Callable[[Plan], Result]
