"""The clauses of CREATE TABLE and ALTER TABLE that bring a table to the blueprint; nothing is run here.

`prefix` stands before the name of every table: empty for the real ones, that of the copies in a trial
(`trial`). Keys of a copy have no names of their own, because a name of a foreign key or a check may exist
once a database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from database.tables.blueprint import CHECKS, COLUMNS, KEYS, REFERENCES, Column, Key
from database.tables.choices import Choices
from database.tables.identifiers import listed, quoted
from database.tables.inspection import Found, FoundColumn, FoundReference, FoundTable
from database.tables.obstacles import SMALL_INTEGERS, unfilled
from database.tables.texts import TEXTS, is_converted, target_collation

Change = tuple[str | None, str]
"""A clause of ALTER TABLE, behind the column that it changes or adds (None: it changes none)."""

IdTypes = Mapping[str, str]
"""By table, the type of its id."""


@dataclass(frozen=True)
class Rules:
    """A foreign key that was set aside: its name, and `ON DELETE … ON UPDATE …`."""

    name: str
    actions: str


def creation(name: str, found: Found, id_types: IdTypes, prefix: str) -> str:
    """Return the statement that creates a table of the blueprint beside those that exist."""
    auto = "" if name == "patients" else "AUTO_INCREMENT"
    parts = [f"id INT NOT NULL {auto} PRIMARY KEY"]
    parts += [_definition(column, found, id_types) for column in COLUMNS[name] if column.name != "id"]
    parts += [key_clause(key) for key in KEYS.get(name, ())]
    parts += [rule for _, rule in checks(name, prefix)]
    parts += [reference(child, column, None, prefix) for child, column in REFERENCES if child == name]
    end = f"ENGINE = InnoDB ROW_FORMAT = DYNAMIC DEFAULT {_utf8(found.collation)}"
    return f"CREATE TABLE {quoted(prefix + name)} ({', '.join(parts)}) {end}"


def changes(name: str, found: Found, id_types: IdTypes, choices: Choices) -> list[Change]:
    """Return the clauses that bring a table's columns and engine up to date; none: it is."""
    table = found.tables[name]
    clauses = list(_column_changes(name, found, id_types, choices))
    if name == "patients":
        clauses += _nullable_columns(table)
    if table.engine != "innodb":
        clauses.append((None, "ENGINE = InnoDB, ROW_FORMAT = DYNAMIC"))
    elif clauses and table.row_format in {"compact", "redundant"}:
        clauses.append((None, "ROW_FORMAT = DYNAMIC"))  # else a key over text may be too long in utf8mb4
    return clauses


def key_clause(key: Key) -> str:
    """Return the definition of a key."""
    return f"{'UNIQUE ' if key.is_unique else ''}KEY {quoted(key.name)} ({listed(key.columns)})"


def checks(table: str, prefix: str) -> Iterator[tuple[str, str]]:
    """Return a table's check constraints, each with its name and its definition."""
    for name, condition in CHECKS.get(table, {}).items():
        yield prefix + name, f"CONSTRAINT {quoted(prefix + name)} CHECK ({condition})"


def reference(table: str, column: str, set_aside: Rules | None, prefix: str) -> str:
    """Return the definition of the blueprint's foreign key on a column, with what it was called before."""
    rules = set_aside or Rules(REFERENCES[table, column], "")
    name = "" if prefix else f"CONSTRAINT {quoted(rules.name)}"
    parent = next(one.refers_to for one in COLUMNS[table] if one.name == column)
    return f"{name} FOREIGN KEY ({quoted(column)}) REFERENCES {quoted(prefix + parent)} (`id`){rules.actions}"


def rules_of(there: FoundReference) -> Rules:
    """Return the name and the actions of a foreign key."""
    return Rules(there.name, f" ON DELETE {there.on_delete} ON UPDATE {there.on_update}")


