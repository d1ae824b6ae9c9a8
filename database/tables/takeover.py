"""Converts tables that the hospital's own program made, in place, to what the blueprint asks for.

No versions here (`schema` has them). Promises: what cannot be taken over is refused before anything is
changed; no row, value, id, column, key or table of the hospital's is lost, and AUTO_INCREMENT stays, so that
its programs go on working; every step looks at what is there, so a run that died half-way can be repeated.

The hospital's programs see five differences: `hour` is a TIME (read as `09:00:00`; `9h00` is refused); text
is utf8mb4; a double booking, or a NULL name, hour or specialty, is refused; what a registration at a booth
does not ask of a patient is NULL; and AUTO_INCREMENT continues after the highest patient number drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pymysql

from database.connections.connection import DatabaseConnection
from database.tables.blueprint import COLLATION, COLUMNS, KEYS, REFERENCES, SET_ASIDE_TABLE
from database.tables.choices import Choices, Misread
from database.tables.clauses import (
    Rules,
    changes,
    checks,
    creation,
    id_type,
    key_clause,
    reference,
    rules_of,
)
from database.tables.identifiers import quoted
from database.tables.inspection import Found, FoundReference, has_key, inspect, is_referenced
from database.tables.obstacles import PLAIN_HOUR, is_ours
from database.tables.own_columns import rule_clauses
from database.tables.texts import other_misread, repair

# Notes the rules of foreign keys while they are dropped, in case the run dies meanwhile. The table stays,
# as a record of how they were.
_SET_ASIDE = (
    f"CREATE TABLE IF NOT EXISTS {SET_ASIDE_TABLE} (child VARCHAR(64), child_column VARCHAR(64), "
    "name VARCHAR(64) NOT NULL, on_delete VARCHAR(20) NOT NULL, on_update VARCHAR(20) NOT NULL, "
    f"PRIMARY KEY (child, child_column)) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = {COLLATION}"
)

# Only rows that change: every row written may fire a trigger of the hospital's.
SPELL_HOURS_PLAINLY = (
    f"UPDATE {{consultations}} SET hour = {PLAIN_HOUR} "  # noqa: S608 - a constant
    f"WHERE CAST(hour AS BINARY) <> CAST({PLAIN_HOUR} AS BINARY)"
)


class Takeover:
    """One run over the tables of a database.

    Args:
        connection: a connection that uses the database.
        tell: called with a line before each table is changed.
        choices: what the person who runs it decided.
        prefix: what the names of the tables begin with; not empty for the copies of a trial.
        left_alone: tables of which there is no copy because a takeover leaves them alone.

    Attributes:
        steps: the statements that changed a table, with the tables' own names.
    """

    def __init__(
        self,
        connection: DatabaseConnection,
        tell: Callable[[str], None],
        choices: Choices,
        *,
        prefix: str = "",
        left_alone: frozenset[str] = frozenset(),
    ) -> None:
        self._connection = connection
        self._tell = tell
        self._choices = choices
        self._prefix = prefix
        self._left_alone = left_alone
        self.steps: list[str] = []
        self._copies_set_aside: dict[tuple[str, str], Rules] = {}

    def prepare_tables(self) -> None:
        """Convert existing tables to the blueprint's columns, types and engine, and create the others."""
        found = inspect(self._connection, self._prefix)
        if not found.tables:
            return
        id_types: dict[str, str] = {}
        for name in COLUMNS:
            if name in found.tables:
                self._bring_up_to_date(found, name, id_types)
            elif name not in found.left_alone | self._left_alone:
                self._tell(f"creating the table {name}")
                self._run(creation(name, found, id_types, self._prefix))
            id_types[name] = id_type(found.tables.get(name))

    def repair_texts(self) -> None:
        """Restore misread texts, if that was chosen, and tell what the hospital's programs must change."""
        if self._choices.misread is not Misread.REPAIR:
            return
        repaired = repair(self._connection, inspect(self._connection))
        for (table, column), count in repaired.items():
            self._tell(f"repaired {column} in {count} rows of {table}")
        if repaired:
            self._tell(
                "programs that wrote these texts must connect with the character set utf8mb4 from now on "
                "(SET NAMES utf8mb4): with another they would read and write them wrong"
            )
            for column in other_misread(self._connection):
                self._tell(
                    f"{column} holds such text too and was left as it is: repair it with those programs"
                )

    def _bring_up_to_date(self, found: Found, name: str, id_types: dict[str, str]) -> None:
        clauses = changes(name, found, id_types, self._choices)
        if not clauses:
            return
        self._tell(f"bringing the table {name} up to date")
        self._set_references_aside(found, name, {column for column, _ in clauses})
        if name == "consultations" and found.tables[name].columns["hour"].base != "time":
            self._run(SPELL_HOURS_PLAINLY.format(consultations=quoted(self._prefix + name)))
        self._alter(name, [clause for _, clause in clauses])

    def _alter(self, name: str, clauses: list[str]) -> None:
        self._run(f"ALTER TABLE {quoted(self._prefix + name)} {', '.join(clauses)}")

    def _run(self, step: str) -> None:
        self._connection.change(step)
        self.steps.append(step.replace(self._prefix, "") if self._prefix else step)

    def restore_references(self) -> None:
        """Put back the foreign keys that were set aside, as far as possible, after a step has failed."""
        with suppress(pymysql.err.MySQLError, OSError):
            found = inspect(self._connection)
            for (table, column), set_aside in self._set_aside().items():
                if table in found.tables and not is_referenced(found, table, column):
                    with suppress(pymysql.err.MySQLError):
                        self._alter(table, [f"ADD {reference(table, column, set_aside, '')}"])

    def complete_keys(self) -> None:
        """Add the keys, rules and references that are missing."""
        found = inspect(self._connection, self._prefix)
        set_aside = self._set_aside()
        for name, table in found.tables.items():
            clauses = [f"ADD {key_clause(key)}" for key in KEYS.get(name, ()) if not has_key(table, key)]
            clauses += [
                f"ADD {rule}"
                for check, rule in checks(name, self._prefix)
                if not table.checks & {check, check.removeprefix(self._prefix)}
            ]
            clauses += [
                f"ADD {reference(name, column, set_aside.get((name, column)), self._prefix)}"
                for child, column in REFERENCES
                if child == name and not is_referenced(found, name, column)
            ]
            if clauses:
                self._tell(f"adding keys to the table {name}")
                self._alter(name, clauses)

    def add_rule(self) -> None:
        """Add the hospital's rule for what is free, if one was given and is not there yet."""
        table = inspect(self._connection, self._prefix).tables.get("consultations")
        if table is None or not self._choices.free_when:
            return
        self._tell("adding the rule of --free-when to the table consultations")
        self._alter("consultations", rule_clauses(table, table.columns["patient_id"].type, self._choices))

    def _set_references_aside(self, found: Found, table: str, changed: set[str | None]) -> None:
        """Drop our foreign keys on columns that are about to change; `complete_keys` puts them back.

        A server refuses to change a column that has a foreign key. If this run dies in between, the next adds
        what is missing, with the name and the rules that are noted here.
        """
        for there in list(found.references):
            is_child = there.table == table and there.column in changed
            is_parent = there.parent == table and there.parent_column in changed
            if (is_child or is_parent) and is_ours(there):
                self._note(there)
                self._alter(there.table, [f"DROP FOREIGN KEY {quoted(there.name)}"])
                found.references.remove(there)

    def _note(self, there: FoundReference) -> None:
        if self._prefix:
            self._copies_set_aside[there.table, there.column] = rules_of(there)
            return
        self._connection.change(_SET_ASIDE)
        self._connection.change(
            f"INSERT INTO {SET_ASIDE_TABLE} (child, child_column, name, on_delete, on_update) "  # noqa: S608
            "VALUES (%s, %s, %s, %s, %s) ON DUPLICATE KEY UPDATE "
            "name = VALUES(name), on_delete = VALUES(on_delete), on_update = VALUES(on_update)",
            there.table,
            there.column,
            there.name,
            there.on_delete,
            there.on_update,
        )

    def _set_aside(self) -> dict[tuple[str, str], Rules]:
        """Return the foreign keys that were ever set aside, by table and column."""
        if self._prefix:
            return self._copies_set_aside
        if not self._connection.rows("SHOW TABLES LIKE 'takeover\\_references'"):
            return {}
        rows = self._connection.rows(
            f"SELECT child, child_column, name, on_delete, on_update FROM {SET_ASIDE_TABLE}"  # noqa: S608
        )
        return {
            (child, column): Rules(name, f" ON DELETE {on_delete} ON UPDATE {on_update}")
            for child, column, name, on_delete, on_update in rows
        }
