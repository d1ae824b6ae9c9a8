"""Which rows of the hospital's a trial tries, and what it writes into them; no statement is run here."""

from __future__ import annotations

from database.tables.blueprint import COLUMNS
from database.tables.copies import PREFIX, Copies
from database.tables.identifiers import listed, quoted
from database.tables.inspection import Found
from database.tables.obstacles import PLAIN_HOUR
from database.tables.texts import TEXTS

_ROWS = 20


class Samples:
    """Statements that fill copies with rows.

    Args:
        found: the tables.
        copies: their copies.
    """

    def __init__(self, found: Found, copies: Copies) -> None:
        self._found = found
        self._copies = copies

    def fill(self, name: str, *, is_raw: bool = False) -> str:
        """Return the statement that fills a copy: all specialties and doctors, some of the others.

        Args:
            name: the table.
            is_raw: whether hours stay as they are; if not, they are spelt so that a TIME takes them.
        """
        columns = self._copies.writable_columns(name)
        values = [
            PLAIN_HOUR
            if column.lower() == "hour" and self.spells_hours(name) and not is_raw
            else quoted(column)
            for column in columns
        ]
        return (
            f"INSERT INTO {quoted(PREFIX + name)} ({listed(columns)}) "  # noqa: S608 - quoted
            f"SELECT {', '.join(values)} FROM {quoted(name)} {self._some(name)}"
        )

    def _some(self, name: str) -> str:
        """Return the condition for the rows of a sample: the newest consultations, and who has them."""
        newest = f"SELECT id FROM {name} ORDER BY id DESC LIMIT {_ROWS}"  # noqa: S608 - a constant
        parts = {"patients": [newest], "consultations": [newest]}.get(name, [])
        odd = f"SELECT id FROM consultations WHERE hour <> {PLAIN_HOUR} ORDER BY id DESC LIMIT {_ROWS}"  # noqa: S608
        slots = [f"SELECT id FROM consultations ORDER BY id DESC LIMIT {_ROWS}"]  # noqa: S608 - a constant
        slots += [odd] if self.spells_hours("consultations") else []
        if name == "consultations":
            parts = slots
        elif name == "patients" and "consultations" in self._found.tables:
            parts += [
                f"SELECT patient_id FROM consultations WHERE id IN (SELECT * FROM ({slot}) AS s)"  # noqa: S608
                for slot in slots
            ]
        ids = " UNION ".join(f"({part})" for part in parts)
        return f"WHERE id IN (SELECT * FROM ({ids}) AS some)" if parts else ""  # noqa: S608

    def spells_hours(self, name: str) -> bool:
        """Tell whether a table has hours that are text."""
        table = self._found.tables.get(name)
        return name == "consultations" and table is not None and table.columns["hour"].base != "time"

    def new_texts(self, name: str) -> str:
        """Return assignments that change every text of ours in a row."""
        described = {column.name for column in COLUMNS[name]} - {"hour"}
        texts = [there for there in self._found.tables[name].columns.values() if there.name in described]
        texts = [there for there in texts if there.base in TEXTS]
        return ", ".join(f"{quoted(there.name)} = 'Trial'" for there in texts) or "id = id"
