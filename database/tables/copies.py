"""Copies of the hospital's tables for a trial, with their keys, foreign keys, triggers and views.

Promises: every copy's name begins with `PREFIX`; no table of the hospital's is changed, and none of its rows,
by whatever is done to the copies: tables that their triggers write and that a rollback would not restore are
copied too, with their rows. `drop` leaves nothing behind, also of a run that died.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pymysql

from database.connections.connection import DatabaseConnection
from database.connections.faults import error_number
from database.tables.clauses import rules_of
from database.tables.identifiers import listed, quoted
from database.tables.inspection import Found, FoundReference
from database.tables.renaming import Renaming

PREFIX = "borne_trial_"

_MAY_NOT_NAME_A_DEFINER = frozenset({1227, 1396, 1449})

_TABLES = (
    "SELECT table_name, table_type, engine, auto_increment FROM information_schema.tables "
    "WHERE table_schema = DATABASE()"
)
_TRIGGERS = (
    "SELECT event_object_table, trigger_name, action_timing, event_manipulation, action_statement, sql_mode, "
    "definer FROM information_schema.triggers WHERE trigger_schema = DATABASE() "
    "ORDER BY event_object_table, action_timing, event_manipulation, action_order"
)
_VIEWS = "SELECT table_name, view_definition FROM information_schema.views WHERE table_schema = DATABASE()"
_COLUMN_NAMES = (
    "SELECT DISTINCT LOWER(column_name) FROM information_schema.columns WHERE table_schema = DATABASE()"
)
_WRITABLE = (
    "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = %s "
    "AND (generation_expression IS NULL OR generation_expression = '') ORDER BY ordinal_position"
)


@dataclass(frozen=True)
class Trigger:
    """A trigger of the hospital's, on one of our tables."""

    table: str
    name: str
    timing: str
    event: str
    body: str
    sql_mode: str
    definer: str


