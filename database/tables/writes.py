"""The two statements that change the hospital's rows: `init` tries the same ones as the server runs."""

from __future__ import annotations

CREATE_PATIENT = "INSERT INTO {patients} (id, last_name, first_name, birth_date) VALUES (%s, %s, %s, %s)"
"""A registration: number, names, birth date."""

IS_FREE = "c.patient_id IS NULL AND (c.date > %s OR (c.date = %s AND c.hour > %s))"
"""Whether a consultation `c` may be booked: what has begun is judged by the caller's clock."""

BOOK = (
    "UPDATE {consultations} AS c SET c.patient_id = %s, c.reason = %s "  # noqa: S608 - a constant
    f"WHERE c.id = %s AND {IS_FREE}"
)
"""A booking: patient, reason, consultation, and the moment three times."""
