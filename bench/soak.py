"""The load of a working day for ten minutes: do memory, threads, descriptors and connections stay flat?"""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

from bench import plot
from bench.children import ROOT
from bench.hall import HallSettings
from bench.plan import Plan, Result
from bench.rounds import OURS, Figure, Spread
from bench.simulation import simulation
from bench.watched import WatchedServer, crowd, watched_server

SECONDS = 600.0
SAMPLE_SECONDS = 5.0
BOOTHS = 40
PACE = 45.0
"""How many times faster than time patients think: a visit takes some four seconds."""
STRANGERS = 200
WARM_UP = 0.2
"""The part of the time in which pools and caches fill; slopes are taken after it."""

PLOT = ROOT / "docs" / "pictures" / "soak.svg"

_BOUNDS = {
    "memory (RSS)": ("B", 8 * 2**20),
    "threads": ("", 2),
    "descriptors": ("", 60),
    "connections served and queued": ("", 60),
}
"""Each series' unit, and how much its straight line may change over the whole time to count as flat."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """What the server takes at one moment, in the order of `_BOUNDS`."""

    seconds: float
    values: tuple[float, ...]


def measure(plan: Plan) -> Result:
    """Sample the server under forty booths and two hundred strangers."""
    seconds = 6.0 if plan.is_quick else SECONDS
    every = 1.0 if plan.is_quick else SAMPLE_SECONDS
    hospital = plan.get_hospital()
    with watched_server(hospital, is_tls=False) as server, crowd(server, STRANGERS):
        settings = HallSettings((server.port,), BOOTHS, hospital.size, arrival=1.0, pace=PACE)
        with simulation(settings) as booths:
            samples = _watch(server, seconds, every)
            told = booths.tell()
        status = _status(server)
    failed = f"failed: {told.failures}" if told.failures else "none failed"
    figures, notes = [], [f"{told.visits:,} whole visits ({failed}); {status}."]
    for index, (name, (unit, bound)) in enumerate(_BOUNDS.items()):
        values = [sample.values[index] for sample in samples]
        figures.append(Figure(name, unit, len(values), Spread.of(values), None, None, None, None))
        notes.append(_judge(name, samples, index, bound))
    if not plan.is_quick:
        PLOT.write_text(_draw(samples), encoding="utf-8")
    return Result(
        title=f"Soak: {BOOTHS} booths and {STRANGERS} strangers for {seconds / 60:.0f} minutes",
        contenders={OURS: f"the real server, with the limits that ship; a sample each {every:.0f} s"},
        figures=figures,
        notes=notes,
    )


def _watch(server: WatchedServer, seconds: float, every: float) -> list[_Sample]:
    begun, samples = time.monotonic(), list[_Sample]()
    while (now := time.monotonic() - begun) < seconds:
        pool = server.status().pool
        connections = pool.busy + pool.queued
        samples.append(_Sample(now, (server.memory, server.threads, server.descriptors, connections)))
        time.sleep(every)
    return samples


def _judge(name: str, samples: list[_Sample], index: int, bound: float) -> str:
    """Return whether a series is flat: the change of its straight line over the time after the warm-up."""
    last = samples[-1].seconds
    steady = [sample for sample in samples if sample.seconds >= WARM_UP * last]
    line = statistics.linear_regression(
        [sample.seconds for sample in steady], [sample.values[index] for sample in steady]
    )
    change = line.slope * (last - steady[0].seconds)
    unit = (1 / 2**20, " MiB") if _BOUNDS[name][0] == "B" else (1.0, "")
    verdict = "flat" if abs(change) <= bound else "NOT FLAT"
    return (
        f"{name}: {verdict}: the straight line changes by {change * unit[0]:+.1f}{unit[1]}"
        f" (bound: {bound * unit[0]:.0f}{unit[1]})."
    )


def _draw(samples: list[_Sample]) -> str:
    series = {
        name + (", MiB" if unit == "B" else ""): [
            sample.values[index] / (2**20 if unit == "B" else 1) for sample in samples
        ]
        for index, (name, (unit, _)) in enumerate(_BOUNDS.items())
    }
    minutes = [sample.seconds / 60 for sample in samples]
    return plot.panels(minutes, series, "Memory, threads, descriptors and connections over time")


def _status(server: WatchedServer) -> str:
    status = server.status()
    return f"{status.evicted:,} strangers were evicted, {status.refused:,} connections refused"
