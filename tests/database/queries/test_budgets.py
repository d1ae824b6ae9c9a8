"""Budgets, on the real tables: `docs/protocol.md`, "Codes", TOO_MANY_ATTEMPTS and TOO_MANY_REGISTRATIONS."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from threading import Barrier

import pytest

from database import Budget, BudgetKind, Database, DatabaseSettings, Verdict
from database.queries import budgets as budgets_room
from database.queries.budgets import FORGIVEN_AFTER_SECONDS
from database.queries.clock import A_SECOND
from tests.plugins.mariadb import RunSql

AN_HOUR = 3600
A_QUARTER = 900
A_YEAR = 365 * 24 * AN_HOUR
NAME = Budget(BudgetKind.LOGINS_OF_A_NAME, b"a digest", 5)


def registrations(limit: int = 3, subject: bytes = b"\xc0\x00\x02\x01") -> Budget:
    return Budget(BudgetKind.REGISTRATIONS, subject, limit)


def pass_time(run_sql: RunSql, seconds: float) -> None:
    """Make everything that was counted `seconds` older."""
    step = int(seconds * A_SECOND)
    for kind, subject, times in run_sql("SELECT kind, subject, times FROM borne_budgets"):
        moved = b"".join(
            (int.from_bytes(times[place : place + 8], "big") - step).to_bytes(8, "big")
            for place in range(0, len(times), 8)
        )
        run_sql(
            "UPDATE borne_budgets SET times = %s, waits_until = IF(waits_until = 0, 0, waits_until - %s), "
            "changed_at = changed_at - %s WHERE kind = %s AND subject = %s",
            *(moved, step, step, kind, subject),
        )


def step_back(run_sql: RunSql, seconds: float) -> None:
    """Step the database's clock back, as what was counted sees it."""
    pass_time(run_sql, -seconds)


def refuse(database: Database, times: int, budget: Budget = NAME) -> list[Verdict]:
    return [database.refuse_login([budget])[0] for _ in range(times)]


def wait(database: Database, budget: Budget = NAME) -> float:
    (seconds,) = database.recognise(1, [budget]).waits
    return seconds


def about(seconds: float) -> object:
    return pytest.approx(seconds, abs=30)


def test_a_window_grants_its_limit_and_then_says_how_long_to_wait(database: Database) -> None:
    verdicts = [database.take(registrations(), seconds=AN_HOUR) for _ in range(5)]
    assert verdicts[:3] == [Verdict(is_granted=True)] * 3
    assert [verdict.is_granted for verdict in verdicts[3:]] == [False, False]
    assert [verdict.begins for verdict in verdicts[3:]] == [True, False]
    assert verdicts[4].wait == about(AN_HOUR)


def test_a_window_slides(database: Database, run_sql: RunSql) -> None:
    def take() -> bool:
        return database.take(registrations(2), seconds=AN_HOUR).is_granted

    assert take()
    pass_time(run_sql, AN_HOUR / 2)
    assert [take(), take()] == [True, False]
    pass_time(run_sql, AN_HOUR / 2)
    assert [take(), take()] == [True, False]
    pass_time(run_sql, AN_HOUR / 2)
    verdicts = [database.take(registrations(2), seconds=AN_HOUR) for _ in range(2)]
    assert [(verdict.is_granted, verdict.begins) for verdict in verdicts] == [(True, False), (False, True)]


def test_subjects_and_kinds_have_budgets_of_their_own(database: Database) -> None:
    assert database.take(registrations(1), seconds=AN_HOUR).is_granted
    assert not database.take(registrations(1), seconds=AN_HOUR).is_granted
    assert database.take(registrations(1, b"other"), seconds=AN_HOUR).is_granted
    assert wait(database, Budget(BudgetKind.LOGINS_OF_AN_ADDRESS, registrations().subject, 1)) == 0.0


