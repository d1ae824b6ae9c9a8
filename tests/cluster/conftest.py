"""Fixtures: the nodes of a cluster, and a whole one with HAProxies and servers."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from cbp import Address
from database import DatabaseSettings
from database.demo.filling import fill as fill_with_demo_data
from prove.cluster.machines import install
from prove.cluster.node import Node
from prove.cluster.values import missing_packages
from tests.checkout import ROOT
from tests.cluster.machines import Hospital
from tests.plugins.mariadb import RunSql, sql_runner
from tests.plugins.waiting import wait_until

_numbers = itertools.count(1)


def _require(*programs: str) -> None:
    if missing := missing_packages(*programs):
        pytest.skip(f"needs {' '.join(missing)}: apt-get install --no-install-recommends {' '.join(missing)}")


@pytest.fixture(scope="session")
def installed() -> Iterator[Path]:
    """The data of a node, copied for each; a socket's path has to be short."""
    _require()
    folder = Path(tempfile.mkdtemp(prefix="borne-"))
    try:
        yield install(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _machines(installed: Path) -> Iterator[Hospital]:
    """Prepare a cluster of which nothing is started yet."""
    folder = Path(tempfile.mkdtemp(prefix="borne-"))
    cluster = Hospital(folder, installed)
    try:
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def two_nodes(installed: Path) -> Iterator[list[Node]]:
    """Two nodes of three, for the whole test process."""
    with _machines(installed) as cluster:
        cluster.start_nodes(2)
        yield cluster.nodes[:2]


@pytest.fixture
def own_nodes(installed: Path) -> Iterator[list[Node]]:
    """Two nodes of three, for this test alone."""
    with _machines(installed) as cluster:
        cluster.start_nodes(2)
        yield cluster.nodes[:2]


@dataclass
class Pair:
    """A database of this test's own at both nodes; it does not exist yet.

    Attributes:
        here, there: runs a statement at the first node, and at the second.
        settings: where it is, for each of them.
    """

    here: RunSql
    there: RunSql
    settings: list[DatabaseSettings]

    def tables(self) -> list[set[str]]:
        """Return the names of the tables, as each node has them by now."""
        return [{table for (table,) in run("SHOW TABLES")} for run in (self.here, self.there)]

    def create(self) -> None:
        """Create the database, without tables."""
        name = self.settings[0].name
        self.here(f"CREATE DATABASE {name} CHARACTER SET utf8mb4", database=None)
        wait_until(lambda: self.there("SHOW DATABASES LIKE %s", name, database=None))


@pytest.fixture
def pair(two_nodes: list[Node]) -> Iterator[Pair]:
    """A database that does not exist yet, at two nodes; dropped afterwards."""
    name = f"hospital{next(_numbers)}"
    here, there = (sql_runner(node.settings(name)) for node in two_nodes)
    yield Pair(here, there, [node.settings(name) for node in two_nodes])
    here(f"DROP DATABASE IF EXISTS {name}", database=None)


@pytest.fixture
def cluster(installed: Path) -> Iterator[Hospital]:
    """Three nodes and both HAProxies; there are no tables and no servers yet."""
    _require("haproxy", "mariadb")
    with _machines(installed) as cluster:
        cluster.start_nodes()
        cluster.make_accounts()
        cluster.start_haproxies()
        yield cluster


@pytest.fixture
def hospital(cluster: Hospital) -> Hospital:
    """A cluster with demo data, made through an HAProxy, and both servers."""
    command = [sys.executable, "-m", "database", "init", "--config", str(cluster.config("server-1"))]
    subprocess.run(command, check=True, cwd=ROOT, timeout=60)
    fill_with_demo_data(cluster.nodes[0].settings(), doctors=6, days=10)
    cluster.start_servers()
    return cluster


@pytest.fixture
def booths(hospital: Hospital) -> list[Address]:
    """Where booths connect to: both HAProxies."""
    return [Address(host, port) for host, port in hospital.booths]
