"""What a hospital to measure holds, and how its tables are filled fast.

Specialty s of n has the doctors s, s + n, s + 2n …; each doctor has equally many consultations on every day.
What is booked is drawn by a hash, the same at every filling. The first patients, the visitors, hold nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pymysql

_SPECIALTIES = (
    "INSERT INTO specialties (id, name) SELECT seq, CONCAT('Specialty ', seq) FROM seq_1_to_{count}"
)
_DOCTORS = (
    "INSERT INTO doctors (id, specialty_id, last_name, first_name) "
    "SELECT seq, 1 + (seq - 1) MOD {specialties}, CONCAT('Last', seq), CONCAT('First', seq) "
    "FROM seq_1_to_{count}"
)
_PATIENTS = (
    "INSERT INTO patients (id, last_name, first_name) "
    "SELECT seq, CONCAT('Last', seq), CONCAT('First', seq) FROM seq_1_to_{count}"
)

# At one date and hour, no two doctors have the same patient: their patients are `stride` apart.
_CONSULTATIONS = (
    "INSERT INTO consultations (doctor_id, date, hour, patient_id, reason) "
    "SELECT doctor, CURRENT_DATE + INTERVAL 1 + day DAY, SEC_TO_TIME(28800 + nth * {step}), "
    "IF(is_booked, {first} + (doctor * {stride} + day * 977 + nth * 131) MOD {others}, NULL), "
    "IF(is_booked, 'A cough', NULL) FROM ("
    "SELECT doctor.seq AS doctor, (slot.seq * {days} DIV {slots} + doctor.seq) MOD {days} AS day, "
    "slot.seq - CEILING((slot.seq * {days} DIV {slots}) * {slots} / {days}) AS nth, "
    "CRC32(CONCAT(doctor.seq, '/', slot.seq)) MOD 100 < {percent} AS is_booked "
    "FROM seq_1_to_{doctors} AS doctor STRAIGHT_JOIN seq_0_to_{last_slot} AS slot) AS slots"
)
_LATE_KEYS = ("one_place_at_a_time", "free_by_date", "free_by_doctor")

_HELD = "SELECT COUNT(*), MIN(date) = CURRENT_DATE + INTERVAL 1 DAY FROM consultations"

_GIVE_BACK = (
    "UPDATE consultations SET patient_id = NULL, reason = NULL "
    "WHERE patient_id BETWEEN 1 AND {visitors} OR patient_id > {patients}"
)
_FORGET = "DELETE FROM patients WHERE id > {patients}"


@dataclass(frozen=True)
class Size:
    """What a hospital holds.

    Attributes:
        consultations: how many in all, a multiple of `doctors`.
        doctors: how many.
        specialties: how many.
        days: over how many days from tomorrow on.
        patients: how many, visitors included; the others are a multiple of `doctors`, or none.
        visitors: the patients 1 to this one hold nothing.
        percent_booked: how many of a hundred consultations are booked at the start, at random.
    """

    consultations: int
    doctors: int
    specialties: int
    days: int
    patients: int
    visitors: int
    percent_booked: int = 0


def is_filled(cursor: pymysql.cursors.Cursor, size: Size) -> bool:
    """Return whether the tables hold that many consultations, from tomorrow on."""
    cursor.execute(_HELD)
    return cursor.fetchall() == ((size.consultations, 1),)


def fill(cursor: pymysql.cursors.Cursor, size: Size) -> None:
    """Fill empty tables. Until this returns, commits are not flushed to the disk."""
    slots = size.consultations // size.doctors
    others = size.patients - size.visitors
    cursor.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0")
    cursor.execute("SET SESSION foreign_key_checks = 0, unique_checks = 0")
    cursor.execute(_SPECIALTIES.format(count=size.specialties))
    cursor.execute(_DOCTORS.format(specialties=size.specialties, count=size.doctors))
    cursor.execute(_PATIENTS.format(count=size.patients))
    consultations = _CONSULTATIONS.format(
        step=60 * min(25, 770 // -(-slots // size.days)),
        first=size.visitors + 1,
        stride=others // size.doctors,
        others=max(others, 1),
        percent=size.percent_booked,
        days=size.days,
        slots=slots,
        last_slot=slots - 1,
        doctors=size.doctors,
    )
    with _without_late_keys(cursor):
        cursor.execute(consultations)
    cursor.execute("ANALYZE TABLE consultations, doctors, specialties, patients")
    cursor.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1")


def give_back(cursor: pymysql.cursors.Cursor, size: Size) -> None:
    """Free what visitors and new patients have booked, so that the tables are as they were filled."""
    cursor.execute(_GIVE_BACK.format(visitors=size.visitors, patients=size.patients))
    cursor.execute(_FORGET.format(patients=size.patients))
    cursor.execute("DELETE FROM borne_booking_turns")


@contextmanager
def _without_late_keys(cursor: pymysql.cursors.Cursor) -> Iterator[None]:
    """Drop the keys that are faster to build when the rows exist; afterwards add them again unchanged."""
    cursor.execute("SHOW CREATE TABLE consultations")
    [(_, definition)] = cursor.fetchall()
    lines = [line.strip().rstrip(",") for line in definition.splitlines()]
    keys = [line for line in lines if "KEY" in line and any(f"`{key}`" in line for key in _LATE_KEYS)]
    cursor.execute("ALTER TABLE consultations DROP FOREIGN KEY consultations_may_have_a_patient")
    cursor.execute("ALTER TABLE consultations " + ", ".join(f"DROP KEY {key}" for key in _LATE_KEYS))
    yield
    keys += [line for line in lines if "`consultations_may_have_a_patient`" in line]
    cursor.execute("ALTER TABLE consultations " + ", ".join(f"ADD {key}" for key in keys))
