"""The network of a cluster: what is split, blocked or unplugged does not pass, and everything else does."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from prove import own_namespace
from tests.checkout import ROOT

NAMESPACE = own_namespace.prefix("--net")

SCRIPT = """
import socket, threading
from prove.cluster.network import Network

ADDRESSES = {"one": "10.0.0.11", "two": "10.0.0.12", "three": "10.0.0.13"}
network = Network(ADDRESSES)
network.__enter__()

def on(name, do):
    # The namespace is a thread's own.
    found = []
    def run():
        network.enter(name)
        found.append(do())
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]

listeners = {name: on(name, lambda: socket.create_server(("0.0.0.0", 7))) for name in ADDRESSES}

def reaches(sender, receiver):
    def connect():
        try:
            socket.create_connection((ADDRESSES[receiver], 7), timeout=2).close()
        except TimeoutError:
            return False
        except OSError as error:
            return error.strerror
        return True
    return on(sender, connect) if sender != "us" else connect()

def reached():
    pairs = [(a, b) for a in ["us", *ADDRESSES] for b in ADDRESSES if a != b]
    found = [(f"{a}-{b}", reaches(a, b)) for a, b in pairs]
    lost = [pair if how is False else f"{pair}: {how}" for pair, how in found if how is not True]
    return " ".join(lost) or "all"

print(reached())
network.split(["one"], ["two", "three"])
print(reached())
network.heal()
network.block("one", "two")
print(reached())
network.heal()
network.unplug("three")
print(reached())
network.plug("three")
print(reached())
network.__exit__()
"""


def _is_allowed() -> bool:
    if shutil.which("ip") is None:
        return False
    command = [*NAMESPACE, "ip", "link", "add", "hall", "type", "bridge"]
    return subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == 0


@pytest.mark.program
@pytest.mark.skipif(not _is_allowed(), reason="needs iproute2, and the right to make network namespaces")
def test_what_is_cut_does_not_pass_and_the_rest_does() -> None:
    done = subprocess.run(
        [*NAMESPACE, sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "all",
        "one-two one-three two-one three-one",
        "one-two two-one",  # one way is enough for a connection to fail
        "us-three one-three two-three three-one three-two",
        "all",
    ]
