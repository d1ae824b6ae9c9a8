"""Taking back what running servers do without, so that `init` has real work to do while they serve.

A table that no server reads or writes, a rule of the consultations, and the records of the migrations: `init`
finds what a first migration left that was broken off, makes the table, records, and has the consultations
copied by an ALTER, as in a takeover.
"""

from __future__ import annotations

import subprocess
from contextlib import closing
from itertools import islice

from database import DatabaseSettings
from database.tables.schema import migrations
from prove.tables import connect

_TAKE_BACK = (
    "DROP TABLE IF EXISTS reports",
    "ALTER TABLE consultations DROP CONSTRAINT IF EXISTS hours_of_a_day",
    "DELETE FROM schema_version",
)
_DONE = (
    "SELECT (SELECT COUNT(*) FROM schema_version) + (SELECT COUNT(*) FROM information_schema.tables "
    "WHERE table_schema = DATABASE() AND table_name = 'reports') "
    "+ (SELECT COUNT(*) FROM information_schema.table_constraints "
    "WHERE table_schema = DATABASE() AND constraint_name = 'hours_of_a_day')"
)
_AT_WORK = (
    "SELECT COUNT(*) FROM information_schema.tables "
    "WHERE table_schema = DATABASE() AND table_name = 'borne_init'"
)

STEPS = len(migrations()) + 2
"""How many steps `init` then takes; it tells a line before each."""


def take_back(settings: DatabaseSettings) -> None:
    """Leave the tables as if `init` had died in the first migration."""
    with closing(connect(settings)) as connection, connection.cursor() as cursor:
        for statement in _TAKE_BACK:
            cursor.execute(statement)


def is_taken_back(settings: DatabaseSettings) -> bool:
    """Tell whether nothing of it is there."""
    return _count(settings, _DONE) == 0


def is_half_done(settings: DatabaseSettings) -> bool:
    """Tell whether `init` has done something since, and not all."""
    return 0 < _count(settings, _DONE) < STEPS


def is_done(settings: DatabaseSettings) -> bool:
    """Tell whether everything is there again, and no `init` at work."""
    return _count(settings, _DONE) == STEPS and _count(settings, _AT_WORK) == 0


def wait_for_step(init: subprocess.Popen[str], number: int) -> None:
    """Wait until `init` begins a step, from 1 to `STEPS`; return also when it ends before."""
    assert init.stderr is not None
    for _ in islice(init.stderr, number):
        pass


def _count(settings: DatabaseSettings, question: str) -> int:
    with closing(connect(settings)) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        [(count,)] = cursor.fetchall()
    return int(count)
