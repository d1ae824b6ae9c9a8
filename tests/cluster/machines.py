"""A cluster on this machine with its servers, each machine at ports of its own. No tests here."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from configparser import ConfigParser
from contextlib import ExitStack, contextmanager
from pathlib import Path

from database import DatabaseSettings
from prove.cluster.machines import Cluster
from prove.cluster.node import Node
from prove.cluster.values import loopback_values
from prove.processes import ADMIN_TOKEN
from tests.plugins.mariadb import sql_runner
from tests.plugins.reservation_server import RunningServer, launch, write_server_config
from tests.plugins.wire import WireClient

SOON = 60.0
"""A limit: what is waited for takes some seconds."""

_WHO_HAS = "SELECT id, patient_id FROM consultations WHERE patient_id IS NOT NULL"
_ESTABLISHED = "01"
"""A state of TCP in /proc/net/tcp."""


def sessions(server: RunningServer) -> int:
    """Return how many patients are in session at a server."""
    with WireClient(("127.0.0.1", server.admin_port)) as administrator:
        return int(administrator.ask("GET_STATUS", token=ADMIN_TOKEN)["sessions"])


def at(server: RunningServer, booth: str = "127.0.0.1") -> WireClient:
    """Connect to this server and no other, with the header that HAProxy sends for a booth."""
    client = WireClient(server.address)
    client.stream.sendall(f"PROXY TCP4 {booth} 127.0.0.1 1024 50000\r\n".encode())
    return client


def bookings(node: Node) -> set[tuple[int, int]]:
    """Return the consultations that are booked, as a node has them by now, each with its patient."""
    return set(sql_runner(node.settings())(_WHO_HAS))


@contextmanager
def servers_at(
    nodes: Sequence[DatabaseSettings], folder: Path, **keys: object
) -> Iterator[list[RunningServer]]:
    """Run a server at each node, which asks no other.

    Args:
        nodes: where the tables are.
        folder: for configuration and logs.
        keys: more of `[server]`.
    """
    servers: list[RunningServer] = []
    try:
        for number, node in enumerate(nodes, start=1):
            own = folder / f"server-{number}"
            own.mkdir()
            servers.append(launch(write_server_config(own, node, **keys), own / "server.log"))
        yield servers
    finally:
        for server in servers:
            server.kill()


class Hospital(Cluster):
    """Three nodes, two HAProxies and two servers.

    Args:
        folder: an empty one, whose path is short.
        installed: the data of a node that has run alone and was stopped.

    Attributes:
        values: those of the files, by machine.
        servers: in the order of their names; those that were started.
    """

    def __init__(self, folder: Path, installed: Path) -> None:
        self._ports = ExitStack()
        self.values: ConfigParser = loopback_values(folder, self._ports)
        super().__init__(folder, installed, self.values)
        self.servers: list[RunningServer] = []

    def start_servers(self) -> None:
        """Start both servers, by the files that they have in a hospital."""
        for name in self.named("server"):
            config = self.config(name)
            self.servers.append(launch(config, config.parent / "server.log"))
        self.wait_until_booths_are_served()

    def kill_machine(self, number: int) -> None:
        """Kill a server and the HAProxy of its machine, the first or the second (0 or 1)."""
        self.servers[number].kill()
        self.haproxies[number].kill()

    def start_machine(self, number: int) -> None:
        """Start both again."""
        self.haproxies[number].start()
        old = self.servers[number]
        self.servers[number] = launch(old.config, old.log_file)

    @property
    def booth_config(self) -> Path:
        """The booth.conf of every booth."""
        return self._folder / "booths" / "booth.conf"

    @property
    def serving(self) -> RunningServer:
        """The server of the only session."""
        [serving] = [server for server in self.servers if sessions(server)]
        return serving

    def nodes_of(self, server: RunningServer) -> list[Node]:
        """Return the nodes to which a server's HAProxy has led it: those of its open connections."""
        proxy = self.haproxies[self.servers.index(server)]
        sockets = {str(one.readlink()) for one in Path(f"/proc/{proxy.pid}/fd").iterdir()}
        lines = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
        ports = {
            int(remote.rpartition(":")[2], 16)
            for _, _, remote, state, _, _, _, _, _, inode, *_ in lines
            if state == _ESTABLISHED and f"socket:[{inode}]" in sockets
        }
        return [node for node in self.nodes if node.port in ports]

    def stop(self) -> None:
        for server in self.servers:
            server.process.send_signal(signal.SIGCONT)
            server.process.kill()
            server.process.wait()
        super().stop()
        self._ports.close()
