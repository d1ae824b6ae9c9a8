"""A cluster with the tables of a large hospital, from the files of `packaging/cluster`, all on this machine.

Each of the seven machines has ports of its own on loopback (`prove.cluster`).
"""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.arrangements import LIMITS, Arrangement
from bench.filling import Size
from bench.hospital import hospital
from bench.watched import WatchedServer
from prove.cluster.machines import Cluster, install
from prove.cluster.node import Node
from prove.cluster.values import loopback_values, missing_packages
from prove.processes import ADMIN_TOKEN, ProvedServer

_MEMORY = {"gcache": "256M", "buffer_pool": "1G", "log_size": "256M"}
"""Less than ships, for there are three nodes on one machine; the tables fit into it."""

_CONNECTIONS = "SELECT COUNT(*) FROM information_schema.processlist WHERE user = 'borne'"


def missing() -> list[str]:
    """Return the Debian packages that this machine lacks for a cluster."""
    return missing_packages("haproxy", "mariadb")


@contextmanager
def cluster(size: Size, kept: Path) -> Iterator[Arrangement]:
    """Run three nodes, two HAProxies and two servers.

    Args:
        size: what the tables hold.
        kept: as `bench.hospital.hospital` takes it; each node begins with a copy of it.
    """
    with hospital(size, kept):
        pass  # the data are there, and as they were filled
    folder = Path(tempfile.mkdtemp(prefix="borne-bench-"))
    try:
        shutil.copytree(kept / "data", folder / "installed" / "alone" / "data")
        with ExitStack() as stack:
            values = loopback_values(folder, stack)
            values["DEFAULT"].update(_MEMORY)
            machines = Cluster(folder, install(folder / "installed"), values)
            stack.callback(machines.stop)
            machines.start_nodes()
            machines.make_accounts()
            machines.start_haproxies()
            servers = [ProvedServer(machines.config(name, LIMITS)) for name in machines.named("server")]
            for server in servers:
                stack.callback(server.end, signal.SIGTERM)
                server.start()
            machines.wait_until_booths_are_served()
            yield Arrangement(
                size,
                [_watched(server) for server in servers],
                tuple(port for _, port in machines.booths),
                [node.pid for node in machines.nodes],
                lambda: sum(map(_connections, machines.nodes)),
                [proxy.pid for proxy in machines.haproxies],
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _watched(server: ProvedServer) -> WatchedServer:
    assert server.port is not None
    assert server.admin_port is not None
    return WatchedServer(server.port, server.admin_port, server.pid, token=ADMIN_TOKEN)


def _connections(node: Node) -> int:
    return int(node.rows(_CONNECTIONS)[0][0])
