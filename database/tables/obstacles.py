"""Finds what prevents a takeover: tables and rows that the blueprint does not allow.

Nothing is changed here; every statement reads. Promise: an obstacle names ids of consultations, doctors or
specialties, and nothing about a patient, not even the id: it is what a patient logs in with.
"""

from __future__ import annotations

from collections.abc import Iterator

from database.connections.connection import DatabaseConnection
from database.tables.blueprint import (
    CHECKS,
    COLUMNS,
    HIGHEST_ID,
    KEYS,
    LEFT_ALONE,
    REFERENCES,
    VERSIONS_COLUMNS,
    VERSIONS_TABLE,
)
from database.tables.choices import Choices
from database.tables.inspection import Found, FoundColumn, FoundReference, FoundTable, has_key, is_referenced
from database.tables.own_columns import unknown_columns
from database.tables.texts import TEXTS, collisions, misread_obstacles

_SHOWN_IDS = 20

_ENGINES = (
    "SELECT LOWER(table_name), engine FROM information_schema.tables "
    "WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name"
)

SMALL_INTEGERS = {"tinyint", "smallint", "mediumint"}
INTEGERS = {"int", "bigint"} | SMALL_INTEGERS

TYPES_TAKEN = {
    "INT": INTEGERS,
    "VARCHAR(50)": TEXTS,
    "VARCHAR(255)": TEXTS,
    "DATE": {"date"},
    "TIME": {"time", "char", "varchar"},
}
"""By the blueprint's type, the types that fit or can be converted."""

# '9:00', '09:00', '09:00:00', '9h00'.
READABLE_HOUR = "^([01]?[0-9]|2[0-3])[:hH][0-5][0-9](:[0-5][0-9])?$"
PLAIN_HOUR = "REPLACE(REPLACE(TRIM(hour), 'h', ':'), 'H', ':')"


def obstacles(connection: DatabaseConnection, found: Found, choices: Choices) -> Iterator[str]:
    """Yield a line for each thing that must be corrected by hand first, or decided by an option."""
    for name in found.misspelt:
        yield f"the table {name} must be named {name.lower()}: this server tells them apart"
    if found.versions is not None and not found.versions.columns.keys() >= set(VERSIONS_COLUMNS):
        yield f"{VERSIONS_TABLE} is a table of another program"
    if connection.is_on_cluster:
        yield from _unreplicated(connection)
    misfits = [line for name, table in found.tables.items() for line in _misfits(found, name, table)]
    yield from misfits
    if misfits:
        return
    for name, table in found.tables.items():
        yield from _empty_values(connection, name, table)
        yield from _unnamable(connection, name, table)
        yield from collisions(connection, found, name, choices)
    consultations = found.tables.get("consultations")
    if consultations is not None and not _is_settled(consultations):
        yield from _hour_obstacles(connection, consultations)
    for table_name, column in REFERENCES:
        yield from _orphans(connection, found, table_name, column)
    yield from unknown_columns(connection, found, choices)
    yield from misread_obstacles(connection, found, choices)


def _unreplicated(connection: DatabaseConnection) -> Iterator[str]:
    """Yield tables whose rows a Galera cluster does not replicate: a conversion would differ at each node."""
    for name, engine in connection.rows(_ENGINES):
        if name in COLUMNS and str(engine).lower() != "innodb":
            yield (
                f"{name} is {engine}, so on a Galera cluster its rows may be on one node only: "
                'docs/cluster.md, "Tables that are not InnoDB", says how to copy them'
            )


def is_ours(reference: FoundReference) -> bool:
    """Tell whether a foreign key is one that the blueprint names."""
    return (reference.table, reference.column) in REFERENCES and reference.table not in LEFT_ALONE


def _is_settled(consultations: FoundTable) -> bool:
    """Tell whether the keys and checks against double bookings and impossible hours exist already."""
    has_keys = all(has_key(consultations, key) for key in KEYS["consultations"])
    return has_keys and consultations.checks >= CHECKS["consultations"].keys()


