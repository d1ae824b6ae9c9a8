"""What stands in the way of taking tables over: what the keys of the blueprint would not admit.

Nothing is changed here; every statement reads. Promise: an obstacle is told by ids of consultations, doctors
or specialties, never by anything of a patient: the id is what lets a patient in.
"""

from collections.abc import Iterator

from database.blueprint import (
    CHECKS,
    COLLATION,
    COLUMNS,
    KEYS,
    LEFT_ALONE,
    REFERENCES,
    VERSIONS_COLUMNS,
    VERSIONS_TABLE,
)
from database.inspection import Found, FoundColumn, FoundReference, FoundTable, has_key, is_referenced
from database.link import Link

_SHOWN_IDS = 20

HIGHEST_ID = 2_147_483_647
"""`spec/protocol.md`, "Message": ids are integers from 1 to this."""

SMALL_INTEGERS = {"tinyint", "smallint", "mediumint"}
INTEGERS = {"int", "bigint"} | SMALL_INTEGERS
TEXTS = {"char", "varchar", "tinytext", "text", "mediumtext", "longtext"}

TYPES_TAKEN = {
    "INT": INTEGERS,
    "VARCHAR(50)": TEXTS,
    "VARCHAR(255)": TEXTS,
    "DATE": {"date"},
    "TIME": {"time", "char", "varchar"},
}
"""By a blueprint's type, the types that are good or can be made so."""

# '9:00', '09:00', '09:00:00', '9h00': what people and programs write.
READABLE_HOUR = "^([01]?[0-9]|2[0-3])[:hH][0-5][0-9](:[0-5][0-9])?$"
PLAIN_HOUR = "REPLACE(REPLACE(TRIM(hour), 'h', ':'), 'H', ':')"


def obstacles(link: Link, found: Found) -> Iterator[str]:
    """Give, a line each, what must be put right by hand first; nothing if all can be taken over."""
    for name in found.misspelt:
        yield f"the table {name} must be named {name.lower()}: this server tells them apart"
    if found.versions is not None and not found.versions.columns.keys() >= set(VERSIONS_COLUMNS):
        yield f"{VERSIONS_TABLE} is a table of another program"
    misfits = [line for name, table in found.tables.items() for line in _misfits(found, name, table)]
    yield from misfits
    if misfits:
        return
    for name, table in found.tables.items():
        yield from _empty_values(link, name, table)
        yield from _unnamable(link, name, table)
        yield from _collisions(link, name, table)
    consultations = found.tables.get("consultations")
    if consultations is not None and not _is_settled(consultations):
        yield from _hour_obstacles(link, consultations)
    for table_name, column in REFERENCES:
        yield from _orphans(link, found, table_name, column)


def target_collation(there: FoundColumn) -> str:
    """Give the collation of utf8mb4 that a text gets: the one it has, if utf8mb4 has it too.

    So its unique keys tell apart what they told apart. For texts of other character sets `_collisions` looks.
    """
    name = (there.collation or "").partition("_")[2]
    is_same = there.charset in {"utf8mb4", "utf8mb3", "utf8"} or name == "bin"
    return f"utf8mb4_{name}" if is_same else COLLATION


def is_ours(reference: FoundReference) -> bool:
    """Tell whether a foreign key is one that the blueprint names."""
    return (reference.table, reference.column) in REFERENCES and reference.table not in LEFT_ALONE


def _is_settled(consultations: FoundTable) -> bool:
    """Tell whether what forbids a double booking, and an hour that is none, is there already."""
    has_keys = all(has_key(consultations, key) for key in KEYS["consultations"])
    return has_keys and consultations.checks >= CHECKS["consultations"].keys()


