"""Tables that the hospital's own program made are brought up to the blueprint, where they are.

Nothing here knows versions (`schema` does). Promises: what cannot be taken over is refused before anything is
changed; no row, value, id, column, key or table of the hospital's is lost, and AUTO_INCREMENT stays, so that
its programs go on working; every step looks at what is there, so one that died half-way is gone on with.

The hospital's programs see five differences: `hour` is a TIME (read as `09:00:00`, and `9h00` is none);
text is utf8mb4; what would book twice, or leave a name, an hour or a specialty NULL, is refused; what a
registration at a booth does not tell of a patient is NULL; and the ids that AUTO_INCREMENT gives to their
patients go on behind the highest number that a booth drew.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress

import pymysql

from database.blueprint import CHECKS, COLLATION, COLUMNS, KEYS, REFERENCES, Column, Key
from database.errors import SchemaRefused
from database.inspection import (
    Found,
    FoundColumn,
    FoundTable,
    has_key,
    inspect,
    is_referenced,
)
from database.link import Link
from database.obstacles import (
    PLAIN_HOUR,
    SMALL_INTEGERS,
    TEXTS,
    is_ours,
    obstacles,
    shut_out,
    target_collation,
    unfilled,
)

_TABLE_END = f"ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = {COLLATION}"

# Foreign keys that were dropped for a moment, so that a run that died does not take their rules with it.
# It stays afterwards: `init` does without the right to drop a table.
_SET_ASIDE = (
    "CREATE TABLE IF NOT EXISTS takeover_references (child VARCHAR(64), child_column VARCHAR(64), "
    "name VARCHAR(64) NOT NULL, on_delete VARCHAR(20) NOT NULL, on_update VARCHAR(20) NOT NULL, "
    f"PRIMARY KEY (child, child_column)) {_TABLE_END}"
)

# Only where it changes anything: each row that is written may set off a trigger of theirs.
_SPELL_HOURS_PLAINLY = (
    f"UPDATE consultations SET hour = {PLAIN_HOUR} "  # noqa: S608 - a constant
    f"WHERE CAST(hour AS BINARY) <> CAST({PLAIN_HOUR} AS BINARY)"
)


class Takeover:
    """One run over the tables of a database.

    Args:
        link: a connection that uses the database.
        tell: called with a line before each table is changed.
    """

    def __init__(self, link: Link, tell: Callable[[str], None]) -> None:
        self._link = link
        self._tell = tell

    def require_possible(self) -> None:
        """Check before anything is changed, and tell whom the booth cannot serve.

        Raises:
            SchemaRefused: with a line on each obstacle.
        """
        found = inspect(self._link)
        lines = list(obstacles(self._link, found))
        if lines:
            raise SchemaRefused(
                "the tables that are there cannot be taken over; nothing was changed:\n  "
                + "\n  ".join(lines)
            )
        for line in shut_out(self._link, found):
            self._tell(line)

    def prepare_tables(self) -> None:
        """Give the tables that are there, if any, the columns, types and engine of the blueprint."""
        found = inspect(self._link)
        if not found.tables:
            return
        id_types: dict[str, str] = {}
        for name, columns in COLUMNS.items():
            table = found.tables.get(name)
            if table is not None:
                self._bring_up_to_date(found, name, table, id_types)
            elif name not in found.left_alone:
                self._tell(f"creating the table {name}")
                self._link.change(_creation(name, columns, id_types))
            id_types[name] = _wide_enough(table.columns["id"]) if table else "INT"

    def _bring_up_to_date(self, found: Found, name: str, table: FoundTable, id_types: dict[str, str]) -> None:
        clauses = list(_column_changes(table, COLUMNS[name], id_types))
        if table.engine != "innodb":
            clauses.append("ENGINE = InnoDB ROW_FORMAT = DYNAMIC")
        if name == "patients":
            clauses += _left_empty(table)
        if not clauses:
            return
        self._tell(f"bringing the table {name} up to date")
        self._set_references_aside(found, name, clauses)
        if name == "consultations" and table.columns["hour"].base != "time":
            self._link.change(_SPELL_HOURS_PLAINLY)
        self._link.change(f"ALTER TABLE {name} {', '.join(clauses)}")

    def restore_references(self) -> None:
        """Put back the foreign keys that were set aside, as far as they go; for a run that cannot go on."""
        with suppress(pymysql.err.MySQLError, OSError):
            found = inspect(self._link)
            for (table, column), set_aside in self._set_aside().items():
                if table in found.tables and not is_referenced(found, table, column):
                    with suppress(pymysql.err.MySQLError):
                        self._link.change(f"ALTER TABLE {table} ADD {_reference(table, column, set_aside)}")

    def complete_keys(self) -> None:
        """Add the keys, rules and references that are missing."""
        found = inspect(self._link)
        set_aside = self._set_aside()
        for name, table in found.tables.items():
            clauses = [f"ADD {_key(key)}" for key in KEYS.get(name, ()) if not has_key(table, key)]
            clauses += [f"ADD {rule}" for check, rule in _checks(name) if check not in table.checks]
            clauses += [
                f"ADD {_reference(name, column, set_aside.get((name, column)))}"
                for child, column in REFERENCES
                if child == name and not is_referenced(found, name, column)
            ]
            if clauses:
                self._tell(f"adding keys to the table {name}")
                self._link.change(f"ALTER TABLE {name} {', '.join(clauses)}")

    def _set_references_aside(self, found: Found, table: str, clauses: list[str]) -> None:
        """Drop our foreign keys over columns that are about to change; `complete_keys` puts them back.

        A server refuses to change a column that a foreign key holds. Should this die in between, the next run
        adds what is missing, with the name and the rules that are noted here.
        """
        changed = {clause.split("`")[1] for clause in clauses if clause.startswith("MODIFY")}
        for reference in list(found.references):
            is_child = reference.table == table and reference.column in changed
            is_parent = reference.parent == table and reference.parent_column in changed
            if (is_child or is_parent) and is_ours(reference):
                self._link.change(_SET_ASIDE)
                self._link.change(
                    "INSERT INTO takeover_references (child, child_column, name, on_delete, on_update) "
                    "VALUES (%s, %s, %s, %s, %s) ON DUPLICATE KEY UPDATE "
                    "name = VALUES(name), on_delete = VALUES(on_delete), on_update = VALUES(on_update)",
                    reference.table,
                    reference.column,
                    reference.name,
                    reference.on_delete,
                    reference.on_update,
                )
                self._link.change(f"ALTER TABLE {reference.table} DROP FOREIGN KEY `{reference.name}`")
                found.references.remove(reference)

    def _set_aside(self) -> dict[tuple[str, str], tuple[str, str]]:
        """Give, by table and column, the name and the rules of the foreign keys that were ever set aside."""
        if not self._link.rows("SHOW TABLES LIKE 'takeover\\_references'"):
            return {}
        rows = self._link.rows(
            "SELECT child, child_column, name, on_delete, on_update FROM takeover_references"
        )
        return {
            (child, column): (name, f" ON DELETE {on_delete} ON UPDATE {on_update}")
            for child, column, name, on_delete, on_update in rows
        }


def _creation(name: str, columns: tuple[Column, ...], id_types: dict[str, str]) -> str:
    """Write a table of the blueprint down whole, beside those that are there."""
    auto = "" if name == "patients" else "AUTO_INCREMENT"
    parts = [f"id INT NOT NULL {auto} PRIMARY KEY"]
    parts += [_definition(column, id_types) for column in columns if column.name != "id"]
    parts += [_key(key) for key in KEYS.get(name, ())]
    parts += [rule for _, rule in _checks(name)]
    parts += [_reference(child, column, None) for child, column in REFERENCES if child == name]
    return f"CREATE TABLE {name} ({', '.join(parts)}) {_TABLE_END}"


def _definition(column: Column, id_types: dict[str, str]) -> str:
    kind = id_types.get(column.refers_to, column.type)
    charset = _utf8(COLLATION) if column.type.startswith(("VARCHAR", "TEXT")) else ""
    nullable = "NULL" if column.is_nullable else "NOT NULL"
    return f"`{column.name}` {kind} {charset} {nullable} {column.default}"


def _column_changes(
    table: FoundTable, columns: tuple[Column, ...], id_types: dict[str, str]
) -> Iterator[str]:
    for column in columns:
        there = table.columns.get(column.name)
        if there is not None:
            yield from _change(there, column, id_types.get(column.refers_to, column.type))
        elif column.name != "id":
            yield f"ADD COLUMN {_definition(column, id_types)}"


def _left_empty(patients: FoundTable) -> Iterator[str]:
    """Let a column of theirs be NULL that a registration does not fill, as `birth_date` may be then."""
    for column in unfilled(patients):
        charset = f"CHARACTER SET {column.charset} COLLATE {column.collation}" if column.charset else ""
        yield f"MODIFY `{column.name}` {column.type} {charset} NULL {column.rest}"


def _change(there: FoundColumn, column: Column, wanted: str) -> Iterator[str]:
    """Write a column down again where its type, character set or NULL is not as wanted."""
    new_type, collation = there.type, ""
    if column.name == "id":
        new_type = _wide_enough(there)
    elif column.refers_to:
        new_type = there.type if _plain(there.type) == _plain(wanted) else wanted
    elif column.type == "TIME" and there.type != "time":
        new_type = "TIME"
    elif there.base in TEXTS:
        new_type, collation = _wide_text(there, column), target_collation(there)
    is_nullable = {"null": True, "no null": False}.get(column.must_allow, there.is_nullable)
    if (new_type, is_nullable) != (there.type, there.is_nullable) or collation not in {"", there.collation}:
        charset = _utf8(collation) if collation else ""  # always: without, a text takes on its table's
        rest = there.rest
        if not is_nullable:
            rest = rest.replace("DEFAULT NULL", "")
        yield f"MODIFY `{there.name}` {new_type} {charset} {'NULL' if is_nullable else 'NOT NULL'} {rest}"


def _wide_enough(there: FoundColumn) -> str:
    """Give the type of an id that holds nine digits, signed or not as it is."""
    if there.base not in SMALL_INTEGERS:
        return there.type.replace(" zerofill", "")  # which would fill a reply's numbers up, too
    return "INT UNSIGNED" if "unsigned" in there.type else "INT"


def _wide_text(there: FoundColumn, column: Column) -> str:
    """Give a text's type, at least as wide as the blueprint's, also once its letters take four bytes."""
    needed = int(re.sub(r"\D", "", column.type) or 0)
    if (there.length or 0) < needed:
        return column.type
    is_narrow = there.charset != "utf8mb4" and there.base in {"tinytext", "text"}
    return "MEDIUMTEXT" if is_narrow else there.type


def _utf8(collation: str) -> str:
    return f"CHARACTER SET utf8mb4 COLLATE {collation}"


def _plain(integer_type: str) -> str:
    """Strip the display width: `INT(4)` and `INT` are one type."""
    return re.sub(r"\(\d+\)", "", integer_type).lower().strip()


def _key(key: Key) -> str:
    return f"{'UNIQUE ' if key.is_unique else ''}KEY `{key.name}` ({', '.join(key.columns)})"


def _checks(table: str) -> Iterator[tuple[str, str]]:
    """Give a table's rules, each with its name and as it is written down."""
    for name, condition in CHECKS.get(table, {}).items():
        yield name, f"CONSTRAINT {name} CHECK ({condition})"


def _reference(table: str, column: str, set_aside: tuple[str, str] | None) -> str:
    name, rules = set_aside or (REFERENCES[table, column], "")
    parent = next(one.refers_to for one in COLUMNS[table] if one.name == column)
    return f"CONSTRAINT `{name}` FOREIGN KEY ({column}) REFERENCES {parent} (id){rules}"
