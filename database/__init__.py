"""The database: its tables and migrations, every SQL statement, demo data, a private MariaDB.

No sockets, no protocol, no screens. Other rooms use what is named here, `database.demo`, `database.private`
and `database.tables.schema.bring_up_to_date`.
"""

from __future__ import annotations

from database.connections.asking import asking_for
from database.errors import (
    DatabaseError,
    DatabaseRefusedError,
    DatabaseUnavailableError,
    PatientGoneError,
    SchemaOutdatedError,
)
from database.names import fold_name, fold_names, has_letter, tidy_name
from database.queries.budgets import (
    LONGEST_WAIT_SECONDS,
    MOST_EVENTS,
    WINDOW_SECONDS,
    Budget,
    BudgetKind,
    Verdict,
)
from database.queries.criteria import Criteria
from database.queries.records import (
    Availability,
    BookingOutcome,
    Patient,
    PatientInSession,
    Recognition,
    SearchPage,
    SessionNote,
    SlotPosition,
)
from database.queries.servers import Servers
from database.queries.store import Database
from database.settings import DatabaseSettings

__all__ = [
    "LONGEST_WAIT_SECONDS",
    "MOST_EVENTS",
    "WINDOW_SECONDS",
    "Availability",
    "BookingOutcome",
    "Budget",
    "BudgetKind",
    "Criteria",
    "Database",
    "DatabaseError",
    "DatabaseRefusedError",
    "DatabaseSettings",
    "DatabaseUnavailableError",
    "Patient",
    "PatientGoneError",
    "PatientInSession",
    "Recognition",
    "SchemaOutdatedError",
    "SearchPage",
    "Servers",
    "SessionNote",
    "SlotPosition",
    "Verdict",
    "asking_for",
    "fold_name",
    "fold_names",
    "has_letter",
    "tidy_name",
]
