"""Budgets are counted exactly over two servers with a node each (`docs/protocol.md`, "Codes")."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from database import Budget, BudgetKind, Database
from database.tables.schema import bring_up_to_date
from tests.cluster.conftest import Pair
from tests.cluster.machines import at, servers_at
from tests.plugins.reservation_server import RunningServer
from tests.plugins.wire import Message

pytestmark = pytest.mark.program

T = TypeVar("T")

AT_ONCE = 24
REFUSALS_A_NAME = 5
LIMITS = {"registrations_per_hour": 7, "logins_per_address": 6}
WAITS_FOR_ITS_NAME = "other logins of that name do not come to an end"
"""UNAVAILABLE, with nothing looked at: attempts at a name are judged in turn, slowly on a busy machine."""


@pytest.fixture
def whole(pair: Pair) -> Pair:
    """The tables, at both nodes, with eight connections for each server."""
    pair.settings = [replace(settings, pool_size=8) for settings in pair.settings]
    bring_up_to_date(pair.settings[0], lambda line: None)
    return pair


@pytest.fixture
def databases(whole: Pair) -> Iterator[list[Database]]:
    """What two servers ask, each at a node of its own."""
    databases = [Database(settings) for settings in whole.settings]
    yield databases
    for database in databases:
        database.close()


@pytest.fixture
def servers(whole: Pair, tmp_path: Path) -> Iterator[list[RunningServer]]:
    """Two servers, each at a node of its own."""
    with servers_at(whole.settings, tmp_path, trusted_proxies="127.0.0.1", **LIMITS) as servers:
        yield servers


def all_at_once(do: Callable[[int], T]) -> list[T]:
    """Do it in as many threads, each with its number, all at the same moment."""
    start = threading.Barrier(AT_ONCE)

    def wait_and_do(number: int) -> T:
        start.wait()
        return do(number)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(wait_and_do, range(AT_ONCE)))


def ask(servers: list[RunningServer], number: int, booth: str, **login: object) -> Message:
    """Log in at one of both servers, from a booth."""
    with at(servers[number % 2], booth) as client:
        reply = client.ask("LOGIN", first_name="Zoé", **login)
        while WAITS_FOR_ITS_NAME in reply.get("message", ""):
            reply = client.ask("LOGIN", first_name="Zoé", **login)
        return reply


def verdicts(replies: list[Message]) -> Counter[str]:
    """Count the replies by their codes."""
    return Counter(reply.get("code", "ok") for reply in replies)


def test_refusals_at_two_nodes_at_once_are_granted_up_to_the_limit(databases: list[Database]) -> None:
    name = Budget(BudgetKind.LOGINS_OF_A_NAME, b"a digest", REFUSALS_A_NAME)
    told = all_at_once(lambda number: databases[number % 2].refuse_login([name])[0])
    assert sum(verdict.is_granted for verdict in told) == REFUSALS_A_NAME
    assert sum(verdict.begins for verdict in told) == 1


@pytest.mark.parametrize("limit", [1, 7])
def test_registrations_at_two_nodes_at_once_are_granted_up_to_the_limit(
    databases: list[Database], limit: int
) -> None:
    address = Budget(BudgetKind.REGISTRATIONS, b"\x7f\0\0\1", limit)
    told = all_at_once(lambda number: databases[number % 2].take(address, seconds=3600))
    assert sum(verdict.is_granted for verdict in told) == limit


def test_guesses_at_a_name_at_both_servers_at_once_are_told_no_more_than_the_rule_allows(
    servers: list[RunningServer],
) -> None:
    def guess(number: int) -> Message:
        booth = f"10.0.0.{number + 1}"  # so that none reaches the limit of an address
        return ask(servers, number, booth, last_name="Durand", new_patient=False, patient_id=number + 1)

    assert verdicts(all_at_once(guess)) == {
        "LOGIN_REFUSED": REFUSALS_A_NAME,
        "TOO_MANY_ATTEMPTS": AT_ONCE - REFUSALS_A_NAME,
    }


def test_guesses_of_an_address_at_both_servers_at_once_are_told_no_more_than_the_rule_allows(
    servers: list[RunningServer],
) -> None:
    def guess(number: int) -> Message:
        name = f"Durand{chr(ord('a') + number)}"
        return ask(servers, number, "10.0.0.1", last_name=name, new_patient=False, patient_id=number + 1)

    limit = LIMITS["logins_per_address"]
    assert verdicts(all_at_once(guess)) == {"LOGIN_REFUSED": limit, "TOO_MANY_ATTEMPTS": AT_ONCE - limit}


def test_an_address_registers_at_both_servers_at_once_as_many_as_it_may_in_an_hour(
    servers: list[RunningServer],
) -> None:
    def register(number: int) -> Message:
        return ask(servers, number, "10.0.0.1", last_name="Durand", new_patient=True)

    limit = LIMITS["registrations_per_hour"]
    assert verdicts(all_at_once(register)) == {"ok": limit, "TOO_MANY_REGISTRATIONS": AT_ONCE - limit}
