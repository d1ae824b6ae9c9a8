"""What stands in the way of taking tables over: what the keys of the blueprint would not admit.

Nothing is changed here; every statement reads. Promise: an obstacle is told by ids of consultations, doctors
or reports, never by anything of a person.
"""

from collections.abc import Iterator

from database.blueprint import COLUMNS, KEYS, REFERENCES
from database.inspection import Found, FoundColumn, FoundTable, has_key, is_referenced
from database.link import Link

_SHOWN_IDS = 20

SMALL_INTEGERS = {"tinyint", "smallint", "mediumint"}
INTEGERS = {"int", "bigint"} | SMALL_INTEGERS
TEXTS = {"char", "varchar", "tinytext", "text", "mediumtext", "longtext"}

TYPES_TAKEN = {
    "INT": INTEGERS,
    "VARCHAR(50)": TEXTS,
    "VARCHAR(255)": TEXTS,
    "TEXT": TEXTS,
    "DATE": {"date"},
    "TIME": {"time", "char", "varchar"},
    "TIMESTAMP": {"timestamp", "datetime"},
}
"""By a blueprint's type, the types that are good or can be made so."""

# '9:00', '09:00', '09:00:00', '9h00': what people and programs write.
READABLE_HOUR = "^([01]?[0-9]|2[0-3])[:hH][0-5][0-9](:[0-5][0-9])?$"
PLAIN_HOUR = "REPLACE(REPLACE(TRIM(hour), 'h', ':'), 'H', ':')"


def obstacles(link: Link, found: Found) -> Iterator[str]:
    """Give, a line each, what must be put right by hand first; nothing if all can be taken over."""
    misfits = [line for name, table in found.tables.items() for line in _misfits(found, name, table)]
    yield from misfits
    if misfits:
        return
    consultations = found.tables.get("consultations")
    if consultations is not None and not all(has_key(consultations, key) for key in KEYS["consultations"]):
        yield from _hour_obstacles(link, consultations)
    for table, column in REFERENCES:
        yield from _orphans(link, found, table, column)


def _misfits(found: Found, name: str, table: FoundTable) -> Iterator[str]:
    """What no statement can mend: a view, a column missing or of a foreign type."""
    if table.is_view:
        yield f"{name} is a view"
        return
    if not any(key.is_unique and key.columns == ("id",) for key in table.keys.values()):
        yield f"{name}: id is not its primary key"
    for column in COLUMNS[name]:
        there = table.columns.get(column.name)
        if there is None:
            if not column.may_be_added:
                yield f"{name} has no column {column.name}"
        elif there.base not in TYPES_TAKEN[column.type]:
            yield f"{name}.{column.name} is {there.type.upper()} and should be {column.type}"
        elif column.name == "id" and there.base in SMALL_INTEGERS:
            yield from _strangers(found, name, there)


def _strangers(found: Found, name: str, there: FoundColumn) -> Iterator[str]:
    """Other tables that refer to an id which is too small for our numbers: theirs is not ours to change."""
    for reference in found.references:
        if reference.parent == name and (reference.table, reference.column) not in REFERENCES:
            yield f"{name}.id is {there.type.upper()} and should be INT, but {reference.table} refers to it"


def _hour_obstacles(link: Link, table: FoundTable) -> Iterator[str]:
    """Hours that are none, and consultations that collide once their hours are read."""
    is_text = table.columns["hour"].base != "time"
    hour = PLAIN_HOUR if is_text else "hour"
    unreadable = (
        f"TRIM(hour) NOT REGEXP '{READABLE_HOUR}'" if is_text else "hour < '00:00:00' OR hour >= '24:00:00'"
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
    if is_referenced(found, table, column) and not (is_nullable and described.must_allow == "no null"):
        return
    parent = described.refers_to
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
