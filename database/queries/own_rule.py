"""Reads what is free by the hospital's own rule, where `init --free-when` has one.

Without such a rule a consultation is free if it has no patient. With one, `init` has added the column
`borne_holder` (`database/tables/own_columns.py`): NULL if the consultation has no patient and the rule says
that it is free. A server that runs learns of a new rule with its next connection to the database.
"""

from __future__ import annotations

from database.connections.connection import DatabaseConnection
from database.tables.own_columns import has_rule, with_rule


def honouring_rule(connection: DatabaseConnection, sql: str) -> str:
    """Return a statement about free consultations as this database's rule has it."""
    if connection.has_own_rule is None:
        connection.has_own_rule = has_rule(connection)
    return with_rule(sql) if connection.has_own_rule else sql