def _misfits(found: Found, name: str, table: FoundTable) -> Iterator[str]:
    """Yield what cannot be converted: a view, a missing column, a wrong type, rules that refuse our rows."""
    if table.oddity:
        yield f"{name} is {table.oddity}"
        return
    if not any(key.is_unique and key.columns == ("id",) for key in table.keys.values()):
        yield f"{name}: id is not its primary key"
    yield from _wrong_columns(found, name, table)
    for key in KEYS.get(name, ()):
        if key.name in table.keys and not has_key(table, key):
            yield f"{name}: its key {key.name} is over other columns than {', '.join(key.columns)}"
    for reference in found.references:
        if is_ours(reference) and reference.table == name:
            yield from _rule_obstacles(reference)
    if name == "patients":
        yield from _registration_obstacles(table)
    if name == "consultations":
        yield from _booking_obstacles(table)


def _wrong_columns(found: Found, name: str, table: FoundTable) -> Iterator[str]:
    for column in COLUMNS[name]:
        there = table.columns.get(column.name)
        if there is None:
            if not column.may_be_added:
                yield f"{name} has no column {column.name}"
        elif there.base not in TYPES_TAKEN[column.type]:
            yield f"{name}.{column.name} is {there.type.upper()} and should be {column.type}"
        elif column.name == "id" and (there.base in SMALL_INTEGERS or "zerofill" in there.type):
            yield from _strangers(found, name, there)


def _rule_obstacles(reference: FoundReference) -> Iterator[str]:
    """Yield foreign keys that lead to another table, or that set a column NULL which must not be."""
    column = next(one for one in COLUMNS[reference.table] if one.name == reference.column)
    if reference.parent != column.refers_to:
        yield (
            f"{reference.table}.{reference.column} should lead to {column.refers_to}, but its foreign key "
            f"{reference.name} leads to {reference.parent}"
        )
    if column.must_allow == "no null" and "SET NULL" in {reference.on_delete, reference.on_update}:
        yield (
            f"{reference.table}.{reference.column} must not be NULL, but its foreign key {reference.name} "
            "says SET NULL"
        )


def _registration_obstacles(patients: FoundTable) -> Iterator[str]:
    """Yield unique keys that would refuse a new patient, who gives a name and perhaps a birth date."""
    given = {column.name for column in COLUMNS["patients"]}
    empty = {column.name for column in unfilled(patients)}
    for key in patients.keys.values():
        names = set(key.columns)
        left_out = [patients.columns[name] for name in names - given if name in patients.columns]
        is_told_apart = "id" in names or any(
            (one.is_nullable and not one.fills_itself) or one.name in empty for one in left_out
        )
        if key.is_unique and not is_told_apart:
            yield f"patients: the unique key {key.name} would refuse a patient of the same name"


def unfilled(patients: FoundTable) -> list[FoundColumn]:
    """Return the hospital's own columns that require a value which no registration gives."""
    given = {column.name for column in COLUMNS["patients"]}
    return [
        column
        for name, column in patients.columns.items()
        if name not in given and not column.is_nullable and not column.fills_itself
    ]


def _booking_obstacles(consultations: FoundTable) -> Iterator[str]:
    """Yield unique keys on what a booking writes that refuse more than ours do."""
    for key in consultations.keys.values():
        names = set(key.columns)
        is_told_apart = "id" in names or names >= {"doctor_id", "date", "hour"}
        is_ours = names >= {"patient_id", "date", "hour"}
        if key.is_unique and names & {"patient_id", "reason"} and not (is_told_apart or is_ours):
            yield f"consultations: the unique key {key.name} would refuse a patient's second booking"


def _unnamable(connection: DatabaseConnection, name: str, table: FoundTable) -> Iterator[str]:
    """Yield rows whose id is too large for the protocol, which would make every reply with it invalid."""
    if name in {"specialties", "doctors", "consultations"} and table.columns["id"].base == "bigint":
        yield from _ids(connection, name, f"c.id NOT BETWEEN 1 AND {HIGHEST_ID}", "the id is too large")


