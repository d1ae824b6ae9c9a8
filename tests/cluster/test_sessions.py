"""What the server sets for its own sessions with a database: more where that is a node of a cluster."""

from __future__ import annotations

from contextlib import closing

from database.connections.connection import Deadline, connect
from prove.cluster.node import Node


def test_reads_updates_and_deletes_wait_for_what_other_nodes_have_written(two_nodes: list[Node]) -> None:
    for node in two_nodes:
        connection, _ = connect(node.settings("mysql"), Deadline(30))
        with closing(connection):
            assert connection.is_on_cluster
            assert connection.rows("SELECT @@SESSION.wsrep_sync_wait, @@GLOBAL.wsrep_sync_wait") == ((3, 0),)
