"""What an arrangement of servers carried in some seconds: answers, and what it took."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass

from bench.arrangements import Arrangement
from bench.machine import processor_seconds
from bench.simulation import Simulation
from bench.tally import Told
from cbp import CbpError

SAMPLE_SECONDS = 1.0

BENT_SECONDS, BENT_FAILURES = 1.0, 0.01
"""What bends: a hundredth of all answers takes longer, or more than this part of all visits fails."""


@dataclass(frozen=True)
class Carried:
    """One load, and what it took.

    Attributes:
        told: what the booths saw.
        servers: how much of a core each server used.
        databases: the same of each process of the database.
        proxies: the same of each process in between.
        sessions: patients in session at all servers, at most.
        memory: resident set of the largest server at its largest, in bytes.
        threads: of the server that had most, at most.
        connections: to the database, at most.
    """

    told: Told
    servers: list[float]
    databases: list[float]
    proxies: list[float]
    sessions: int
    memory: int
    threads: int
    connections: int

    @property
    def has_bent(self) -> bool:
        """Whether patients wait, or are sent away."""
        failed = sum(self.told.failures.values())
        is_slow = self.told.every is None or self.told.every.p99 > BENT_SECONDS
        return is_slow or failed > BENT_FAILURES * (failed + self.told.visits)


def carry(arrangement: Arrangement, simulation: Simulation, seconds: float) -> Carried:
    """Watch a load for some seconds."""
    sessions, memory, threads, connections = [0], [0], [0], [0]
    simulation.count()
    begun, before = time.perf_counter(), _used(arrangement)
    while (left := begun + seconds - time.perf_counter()) > 0:
        time.sleep(min(left, SAMPLE_SECONDS))
        memory += [server.memory for server in arrangement.servers]
        threads += [server.threads for server in arrangement.servers]
        connections.append(arrangement.connections())
        with suppress(CbpError):  # a server that is overloaded may not tell in time
            sessions.append(sum(server.status().sessions for server in arrangement.servers))
    elapsed, after = time.perf_counter() - begun, _used(arrangement)
    told = simulation.tell()
    servers, databases, proxies = (
        [(late - early) / elapsed for early, late in zip(*pair, strict=True)]
        for pair in zip(before, after, strict=True)
    )
    most = max(sessions), max(memory), max(threads), max(connections)
    return Carried(told, servers, databases, proxies, *most)


def _used(arrangement: Arrangement) -> list[list[float]]:
    """Return the processor seconds of servers, databases and proxies."""
    groups = ([server.pid for server in arrangement.servers], arrangement.databases, arrangement.proxies)
    return [list(map(processor_seconds, pids)) for pids in groups]
