"""The cluster of `script/bench booths-cluster`: patients book at its booths, and every node has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.carried import carry
from bench.cluster import cluster, missing
from bench.filling import Size
from bench.hall import HallSettings
from bench.simulation import simulation
from tests.plugins.waiting import wait_until

SIZE = Size(4000, doctors=20, specialties=4, days=10, patients=1020, visitors=20, percent_booked=20)


@pytest.mark.skipif(bool(missing()), reason="needs a program that is not installed")
def test_booths_of_a_cluster_are_served_by_both_servers_and_all_nodes(installed: Path) -> None:
    with cluster(SIZE, installed.parents[1] / "hospital") as arrangement:
        settings = HallSettings(arrangement.ports, 6, SIZE, arrival=0.1, pace=200.0)
        with simulation(settings) as hall:
            wait_until(lambda: hall.tell().visits >= 20, 60.0)
            carried = carry(arrangement, hall, 0.5)
            assert hall.tell().failures == {}
        for server in arrangement.servers:
            assert server.status().requests["BOOK_CONSULTATION"].count
    assert [len(shares) for shares in (carried.servers, carried.databases, carried.proxies)] == [2, 3, 2]
    assert all(carried.databases)
    assert carried.connections