class Copies:
    """The copies of one trial.

    Args:
        connection: uses the database.
        found: the tables that are copied.

    Attributes:
        triggers: their triggers on these tables.
        views: by name, the copies of the views over these tables.
        unreadable: views whose definition the account may not read.
    """

    def __init__(self, connection: DatabaseConnection, found: Found) -> None:
        self._connection = connection
        self._found = found
        self.triggers = [
            Trigger(*map(str, row)) for row in connection.rows(_TRIGGERS) if str(row[0]) in found.tables
        ]
        self.views: dict[str, str] = {}
        self.unreadable: list[str] = []
        [(database, tells_case_apart)] = connection.rows("SELECT DATABASE(), @@lower_case_table_names = 0")
        self._renaming = Renaming(
            database,
            {name: PREFIX + name for name in found.tables},
            frozenset(str(name) for (name,) in connection.rows(_COLUMN_NAMES)),
            bool(tells_case_apart),
        )

    def make(self) -> None:
        """Make the copies.

        Raises:
            pymysql.err.MySQLError: a right is missing, or a table cannot be copied.
        """
        self.drop()
        for name in self._found.tables:
            self._change(f"CREATE TABLE {quoted(PREFIX + name)} LIKE {quoted(name)}")
        for references in self._references():
            self._add_reference(references)
        self._copy_what_triggers_write()
        for number, trigger in enumerate(self.triggers):
            self._add_trigger(trigger, f"{PREFIX}{number}")
        self._add_views()

    def drop(self) -> None:
        """Drop every copy."""
        tables = self._connection.rows(_TABLES)
        for name, kind, *_ in tables:
            if str(name).startswith(PREFIX) and kind == "VIEW":
                self._change(f"DROP VIEW IF EXISTS {quoted(name)}")
        copies = tuple(name for name, kind, *_ in tables if str(name).startswith(PREFIX) and kind != "VIEW")
        if copies:
            self._change("SET SESSION foreign_key_checks = 0")
            self._change(f"DROP TABLE IF EXISTS {listed(copies)}")
            self._change("SET SESSION foreign_key_checks = 1")

    def writable_columns(self, table: str) -> tuple[str, ...]:
        """Return the columns of a table that are not generated."""
        return tuple(name for (name,) in self._connection.rows(_WRITABLE, table))

    def _change(self, sql: str) -> None:
        self._connection.change(sql)

    def _references(self) -> Iterator[list[FoundReference]]:
        """Yield the foreign keys of the tables: the parts of each together."""
        together: dict[tuple[str, str], list[FoundReference]] = {}
        for part in self._found.references:
            if part.table in self._found.tables:
                together.setdefault((part.table, part.name), []).append(part)
        yield from together.values()

    def _add_reference(self, parts: list[FoundReference]) -> None:
        first = parts[0]
        parent = PREFIX + first.parent if first.parent in self._found.tables else first.parent
        columns = listed(tuple(part.column for part in parts))
        parent_columns = listed(tuple(part.parent_column for part in parts))
        self._change(
            f"ALTER TABLE {quoted(PREFIX + first.table)} ADD FOREIGN KEY ({columns}) "
            f"REFERENCES {quoted(parent)} ({parent_columns}){rules_of(first).actions}"
        )

    def _copy_what_triggers_write(self) -> None:
        """Copy tables that triggers mention, with their rows, if a rollback would not restore them wholly."""
        others = {
            str(name): f"{PREFIX}t{number}"
            for number, (name, kind, engine, auto_increment) in enumerate(self._connection.rows(_TABLES))
            if kind == "BASE TABLE"
            and name not in self._found.tables
            and not str(name).startswith(PREFIX)
            and (str(engine).lower() != "innodb" or auto_increment is not None)
        }
        candidates = Renaming(
            self._renaming.database, others, tells_case_apart=self._renaming.tells_case_apart
        )
        mentioned = {name for trigger in self.triggers for name in candidates.mentioned(trigger.body)}
        for name in sorted(mentioned):
            copy = others[name]
            columns = listed(self.writable_columns(name))
            self._change(f"CREATE TABLE {quoted(copy)} LIKE {quoted(name)}")
            self._change(f"ALTER TABLE {quoted(copy)} ENGINE = InnoDB, ROW_FORMAT = DYNAMIC")
            self._change(
                f"INSERT INTO {quoted(copy)} ({columns}) SELECT {columns} FROM {quoted(name)}"  # noqa: S608
            )
        self._renaming = Renaming(
            self._renaming.database,
            {**self._renaming.tables, **{name: others[name] for name in mentioned}},
            self._renaming.columns,
            self._renaming.tells_case_apart,
        )

    def _add_trigger(self, trigger: Trigger, name: str) -> None:
        user, _, host = trigger.definer.rpartition("@")
        rest = (
            f"TRIGGER {quoted(name)} {trigger.timing} {trigger.event} ON {quoted(PREFIX + trigger.table)} "
            f"FOR EACH ROW {self._renaming.apply(trigger.body)}"
        )
        [(ours,)] = self._connection.rows("SELECT @@sql_mode")
        self._change(f"SET SESSION sql_mode = '{trigger.sql_mode}'")
        try:
            self._change(f"CREATE DEFINER = {quoted(user)}@{quoted(host)} {rest}")
        except pymysql.err.MySQLError as error:
            if error_number(error) not in _MAY_NOT_NAME_A_DEFINER:
                raise
            self._change(f"CREATE {rest}")
        self._change(f"SET SESSION sql_mode = '{ours}'")

    def _add_views(self) -> None:
        """Copy the views over the tables, and the views over those; leave out what is broken already."""
        views = {str(name): str(definition) for name, definition in self._connection.rows(_VIEWS)}
        self.unreadable = [name for name, definition in views.items() if not definition]
        names = dict(self._renaming.tables)
        left = True
        while left:
            left = False
            for name, definition in list(views.items()):
                renaming = Renaming(self._renaming.database, names)
                prefix = quoted(renaming.database)
                if not any(f"{prefix}.{quoted(table)}" in definition for table in names):
                    continue
                del views[name]
                copy = f"{PREFIX}v{len(names)}"
                try:
                    self._change(f"CREATE VIEW {quoted(copy)} AS {renaming.apply(definition)}")
                except pymysql.err.MySQLError as error:
                    if self._is_sound(name):
                        raise error from None
                    continue
                names[name] = self.views[name] = copy
                left = True

    def _is_sound(self, view: str) -> bool:
        try:
            self._connection.rows(f"SELECT 1 FROM {quoted(view)} LIMIT 0")  # noqa: S608 - quoted
        except pymysql.err.MySQLError:
            return False
        return True
