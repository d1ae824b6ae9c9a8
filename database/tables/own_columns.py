"""Columns of `consultations` that are the hospital's own: does one say that a consultation is not free?

`init` asks about each that it does not know: `--ignore-column NAME`, which is kept in a table of ours, or
`--free-when RULE`, which becomes an invisible generated column with two keys. Promise: a consultation is
offered and booked only where the rule is true; a rule that is NULL is not.
"""

from __future__ import annotations

from collections.abc import Iterator

import pymysql

from database.connections.connection import DatabaseConnection
from database.connections.faults import COLUMN_DENIED, UNKNOWN_COLUMN, error_number
from database.tables.blueprint import COLUMNS
from database.tables.choices import Choices
from database.tables.identifiers import listed, quoted
from database.tables.inspection import Found, FoundTable
from database.tables.renaming import words

HOLDER = "borne_holder"
_IGNORED_TABLE = "borne_ignored_columns"

# Not from information_schema, which needs a file: the server of a full disk has none.
_ASK_RULE = f"SELECT {HOLDER} FROM consultations LIMIT 0"  # noqa: S608 - a constant
_HAS_IGNORED = "SHOW TABLES LIKE 'borne\\_ignored\\_columns'"
_MAKE_IGNORED = (
    f"CREATE TABLE IF NOT EXISTS {_IGNORED_TABLE} (name VARCHAR(64) NOT NULL PRIMARY KEY) "
    "ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin"
)

_KEYS = {
    "borne_free_by_date": (HOLDER, "date", "hour", "doctor_id"),
    "borne_free_by_doctor": ("doctor_id", HOLDER, "date", "hour"),
}


def has_rule(connection: DatabaseConnection) -> bool:
    """Tell whether consultations have a rule of the hospital's."""
    try:
        connection.rows(_ASK_RULE)
    except pymysql.err.MySQLError as error:
        if error_number(error) in {UNKNOWN_COLUMN, COLUMN_DENIED}:
            return False
        raise
    return True


def with_rule(sql: str) -> str:
    """Return a statement about free consultations with the rule's column and keys instead of ours."""
    return sql.replace("patient_id IS NULL", f"{HOLDER} IS NULL").replace("(free_by_", "(borne_free_by_")


def unknown_columns(connection: DatabaseConnection, found: Found, choices: Choices) -> Iterator[str]:
    """Yield a line if consultations have columns about which nobody has decided."""
    table = found.tables.get("consultations")
    if table is None:
        return
    known = {column.name for column in COLUMNS["consultations"]} | {HOLDER}
    known |= _ignored(connection) | {name.lower() for name in choices.ignored_columns}
    known |= {word.lower() for word in words(choices.free_when)} | _of_rule(table)
    unknown = [name for name in table.columns if name not in known]
    if unknown:
        yield (
            f"consultations has columns that are not ours: {', '.join(unknown)}. If one says that a "
            "consultation is not free, init --free-when RULE honours it (RULE like \"status = 'open'\"); "
            "for each of the others say init --ignore-column NAME"
        )


def keep_ignored(connection: DatabaseConnection, choices: Choices) -> None:
    """Remember which columns are to be ignored."""
    for name in choices.ignored_columns:
        connection.change(_MAKE_IGNORED)
        connection.change(f"INSERT IGNORE INTO {_IGNORED_TABLE} (name) VALUES (%s)", name.lower())  # noqa: S608


def rule_clauses(table: FoundTable, patient_id_type: str, choices: Choices) -> list[str]:
    """Return the clauses that add the rule to consultations, or replace another one.

    Args:
        table: consultations, with its columns up to date.
        patient_id_type: of its column patient_id.
        choices: has the rule.
    """
    if not choices.free_when:
        return []
    value = f"CASE WHEN ({choices.free_when}) THEN patient_id ELSE 0 END"
    clauses = [f"DROP KEY {quoted(name)}" for name in _KEYS if name in table.keys]
    clauses += [f"DROP COLUMN {HOLDER}"] if HOLDER in table.columns else []
    clauses.append(
        f"ADD COLUMN {HOLDER} {patient_id_type} AS ({value}) VIRTUAL /*M! INVISIBLE */ /*!80023 INVISIBLE */"
    )
    return clauses + [f"ADD KEY {quoted(name)} ({listed(columns)})" for name, columns in _KEYS.items()]


def _ignored(connection: DatabaseConnection) -> set[str]:
    if not connection.rows(_HAS_IGNORED):
        return set()
    return {str(name) for (name,) in connection.rows(f"SELECT name FROM {_IGNORED_TABLE}")}  # noqa: S608


def _of_rule(table: FoundTable) -> set[str]:
    """Return the columns of the rule that is there."""
    holder = table.columns.get(HOLDER)
    return {word.lower() for word in words(holder.generated_as)} if holder is not None else set()
