"""What is waited for before an operation is repeated; each wait is noted here, and none is real."""

from __future__ import annotations

import pymysql
import pytest

from database import Database
from database.connections.connection import DatabaseConnection

ASKED = "asked"


class Operation:
    """An operation that fails once; notes each time that it runs, and each wait, in seconds."""

    def __init__(self, error: int) -> None:
        self.steps: list[str | float] = []
        self._error = error

    def run(self, connection: DatabaseConnection) -> str:
        self.steps.append(ASKED)
        if self.steps == [ASKED]:
            raise pymysql.err.OperationalError(self._error, "x")
        [(answer,)] = connection.rows("SELECT 'done'")
        return str(answer)

    def wait(self, seconds: float) -> bool:
        self.steps.append(seconds)
        return False


@pytest.mark.parametrize("error", [1205, 1213])
def test_where_another_statement_was_in_the_way_it_is_repeated_after_a_pause(
    database: Database, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    operation = Operation(error)
    monkeypatch.setattr(database._pool._closed, "wait", operation.wait)
    assert database._pool.run(operation.run) == "done"
    first, pause, second = operation.steps
    assert (first, second) == (ASKED, ASKED)
    assert isinstance(pause, float)
    assert 0 < pause < 1


def test_where_the_connection_was_lost_it_is_repeated_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    operation = Operation(2006)
    monkeypatch.setattr(database._pool._closed, "wait", operation.wait)
    assert database._pool.run(operation.run) == "done"
    assert operation.steps == [ASKED, 0.0, ASKED]
