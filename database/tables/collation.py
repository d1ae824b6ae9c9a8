"""Which collation text of another character set gets, so that it compares with the hospital's other text."""

from __future__ import annotations

from database.connections.connection import DatabaseConnection
from database.tables.blueprint import COLLATION, OWN_TABLES, SET_ASIDE_TABLE, VERSIONS_TABLE

_COLLATION = "SELECT default_collation_name FROM information_schema.schemata WHERE schema_name = DATABASE()"
# By how many columns of the hospital's use it.
_COLLATIONS = (
    "SELECT collation_name FROM information_schema.columns WHERE table_schema = DATABASE() "
    "AND character_set_name = 'utf8mb4' AND LOWER(table_name) NOT IN %s "
    "GROUP BY collation_name ORDER BY COUNT(*) DESC, collation_name LIMIT 1"
)
_HAS_COLLATION = (
    "SELECT 1 FROM information_schema.collations WHERE collation_name = %s AND character_set_name = 'utf8mb4'"
)


def collation_of_texts(connection: DatabaseConnection) -> str:
    """Return the collation of the database, of utf8mb4; else that of most of its text; else ours.

    Two texts of different collations cannot be compared (error 1267).
    """
    [(of_database,)] = connection.rows(_COLLATION)
    charset, _, name = str(of_database).partition("_")
    if charset in {"utf8mb4", "utf8mb3", "utf8"}:
        of_utf8mb4 = f"utf8mb4_{name}"
        if charset == "utf8mb4" or connection.rows(_HAS_COLLATION, of_utf8mb4):
            return of_utf8mb4
    ours = (*OWN_TABLES, VERSIONS_TABLE, SET_ASIDE_TABLE)
    rows = connection.rows(_COLLATIONS, ours)
    return str(rows[0][0]) if rows else COLLATION
