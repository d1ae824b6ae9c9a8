"""People who may be in the tables twice: registered at a booth although they were there already.

A booth makes a new patient of whoever says that they are new: to refuse would tell a stranger who is a
patient. So the desk looks at this list, in which names match as at a login (`names`). Nothing is changed
here.
"""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from dataclasses import dataclass, field

import pymysql

from database.connections.connection import Deadline, connect
from database.connections.faults import error_number, explain, judge
from database.errors import DatabaseUnavailableError
from database.names import fold_names
from database.queries.numbers import is_a_booths
from database.settings import DatabaseSettings

PATIENCE_SECONDS = 300.0
"""When the list is given up: it reads every patient."""

_LOWEST_OF_A_BOOTH = 100_000_000

# Only birth dates on which a booth has registered somebody.
_CANDIDATES = (
    "SELECT id, last_name, first_name, birth_date FROM patients WHERE birth_date IN "
    "(SELECT birth_date FROM (SELECT DISTINCT birth_date FROM patients WHERE id >= %s) AS registered) "
    "ORDER BY birth_date, id"
)


@dataclass(frozen=True)
class Twin:
    """A row of a patient who may be there twice.

    Attributes:
        is_from_a_booth: whether a booth made it, as its number tells.
    """

    id: int = field(repr=False)
    last_name: str = field(repr=False)
    first_name: str = field(repr=False)
    birth_date: dt.date = field(repr=False)
    is_from_a_booth: bool


def list_duplicates(settings: DatabaseSettings) -> list[list[Twin]]:
    """Return the groups of rows with the same names and birth date, of which a booth made at least one.

    Raises:
        DatabaseUnavailableError: the server cannot be reached or does not let us in.
    """
    try:
        connection, _ = connect(settings, Deadline(PATIENCE_SECONDS), database=settings.name)
        with closing(connection):
            rows = connection.rows(_CANDIDATES, _LOWEST_OF_A_BOOTH)
    except (pymysql.err.MySQLError, OSError) as error:
        why = explain(judge(error), error_number(error))
        raise DatabaseUnavailableError(f"the database {settings} is unavailable: {why}") from None
    groups: dict[object, list[Twin]] = {}
    for number, last_name, first_name, birth_date in rows:
        twin = Twin(number, last_name, first_name, birth_date, is_a_booths(number))
        groups.setdefault((birth_date, *fold_names(last_name, first_name)), []).append(twin)
    return [
        group for group in groups.values() if len(group) > 1 and any(twin.is_from_a_booth for twin in group)
    ]