def _misfits(found: Found, name: str, table: FoundTable) -> Iterator[str]:
    """What no statement can mend: a view, a column missing or of a foreign type, rules against our rows."""
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
    """A foreign key that leads elsewhere, or that empties a column which must not be empty."""
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
    """What would refuse a new patient, who gives a name and perhaps a birth date, homonyms too."""
    given = {column.name for column in COLUMNS["patients"]}
    empty = {column.name for column in unfilled(patients)}
    for key in patients.keys.values():
        names = {part.partition("(")[0] for part in key.columns}
        left_out = [patients.columns[name] for name in names - given if name in patients.columns]
        is_told_apart = "id" in names or any(
            (one.is_nullable and not one.fills_itself) or one.name in empty for one in left_out
        )
        if key.is_unique and not is_told_apart:
            yield f"patients: the unique key {key.name} would refuse a patient of the same name"


def unfilled(patients: FoundTable) -> list[FoundColumn]:
    """Give the columns of theirs that must have a value, and that no registration gives one."""
    given = {column.name for column in COLUMNS["patients"]}
    return [
        column
        for name, column in patients.columns.items()
        if name not in given and not column.is_nullable and not column.fills_itself
    ]


def _booking_obstacles(consultations: FoundTable) -> Iterator[str]:
    """A key over what a booking writes, and that refuses more than ours do."""
    for key in consultations.keys.values():
        names = {part.partition("(")[0] for part in key.columns}
        is_told_apart = "id" in names or names >= {"doctor_id", "date", "hour"}
        is_ours = names >= {"patient_id", "date", "hour"}
        if key.is_unique and names & {"patient_id", "reason"} and not (is_told_apart or is_ours):
            yield f"consultations: the unique key {key.name} would refuse a patient's second booking"


def _unnamable(link: Link, name: str, table: FoundTable) -> Iterator[str]:
    """Rows whose id the protocol cannot name; one of them would spoil every reply that it is in."""
    if name in {"specialties", "doctors", "consultations"} and table.columns["id"].base == "bigint":
        yield from _ids(link, name, f"c.id NOT BETWEEN 1 AND {HIGHEST_ID}", "the id is too large")


def shut_out(link: Link, found: Found) -> Iterator[str]:
    """Give, a line each, what is no obstacle and yet to be known: patients who cannot log in at a booth."""
    if "patients" not in found.tables:
        return
    [(count,)] = link.rows(
        "SELECT COUNT(*) FROM patients WHERE CHAR_LENGTH(TRIM(last_name)) NOT BETWEEN 1 AND 50 "  # noqa: S608 - a constant
        "OR CHAR_LENGTH(TRIM(first_name)) NOT BETWEEN 1 AND 50 "
        f"OR id NOT BETWEEN 1 AND {HIGHEST_ID}"
    )
    if count:
        yield (
            f"{count} of the patients cannot log in at a booth: "
            "a name is empty or over 50 characters, or the number too large"
        )


def _empty_values(link: Link, name: str, table: FoundTable) -> Iterator[str]:
    """NULL where every row must have a value; of references `_orphans` tells."""
    for column in COLUMNS[name]:
        there = table.columns.get(column.name)
        if column.must_allow != "no null" or column.refers_to or there is None or not there.is_nullable:
            continue
        if name != "patients":
            yield from _ids(link, name, f"c.{column.name} IS NULL", f"{column.name} is NULL")
            continue
        [(count,)] = link.rows(f"SELECT COUNT(*) FROM patients WHERE {column.name} IS NULL")  # noqa: S608 - constants
        if count:
            yield f"patients: {column.name} is NULL in {count} rows"


def _collisions(link: Link, name: str, table: FoundTable) -> Iterator[str]:
    """Rows that a unique key tells apart, and no longer once its text is utf8mb4."""
    for key in table.keys.values():
        columns = [part.partition("(")[0] for part in key.columns]
        if not key.is_unique or not any(_is_converted(name, table.columns.get(column)) for column in columns):
            continue
        known = " AND ".join(f"`{column}` IS NOT NULL" for column in columns)
        after = ", ".join(_as_converted(name, table, part) for part in key.columns)
        if link.rows(f"SELECT 1 FROM {name} WHERE {known} GROUP BY {after} HAVING COUNT(*) > 1 LIMIT 1"):  # noqa: S608 - names
            yield f"{name}: once its text is utf8mb4, rows are the same for the unique key {key.name}"


