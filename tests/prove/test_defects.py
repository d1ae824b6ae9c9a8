"""What a stand finds besides the answers: defects in the servers' logs, and nodes that differ.

The nodes of these tests are two databases of one MariaDB.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any, cast

import pytest

from database import DatabaseSettings
from database.private import PrivateMariaDB
from database.tables.schema import bring_up_to_date
from prove import tables
from prove.cluster import stand as stand_module
from prove.cluster.network import Network
from prove.cluster.stand import ThreeNodes
from prove.processes import ProvedServer, logged_defects, write_config
from prove.tables import Tables, read_tables
from tests.plugins.mariadb import RunSql, settings_for, sql_runner
from tests.plugins.wire import WireClient, error_code

ROWS = (
    "INSERT INTO specialties VALUES (1, 'Urologie')",
    "INSERT INTO doctors VALUES (1, 1, 'Maes', 'An')",
    "INSERT INTO patients VALUES (1, 'Un', 'Premier', NULL), (2, 'Deux', 'Second', NULL)",
    "INSERT INTO consultations (id, doctor_id, date, hour, patient_id, reason) VALUES "
    "(1, 1, '2030-02-01', '09:00', 1, 'call 7'), (2, 1, '2030-02-01', '10:00', NULL, NULL)",
)
BOOKED = "UPDATE consultations SET patient_id = 2, reason = 'call 8' WHERE id = 2"


class OneNode:
    """A node of which only the tables are real."""

    def __init__(self, settings: DatabaseSettings) -> None:
        self._settings = settings
        self.rewinds: list[str] = []

    def settings(self) -> DatabaseSettings:
        return self._settings

    def kill(self) -> None:
        """Lose with the power what was written last."""
        for statement in self.rewinds:
            sql_runner(self._settings)(statement)

    def start(self, *, knows_position: bool) -> None:
        """Do nothing: the database runs."""


class TwoDatabases:
    """Stands for the cluster, without HAProxies."""

    haproxies: tuple[()] = ()
    booths = (("127.0.0.1", 1), ("127.0.0.1", 2))

    def __init__(self, folder: Path, nodes: list[OneNode]) -> None:
        self._folder = folder
        self.nodes = nodes

    def named(self, kind: str) -> list[str]:
        return [f"{kind}-1", f"{kind}-2"]

    def config(self, name: str, _: object) -> Path:
        (self._folder / name).mkdir()
        return self._folder / name / "server.conf"

    def wait_until_whole(self) -> None:
        """Do nothing."""


class OneNetwork:
    """Stands for the network: everything runs on this machine."""

    def prefix(self, _: str) -> list[str]:
        return []


@pytest.fixture
def nodes(mariadb: PrivateMariaDB) -> Iterator[list[OneNode]]:
    """Two databases with the same rows."""
    nodes = [OneNode(settings_for(mariadb, name)) for name in ("node1", "node2")]
    for node in nodes:
        bring_up_to_date(node.settings(), lambda _: None)
        for statement in ROWS:
            sql_runner(node.settings())(statement)
    yield nodes
    for node in nodes:
        sql_runner(node.settings())(f"DROP DATABASE {node.settings().name}", database=None)


@pytest.fixture
def there(nodes: list[OneNode]) -> RunSql:
    """Run a statement at the second of them."""
    return sql_runner(nodes[1].settings())


@pytest.fixture
def stand(nodes: list[OneNode], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ThreeNodes:
    """A stand whose nodes these are, and whose servers were never started."""

    def cluster(*_: Any) -> TwoDatabases:
        return TwoDatabases(tmp_path, nodes)

    monkeypatch.setattr(stand_module, "Cluster", cluster)
    monkeypatch.setattr(stand_module, "install", lambda folder: folder)
    return ThreeNodes(tmp_path, ConfigParser(), cast("Network", OneNetwork()), 1, 1)


@pytest.fixture
def waits_for_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nodes have no time to become the same."""
    monkeypatch.setattr(stand_module, "_AS_ONE_SECONDS", 0.0)


def test_nodes_that_hold_the_same_are_no_defect(stand: ThreeNodes) -> None:
    assert len(stand.read_tables_at_the_end().rows) == 2
    assert stand.defects() == []


def test_nodes_that_differ_at_the_end_are_told_by_how_much(
    stand: ThreeNodes, there: RunSql, waits_for_nobody: None
) -> None:
    there(BOOKED)
    there("INSERT INTO patients VALUES (3, 'Trois', 'Tierce', NULL)")
    stand.read_tables_at_the_end()
    assert stand.defects() == [
        f"{when} nodes differ from the first: (rows, patients) [(2, 1)]"
        for when in ("before the power cut", "after the power cut")
    ]


def test_nodes_that_differ_after_the_power_cut_alone_are_told(
    stand: ThreeNodes, nodes: list[OneNode], waits_for_nobody: None
) -> None:
    nodes[1].rewinds.append("UPDATE consultations SET patient_id = NULL, reason = NULL")
    stand.read_tables_at_the_end()
    assert stand.defects() == ["after the power cut nodes differ from the first: (rows, patients) [(2, 0)]"]


def test_a_node_that_is_some_writes_behind_is_waited_for(
    stand: ThreeNodes, nodes: list[OneNode], there: RunSql, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql_runner(nodes[0].settings())(BOOKED)
    readings: list[str] = []

    def read_and_catch_up(settings: DatabaseSettings) -> Tables:
        held = read_tables(settings)
        readings.append(settings.name)
        if readings == ["node1", "node2"]:
            there(BOOKED)
        return held

    monkeypatch.setattr(tables, "read_tables", read_and_catch_up)
    stand.read_tables_at_the_end()
    assert stand.defects() == []


def test_defects_of_a_server_are_those_of_the_stand(stand: ThreeNodes, tmp_path: Path) -> None:
    log = "2030-01-01 12:00:00,000 ERROR   cbp_server: defect 1f: KeyError\n"
    (tmp_path / "server-2" / "server.log").write_text(2 * log)
    assert stand.defects() == ["the servers logged 2 defects"]


@pytest.mark.program
def test_a_defect_is_found_in_the_log_as_a_server_writes_it(
    demo_settings: DatabaseSettings, run_sql: RunSql, tmp_path: Path
) -> None:
    server = ProvedServer(write_config(tmp_path, demo_settings))
    server.start()
    try:
        assert server.port is not None
        with WireClient(("127.0.0.1", server.port)) as client:
            client.register()
            consultation = client.search()[0]["id"]
            assert logged_defects([server]) == []
            run_sql("ALTER TABLE consultations RENAME COLUMN reason TO grund")
            reply = client.ask("BOOK_CONSULTATION", consultation_id=consultation, reason="x")
            assert error_code(reply) == "INTERNAL_ERROR"
    finally:
        server.end(signal.SIGTERM)
    assert logged_defects([server]) == ["the servers logged 1 defects"]
