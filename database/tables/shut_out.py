"""Which patients cannot log in at a booth, and why.

Nothing is changed here. An id is what a patient logs in with: it is told in a dry run only, when a person
asks for it. A name is never told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from database.connections.connection import DatabaseConnection
from database.names import fold_names, tidy_name
from database.tables.blueprint import HIGHEST_ID
from database.tables.inspection import Found
from database.tables.misread import as_meant

_READ_AT_ONCE = 5000
_LONGEST_NAME = 50

# What the booth's keyboard writes, once case and accents are left out.
_ON_THE_KEYBOARD = frozenset("abcdefghijklmnopqrstuvwxyz0123456789 '.,+=°%€&@/:;?!()«»\"")


class ShutOut(NamedTuple):
    """A patient who cannot log in."""

    id: int
    why: str


def shut_out(connection: DatabaseConnection, found: Found) -> Iterator[ShutOut]:
    """Yield the patients who cannot log in, by id."""
    if "patients" not in found.tables:
        return
    for number, last_name, first_name in _names(connection):
        why = why_shut_out(number, last_name or "", first_name or "")
        if why is not None:
            yield ShutOut(number, why)


def why_shut_out(number: int, last_name: str, first_name: str) -> str | None:
    """Return why nobody can log in with a number and names; None: somebody can.

    Args:
        number: as the database has it.
        last_name: the same.
        first_name: the same.
    """
    if not 1 <= number <= HIGHEST_ID:
        return f"the number is not from 1 to {HIGHEST_ID}"
    folded = fold_names(last_name, first_name)
    if not folded[0]:
        return "no name"
    if any(as_meant(name) is not None for name in (last_name, first_name)):
        return "a name is UTF-8 that was stored as latin1"
    if any(
        len(unicodedata.normalize("NFC", tidy_name(name))) > _LONGEST_NAME for name in (last_name, first_name)
    ):
        return f"a name of over {_LONGEST_NAME} characters"
    if not _ON_THE_KEYBOARD.issuperset("".join(folded)):
        return "a name with letters that the booth's keyboard does not have"
    return None


def _names(connection: DatabaseConnection) -> Iterator[tuple[int, str | None, str | None]]:
    """Yield id, last and first name of every patient, by id, some thousand at a time."""
    after = ""
    while True:
        rows = connection.rows(
            "SELECT id, CONVERT(last_name USING utf8mb4), CONVERT(first_name USING utf8mb4) FROM patients "  # noqa: S608
            f"{after} ORDER BY id LIMIT {_READ_AT_ONCE}"
        )
        yield from rows
        if len(rows) < _READ_AT_ONCE:
            return
        after = f"WHERE id > {rows[-1][0]}"
