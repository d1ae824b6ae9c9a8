"""Reads what tables a database has from `information_schema` into plain values.

Nothing is changed here. Promise: only the tables of the blueprint and the list of versions are described, in
lower case, with enough to define each column again as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from database.connections.connection import DatabaseConnection
from database.tables.blueprint import COLUMNS, LEFT_ALONE, VERSIONS_TABLE, Key
from database.tables.collation import collation_of_texts

_TABLES = (
    "SELECT table_name, engine, table_type, create_options, row_format FROM information_schema.tables "
    "WHERE table_schema = DATABASE()"
)
_TELLS_CASE_APART = "SELECT @@lower_case_table_names = 0"
_COLUMNS = (
    "SELECT table_name, column_name, data_type, column_type, is_nullable, character_set_name, "
    "collation_name, character_maximum_length, column_default, extra, column_comment, generation_expression "
    "FROM information_schema.columns WHERE table_schema = DATABASE() ORDER BY table_name, ordinal_position"
)
_KEYS = (
    "SELECT table_name, index_name, non_unique, column_name, sub_part "
    "FROM information_schema.statistics WHERE table_schema = DATABASE() "
    "ORDER BY table_name, index_name, seq_in_index"
)
_CHECKS = (
    "SELECT table_name, constraint_name FROM information_schema.table_constraints "
    "WHERE table_schema = DATABASE() AND constraint_type = 'CHECK'"
)
# MariaDB only: a column's own check has the column's name, and is lost if the column is redefined without it.
_CHECKS_OF_COLUMNS = (
    "SELECT table_name, constraint_name, check_clause FROM information_schema.check_constraints "
    "WHERE constraint_schema = DATABASE()"
)
_REFERENCES = (
    "SELECT k.constraint_name, k.table_name, k.column_name, k.referenced_table_name, "
    "k.referenced_column_name, "
    "r.delete_rule, r.update_rule FROM information_schema.key_column_usage AS k "
    "JOIN information_schema.referential_constraints AS r ON r.constraint_schema = k.constraint_schema "
    "AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name "
    "WHERE k.table_schema = DATABASE() AND k.referenced_table_schema = DATABASE() "
    "ORDER BY k.table_name, k.constraint_name, k.ordinal_position"
)


@dataclass(frozen=True)
class FoundColumn:
    """A column as it is.

    Attributes:
        base: its type in lower case (`varchar`); `type` is the whole (`varchar(30)`).
        length: of a text, how many characters fit, whatever they are; None for other types.
        fills_itself: whether a new row that leaves it out gets a value other than NULL.
        rest: what follows the type in its definition.
        generated_as: the expression of a generated column; "" for another.
    """

    name: str
    base: str
    type: str
    is_nullable: bool
    charset: str | None
    collation: str | None
    length: int | None
    fills_itself: bool
    rest: str
    generated_as: str


@dataclass(frozen=True)
class FoundKey:
    """An index as it is.

    Attributes:
        prefixes: for each column, how many of its characters are indexed; None: the whole value.
    """

    name: str
    columns: tuple[str, ...]
    prefixes: tuple[int | None, ...]
    is_unique: bool

    def is_over(self, columns: tuple[str, ...]) -> bool:
        """Tell whether it indexes exactly these columns, in this order, each as a whole."""
        return self.columns == columns and not any(self.prefixes)


@dataclass(frozen=True)
class FoundReference:
    """A foreign key as it is; one over several columns gives one of these for each."""

    name: str
    table: str
    column: str
    parent: str
    parent_column: str
    on_delete: str
    on_update: str


@dataclass
class FoundTable:
    """A table as it is.

    Attributes:
        row_format: how InnoDB stores a row, in lower case.
        oddity: what it is instead of a plain table (`a view`); "" for a plain one.
        checks: the names of its check constraints.
    """

    engine: str
    row_format: str
    oddity: str
    columns: dict[str, FoundColumn] = field(default_factory=dict)
    keys: dict[str, FoundKey] = field(default_factory=dict)
    checks: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Found:
    """The tables of the blueprint that exist, and every foreign key of the database.

    Attributes:
        left_alone: names of existing tables that must not be touched; they are not among `tables`.
        versions: the table in which `schema` records versions, or another program's of that name.
        misspelt: names that differ from ours in case only, on a server that tells case apart.
        collation: the collation of utf8mb4 that text of another character set is converted to.
    """

    tables: dict[str, FoundTable]
    left_alone: frozenset[str]
    references: list[FoundReference]
    versions: FoundTable | None
    misspelt: list[str]
    collation: str


def inspect(connection: DatabaseConnection, prefix: str = "") -> Found:
    """Describe the database that the connection uses.

    Args:
        connection: uses the database.
        prefix: what the names of the tables begin with, which is left out of the description.
    """
    [(tells_case_apart,)] = connection.rows(_TELLS_CASE_APART)
    [(version,)] = connection.rows("SELECT VERSION()")
    is_mariadb = "mariadb" in str(version).lower()
    tables, misspelt = _tables(connection, prefix, tells_case_apart=bool(tells_case_apart))

    def find(table: object) -> FoundTable | None:
        name = str(table) if tells_case_apart else str(table).lower()
        return tables.get(name.removeprefix(prefix)) if name.startswith(prefix) else None

    column_checks = {
        (str(table).lower(), str(column).lower()): str(clause)
        for table, column, clause in (connection.rows(_CHECKS_OF_COLUMNS) if is_mariadb else ())
    }
    for table, *column in connection.rows(_COLUMNS):
        if (there := find(table)) is not None:
            check = column_checks.get((str(table).lower(), str(column[0]).lower()))
            described = _column(connection, column, check, is_mariadb=is_mariadb)
            there.columns[described.name] = described
    for table, name in connection.rows(_CHECKS):
        if (there := find(table)) is not None:
            there.checks.add(str(name))
    for table, name, non_unique, column_name, length in connection.rows(_KEYS):
        if (there := find(table)) is not None:
            known = there.keys.get(name, FoundKey(name, (), (), is_unique=not non_unique))
            columns = (*known.columns, str(column_name).lower())
            there.keys[name] = replace(known, columns=columns, prefixes=(*known.prefixes, length))
    references = [
        FoundReference(
            name,
            _own_name(child.removeprefix(prefix)),
            column.lower(),
            _own_name(parent.removeprefix(prefix)),
            parent_column.lower(),
            deletes,
            updates,
        )
        for name, child, column, parent, parent_column, deletes, updates in connection.rows(_REFERENCES)
        if child.startswith(prefix)
    ]
    versions = tables.pop(VERSIONS_TABLE, None)
    left_alone = frozenset(name for name in LEFT_ALONE if tables.pop(name, None) is not None)
    return Found(tables, left_alone, references, versions, misspelt, collation_of_texts(connection))


def _own_name(table: str) -> str:
    """Return our name of a table that differs from it in case at most; another's as it is."""
    return table.lower() if table.lower() in COLUMNS else table


