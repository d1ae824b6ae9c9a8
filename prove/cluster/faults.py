"""What can be broken in a cluster, and how it is mended.

Every fault ends when all is whole again: the three nodes are one cluster, each HAProxy serves, and the
servers are well.
"""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from prove import migrations
from prove.cluster.machines import Cluster
from prove.cluster.network import Network
from prove.cluster.node import Node
from prove.processes import ProvedServer, complete_init, frozen, start_init
from prove.proxy import Proxy
from prove.stand import Break
from prove.waiting import wait_until

_LONGEST = 8.0
"""How many seconds something is broken at most: more than the cluster takes to go on without it."""

_RESTART_SECONDS = 5.0
"""After how long systemd starts a node that was killed (`RestartSec` in Debian's unit)."""

_STEP_SECONDS = 0.05
_SAME_SECONDS = 30.0
"""How long the nodes may take until they have what one of them has."""


class Faults:
    """The faults of a cluster; only one thread may break it.

    Args:
        cluster: its nodes and HAProxies.
        servers: its reservation servers.
        network: its cables.
        proxies: ours, before the HAProxies.

    Attributes:
        half_done: how many migrations were left with a part done.
    """

    OUTAGES = frozenset({"power cut", "no quorum"})

    def __init__(
        self, cluster: Cluster, servers: Sequence[ProvedServer], network: Network, proxies: Sequence[Proxy]
    ) -> None:
        self.half_done = 0
        self._cluster = cluster
        self._servers = servers
        self._network = network
        self._proxies = proxies
        self._node_names = cluster.named("node")
        self._server_names = cluster.named("server")
        breaks: dict[str, Break] = {
            "server killed": self._kill_server,
            "server stopped": self._stop_server,
            "server frozen": self._freeze_server,
            "server's machine killed": self._kill_server_machine,
            "server's machine unplugged": self._unplug_server_machine,
            "HAProxy killed": self._kill_haproxy,
            "HAProxy frozen": self._freeze_haproxy,
            "server split from the nodes": self._split_server,
            "connections cut": self._cut,
            "node killed": self._kill_node,
            "node frozen": self._freeze_node,
            "node unplugged": self._unplug_node,
            "node split from the others": self._split_node,
            "node not heard": self._mute_node,
            "server and node killed": self._kill_server_and_node,
            "migration broken off": self._break_migration,
            "power cut": self._cut_the_power,
            "no quorum": self._split_all,
        }
        self.breaks: Mapping[str, Break] = {name: self._until_whole(one) for name, one in breaks.items()}

    def cut_the_power(self, seconds: float) -> None:
        """Kill all nodes at once, and start them again after some seconds of nothing."""
        nodes = self._cluster.nodes
        with ThreadPoolExecutor(len(nodes)) as at_once:  # each waits for the end of its node
            for killing in [at_once.submit(node.kill) for node in nodes]:
                killing.result()
        time.sleep(seconds)
        for node in self._cluster.nodes:
            node.start(knows_position=False)
        self._cluster.wait_until_whole()

    def _until_whole(self, fault: Break) -> Break:
        def break_and_mend(chance: random.Random) -> float | None:
            ended = fault(chance)
            self._cluster.wait_until_whole()
            self._cluster.wait_until_haproxies_serve()
            self._cluster.wait_until_servers_are_well()
            return ended

        return break_and_mend

    def _kill_server(self, chance: random.Random) -> float:
        return self._restart(chance.choice(self._servers), signal.SIGKILL, chance)

    def _stop_server(self, chance: random.Random) -> float:
        return self._restart(chance.choice(self._servers), signal.SIGTERM, chance)

    def _restart(self, server: ProvedServer, sign: signal.Signals, chance: random.Random) -> float:
        server.end(sign)
        ended = time.monotonic()
        time.sleep(chance.uniform(0.0, 3.0))
        server.start()
        return ended

    def _freeze_server(self, chance: random.Random) -> None:
        with frozen(chance.choice(self._servers).pid):
            time.sleep(chance.uniform(0.2, _LONGEST))

    def _kill_server_machine(self, chance: random.Random) -> float:
        number = chance.randrange(len(self._servers))
        self._cluster.haproxies[number].kill()
        self._servers[number].end(signal.SIGKILL)
        ended = time.monotonic()
        time.sleep(chance.uniform(0.0, _LONGEST))
        self._cluster.haproxies[number].start()
        self._servers[number].start()
        return ended

    def _unplug_server_machine(self, chance: random.Random) -> float:
        """Pull the cable; what was said meanwhile to end a session reaches the server some seconds late."""
        self._unplug(chance.choice(self._server_names), chance)
        return time.monotonic()

    def _kill_haproxy(self, chance: random.Random) -> None:
        haproxy = chance.choice(self._cluster.haproxies)
        haproxy.kill()
        time.sleep(chance.uniform(0.0, 3.0))
        haproxy.start()

    def _freeze_haproxy(self, chance: random.Random) -> None:
        with frozen(chance.choice(self._cluster.haproxies).pid):
            time.sleep(chance.uniform(0.2, _LONGEST))

    def _cut(self, chance: random.Random) -> None:
        for proxy in self._proxies:
            proxy.share = chance.uniform(0.3, 1.0)
            proxy.cut_all()
        time.sleep(chance.uniform(1.0, 4.0))
        for proxy in self._proxies:
            proxy.share = 0.0

    def _kill_node(self, chance: random.Random) -> None:
        node = chance.choice(self._cluster.nodes)
        node.kill()
        self._start_again(node, chance)

    def _freeze_node(self, chance: random.Random) -> None:
        with frozen(chance.choice(self._cluster.nodes).pid):
            time.sleep(chance.uniform(0.2, _LONGEST))

    def _unplug_node(self, chance: random.Random) -> None:
        self._unplug(chance.choice(self._node_names), chance)

    def _split_node(self, chance: random.Random) -> None:
        """Cut a node from the other two: the HAProxies still reach all three."""
        alone = chance.choice(self._node_names)
        self._network.split([alone], [name for name in self._node_names if name != alone])
        time.sleep(chance.uniform(0.2, _LONGEST))
        self._network.heal()

    def _mute_node(self, chance: random.Random) -> None:
        """Lose what a node sends to the other two; it still hears them."""
        mute = chance.choice(self._node_names)
        for name in self._node_names:
            if name != mute:
                self._network.block(mute, name)
        time.sleep(chance.uniform(0.2, _LONGEST))
        self._network.heal()

    def _split_server(self, chance: random.Random) -> None:
        """Cut a server's machine from the nodes: booths and the other HAProxy still reach it."""
        self._network.split([chance.choice(self._server_names)], self._node_names)
        time.sleep(chance.uniform(0.2, _LONGEST))
        self._network.heal()

    def _kill_server_and_node(self, chance: random.Random) -> float:
        server, node = chance.choice(self._servers), chance.choice(self._cluster.nodes)
        server.end(signal.SIGKILL)
        ended = time.monotonic()
        node.kill()
        server.start()
        self._start_again(node, chance)
        return ended

    def _break_migration(self, chance: random.Random) -> None:
        """Kill `init` while it works, or a node as it begins; then complete it.

        Whoever completes it waits until the place of the one that died is free (`database.tables.only_init`).
        No node is killed while it runs an ALTER or a CREATE: it would want a whole copy of the data
        (docs/cluster.md, "A node is back"), which the programs here cannot make.

        Raises:
            TimeoutError: a node misses something in the end.
        """
        number = chance.randrange(len(self._servers))
        config, prefix = self._servers[number].config, self._network.prefix(self._server_names[number])
        nodes = self._cluster.nodes
        migrations.take_back(nodes[0].settings())
        wait_until(lambda: all(migrations.is_taken_back(one.settings()) for one in nodes), _SAME_SECONDS)
        if chance.random() < 0.5:  # noqa: PLR2004 - a fair coin
            with start_init(config, prefix) as init:
                migrations.wait_for_step(init, chance.randint(1, migrations.STEPS))
                time.sleep(chance.uniform(0.0, _STEP_SECONDS))
                init.kill()
            self.half_done += migrations.is_half_done(nodes[0].settings())
        else:
            node = chance.choice(nodes)
            node.kill()
            with start_init(config, prefix) as init:
                self._start_again(node, chance)
                init.communicate()
        complete_init(config, prefix)
        self._cluster.wait_until_whole()
        wait_until(lambda: all(migrations.is_done(one.settings()) for one in nodes), _SAME_SECONDS)

    def _cut_the_power(self, chance: random.Random) -> None:
        self.cut_the_power(chance.uniform(0.0, 2.0))

    def _split_all(self, chance: random.Random) -> None:
        first, second, third = self._node_names
        self._network.split([first], [second, third])
        self._network.split([second], [third])
        time.sleep(chance.uniform(3.0, _LONGEST))
        self._network.heal()

    def _unplug(self, name: str, chance: random.Random) -> None:
        self._network.unplug(name)
        time.sleep(chance.uniform(0.2, _LONGEST))
        self._network.plug(name)

    def _start_again(self, node: Node, chance: random.Random) -> None:
        time.sleep(_RESTART_SECONDS + chance.uniform(0.0, 2.0))
        node.start(knows_position=False)
