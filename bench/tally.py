"""What a hall of booths saw in some seconds: how long each answer took, and what became of the visits."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from bench.rounds import percentile

ENOUGH_FOR_TENTHS = 1000
"""With fewer answers there is no percentile 99.9."""


class Answers(msgspec.Struct, frozen=True):
    """How long some answers took, in seconds.

    Attributes:
        count: how many there were.
        p50: half of them came within this.
        p99: 99 of a hundred.
        p999: 999 of a thousand; None where there were fewer.
        worst: all of them.
    """

    count: int
    p50: float
    p99: float
    p999: float | None
    worst: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Answers:
        """Return the percentiles of one or more answers."""
        p999 = percentile(seconds, 99.9) if len(seconds) >= ENOUGH_FOR_TENTHS else None
        return cls(len(seconds), percentile(seconds, 50), percentile(seconds, 99), p999, max(seconds))


class Told(msgspec.Struct, frozen=True):
    """What the hall tells of some seconds.

    Attributes:
        seconds: how long it was.
        visits: how many patients left as they wanted.
        failures: by code, how many visits it ended.
        commands: the answers by command.
        every: all answers; None: there were none.
        late_p99: how late requests left, the 99th percentile in seconds: the hall's own delay.
        share: how much of a core the hall used.
    """

    seconds: float
    visits: int
    failures: dict[str, int]
    commands: dict[str, Answers]
    every: Answers | None
    late_p99: float
    share: float


@dataclass
class Tally:
    """Counts from now on.

    Attributes:
        answers: seconds until each answer, by command.
        failures: visits that a code ended.
        late: seconds by which each request left too late.
        visits: how many were whole.
    """

    answers: dict[str, list[float]] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    late: list[float] = field(default_factory=list)
    visits: int = 0
    _begun: float = field(default_factory=time.perf_counter)
    _used: float = field(default_factory=time.process_time)

    def answered(self, command: str, seconds: float) -> None:
        """Count an answer."""
        self.answers.setdefault(command, []).append(seconds)

    def told(self) -> Told:
        """Return what was counted since the beginning."""
        seconds = time.perf_counter() - self._begun
        every = [one for found in self.answers.values() for one in found]
        return Told(
            seconds=seconds,
            visits=self.visits,
            failures=dict(self.failures),
            commands={name: Answers.of(found) for name, found in sorted(self.answers.items())},
            every=Answers.of(every) if every else None,
            late_p99=percentile(self.late, 99) if self.late else 0.0,
            share=(time.process_time() - self._used) / seconds,
        )