def _tables(
    connection: DatabaseConnection, prefix: str, *, tells_case_apart: bool
) -> tuple[dict[str, FoundTable], list[str]]:
    """Return the tables with our names, without columns yet, and names that differ in case only."""
    tables, misspelt = {}, []
    for name, engine, kind, options, row_format in connection.rows(_TABLES):
        own = str(name).lower().removeprefix(prefix)
        if not str(name).lower().startswith(prefix) or own not in (*COLUMNS, VERSIONS_TABLE):
            continue
        if tells_case_apart and name != prefix + own:
            misspelt += [] if own in LEFT_ALONE else [str(name)]
        else:
            oddity = _oddity(str(kind), str(options))
            tables[own] = FoundTable(str(engine).lower(), str(row_format).lower(), oddity)
    return tables, misspelt


def has_key(table: FoundTable, key: Key) -> bool:
    """Tell whether `table` has `key` or an equivalent."""
    if key.is_unique:
        return any(
            there.is_unique and not any(there.prefixes) and sorted(there.columns) == sorted(key.columns)
            for there in table.keys.values()
        )
    if len(key.columns) == 1:
        return any(there.columns[0] == key.columns[0] for there in table.keys.values())
    same_name = table.keys.get(key.name)  # the search names it in FORCE INDEX
    return same_name is not None and same_name.is_over(key.columns)


def is_referenced(found: Found, table: str, column: str) -> bool:
    """Tell whether `column` of `table` has the foreign key of the blueprint."""
    parent = next(one.refers_to for one in COLUMNS[table] if one.name == column)
    return any(
        (there.table, there.column, there.parent) == (table, column, parent) for there in found.references
    )


def _oddity(kind: str, options: str) -> str:
    if "VIEW" in kind:
        return "a view"
    if "VERSIONED" in kind:
        return "system-versioned"
    return "partitioned" if "partitioned" in options.lower() else ""


def _characters(base: str, length: object) -> int | None:
    """Return how many characters fit; the TEXT types count bytes, up to four for a character."""
    if length is None:
        return None
    return int(str(length)) // (4 if base.endswith("text") else 1)


def _column(
    connection: DatabaseConnection, row: list[object], check: str | None, *, is_mariadb: bool
) -> FoundColumn:
    name, base, whole, nullable, charset, collation, length, default, extra, comment, expression = row
    rest = []
    does = str(extra).lower()
    if default is not None:  # MariaDB shows it as SQL, MySQL as the bare value
        is_sql = is_mariadb or "DEFAULT_GENERATED" in str(extra)
        rest.append(f"DEFAULT {default if is_sql else connection.escape(str(default))}")
    rest += re.findall(r"on update [a-z_]+(?:\(\d*\))?|auto_increment|invisible", does)
    if comment:
        rest.append(f"COMMENT {connection.escape(str(comment))}")
    if check is not None:
        rest.append(f"CHECK ({check})")
    return FoundColumn(
        name=str(name).lower(),
        base=str(base).lower(),
        type=str(whole).lower(),
        is_nullable=nullable == "YES",
        charset=None if charset is None else str(charset),
        collation=None if collation is None else str(collation),
        length=_characters(str(base).lower(), length),
        fills_itself=str(default or "NULL") != "NULL" or "auto_" in does or "generated" in does,
        rest=" ".join(rest),
        generated_as=str(expression or ""),
    )
