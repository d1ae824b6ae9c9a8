"""Fixtures: a hospital with demo data, its server, and a known patient."""

from __future__ import annotations

import pytest

from database import DatabaseSettings
from database.demo.filling import DemoSummary, fill
from database.tables.schema import bring_up_to_date
from tests.plugins.mariadb import OwnMariaDB, RunSql, settings_for, sql_runner
from tests.plugins.reservation_server import RunningServer, StartServer


@pytest.fixture
def hospital(start_server: StartServer, demo_settings: DatabaseSettings) -> RunningServer:
    """A server on demo data."""
    return start_server(demo_settings)


@pytest.fixture
def patient(demo_summary: DemoSummary) -> tuple[str, str, int]:
    """A patient of the demo data: last name, first name, number."""
    return demo_summary.sample.last_name, demo_summary.sample.first_name, demo_summary.sample.id


@pytest.fixture
def own_settings(own_mariadb: OwnMariaDB) -> DatabaseSettings:
    """A hospital whose database the test may kill."""
    settings = settings_for(own_mariadb, "borne")
    bring_up_to_date(settings, print)
    fill(settings, doctors=6, days=10)
    return settings


@pytest.fixture
def own_sql(own_settings: DatabaseSettings) -> RunSql:
    """Run one raw statement on that database."""
    return sql_runner(own_settings)
