"""A hall of booths (`bench.hall`) in a process of its own, and what it is told to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import msgspec

from bench.children import ROOT
from bench.hall import HallSettings
from bench.tally import Told


@dataclass(frozen=True)
class Simulation:
    """A hall whose booths have all begun."""

    _orders: IO[str]
    _told: IO[str]

    def go(self, pace: float) -> None:
        """Let patients think that many times faster than at first."""
        self._say(f"pace {pace}")

    def count(self) -> None:
        """Begin a new tally."""
        self._say("count")

    def tell(self) -> Told:
        """Return the tally so far."""
        self._say("tell")
        return msgspec.json.decode(self._told.readline(), type=Told)

    def _say(self, line: str) -> None:
        self._orders.write(f"{line}\n")
        self._orders.flush()


@contextmanager
def simulation(settings: HallSettings) -> Iterator[Simulation]:
    """Run a hall; yield when all booths have begun."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench.hall", msgspec.json.encode(settings).decode()],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "here\n", "the hall did not begin"
            yield Simulation(process.stdin, process.stdout)
        finally:
            process.kill()
