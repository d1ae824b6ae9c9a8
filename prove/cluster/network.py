"""The network of a cluster on one machine: a network namespace for each machine, joined by a bridge in ours.

The caller runs in a namespace of its own already (`unshare --net`), so nothing of the real machine's network
is touched, and all of it goes when the processes end.
"""

from __future__ import annotations

import ctypes
import ipaddress
import os
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from database.private.parent_death import killed_with_parent
from prove import own_namespace
from prove.waiting import wait_until

OURS = "10.0.0.1"
"""Where the booths are: the caller's own address in the bridge."""

_NETWORK = ipaddress.ip_network("10.0.0.0/24")
_NOBODY = "02:00:00:00:00:01"
"""A hardware address of no machine: what is sent to it is lost."""

_START_SECONDS = 10.0
_CLONE_NEWNET = 0x40000000
_LIBC = ctypes.CDLL(None, use_errno=True)


def enter_own_network(command: Sequence[str]) -> None:
    """Run a command in the place of this process, in a network namespace of its own; return if it is in one.

    Args:
        command: what this process was started with. It need not be root: it gets a user namespace, too.
    """
    own_namespace.enter("--net", command)


class Network:
    """Machines with an address each, and the cables between them; a context manager.

    Only one thread may change it, and must live as long as it does.

    Args:
        addresses: of each machine, by its name; in `_NETWORK`.
    """

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self._addresses = dict(addresses)
        self._machines: dict[str, subprocess.Popen[bytes]] = {}
        self._blocked: set[tuple[str, str]] = set()

    def __enter__(self) -> Network:
        """Make the bridge, and the machines with a cable each."""
        _ip("link", "set", "lo", "up")
        _ip("link", "add", "hall", "type", "bridge")
        _ip("address", "add", f"{OURS}/{_NETWORK.prefixlen}", "dev", "hall")
        _ip("link", "set", "hall", "up")
        for name, address in self._addresses.items():
            holder = subprocess.Popen(killed_with_parent(["unshare", "--net", "sleep", "infinity"]))
            self._machines[name] = holder
            wait_until(lambda: self._is_apart(name), _START_SECONDS)  # noqa: B023 - called at once
            _ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", str(holder.pid))
            _ip("link", "set", name, "master", "hall", "up")
            self._inside(name, "link", "set", "lo", "up")
            self._inside(name, "address", "add", f"{address}/{_NETWORK.prefixlen}", "dev", "eth0")
            self._inside(name, "link", "set", "eth0", "up")
        return self

    def __exit__(self, *_: object) -> None:
        """End the machines, and with them their cables."""
        for holder in self._machines.values():
            holder.kill()
            holder.wait()
        self._machines.clear()

    def prefix(self, name: str) -> list[str]:
        """Return what to put before a command that is to run on a machine."""
        return ["nsenter", f"--net={self._namespace(name)}"]

    def enter(self, name: str) -> None:
        """Have the calling thread be on a machine from now on: the sockets that it makes are there."""
        descriptor = os.open(self._namespace(name), os.O_RDONLY)
        try:
            if _LIBC.setns(descriptor, _CLONE_NEWNET):
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number))
        finally:
            os.close(descriptor)

    def unplug(self, name: str) -> None:
        """Pull a machine's cable: nothing reaches it, and nothing comes from it."""
        _ip("link", "set", name, "down")

    def plug(self, name: str) -> None:
        """Put the cable back."""
        _ip("link", "set", name, "up")

    def split(self, one_side: Iterable[str], other_side: Iterable[str]) -> None:
        """Let nothing pass between two groups of machines, which others still reach."""
        others = list(other_side)
        for one in one_side:
            for other in others:
                self.block(one, other)
                self.block(other, one)

    def block(self, sender: str, receiver: str) -> None:
        """Lose what one machine sends to another, so that it does not notice; the way back stays."""
        self._blocked.add((sender, receiver))
        neighbour = (self._addresses[receiver], "lladdr", _NOBODY, "dev", "eth0", "nud", "permanent")
        self._inside(sender, "neighbour", "replace", *neighbour)

    def heal(self) -> None:
        """Let everything pass again that was split or blocked."""
        for sender, receiver in self._blocked:
            self._inside(sender, "neighbour", "delete", self._addresses[receiver], "dev", "eth0")
        self._blocked.clear()

    def _namespace(self, name: str) -> str:
        return f"/proc/{self._machines[name].pid}/ns/net"

    def _is_apart(self, name: str) -> bool:
        with suppress(OSError):  # it is just starting
            return Path(self._namespace(name)).readlink() != Path("/proc/self/ns/net").readlink()
        return False

    def _inside(self, name: str, *words: str) -> None:
        subprocess.run([*self.prefix(name), "ip", *words], check=True, capture_output=True)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
