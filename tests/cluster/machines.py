"""A cluster on this machine with its servers, each machine at ports of its own. No tests here."""

from __future__ import annotations

import signal
from configparser import ConfigParser
from contextlib import ExitStack
from pathlib import Path

from prove.cluster.machines import Cluster
from prove.cluster.values import loopback_values
from tests.plugins.reservation_server import RunningServer, launch


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

    def stop(self) -> None:
        for server in self.servers:
            server.process.send_signal(signal.SIGCONT)
            server.process.kill()
            server.process.wait()
        super().stop()
        self._ports.close()
