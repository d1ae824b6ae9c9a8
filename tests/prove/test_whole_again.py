"""A fault of the cluster ends when all is whole, and a power cut reaches all nodes at once."""

from __future__ import annotations

import random
import threading
from typing import Any

import pytest

from prove.cluster.faults import Faults

SECONDS = 15.0


class Immediately(random.Random):
    """Draws the shortest time."""

    def uniform(self, a: float, b: float) -> float:
        return min(a, b)


class Program:
    """Stands for an HAProxy or a node, and notes what is done with it."""

    def __init__(self, name: str, done: list[str], at_once: threading.Barrier | None = None) -> None:
        self._name = name
        self._done = done
        self._at_once = at_once

    def start(self, **_: object) -> None:
        self._done.append(f"{self._name} started")

    def kill(self) -> None:
        """Be dead only when all have been killed."""
        if self._at_once is not None:
            self._at_once.wait(SECONDS)
        self._done.append(f"{self._name} killed")


class Machines:
    """Stands for the cluster."""

    def __init__(self) -> None:
        self.done: list[str] = []
        at_once = threading.Barrier(3)
        self.nodes = [Program("node", self.done, at_once) for _ in range(3)]
        self.haproxies = [Program("HAProxy", self.done)]

    def named(self, kind: str) -> list[str]:
        return [kind]

    def wait_until_whole(self) -> None:
        self.done.append("one cluster")

    def wait_until_haproxies_serve(self) -> None:
        self.done.append("HAProxies serve")

    def wait_until_servers_are_well(self) -> None:
        self.done.append("servers well")


@pytest.fixture
def machines() -> Machines:
    return Machines()


@pytest.fixture
def faults(machines: Machines) -> Faults:
    nobody: Any = None
    cluster: Any = machines
    return Faults(cluster, [], nobody, [])


def test_a_fault_ends_when_nodes_haproxies_and_servers_are_well(faults: Faults, machines: Machines) -> None:
    faults.breaks["HAProxy killed"](Immediately())
    assert machines.done == [
        "HAProxy killed",
        "HAProxy started",
        "one cluster",
        "HAProxies serve",
        "servers well",
    ]


def test_a_power_cut_kills_all_nodes_before_it_waits_for_one(faults: Faults, machines: Machines) -> None:
    faults.cut_the_power(0.0)
    assert machines.done == [*["node killed"] * 3, *["node started"] * 3, "one cluster"]
