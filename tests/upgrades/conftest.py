"""Databases that 0.1.0 made."""

from __future__ import annotations

import pytest

from database import DatabaseSettings
from database.tables.schema import bring_up_to_date
from tests.plugins.mariadb import RunSql
from tests.upgrades.recorded import make_hospital


@pytest.fixture
def older(empty_settings: DatabaseSettings, run_sql: RunSql) -> DatabaseSettings:
    """A database that 0.1.0 made and filled."""
    make_hospital(run_sql, empty_settings.name)
    return empty_settings


@pytest.fixture
def upgraded(older: DatabaseSettings) -> DatabaseSettings:
    """The same, brought up to date."""
    bring_up_to_date(older, lambda line: None)
    return older
