"""Budgets on the real tables: who is refused, what is logged and counted (`docs/protocol.md`, "Codes")."""

from __future__ import annotations

from contextlib import suppress

import pytest

from cbp_server.budgets import ADDRESSES_A_NETWORK, BudgetLimits, Budgets, BudgetSpentError
from database import Database, DatabaseUnavailableError
from tests.plugins.mariadb import RunSql

IP = "192.0.2.1"


@pytest.fixture
def budgets(database: Database) -> Budgets:
    return Budgets(database)


def refuse(budgets: Budgets, name: str = "Durand", ip: str = IP) -> None:
    with suppress(BudgetSpentError), budgets.login(name, "Amélie", ip) as attempt:
        attempt.refuse()


def is_blocked(budgets: Budgets, name: str = "Durand", ip: str = IP) -> bool:
    try:
        with budgets.login(name, "Amélie", ip) as attempt:
            attempt.look_up(5)
    except BudgetSpentError:
        return True
    return False


def test_five_refusals_block_every_spelling_of_a_name_from_every_address(budgets: Budgets) -> None:
    for spelling in ("D'Hôndt", "d’hondt", " D'HONDT ", "D'Hondt"):
        refuse(budgets, spelling)
    assert not is_blocked(budgets, "D'Hondt")
    refuse(budgets, "D'Hondt")
    assert is_blocked(budgets, "D’hondt", "198.51.100.9")
    assert not is_blocked(budgets, "Peeters")


def test_no_first_name_is_one_name_however_it_is_written(budgets: Budgets) -> None:
    for first_name in ("", "-", "‐", "", "-"):
        with suppress(BudgetSpentError), budgets.login("Suharto", first_name, IP) as attempt:
            attempt.refuse()
    for first_name in ("", "-"):
        with pytest.raises(BudgetSpentError), budgets.login("Suharto", first_name, IP) as attempt:
            attempt.look_up(5)


def test_no_name_is_in_the_table_nor_in_the_log(
    budgets: Budgets, run_sql: RunSql, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(5):
        refuse(budgets)
    assert caplog.messages == [
        f"too many refused logins for a name (5 in 15 min), the last from {IP}: blocked for 900 s"
    ]
    subjects = b"".join(subject for (subject,) in run_sql("SELECT subject FROM borne_budgets"))
    assert b"durand" not in subjects.lower()


def test_an_address_has_a_budget_over_all_names(budgets: Budgets) -> None:
    budgets.limits = BudgetLimits(logins_per_address=3)
    for number in range(3):
        assert not is_blocked(budgets)
        refuse(budgets, f"Name {number}")
    assert is_blocked(budgets)
    assert not is_blocked(budgets, ip="192.0.2.2")
    assert budgets.refused()["logins_per_address"] == 1


def test_an_ipv6_network_has_a_budget_of_its_own(budgets: Budgets) -> None:
    budgets.limits = BudgetLimits(logins_per_address=1)
    for number in range(ADDRESSES_A_NETWORK):
        assert not is_blocked(budgets, ip="2001:db8:0:1:ffff::1")
        refuse(budgets, f"Name {number}", f"2001:db8:0:1::{number:x}")
    assert is_blocked(budgets, ip="2001:db8:0:1:ffff::1")
    assert not is_blocked(budgets, ip="2001:db8:0:2::1")
    assert budgets.unlock(ip="2001:db8:0:1:ffff::1")
    assert not is_blocked(budgets, ip="2001:db8:0:1:ffff::1")


def test_an_ipv6_network_has_a_budget_of_new_patients(
    budgets: Budgets, caplog: pytest.LogCaptureFixture
) -> None:
    budgets.limits = BudgetLimits(registrations_per_hour=1)
    for number in range(ADDRESSES_A_NETWORK):
        budgets.take_registration(f"2001:db8:0:1::{number:x}")
    for number in range(2):
        with pytest.raises(BudgetSpentError):
            budgets.take_registration(f"2001:db8:0:1:ffff::{number:x}")
    budgets.take_registration("2001:db8:0:2::1")
    assert budgets.refused()["registrations_per_hour"] == 2
    [line] = caplog.messages
    assert line.startswith("20 new patients were registered from the network of 2001:db8:0:1:ffff::0 within")


@pytest.mark.parametrize("prefix", ["fe80::", "::ffff:192.0.2."])
def test_booths_on_one_link_and_ipv4_are_no_network(budgets: Budgets, prefix: str) -> None:
    budgets.limits = BudgetLimits(logins_per_address=1)
    for number in range(1, ADDRESSES_A_NETWORK + 2):
        refuse(budgets, f"Name {number}", f"{prefix}{number}")
    assert not is_blocked(budgets, ip=f"{prefix}99")
    assert is_blocked(budgets, ip=f"{prefix}1")


def test_an_ipv4_address_is_the_same_on_an_ipv6_socket(budgets: Budgets) -> None:
    budgets.limits = BudgetLimits(logins_per_address=1)
    refuse(budgets, ip=f"::ffff:{IP}")
    assert is_blocked(budgets, "Peeters", IP)


def test_a_locked_name_is_not_forgotten_because_others_fail(budgets: Budgets) -> None:
    budgets.limits = BudgetLimits(logins_per_address=0)
    for _ in range(5):
        refuse(budgets)
    for number in range(1200):
        refuse(budgets, f"Name {number}")
    assert is_blocked(budgets)


def test_unlocking_a_name_forgets_its_refusals_alone(budgets: Budgets) -> None:
    for _ in range(5):
        refuse(budgets)
        refuse(budgets, "Peeters")
    assert budgets.unlock(names=("DURAND", "amelie"))
    assert not budgets.unlock(names=("DURAND", "amelie"))
    assert (is_blocked(budgets), is_blocked(budgets, "Peeters")) == (False, True)


def test_every_refusal_is_counted(budgets: Budgets) -> None:
    budgets.limits = BudgetLimits(registrations_per_hour=1)
    for _ in range(3):
        with suppress(BudgetSpentError):
            budgets.take_registration(IP)
    budgets.note_refused_booking(IP, begins=True)
    assert budgets.refused() == {
        "logins_per_name": 0,
        "logins_per_address": 0,
        "logins_per_network": 0,
        "registrations_per_hour": 2,
        "bookings_per_patient": 1,
    }


def test_while_no_refusal_can_be_counted_nobody_may_go_on_guessing(
    budgets: Budgets, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only database answers look-ups and counts nothing."""

    def cannot_write(*_: object) -> None:
        raise DatabaseUnavailableError("read-only")

    monkeypatch.setattr(budgets._database, "refuse_login", cannot_write)
    with pytest.raises(DatabaseUnavailableError), budgets.login("Durand", "Amélie", IP) as attempt:
        attempt.refuse()
    with pytest.raises(DatabaseUnavailableError):
        is_blocked(budgets, "DURAND")
    assert not is_blocked(budgets, "Peeters")
