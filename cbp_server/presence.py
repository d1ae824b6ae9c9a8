"""Who is in session, and from where, for LIST_CLIENTS (`docs/protocol.md`, "LIST_CLIENTS").

In memory only, and only while the session lasts.
"""

from __future__ import annotations

import datetime as dt
import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass

from database import Patient


@dataclass(frozen=True, slots=True)
class Visit:
    """A patient in session.

    Attributes:
        patient: who, as the database has them.
        ip: the booth's IP address.
        since: when the session began, the hospital's time with its offset.
    """

    patient: Patient
    ip: str
    since: dt.datetime


def _machine_time() -> dt.datetime:
    return dt.datetime.now().astimezone()


class Presence:
    """The patients in session, oldest first; any thread may use it.

    Args:
        moment: returns the time with its offset.
    """

    def __init__(self, moment: Callable[[], dt.datetime] = _machine_time) -> None:
        self._moment = moment
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
        visit = Visit(patient, ip, self._moment())
        with self._guard:
            key = next(self._keys)
            self._visits[key] = visit
            return key

    def leave(self, key: int) -> None:
        """Note that a session is over; repeatable.

        Args:
            key: what `arrive` returned.
        """
        with self._guard:
            self._visits.pop(key, None)

    def visits(self) -> tuple[Visit, ...]:
        """Return the patients in session, oldest first."""
        with self._guard:
            return tuple(self._visits.values())
