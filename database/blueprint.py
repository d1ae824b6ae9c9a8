"""What the tables must have, as data: the measure by which tables of another make are judged and completed.

No SQL is run here. `migrations/0001_tables.sql` says the same to the server for a new database; a test holds
the two together. It stays what that first migration makes: what a later one adds is added by that one alone.
Tables may have more than this (columns, keys, tables of the hospital's own): more is left alone.
"""

from dataclasses import dataclass

COLLATION = "utf8mb4_unicode_520_ci"

VERSIONS_TABLE = "schema_version"
VERSIONS_COLUMNS = ("version", "name", "applied_at")
"""Where `schema` notes which migrations were applied."""


@dataclass(frozen=True)
class Column:
    """A column that the program reads or writes.

    Attributes:
        name: its name.
        type: its type in a new table; another make's may be wider.
        is_nullable: whether it may be NULL in a new table.
        default: the rest of its definition.
        refers_to: the table whose id it holds.
        must_allow: what another make's must be changed to: "null", "no null", or "" for as it is.
        may_be_added: whether a table without it can be completed.
    """

    name: str
    type: str
    is_nullable: bool = False
    default: str = ""
    refers_to: str = ""
    must_allow: str = ""
    may_be_added: bool = False


@dataclass(frozen=True)
class Key:
    """A key; a unique one counts as there under any name and in any order of its columns, others by name."""

    name: str
    columns: tuple[str, ...]
    is_unique: bool = False


_ID = Column("id", "INT")
_NAMES = (
    Column("last_name", "VARCHAR(50)", must_allow="no null"),
    Column("first_name", "VARCHAR(50)", must_allow="no null"),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    "specialties": (_ID, Column("name", "VARCHAR(50)", must_allow="no null")),
    "doctors": (
        _ID,
        Column("specialty_id", "INT", refers_to="specialties", must_allow="no null"),
        *_NAMES,
    ),
    "patients": (
        _ID,
        *_NAMES,
        Column("birth_date", "DATE", is_nullable=True, must_allow="null", may_be_added=True),
    ),
    "consultations": (
        _ID,
        Column("doctor_id", "INT", refers_to="doctors", must_allow="no null"),
        Column("patient_id", "INT", is_nullable=True, refers_to="patients", must_allow="null"),
        Column("date", "DATE", must_allow="no null"),
        Column("hour", "TIME", must_allow="no null"),
        Column("reason", "VARCHAR(255)", is_nullable=True, may_be_added=True),
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
"""By table, the rules that a row must meet, by name."""

LEFT_ALONE = frozenset({"reports"})
"""What the program neither reads nor writes: made where it is missing, and not touched where it is not."""
