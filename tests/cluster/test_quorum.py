"""What servers tell while the quorum is lost: one at the node that is cut off, one at the node that hangs."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError

import pytest

from database import Database, DatabaseUnavailableError
from database.connections import connection
from database.tables.schema import bring_up_to_date
from prove.cluster.node import Node
from tests.cluster.machines import SOON, servers_at
from tests.plugins.reservation_server import ADMIN_TOKEN, RunningServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient

pytestmark = pytest.mark.program


@pytest.fixture
def servers(own_nodes: list[Node], tmp_path: Path) -> Iterator[list[RunningServer]]:
    """A server at each of two nodes."""
    settings = [node.settings() for node in own_nodes]
    bring_up_to_date(settings[0], lambda line: None)
    with servers_at(settings, tmp_path, port_health=0) as servers:
        yield servers


def is_reachable(server: RunningServer) -> bool:
    """Ask a server whether its database is reachable."""
    with WireClient(("127.0.0.1", server.admin_port)) as administrator:
        return bool(administrator.ask("GET_STATUS", token=ADMIN_TOKEN)["database"]["reachable"])


def health(server: RunningServer) -> tuple[int, str]:
    """Return what a load balancer hears: the status and the word."""
    address = f"http://127.0.0.1:{server.health_port}/"
    try:
        with urllib.request.urlopen(address, timeout=SOON) as answer:
            return answer.status, answer.read().decode().strip()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode().strip()


def outage_lines(server: RunningServer) -> list[str]:
    """Return what a server has logged about its database, without date and level."""
    return [line.partition(" database: ")[2] for line in server.log.splitlines() if " database: " in line]


def cut_off(own_nodes: list[Node]) -> None:
    """Freeze the second node, and wait until the first has noticed."""
    own_nodes[1].freeze()
    wait_until(lambda: own_nodes[0].state().get("wsrep_cluster_status") == "non-Primary", SOON)


def test_without_a_quorum_servers_say_that_the_database_is_away_and_log_it_once(
    own_nodes: list[Node], servers: list[RunningServer]
) -> None:
    assert [is_reachable(server) for server in servers] == [True, True]
    assert [health(server) for server in servers] == [(200, "up")] * 2
    assert [outage_lines(server) for server in servers] == [[], []]

    cut_off(own_nodes)
    assert [is_reachable(server) for server in servers] == [False, False]
    wait_until(lambda: [health(server) for server in servers] == [(503, "database")] * 2, SOON)
    assert [is_reachable(server) for server in servers] == [False, False]
    for server in servers:
        [line] = outage_lines(server)
        assert line.startswith("the database is unavailable: ")
        assert line.endswith("; trying again at every call")

    own_nodes[1].thaw()
    for node in own_nodes:
        node.wait_until_joined(2)
    wait_until(lambda: [health(server) for server in servers] == [(200, "up")] * 2, SOON)
    wait_until(lambda: all(len(outage_lines(server)) > 1 for server in servers), SOON)
    for server in servers:
        assert is_reachable(server)
        [_, line] = outage_lines(server)
        assert line.startswith("the database answers again: in ")


def test_a_node_that_is_cut_off_serves_no_session_that_does_not_wait_for_the_others_either(
    own_nodes: list[Node], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "_CLUSTER_SESSION", "SET SESSION wsrep_sync_wait = 0")
    settings = own_nodes[0].settings()
    bring_up_to_date(settings, lambda line: None)
    with closing(Database(settings)) as database:
        database.ping()
        database.require_writable()
        cut_off(own_nodes)
        assert own_nodes[0].rows("SELECT 1") == ((1,),)
        for ask in (database.ping, database.require_writable):
            with pytest.raises(DatabaseUnavailableError):
                ask()