def test_a_limit_may_change_between_events(database: Database) -> None:
    assert [database.take(registrations(2), seconds=AN_HOUR).is_granted for _ in range(3)] == [
        True,
        True,
        False,
    ]
    assert [database.take(registrations(4), seconds=AN_HOUR).is_granted for _ in range(3)] == [
        True,
        True,
        False,
    ]
    assert not database.take(registrations(1), seconds=AN_HOUR).is_granted


@pytest.mark.parametrize("limit", [1, 7])
def test_many_threads_of_two_servers_get_exactly_the_limit(
    database: Database, database_settings: DatabaseSettings, limit: int
) -> None:
    start = Barrier(32)
    with closing(Database(database_settings)) as other, ThreadPoolExecutor(32) as threads:

        def take(number: int) -> bool:
            start.wait()
            return (database, other)[number % 2].take(registrations(limit), seconds=AN_HOUR).is_granted

        assert sum(threads.map(take, range(32))) == limit


def test_four_refusals_block_nobody(database: Database) -> None:
    assert refuse(database, 4) == [Verdict(is_granted=True)] * 4
    assert wait(database) == 0.0


def test_the_fifth_refusal_blocks_and_attempts_meanwhile_do_not_lengthen_it(
    database: Database, run_sql: RunSql
) -> None:
    *_, fifth = refuse(database, 5)
    assert fifth == Verdict(is_granted=True, wait=A_QUARTER, begins=True)
    pass_time(run_sql, 60)
    assert wait(database) == about(A_QUARTER - 60)
    for verdict in refuse(database, 3):
        assert verdict == Verdict(is_granted=False, wait=verdict.wait, begins=False)
        assert verdict.wait == about(A_QUARTER - 60)
    assert wait(database) == about(A_QUARTER - 60)


def test_a_limit_of_one_blocks_at_the_first(database: Database) -> None:
    once = replace(NAME, limit=1)
    assert refuse(database, 1, once) == [Verdict(is_granted=True, wait=A_QUARTER, begins=True)]
    assert not refuse(database, 1, once)[0].is_granted


def test_the_wait_doubles_up_to_two_hours(database: Database, run_sql: RunSql) -> None:
    waits = []
    for _ in range(6):
        waits.append(refuse(database, 5)[-1].wait / A_QUARTER)
        pass_time(run_sql, wait(database) + 1)
    assert waits == [1, 2, 4, 8, 8, 8]


def test_a_day_without_refusals_resets_the_backoff(database: Database, run_sql: RunSql) -> None:
    refuse(database, 5)
    pass_time(run_sql, FORGIVEN_AFTER_SECONDS + 1)
    refuse(database, 1)
    pass_time(run_sql, A_QUARTER + 1)
    assert refuse(database, 5)[-1].wait == A_QUARTER


def test_refusals_of_long_ago_do_not_count(database: Database, run_sql: RunSql) -> None:
    refuse(database, 4)
    pass_time(run_sql, A_QUARTER)
    assert refuse(database, 1)[0].wait == 0.0


def test_what_refuses_first_ends_the_counting(database: Database) -> None:
    address = Budget(BudgetKind.LOGINS_OF_AN_ADDRESS, b"\x7f\0\0\1", 20)
    refuse(database, 5)
    assert len(database.refuse_login([NAME, address])) == 1
    refuse(database, 19, address)
    assert refuse(database, 1, address)[0].begins


def test_parallel_refusals_of_two_servers_are_granted_five_times(
    database: Database, database_settings: DatabaseSettings
) -> None:
    start = Barrier(24)
    with closing(Database(database_settings)) as other, ThreadPoolExecutor(24) as threads:

        def guess(number: int) -> Verdict:
            start.wait()
            return (database, other)[number % 2].refuse_login([NAME])[0]

        verdicts = list(threads.map(guess, range(24)))
    assert sum(verdict.is_granted for verdict in verdicts) == 5
    assert sum(verdict.begins for verdict in verdicts) == 1


