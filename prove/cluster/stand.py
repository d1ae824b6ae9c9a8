"""A stand: two servers behind two HAProxies, on a database of three nodes, each on a machine of its own."""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from configparser import ConfigParser
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from cbp.admin_client import AcbpClient
from prove import tables
from prove.cluster.faults import Faults
from prove.cluster.machines import Cluster, install
from prove.cluster.network import Network
from prove.cluster.values import machine_values
from prove.processes import ADMIN_TOKEN, ProvedServer, complete_init, logged_defects
from prove.proxy import Endpoint, Proxy
from prove.stand import BOOKINGS_PER_PATIENT, LIMITS, AdminPort, Break
from prove.tables import Tables
from prove.waiting import wait_until

_ADMIN = "127.0.0.1"  # server.conf: administrators on the machine itself
_AS_ONE_SECONDS = 60.0
_DOCTORS = 12


class ThreeNodes:
    """A cluster from the files of `packaging/cluster`, with a proxy of ours before each HAProxy.

    Args:
        folder: for data, configuration and logs; a short path.
        values: those of the files, by machine.
        network: with these machines.
        seed: of the proxies' cuts.
        days: how many days have consultations.
    """

    name = "two servers, three nodes"
    limit = BOOKINGS_PER_PATIENT
    database_killers = frozenset({"power cut"})  # what one node alone has told, the others have
    outages = Faults.OUTAGES

    def __init__(self, folder: Path, values: ConfigParser, network: Network, seed: int, days: int) -> None:
        self._days = days
        self._network = network
        self._cluster = Cluster(folder, install(folder / "installed"), values, network.prefix)
        self._servers = [
            ProvedServer(self._cluster.config(name, LIMITS), self._network.prefix(name))
            for name in self._cluster.named("server")
        ]
        self._proxies = [
            Proxy(partial(_always, booths), f"{seed} {number}")
            for number, booths in enumerate(self._cluster.booths)
        ]
        self.addresses: Sequence[Endpoint] = [proxy.address for proxy in self._proxies]
        self.admin_ports: Sequence[AdminPort] = [
            partial(self._administrator, name, server)
            for name, server in zip(self._cluster.named("server"), self._servers, strict=True)
        ]
        self._differences: list[str] = []
        self._faults = Faults(self._cluster, self._servers, self._network, self._proxies)
        self.breaks: Mapping[str, Break] = self._faults.breaks

    @contextmanager
    def running(self) -> Iterator[ThreeNodes]:
        """Start everything; the thread that does must live as long as the stand."""
        try:
            self._cluster.start_nodes()
            self._cluster.make_accounts()
            self._cluster.start_haproxies()
            self._make_tables()
            for server in self._servers:
                server.start()
            with self._proxies[0], self._proxies[1]:
                yield self
        finally:
            for server in self._servers:
                server.end(signal.SIGKILL)
            self._cluster.stop()

    def read_tables(self) -> Tables:
        """Return what the tables of the first node hold."""
        return tables.read_tables(self._cluster.nodes[0].settings())

    def read_tables_at_the_end(self) -> Tables:
        """Stop the servers, wait until the nodes have the same, kill all of them, and read what is left."""
        for server in self._servers:
            server.end(signal.SIGTERM)
        for haproxy in self._cluster.haproxies:
            haproxy.kill()
        for node in self._cluster.nodes:
            tables.wait_until_alone(node.settings())
        self._note_differences("before the power cut")
        self._faults.cut_the_power(0.0)
        self._note_differences("after the power cut")
        return self.read_tables()

    def counts(self) -> Mapping[str, int]:
        """Return how many connections were cut, and how many migrations were left with a part done."""
        return {
            "connections cut at a byte": sum(proxy.cuts for proxy in self._proxies),
            "migrations left half done": self._faults.half_done,
        }

    def defects(self) -> Sequence[str]:
        """Return whether the servers have logged defects, and the nodes differ at the end."""
        return [*logged_defects(self._servers), *self._differences]

    def _make_tables(self) -> None:
        """Make and fill the tables, by the command of a technician on a server's machine."""
        [name, *_] = self._cluster.named("server")
        complete_init(self._servers[0].config, self._network.prefix(name))
        tables.fill(self._cluster.nodes[0].settings(), doctors=_DOCTORS, days=self._days)

    def _administrator(self, name: str, server: ProvedServer) -> AcbpClient | None:
        self._network.enter(name)
        port = server.admin_port
        return None if port is None else AcbpClient(_ADMIN, port, ADMIN_TOKEN, timeout=5.0)

    def _note_differences(self, when: str) -> None:
        """Wait until all nodes hold the same, and note it if they do not."""
        held: list[Tables] = []

        def are_the_same() -> bool:
            held[:] = [tables.read_tables(node.settings()) for node in self._cluster.nodes]
            return all(one == held[0] for one in held)

        try:
            wait_until(are_the_same, _AS_ONE_SECONDS)
        except TimeoutError:
            first = held[0]
            counts = [
                (len({*first.rows} ^ {*one.rows}), len({*first.people} ^ {*one.people})) for one in held[1:]
            ]
            self._differences.append(f"{when} nodes differ from the first: (rows, patients) {counts}")


def _always(endpoint: Endpoint) -> Endpoint:
    return endpoint


@contextmanager
def three_nodes(seed: int, days: int) -> Iterator[ThreeNodes]:
    """Run a cluster in a folder of its own, which is removed afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="borne-prove-"))
    try:
        folder.chmod(0o755)  # started by root, the nodes may run as another account
        values = machine_values(folder)
        with (
            Network({name: values[name]["address"] for name in values.sections()}) as network,
            ThreeNodes(folder, values, network, seed, days).running() as stand,
        ):
            yield stand
    finally:
        shutil.rmtree(folder, ignore_errors=True)
