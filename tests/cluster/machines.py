"""A cluster on this machine, from the files of packaging/cluster: nodes, HAProxies, servers. No tests.

Each machine has its own ports of loopback and its own folder; the rest of the files is as in a hospital.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from configparser import ConfigParser
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pymysql

from database.private import PrivateMariaDB
from database.private.installation import program
from database.private.parent_death import killed_with_parent
from tests.cluster.node import JOIN_SECONDS, Node
from tests.cluster.values import HOST, fill, loopback_values
from tests.plugins.reservation_server import ADMIN_TOKEN, RunningServer, launch, write_secret
from tests.plugins.waiting import wait_until

PASSWORD = "a password of this test"


class Proxy:
    """An HAProxy.

    Args:
        folder: its own, with what `fill` made for it.
    """

    def __init__(self, folder: Path) -> None:
        self._config = folder / "haproxy.cfg"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; it listens at once."""
        with (self._config.parent / "haproxy.log").open("ab") as log:
            self._process = subprocess.Popen(
                killed_with_parent([program("haproxy"), "-db", "-f", str(self._config)]),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """Kill it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


class Cluster:
    """Three nodes, and on two machines an HAProxy and a server each.

    Args:
        folder: an empty one, whose path is short.
        installed: the data of a node that has run alone and was stopped.

    Attributes:
        values: those of the files, by machine.
        nodes, proxies, servers: in the order of their names; the servers that were started.
    """

    def __init__(self, folder: Path, installed: Path) -> None:
        self._folder = folder
        self._installed = installed
        self._ports = ExitStack()
        self.values = loopback_values(folder, self._ports)
        fill(self.values, folder)
        folder.chmod(0o755)  # the nodes may run as another account
        self.nodes = [Node(folder / name, self._port(name, "database_port")) for name in self._named("node")]
        self.proxies = [Proxy(folder / name) for name in self._named("server")]
        self.servers: list[RunningServer] = []

    def start_nodes(self, count: int = 3) -> None:
        """Start so many nodes with the same data, and wait until they are one cluster."""
        nodes = self.nodes[:count]
        for node in nodes:
            shutil.copytree(self._installed, node.data)
        nodes[0].start(is_first=True)
        nodes[0].wait_until_joined(1)
        for number, node in enumerate(nodes[1:], start=2):  # together they may split in two at first
            node.start()
            node.wait_until_joined(number)

    def make_accounts(self) -> None:
        """Make the accounts, by the file that a technician runs."""
        text = (self._folder / "node-1" / "accounts.sql").read_text(encoding="utf-8")
        run = self.nodes[0].sql()
        for statement in re.sub(r"^--.*$", "", text, flags=re.MULTILINE).split(";\n"):
            if statement.strip():
                run(statement.strip().replace("CHANGE-ME", PASSWORD), database=None)

    def start_proxies(self) -> None:
        """Start both HAProxies, and wait until each reaches a node."""
        for proxy, name in zip(self.proxies, self._named("server"), strict=True):
            proxy.start()
            port = self._port(name, "proxy_port")
            wait_until(partial(_answers, port), JOIN_SECONDS)

    def start_servers(self) -> None:
        """Start both servers, by the files that they have in a hospital."""
        for name in self._named("server"):
            self.servers.append(launch(self.config(name), self._folder / name / "server.log"))

    def config(self, name: str) -> Path:
        """Return the server.conf of a machine, with its secrets beside it."""
        folder = self._folder / name
        write_secret(folder / "admin-token", ADMIN_TOKEN)
        write_secret(folder / "database-password", PASSWORD)
        return folder / "server.conf"

    @property
    def booths(self) -> list[tuple[str, int]]:
        """Where booths connect to, as booth.conf has it."""
        booth = ConfigParser()
        booth.read(self._folder / "booths" / "booth.conf")
        addresses = [one.strip().rpartition(":") for one in booth["server"]["address"].split(",")]
        return [(host, int(port)) for host, _, port in addresses]

    def stop(self) -> None:
        """Kill everything."""
        for server in self.servers:
            server.process.send_signal(signal.SIGCONT)
            server.process.kill()
            server.process.wait()
        for proxy in self.proxies:
            proxy.kill()
        for node in self.nodes:
            node.kill()
        self._ports.close()

    def _named(self, kind: str) -> list[str]:
        return [name for name in self.values.sections() if name.startswith(kind)]

    def _port(self, name: str, key: str) -> int:
        return self.values.getint(name, key)


def _answers(port: int) -> bool:
    """Tell whether a database answers the test's account at a port of loopback."""
    where: dict[str, Any] = {"host": HOST, "port": port, "user": "borne", "password": PASSWORD}
    with suppress(pymysql.err.MySQLError, OSError):
        pymysql.connect(**where, ssl_disabled=True, connect_timeout=1, read_timeout=1).close()
        return True
    return False


def install(folder: Path) -> Path:
    """Make the data of a node that has run alone and was stopped; return its folder."""
    with PrivateMariaDB(folder / "alone"):
        pass  # starting it has made its data
    with ExitStack() as held:
        values = loopback_values(folder, held)
        fill(values, folder)
        folder.chmod(0o755)
        node = Node(folder / "node-1", values.getint("node-1", "database_port"))
        (folder / "alone" / "data").rename(node.data)
        node.start(is_first=True)
        node.wait_until_joined(1)
        node.stop()
    return node.data
