"""Who is in session, and from where: what the administrator's LIST_CLIENTS shows (`spec/brief.fr.txt`).

In memory only, and only while the session lasts.
"""

from __future__ import annotations

import datetime as dt
import itertools
import threading
from dataclasses import dataclass

from database import Patient


@dataclass(frozen=True, slots=True)
class Visit:
    """A patient in session.

    Attributes:
        patient: who, as the database has them.
        ip: the booth's address, in figures.
        since: when the session began, local time with its offset.
    """

    patient: Patient
    ip: str
    since: dt.datetime


class Presence:
    """The patients in session, oldest first; any thread may ask."""

    def __init__(self) -> None:
        self._visits: dict[int, Visit] = {}
        self._numbers = itertools.count()
        self._guard = threading.Lock()

    def arrive(self, patient: Patient, ip: str) -> int:
        """Note that a patient's session began, now.

        Args:
            patient: who, as the database has them.
            ip: the booth's address, in figures.

        Returns:
            The ticket to `leave` with; a patient in two sessions has two.
        """
        visit = Visit(patient, ip, dt.datetime.now().astimezone())
        with self._guard:
            ticket = next(self._numbers)
            self._visits[ticket] = visit
            return ticket

    def leave(self, ticket: int) -> None:
        """Note that a session is over; repeatable.

        Args:
            ticket: what `arrive` returned.
        """
        with self._guard:
            self._visits.pop(ticket, None)

    def visits(self) -> tuple[Visit, ...]:
        """Return who is in session now, oldest first."""
        with self._guard:
            return tuple(self._visits.values())