def id_type(table: FoundTable | None) -> str:
    """Return the type that a table's id gets; None: the table is yet to be made."""
    return _wide_enough(table.columns["id"]) if table else "INT"


def _definition(column: Column, found: Found, id_types: IdTypes) -> str:
    kind = id_types.get(column.refers_to, column.type)
    charset = _utf8(found.collation) if column.type.startswith(("VARCHAR", "TEXT")) else ""
    nullable = "NULL" if column.is_nullable else "NOT NULL"
    return f"{quoted(column.name)} {kind} {charset} {nullable} {column.default}"


def _column_changes(name: str, found: Found, id_types: IdTypes, choices: Choices) -> Iterator[Change]:
    table = found.tables[name]
    for column in COLUMNS[name]:
        there = table.columns.get(column.name)
        if there is not None:
            kind = id_types.get(column.refers_to, column.type)
            collation = target_collation(there, found) if is_converted(name, there, choices) else ""
            yield from _change(there, column, kind, collation)
        elif column.name != "id":
            yield column.name, f"ADD COLUMN {_definition(column, found, id_types)}"


def _nullable_columns(patients: FoundTable) -> Iterator[Change]:
    """Allow NULL in the hospital's own columns that a registration at a booth does not fill."""
    for column in unfilled(patients):
        yield column.name, f"MODIFY {quoted(column.name)} {column.type} {_own(column)} NULL {column.rest}"


def _change(there: FoundColumn, column: Column, wanted: str, collation: str) -> Iterator[Change]:
    """Redefine a column if its type, character set or NULL is not as wanted.

    Args:
        there: as it is.
        column: as the blueprint has it.
        wanted: its type, if it refers to an id.
        collation: what its text is converted to; "": it stays.
    """
    new_type = there.type
    if column.name == "id":
        new_type = _wide_enough(there)
    elif column.refers_to:
        new_type = there.type if _plain(there.type) == _plain(wanted) else wanted
    elif column.type == "TIME" and there.type != "time":
        new_type = "TIME"
    elif there.base in TEXTS and (column.is_written or collation):
        new_type = _wide_text(there, column)
    is_nullable = {"null": True, "no null": False}.get(column.must_allow, there.is_nullable)
    if (new_type, is_nullable) != (there.type, there.is_nullable) or collation:
        charset = _utf8(collation) if collation else _own(there)
        if new_type == "TIME":
            charset = ""
        rest = there.rest
        if not is_nullable:
            rest = rest.replace("DEFAULT NULL", "")
        nullable = "NULL" if is_nullable else "NOT NULL"
        yield there.name, f"MODIFY {quoted(there.name)} {new_type} {charset} {nullable} {rest}"


def _own(there: FoundColumn) -> str:
    """Return a column's own character set: a text without one would take its table's."""
    return f"CHARACTER SET {there.charset} COLLATE {there.collation}" if there.charset else ""


def _wide_enough(there: FoundColumn) -> str:
    """Return the type of an id, widened to hold nine digits; signed or unsigned as it was."""
    if there.base not in SMALL_INTEGERS:
        return there.type.replace(" zerofill", "")  # leading zeros are no JSON number
    return "INT UNSIGNED" if "unsigned" in there.type else "INT"


def _wide_text(there: FoundColumn, column: Column) -> str:
    """Return a text's type, as wide as the blueprint's at least; in utf8mb4 a character takes four bytes."""
    needed = int(re.sub(r"\D", "", column.type) or 0)
    if (there.length or 0) < needed:
        return column.type
    is_narrow = there.charset != "utf8mb4" and there.base in {"tinytext", "text"}
    return "MEDIUMTEXT" if is_narrow else there.type


def _utf8(collation: str) -> str:
    return f"CHARACTER SET utf8mb4 COLLATE {collation}"


def _plain(integer_type: str) -> str:
    """Strip the display width: `INT(4)` and `INT` are the same type."""
    return re.sub(r"\(\d+\)", "", integer_type).lower().strip()