def _as_converted(name: str, table: FoundTable, part: str) -> str:
    """Write a part of a key as it will compare."""
    column, _, prefix = part.partition("(")
    there = table.columns[column]
    text = f"LEFT(`{column}`, {prefix.rstrip(')')})" if prefix else f"`{column}`"
    if _is_converted(name, there):
        return f"CONVERT({text} USING utf8mb4) COLLATE {target_collation(there)}"
    return text


def _is_converted(table: str, there: FoundColumn | None) -> bool:
    """Tell whether a column is a text of ours that will be utf8mb4, and is not."""
    if there is None or there.name == "hour" or there.base not in TEXTS:
        return False
    return there.charset != "utf8mb4" and any(column.name == there.name for column in COLUMNS[table])


def _strangers(found: Found, name: str, there: FoundColumn) -> Iterator[str]:
    """Other tables that refer to an id whose type has to change: theirs is not ours to change."""
    for reference in found.references:
        if reference.parent == name and not is_ours(reference):
            yield f"{name}.id is {there.type.upper()} and should be INT, but {reference.table} refers to it"


def _hour_obstacles(link: Link, table: FoundTable) -> Iterator[str]:
    """Hours that are none, and consultations that collide once their hours are read."""
    is_text = table.columns["hour"].base != "time"
    hour = PLAIN_HOUR if is_text else "hour"
    unreadable = (
        f"TRIM(hour) NOT REGEXP '{READABLE_HOUR}'"
        if is_text
        else "hour < '00:00:00' OR hour >= '24:00:00' OR MICROSECOND(hour) <> 0"
    )
    lines = list(_ids(link, "consultations", unreadable, "the hour cannot be read"))
    yield from lines
    if lines:
        return
    moment = f"date, TIME({hour})"
    for column, wrong in (
        ("doctor_id", "the same doctor twice at one date and hour"),
        ("patient_id", "the same patient twice at one date and hour"),
    ):
        twice = (
            f"(c.{column}, c.date, TIME({hour})) IN (SELECT * FROM "  # noqa: S608 - constants
            f"(SELECT {column}, {moment} FROM consultations "
            f"WHERE {column} IS NOT NULL GROUP BY {column}, {moment} HAVING COUNT(*) > 1) AS twice)"
        )
        yield from _ids(link, "consultations", twice, wrong)


def _orphans(link: Link, found: Found, table: str, column: str) -> Iterator[str]:
    """Rows that refer to nothing."""
    if table not in found.tables or column not in found.tables[table].columns:
        return
    described = next(one for one in COLUMNS[table] if one.name == column)
    is_nullable = found.tables[table].columns[column].is_nullable
    parent = described.refers_to
    is_held = is_referenced(found, table, column) and parent in found.tables  # which may be dropped under it
    if is_held and not (is_nullable and described.must_allow == "no null"):
        return
    condition = f"c.{column} IS NOT NULL"
    if parent in found.tables:
        condition += f" AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE p.id = c.{column})"  # noqa: S608
    if described.must_allow == "no null":
        condition = f"c.{column} IS NULL OR ({condition})"
    yield from _ids(link, table, condition, f"{column} leads to no row of {parent}")


def _ids(link: Link, table: str, condition: str, wrong: str) -> Iterator[str]:
    rows = link.rows(
        f"SELECT id FROM {table} AS c WHERE {condition} ORDER BY id LIMIT {_SHOWN_IDS + 1}"  # noqa: S608 - constants
    )
    if rows:
        shown = ", ".join(str(number) for (number,) in rows[:_SHOWN_IDS])
        more = " and more" if len(rows) > _SHOWN_IDS else ""
        yield f"{table} {shown}{more}: {wrong}"
