"""What a search or a calendar is asked for, and which doctors that means.

No consultation is read here. The criteria are the caller's own object (the server passes the decoded request
on), so that nothing is copied from one shape into another.
"""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from database.connections.connection import DatabaseConnection

_DOCTORS_OF_SPECIALTY = (
    "SELECT id FROM doctors WHERE specialty_id = %s AND (%s IS NULL OR id = %s) ORDER BY id"
)


class Criteria(Protocol):
    """Which free consultations are wanted; None stands for any."""

    @property
    def specialty_id(self) -> int | None:
        """Only of this specialty."""

    @property
    def doctor_id(self) -> int | None:
        """Only with this doctor."""

    @property
    def start_date(self) -> dt.date | None:
        """Only from this day on."""

    @property
    def end_date(self) -> dt.date | None:
        """Only up to this day, included."""


def matching_doctors(connection: DatabaseConnection, criteria: Criteria) -> list[int] | None:
    """Return the ids of the doctors whose consultations match; None for every doctor."""
    specialty_id, doctor_id = criteria.specialty_id, criteria.doctor_id
    if specialty_id is None:
        return None if doctor_id is None else [doctor_id]
    rows = connection.rows(_DOCTORS_OF_SPECIALTY, specialty_id, doctor_id, doctor_id)
    return [number for (number,) in rows]
