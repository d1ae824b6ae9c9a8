"""The input and the output of every measurement."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.hospital import GetHospital
from bench.rounds import Figure


@dataclass(frozen=True)
class Plan:
    """How much to measure.

    Attributes:
        is_quick: whether only to show that it runs.
        get_hospital: returns the hospital, which is filled at the first call and shared by all measurements.
        data: a folder in which filled databases are kept, for a measurement that needs another hospital.
    """

    is_quick: bool
    get_hospital: GetHospital
    data: Path

    def rounds(self, wanted: int) -> int:
        """Return how many rounds to run."""
        return 2 if self.is_quick else wanted

    def times(self, wanted: int) -> int:
        """Return how often to repeat an operation within a turn."""
        return max(2, wanted // 10) if self.is_quick else wanted


@dataclass(frozen=True)
class Result:
    """What a measurement found.

    Attributes:
        title: one line.
        contenders: one line each on ours, floor and rival.
        figures: the rows of the table.
        notes: what else a reader must know.
    """

    title: str
    contenders: dict[str, str]
    figures: list[Figure]
    notes: list[str] = field(default_factory=list)


Measure = Callable[[Plan], Result]
