"""What patients know of one another: who may log in, and which consultations are wanted.

So several clients log in as the same patient at once, and ask for the same consultations.
"""

from __future__ import annotations

import random
import threading
from collections import deque
from collections.abc import Iterable, Mapping

from cbp import Consultation
from prove.history import Row
from prove.tables import Person

_NEWEST = 12
_WANTED = 24


class Board:
    """Shared by all clients; any thread may use it.

    Args:
        people: the demo's patients.
        rows: the consultations, to compare answers with.
    """

    def __init__(self, people: Iterable[Person], rows: Iterable[Row]) -> None:
        self._guard = threading.Lock()
        self._people = list(people)
        self._newest: deque[Person] = deque(maxlen=_NEWEST)
        self._wanted: deque[int] = deque(maxlen=_WANTED)
        self._rows: Mapping[int, Row] = {row.id: row for row in rows}
        self.doctors = sorted({row.doctor for row in self._rows.values()})
        self.specialties = sorted({row.specialty for row in self._rows.values()})
        self.days = sorted({row.date for row in self._rows.values()})

    def somebody(self, chance: random.Random) -> Person:
        """Return a patient: often one who registered just now, and has room for bookings."""
        with self._guard:
            is_new = chance.random() < 0.8  # noqa: PLR2004
            return chance.choice(self._newest if is_new and self._newest else self._people)

    def add(self, person: Person) -> None:
        """Note a new patient."""
        with self._guard:
            self._newest.append(person)

    def want(self, consultation: int) -> None:
        """Note that somebody asks for it."""
        with self._guard:
            self._wanted.append(consultation)

    def wanted(self, chance: random.Random) -> int | None:
        """Return a consultation that somebody asked for just now."""
        with self._guard:
            return chance.choice(self._wanted) if self._wanted else None

    def wrongly_told(self, consultations: Iterable[Consultation]) -> tuple[int, ...]:
        """Return the ids of those that are not as the tables have them."""
        return tuple(one.id for one in consultations if not self._is_as_told(one))

    def row(self, consultation: int) -> Row | None:
        """Return a consultation as the tables have it."""
        return self._rows.get(consultation)

    def _is_as_told(self, one: Consultation) -> bool:
        row = self._rows.get(one.id)
        told = (one.doctor_id, one.specialty_id, one.date.isoformat(), one.hour)
        return row is not None and told == (row.doctor, row.specialty, row.date, row.hour)