def _empty_values(connection: DatabaseConnection, name: str, table: FoundTable) -> Iterator[str]:
    """Yield NULLs where every row must have a value; `_orphans` finds those in references."""
    for column in COLUMNS[name]:
        there = table.columns.get(column.name)
        if column.must_allow != "no null" or column.refers_to or there is None or not there.is_nullable:
            continue
        if name != "patients":
            yield from _ids(connection, name, f"c.{column.name} IS NULL", f"{column.name} is NULL")
            continue
        [(count,)] = connection.rows(f"SELECT COUNT(*) FROM patients WHERE {column.name} IS NULL")  # noqa: S608
        if count:
            yield f"patients: {column.name} is NULL in {count} rows"


def _strangers(found: Found, name: str, there: FoundColumn) -> Iterator[str]:
    """Yield other tables that refer to an id whose type has to change; we do not change theirs."""
    for reference in found.references:
        if reference.parent == name and not is_ours(reference):
            yield f"{name}.id is {there.type.upper()} and should be INT, but {reference.table} refers to it"


def _hour_obstacles(connection: DatabaseConnection, table: FoundTable) -> Iterator[str]:
    """Yield hours that cannot be read, and consultations that collide once their hours are converted."""
    is_text = table.columns["hour"].base != "time"
    hour = PLAIN_HOUR if is_text else "hour"
    unreadable = (
        f"TRIM(hour) NOT REGEXP '{READABLE_HOUR}'"
        if is_text
        else "hour < '00:00:00' OR hour >= '24:00:00' OR MICROSECOND(hour) <> 0"
    )
    lines = list(_ids(connection, "consultations", unreadable, "the hour cannot be read"))
    yield from lines
    if lines:
        return
    moment = f"date, TIME({hour})"
    for column, wrong in (
        ("doctor_id", "the same doctor twice at one date and hour"),
        ("patient_id", "the same patient twice at one date and hour"),
    ):
        twice = (
            f"(c.{column}, c.date, TIME({hour})) IN (SELECT * FROM "  # noqa: S608
            f"(SELECT {column}, {moment} FROM consultations "
            f"WHERE {column} IS NOT NULL GROUP BY {column}, {moment} HAVING COUNT(*) > 1) AS twice)"
        )
        yield from _ids(connection, "consultations", twice, wrong)


def _orphans(connection: DatabaseConnection, found: Found, table: str, column: str) -> Iterator[str]:
    """Yield rows that refer to a missing row."""
    if table not in found.tables or column not in found.tables[table].columns:
        return
    described = next(one for one in COLUMNS[table] if one.name == column)
    is_nullable = found.tables[table].columns[column].is_nullable
    parent = described.refers_to
    is_enforced = is_referenced(found, table, column) and parent in found.tables  # the parent may be gone
    if is_enforced and not (is_nullable and described.must_allow == "no null"):
        return
    condition = f"c.{column} IS NOT NULL"
    if parent in found.tables:
        condition += f" AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE p.id = c.{column})"  # noqa: S608
    if described.must_allow == "no null":
        condition = f"c.{column} IS NULL OR ({condition})"
    yield from _ids(connection, table, condition, f"{column} leads to no row of {parent}")


def _ids(connection: DatabaseConnection, table: str, condition: str, wrong: str) -> Iterator[str]:
    rows = connection.rows(
        f"SELECT id FROM {table} AS c WHERE {condition} ORDER BY id LIMIT {_SHOWN_IDS + 1}"  # noqa: S608
    )
    if rows:
        shown = ", ".join(str(number) for (number,) in rows[:_SHOWN_IDS])
        more = " and more" if len(rows) > _SHOWN_IDS else ""
        yield f"{table} {shown}{more}: {wrong}"
