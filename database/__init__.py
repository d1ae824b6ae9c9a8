"""The room `database`: the tables, their history, every SQL statement, demo data, a private MariaDB.

Nothing of sockets, protocol or screens. What others may use is named here; `database.ini` (the table-driven
reader of server.conf), `database.numbers`, `database.demo` and `database.private` are for use too.
"""

from database.errors import DatabaseError, DatabaseUnavailable, SchemaOutdated
from database.ini import ConfigError
from database.records import Availability, BookingOutcome, Patient, SearchPage, SlotPosition
from database.settings import DatabaseSettings
from database.store import Database

__all__ = [
    "Availability",
    "BookingOutcome",
    "ConfigError",
    "Database",
    "DatabaseError",
    "DatabaseSettings",
    "DatabaseUnavailable",
    "Patient",
    "SchemaOutdated",
    "SearchPage",
    "SlotPosition",
]
