"""Who is in session at this server, and from where, while the session lasts."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from database import Patient


@dataclass(frozen=True, slots=True)
class Visit:
    """A patient in session.

    Attributes:
        patient: who, as the database has them.
        ip: the booth's IP address.
        since: when the session began, seconds since 1970, UTC.
    """

    patient: Patient
    ip: str
    since: float


class Presence:
    """The patients in session, oldest first; any thread may use it.

    Args:
        seconds: the time in seconds since 1970, UTC.

    Attributes:
        has_changed: set at each arrival and departure; whoever tells others clears it first.
    """

    def __init__(self, seconds: Callable[[], float] = time.time) -> None:
        self.has_changed = threading.Event()
        self._seconds = seconds
        self._visits: dict[int, Visit] = {}
        self._keys = itertools.count()
        self._guard = threading.Lock()

    def arrive(self, patient: Patient, ip: str) -> int:
        """Note that a patient's session began, now.

        Args:
            patient: who, as the database has them.
            ip: the booth's IP address.

        Returns:
            The key for `leave`; a patient in two sessions has two.
        """
        visit = Visit(patient, ip, self._seconds())
        with self._guard:
            key = next(self._keys)
            self._visits[key] = visit
        self.has_changed.set()
        return key

    def leave(self, key: int) -> None:
        """Note that a session is over; repeatable.

        Args:
            key: what `arrive` returned.
        """
        with self._guard:
            self._visits.pop(key, None)
        self.has_changed.set()

    def visits(self) -> tuple[Visit, ...]:
        """Return the patients in session, oldest first."""
        with self._guard:
            return tuple(self._visits.values())