def test_registrations_counted_before_the_clock_stepped_back_are_forgotten(
    database: Database, run_sql: RunSql
) -> None:
    def take() -> Verdict:
        return database.take(registrations(2), seconds=AN_HOUR)

    assert [take().is_granted for _ in range(3)] == [True, True, False]
    step_back(run_sql, A_YEAR)
    assert [take().is_granted for _ in range(2)] == [True, True]
    assert take().wait == about(AN_HOUR)


def test_a_block_from_before_the_clock_stepped_back_is_over(database: Database, run_sql: RunSql) -> None:
    refuse(database, 5)
    step_back(run_sql, A_YEAR)
    assert wait(database) == 0.0
    assert refuse(database, 5)[-1] == Verdict(is_granted=True, wait=A_QUARTER, begins=True)


def test_a_small_step_back_forgives_nothing(database: Database, run_sql: RunSql) -> None:
    refuse(database, 5)
    step_back(run_sql, 60)
    assert wait(database) == about(A_QUARTER + 60)
    assert not refuse(database, 1)[0].is_granted


def test_a_new_process_has_forgotten_nothing(database: Database, database_settings: DatabaseSettings) -> None:
    refuse(database, 5)
    with closing(Database(database_settings)) as restarted:
        assert wait(restarted) == about(A_QUARTER)


def test_what_is_forgotten_begins_anew(database: Database) -> None:
    assert not database.forget_refusals([NAME])
    refuse(database, 5)
    assert database.forget_refusals([NAME])
    assert wait(database) == 0.0
    assert refuse(database, 4) == [Verdict(is_granted=True)] * 4
    assert refuse(database, 1)[0].wait == A_QUARTER
    assert database.forget_refusals([NAME])
    assert not database.forget_refusals([NAME])


def test_a_login_is_one_statement(database: Database) -> None:
    patient = database.create_patient("Durand", "Amélie", None)
    address = Budget(BudgetKind.LOGINS_OF_AN_ADDRESS, b"\x7f\0\0\1", 20)

    def statements() -> int:
        return int(database._pool.run(lambda c: c.rows("SHOW SESSION STATUS LIKE 'Questions'"))[0][1])

    database.ping()
    before = statements()
    recognition = database.recognise(patient.id, [NAME, address])
    assert statements() - before == 2  # the login's one, and this question itself
    assert (recognition.patient, recognition.waits) == (patient, (0.0, 0.0))


@pytest.fixture
def always_pruning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets_room, "_PRUNED_ONCE_IN", 1)


def test_rows_that_nothing_depends_on_are_deleted(
    database: Database, run_sql: RunSql, always_pruning: None
) -> None:
    refuse(database, 1, replace(NAME, subject=b"old"))
    pass_time(run_sql, FORGIVEN_AFTER_SECONDS + 1)
    refuse(database, 1)
    assert run_sql("SELECT subject FROM borne_budgets") == ((NAME.subject,),)


def test_rows_from_before_a_step_back_are_deleted(
    database: Database, run_sql: RunSql, always_pruning: None
) -> None:
    refuse(database, 1, replace(NAME, subject=b"ahead"))
    step_back(run_sql, A_YEAR)
    refuse(database, 1)
    assert run_sql("SELECT subject FROM borne_budgets") == ((NAME.subject,),)


def test_an_account_that_may_not_delete_only_lets_the_table_grow(
    database_settings: DatabaseSettings, run_sql: RunSql, always_pruning: None
) -> None:
    run_sql("CREATE OR REPLACE USER keeper@localhost")
    run_sql(f"GRANT SELECT, INSERT, UPDATE ON {database_settings.name}.* TO keeper@localhost")
    with closing(Database(replace(database_settings, user="keeper"))) as database:
        assert refuse(database, 5)[-1].begins
        assert database.forget_refusals([NAME])


def test_no_name_is_in_the_repr() -> None:
    assert "digest" not in repr(NAME)
