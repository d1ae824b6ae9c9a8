"""What the fault "migration broken off" takes back, `init` makes again, in as many steps as are told."""

from __future__ import annotations

import pytest

from database import DatabaseSettings
from database.tables.schema import bring_up_to_date
from prove import migrations
from tests.plugins.mariadb import RunSql


class BrokenOffError(Exception):
    """What ends an `init` before a step."""


def test_init_makes_again_what_was_taken_back_in_as_many_steps(
    database_settings: DatabaseSettings, run_sql: RunSql
) -> None:
    tables = run_sql("SHOW TABLES")
    assert migrations.is_done(database_settings)
    migrations.take_back(database_settings)
    assert migrations.is_taken_back(database_settings)
    assert not migrations.is_done(database_settings)
    assert not migrations.is_half_done(database_settings)
    told: list[str] = []
    bring_up_to_date(database_settings, told.append)
    assert len(told) == migrations.STEPS
    assert migrations.is_done(database_settings)
    assert not migrations.is_half_done(database_settings)
    assert run_sql("SHOW TABLES") == tables


@pytest.mark.parametrize("step", range(1, migrations.STEPS + 1))
def test_it_is_half_done_before_every_step_but_the_first(
    database_settings: DatabaseSettings, step: int
) -> None:
    migrations.take_back(database_settings)
    told: list[str] = []

    def break_off(line: str) -> None:
        told.append(line)
        if len(told) == step:
            raise BrokenOffError

    with pytest.raises(BrokenOffError):
        bring_up_to_date(database_settings, break_off)
    assert migrations.is_half_done(database_settings) == (step > 1)
    assert not migrations.is_done(database_settings)
    migrations.take_back(database_settings)
    assert migrations.is_taken_back(database_settings)
