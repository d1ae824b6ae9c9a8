"""What tables a database really has, read from `information_schema` into plain values.

Nothing is changed here. Promise: only the tables of the blueprint and the list of versions are described, in
lower case, with enough to write each column down again as it is.
"""

import re
from dataclasses import dataclass, field

from database.blueprint import COLUMNS, LEFT_ALONE, VERSIONS_TABLE, Key
from database.link import Link

_TABLES = (
    "SELECT table_name, engine, table_type, create_options FROM information_schema.tables "
    "WHERE table_schema = DATABASE()"
)
_TELLS_CASE_APART = "SELECT @@lower_case_table_names = 0"
_COLUMNS = (
    "SELECT table_name, column_name, data_type, column_type, is_nullable, character_set_name, "
    "collation_name, character_maximum_length, column_default, extra, column_comment "
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
# Of MariaDB: there a column's own check stands under its name, and goes when the column is written down anew.
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
    "WHERE k.table_schema = DATABASE() AND k.referenced_table_schema = DATABASE()"
)


@dataclass(frozen=True)
class FoundColumn:
    """A column as it is.

    Attributes:
        base: its type in lower case (`varchar`); `type` is the whole (`varchar(30)`).
        length: of a text, how many characters fit in any case; None of other types.
        fills_itself: whether a new row that does not name it has a value there, and not NULL.
        rest: what follows the type in its definition.
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


@dataclass(frozen=True)
class FoundKey:
    """An index as it is; a column of which only a prefix is indexed stands as `name(prefix)`."""

    name: str
    columns: tuple[str, ...]
    is_unique: bool


@dataclass(frozen=True)
class FoundReference:
    """A foreign key as it is; of one over several columns, each column is one of these."""

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
        oddity: what it is rather than a plain table (`a view`); "" of one that is plain.
        checks: the names of the rules that its rows must meet.
    """

    engine: str
    oddity: str
    columns: dict[str, FoundColumn] = field(default_factory=dict)
    keys: dict[str, FoundKey] = field(default_factory=dict)
    checks: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Found:
    """The tables of the blueprint that are there, and every foreign key of the database.

    Attributes:
        left_alone: the names of those that are there and are not to be touched, which are not among `tables`.
        versions: the table in which `schema` keeps the versions, or another program's of that name.
        misspelt: names that would be ours on a server that does not tell `Patients` from `patients`.
    """

    tables: dict[str, FoundTable]
    left_alone: frozenset[str]
    references: list[FoundReference]
    versions: FoundTable | None
    misspelt: list[str]


def inspect(link: Link) -> Found:
    """Describe the database that `link` uses."""
    [(tells_case_apart,)] = link.rows(_TELLS_CASE_APART)
    [(version,)] = link.rows("SELECT VERSION()")
    is_mariadb = "mariadb" in str(version).lower()
    tables, misspelt = _tables(link, tells_case_apart=bool(tells_case_apart))

    def find(table: object) -> FoundTable | None:
        return tables.get(str(table) if tells_case_apart else str(table).lower())

    column_checks = {
        (str(table).lower(), str(column).lower()): str(clause)
        for table, column, clause in (link.rows(_CHECKS_OF_COLUMNS) if is_mariadb else ())
    }
    for table, *column in link.rows(_COLUMNS):
        if (there := find(table)) is not None:
            check = column_checks.get((str(table).lower(), str(column[0]).lower()))
            described = _column(link, column, check, is_mariadb=is_mariadb)
            there.columns[described.name] = described
    for table, name in link.rows(_CHECKS):
        if (there := find(table)) is not None:
            there.checks.add(str(name))
    for table, name, non_unique, column_name, prefix in link.rows(_KEYS):
        if (there := find(table)) is not None:
            part = str(column_name).lower() + (f"({prefix})" if prefix else "")
            columns = (*there.keys[name].columns, part) if name in there.keys else (part,)
            there.keys[name] = FoundKey(name, columns, not non_unique)
    references = [
        FoundReference(
            name, child.lower(), column.lower(), parent.lower(), parent_column.lower(), deletes, updates
        )
        for name, child, column, parent, parent_column, deletes, updates in link.rows(_REFERENCES)
    ]
    versions = tables.pop(VERSIONS_TABLE, None)
    left_alone = frozenset(name for name in LEFT_ALONE if tables.pop(name, None) is not None)
    return Found(tables, left_alone, references, versions, misspelt)


def _tables(link: Link, *, tells_case_apart: bool) -> tuple[dict[str, FoundTable], list[str]]:
    """Give the tables that are ours by their name, still empty, and the names that only nearly are."""
    tables, misspelt = {}, []
    for name, engine, kind, options in link.rows(_TABLES):
        own = str(name).lower()
        if own not in (*COLUMNS, VERSIONS_TABLE):
            continue
        if tells_case_apart and name != own:
            misspelt += [] if own in LEFT_ALONE else [str(name)]
        else:
            tables[own] = FoundTable(str(engine).lower(), _oddity(str(kind), str(options)))
    return tables, misspelt


def has_key(table: FoundTable, key: Key) -> bool:
    """Tell whether `table` has `key`, or one that does the same."""
    if key.is_unique:
        return any(
            there.is_unique and sorted(there.columns) == sorted(key.columns) for there in table.keys.values()
        )
    if len(key.columns) == 1:
        return any(there.columns[0] == key.columns[0] for there in table.keys.values())
    same_name = table.keys.get(key.name)  # by name, because the search asks for it by name
    return same_name is not None and same_name.columns == key.columns


def is_referenced(found: Found, table: str, column: str) -> bool:
    """Tell whether `column` of `table` is a foreign key to where the blueprint says."""
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
    """Give how many characters fit; the unbounded types count bytes, of which a character may take four."""
    if length is None:
        return None
    return int(str(length)) // (4 if base.endswith("text") else 1)


def _column(link: Link, row: list[object], check: str | None, *, is_mariadb: bool) -> FoundColumn:
    name, base, whole, nullable, charset, collation, length, default, extra, comment = row
    rest = []
    does = str(extra).lower()
    if default is not None:  # MariaDB gives the SQL of it, MySQL the bare value
        is_sql = is_mariadb or "DEFAULT_GENERATED" in str(extra)
        rest.append(f"DEFAULT {default if is_sql else link.escape(str(default))}")
    rest += re.findall(r"on update [a-z_]+(?:\(\d*\))?|auto_increment|invisible", does)
    if comment:
        rest.append(f"COMMENT {link.escape(str(comment))}")
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
    )
