"""The text of the hospital's own tables: what must become utf8mb4, and what was misread on its way in.

Promises: a column is converted only where the program writes into it or its text is repaired, so that the
hospital's own comparisons go on working elsewhere; an obstacle names ids of doctors, specialties and
consultations, those of patients only in a dry run, and never a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from database.connections.connection import DatabaseConnection
from database.tables.blueprint import COLUMNS
from database.tables.choices import Choices, Misread
from database.tables.identifiers import quoted
from database.tables.inspection import Found, FoundColumn
from database.tables.misread import as_meant

TEXTS = {"char", "varchar", "tinytext", "text", "mediumtext", "longtext"}

_SHOWN_IDS = 20
_READ_AT_ONCE = 5000
_READ_OF_OTHERS = 20_000

_OTHER_TEXTS = (
    "SELECT c.table_name, c.column_name FROM information_schema.columns AS c "
    "JOIN information_schema.tables AS t ON t.table_schema = c.table_schema AND t.table_name = c.table_name "
    "WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' AND c.character_set_name IS NOT NULL "
    "ORDER BY c.table_name, c.ordinal_position"
)


@dataclass(frozen=True)
class MisreadRow:
    """A row whose text is UTF-8 read as latin1.

    Attributes:
        meant: what the text should be.
    """

    table: str
    column: str
    id: int
    meant: str


def target_collation(there: FoundColumn, found: Found) -> str:
    """Return the collation of utf8mb4 that a text gets: its own, if utf8mb4 has it too.

    So its unique keys still tell the same rows apart. `collisions` checks texts of other character sets.
    """
    name = (there.collation or "").partition("_")[2]
    is_same = there.charset in {"utf8mb4", "utf8mb3", "utf8"} or name == "bin"
    return f"utf8mb4_{name}" if is_same else found.collation


def is_converted(table: str, there: FoundColumn | None, choices: Choices) -> bool:
    """Tell whether a column is a text of the blueprint that is yet to become utf8mb4.

    Args:
        table: its table.
        there: the column; None: it is not there.
        choices: a repaired text may hold any letter.
    """
    if there is None or there.name == "hour" or there.base not in TEXTS or there.charset == "utf8mb4":
        return False
    described = [column for column in COLUMNS[table] if column.name == there.name]
    return any(column.is_written or choices.misread is Misread.REPAIR for column in described)


def collisions(connection: DatabaseConnection, found: Found, name: str, choices: Choices) -> Iterator[str]:
    """Yield unique keys under which rows would collide once their text is utf8mb4."""
    table = found.tables[name]
    for key in table.keys.values():
        columns = [table.columns.get(column) for column in key.columns]
        if not key.is_unique or not any(is_converted(name, column, choices) for column in columns):
            continue
        known = " AND ".join(f"{quoted(column)} IS NOT NULL" for column in key.columns)
        after = []
        for column, there, prefix in zip(key.columns, columns, key.prefixes, strict=True):
            text = f"LEFT({quoted(column)}, {prefix})" if prefix else quoted(column)
            if there is not None and is_converted(name, there, choices):
                text = f"CONVERT({text} USING utf8mb4) COLLATE {target_collation(there, found)}"
            after.append(text)
        collision = (
            f"SELECT 1 FROM {quoted(name)} WHERE {known} "  # noqa: S608 - identifiers, quoted
            f"GROUP BY {', '.join(after)} HAVING COUNT(*) > 1 LIMIT 1"
        )
        if connection.rows(collision):
            yield f"{name}: once its text is utf8mb4, rows are the same for the unique key {key.name}"


def misread_rows(connection: DatabaseConnection, found: Found) -> Iterator[MisreadRow]:
    """Yield the rows of the blueprint's texts that are UTF-8 read as latin1, by table, column and id."""
    for name, table in found.tables.items():
        for column in COLUMNS[name]:
            there = table.columns.get(column.name)
            if there is not None and there.base in TEXTS and there.name != "hour":
                for row_id, text in _texts(connection, name, there):
                    meant = as_meant(text)
                    if meant is not None:
                        yield MisreadRow(name, there.name, row_id, meant)


def misread_obstacles(connection: DatabaseConnection, found: Found, choices: Choices) -> Iterator[str]:
    """Yield a line for each column with misread text, unless it is to be repaired or kept."""
    if choices.misread is not Misread.REFUSE:
        return
    ids: dict[tuple[str, str], list[int]] = {}
    for row in misread_rows(connection, found):
        ids.setdefault((row.table, row.column), []).append(row.id)
    for (table, column), wrong in ids.items():
        where = _where(table, wrong, is_dry_run=choices.is_dry_run)
        yield f"{where}: {column} is UTF-8 that was stored as latin1, and reads like AmÃ©lie for Amélie"
    if ids:
        yield (
            "init --repair-encoding repairs these texts; programs that wrote them must then connect with the "
            "character set utf8mb4. init --keep-encoding leaves them"
        )


def repair(connection: DatabaseConnection, found: Found) -> dict[tuple[str, str], int]:
    """Restore every misread text; return how many, by table and column."""
    repaired: dict[tuple[str, str], int] = {}
    for row in list(misread_rows(connection, found)):
        connection.change(
            f"UPDATE {row.table} SET {row.column} = %s WHERE id = %s",  # noqa: S608 - the blueprint's names
            row.meant,
            row.id,
        )
        key = (row.table, row.column)
        repaired[key] = repaired.get(key, 0) + 1
    return repaired


def other_misread(connection: DatabaseConnection) -> list[str]:
    """Return the hospital's own columns, `table.column`, that hold misread text and are not repaired."""
    found = []
    for table, column in connection.rows(_OTHER_TEXTS):
        if any(described.name == column.lower() for described in COLUMNS.get(table.lower(), ())):
            continue
        texts = connection.rows(
            f"SELECT CONVERT({quoted(column)} USING utf8mb4) FROM {quoted(table)} "  # noqa: S608 - quoted
            f"WHERE {_is_not_ascii(column)} LIMIT {_READ_OF_OTHERS}"
        )
        if any(as_meant(text) is not None for (text,) in texts):
            found.append(f"{table}.{column}")
    return found


def _texts(connection: DatabaseConnection, table: str, there: FoundColumn) -> Iterator[tuple[int, str]]:
    """Yield id and text of the rows whose text is not ASCII alone, some thousand at a time."""
    after = ""
    while True:
        rows = connection.rows(
            f"SELECT id, CONVERT({quoted(there.name)} USING utf8mb4) FROM {quoted(table)} "  # noqa: S608 - quoted
            f"WHERE {_is_not_ascii(there.name)} {after} ORDER BY id LIMIT {_READ_AT_ONCE}"
        )
        yield from rows
        if len(rows) < _READ_AT_ONCE:
            return
        after = f"AND id > {rows[-1][0]}"


def _is_not_ascii(column: str) -> str:
    return f"LENGTH(CONVERT({quoted(column)} USING utf8mb4)) > CHAR_LENGTH({quoted(column)})"


def _where(table: str, ids: list[int], *, is_dry_run: bool) -> str:
    """Return which rows: the ids, but of patients only in a dry run, which nobody keeps."""
    if table == "patients" and not is_dry_run:
        return f"{table}, {len(ids)} rows (init --dry-run lists them)"
    shown = ids if is_dry_run else ids[:_SHOWN_IDS]
    more = " and more" if len(shown) < len(ids) else ""
    return f"{table} {', '.join(map(str, shown))}{more}"
