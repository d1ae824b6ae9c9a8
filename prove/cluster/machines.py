"""The nodes and the HAProxies of a cluster, from the files of `packaging/cluster`.

Each machine has its own folder, and its own ports or its own network namespace; the rest of the files is as
in a hospital.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from configparser import ConfigParser
from contextlib import ExitStack, suppress
from functools import partial
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path
from types import MappingProxyType

from cbp import CbpClient, CbpError, ErrorReplyError
from database.private import PrivateMariaDB
from database.private.installation import program
from database.private.parent_death import killed_with_parent
from prove.cluster.node import JOIN_SECONDS, TABLE_OF_WRITES, Node
from prove.cluster.values import fill, loopback_values
from prove.processes import ADMIN_TOKEN, write_secret
from prove.waiting import wait_until

PASSWORD = "a password of this cluster"  # noqa: S105 - of nobody but the processes of a test


class HAProxy:
    """An HAProxy.

    Args:
        folder: its own, with what `fill` made for it.
        prefix: what stands before a command that is to run on its machine.
    """

    def __init__(self, folder: Path, prefix: Sequence[str] = ()) -> None:
        self._config = folder / "haproxy.cfg"
        self._prefix = list(prefix)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, without waiting for it."""
        with (self._config.parent / "haproxy.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*self._prefix, *killed_with_parent([program("haproxy"), "-db", "-f", str(self._config)])],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """The process id of the running HAProxy."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """Kill it, even when it is frozen."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


def _is_well(address: str) -> bool:
    with (
        suppress(OSError, HTTPException),
        urllib.request.urlopen(address, timeout=2.0) as answer,  # noqa: S310 - HTTP, on our own network
    ):
        return bool(answer.status == HTTPStatus.OK)
    return False


def _is_served(host: str, port: int) -> bool:
    """Tell whether a server answers there; nobody is logged in."""
    try:
        with CbpClient.connect(host, port, timeout=2.0) as client:
            client.get_specialties()
    except ErrorReplyError:
        return True
    except CbpError:
        pass
    return False


def _no_prefix(_: str) -> list[str]:
    return []


class Cluster:
    """Three nodes, and on two machines an HAProxy each; their servers are the caller's.

    Args:
        folder: an empty one, whose path is short.
        installed: the data of a node that has run alone and was stopped.
        values: those of the files, by machine.
        prefix: returns what stands before a command that is to run on a machine.

    Attributes:
        nodes, haproxies: in the order of their names.
    """

    def __init__(
        self,
        folder: Path,
        installed: Path,
        values: ConfigParser,
        prefix: Callable[[str], list[str]] = _no_prefix,
    ) -> None:
        self._folder = folder
        self._installed = installed
        self._values = values
        self._prefix = prefix
        fill(values, folder)
        folder.chmod(0o755)  # the nodes may run as another account
        self.nodes = [
            Node(folder / name, self._port(name, "database_port"), prefix(name))
            for name in self.named("node")
        ]
        self.haproxies = [HAProxy(folder / name, prefix(name)) for name in self.named("server")]

    def named(self, kind: str) -> list[str]:
        """Return the names of the machines of a kind, "node" or "server"."""
        return [name for name in self._values.sections() if name.startswith(kind)]

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
        for statement in TABLE_OF_WRITES:
            nodes[0].rows(statement)

    def wait_until_whole(self) -> None:
        """Wait until all nodes are one cluster, agree about it, and each can write.

        A node that was frozen for a moment says that it is one of them while the others leave it behind, or
        before they know that they are going to.

        Raises:
            TimeoutError, NodeError: as `Node.wait_until_joined`.
        """
        for node in self.nodes:
            node.wait_until_joined(len(self.nodes))

        def are_one() -> bool:
            views = {node.view(len(self.nodes)) for node in self.nodes}
            return len(views) == 1 and "" not in views

        wait_until(
            lambda: are_one() and all(node.can_write() for node in self.nodes) and are_one(), JOIN_SECONDS
        )

    def wait_until_servers_are_well(self) -> None:
        """Wait until each server says at its health port that it can serve.

        Raises:
            TimeoutError: one does not.
        """
        for name in self.named("server"):
            address = f"http://{self._values[name]['address']}:{self._values[name]['health_port']}/"
            wait_until(partial(_is_well, address), JOIN_SECONDS)

    def wait_until_booths_are_served(self) -> None:
        """Wait until each HAProxy leads booths to a server.

        Raises:
            TimeoutError: one does not.
        """
        for address in self.booths:
            wait_until(partial(_is_served, *address), JOIN_SECONDS)

    def make_accounts(self) -> None:
        """Make the accounts, by the file that a technician runs."""
        text = (self._folder / "node-1" / "accounts.sql").read_text(encoding="utf-8")
        for statement in re.sub(r"^--.*$", "", text, flags=re.MULTILINE).split(";\n"):
            if statement.strip():
                self.nodes[0].rows(statement.strip().replace("CHANGE-ME", PASSWORD))

    def start_haproxies(self) -> None:
        """Start both HAProxies, and wait until each reaches a node."""
        for haproxy in self.haproxies:
            haproxy.start()
        self.wait_until_haproxies_serve()

    def wait_until_haproxies_serve(self) -> None:
        """Wait until each HAProxy lets its server reach a node.

        Raises:
            TimeoutError: one does not.
        """
        for name in self.named("server"):
            wait_until(partial(self._reaches_a_node, name), JOIN_SECONDS)

    def config(self, name: str, limits: Mapping[str, object] = MappingProxyType({})) -> Path:
        """Write the secrets of a machine beside its server.conf, and return its path.

        Args:
            name: of the machine.
            limits: more keys of `[server]`, written into it; without any the file is as `fill` made it.
        """
        folder = self._folder / name
        write_secret(folder / "admin-token", ADMIN_TOKEN)
        write_secret(folder / "database-password", PASSWORD)
        config = folder / "server.conf"
        if limits:
            parser = ConfigParser(interpolation=None, inline_comment_prefixes=(";",))
            parser.read(config, encoding="utf-8")
            parser["server"].update({key: str(value) for key, value in limits.items()})
            with config.open("w", encoding="utf-8") as stream:
                parser.write(stream)
        return config

    @property
    def booths(self) -> list[tuple[str, int]]:
        """Where booths connect to, as booth.conf has it."""
        booth = ConfigParser()
        booth.read(self._folder / "booths" / "booth.conf")
        addresses = [one.strip().rpartition(":") for one in booth["server"]["address"].split(",")]
        return [(host, int(port)) for host, _, port in addresses]

    def stop(self) -> None:
        """Kill everything."""
        for haproxy in self.haproxies:
            haproxy.kill()
        for node in self.nodes:
            node.kill()

    def _port(self, name: str, key: str) -> int:
        return self._values.getint(name, key)

    def _reaches_a_node(self, name: str) -> bool:
        """Tell whether a database answers the server's account through the HAProxy of a machine."""
        port = self._values[name]["proxy_port"]
        command = [
            program("mariadb"),
            "--no-defaults",
            "--protocol=tcp",
            "--host=127.0.0.1",
            f"--port={port}",
        ]
        command += [
            "--user=borne",
            f"--password={PASSWORD}",
            "--skip-ssl",
            "--connect-timeout=1",
            "--execute=DO 1",
        ]
        return (
            subprocess.run([*self._prefix(name), *command], capture_output=True, check=False).returncode == 0
        )


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
