"""What the tables must have, as data: the hospital's own tables are checked against it and completed.

No SQL is run here. `migrations/0001_tables.sql` creates the same in a new database, which needs no takeover.
This stays as that first migration is: what a later migration adds is not repeated here. Tables may have more
(columns, keys and tables of the hospital's own), which is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

COLLATION = "utf8mb4_unicode_520_ci"

HIGHEST_ID = 2_147_483_647
"""The largest INT; `docs/protocol.md`, "Messages": ids are integers from 1 to this."""

VERSIONS_TABLE = "schema_version"
VERSIONS_COLUMNS = ("version", "name", "applied_at")
"""Where `schema` records which migrations were applied."""

SET_ASIDE_TABLE = "takeover_references"
"""Where `takeover` notes foreign keys while they are dropped."""


@dataclass(frozen=True)
class Column:
    """A column that the program reads or writes.

    Attributes:
        name: its name.
        type: its type in a new table; in the hospital's it may be wider.
        is_nullable: whether it may be NULL in a new table.
        default: the rest of its definition.
        refers_to: the table whose id it holds.
        must_allow: what the hospital's is changed to: "null", "no null", or "" for unchanged.
        may_be_added: whether it can be added to a table that lacks it.
        is_written: whether the program writes what people type into it, so that any text must fit.
    """

    name: str
    type: str
    is_nullable: bool = False
    default: str = ""
    refers_to: str = ""
    must_allow: str = ""
    may_be_added: bool = False
    is_written: bool = False


@dataclass(frozen=True)
class Key:
    """A key. The hospital's counts under any name and column order if it is unique, else by name."""

    name: str
    columns: tuple[str, ...]
    is_unique: bool = False


_ID = Column("id", "INT")
_NAMES = (
    Column("last_name", "VARCHAR(50)", must_allow="no null"),
    Column("first_name", "VARCHAR(50)", must_allow="no null"),
)
_TYPED_NAMES = tuple(replace(column, is_written=True) for column in _NAMES)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "specialties": (_ID, Column("name", "VARCHAR(50)", must_allow="no null")),
    "doctors": (
        _ID,
        Column("specialty_id", "INT", refers_to="specialties", must_allow="no null"),
        *_NAMES,
    ),
    "patients": (
        _ID,
        *_TYPED_NAMES,
        Column("birth_date", "DATE", is_nullable=True, must_allow="null", may_be_added=True),
    ),
    "consultations": (
        _ID,
        Column("doctor_id", "INT", refers_to="doctors", must_allow="no null"),
        Column("patient_id", "INT", is_nullable=True, refers_to="patients", must_allow="null"),
        Column("date", "DATE", must_allow="no null"),
        Column("hour", "TIME", must_allow="no null"),
        Column("reason", "VARCHAR(255)", is_nullable=True, may_be_added=True, is_written=True),
    ),
    "reports": (
        _ID,
        Column("consultation_id", "INT", refers_to="consultations"),
        Column("description", "TEXT"),
        Column("created_at", "TIMESTAMP", default="DEFAULT CURRENT_TIMESTAMP"),
    ),
}
"""By table, parents before children."""

KEYS: dict[str, tuple[Key, ...]] = {
    "doctors": (Key("doctors_by_specialty", ("specialty_id",)),),
    "consultations": (
        Key("one_patient_at_a_time", ("doctor_id", "date", "hour"), is_unique=True),
        Key("one_place_at_a_time", ("patient_id", "date", "hour"), is_unique=True),
        Key("free_by_date", ("patient_id", "date", "hour", "doctor_id")),
        Key("free_by_doctor", ("doctor_id", "patient_id", "date", "hour")),
    ),
    "reports": (Key("reports_by_consultation", ("consultation_id",)),),
}

REFERENCES: dict[tuple[str, str], str] = {
    ("doctors", "specialty_id"): "doctors_have_a_specialty",
    ("consultations", "doctor_id"): "consultations_have_a_doctor",
    ("consultations", "patient_id"): "consultations_may_have_a_patient",
    ("reports", "consultation_id"): "reports_are_about_a_consultation",
}
"""By table and column, the name of the foreign key in a new table; any name counts."""

CHECKS: dict[str, dict[str, str]] = {
    "consultations": {"hours_of_a_day": "hour >= '00:00:00' AND hour < '24:00:00'"},
}
"""By table, its check constraints by name."""

OWN_TABLES = frozenset({"borne_budgets", "borne_booking_turns", "borne_servers"})
"""Tables of later migrations, which are ours alone: a takeover neither checks nor converts them."""

LEFT_ALONE = frozenset({"reports"})
"""Tables that the program neither reads nor writes: created if missing, otherwise not touched."""
