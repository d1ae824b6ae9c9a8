"""A hospital to measure on: a private MariaDB in a temporary folder, with the free consultations asked for.

Its durability is what ships (a commit is flushed to the disk); only while it is filled is that put off.
Specialty s has the doctors s, s + 20, s + 40 …; every doctor has one at each of 20 hours of each day.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymysql

from bench.children import listening
from cbp import CbpClient
from database import DatabaseSettings
from database.private import PrivateMariaDB
from database.schema import bring_up_to_date

DOCTORS = 200
SPECIALTIES = 20
HOURS_A_DAY = 20
PATIENTS = 256

_OPTIONS = ("--innodb-buffer-pool-size=768M", "--innodb-log-file-size=512M")

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
_CONSULTATIONS = (
    "INSERT INTO consultations (doctor_id, date, hour) "
    "SELECT doctor.seq, CURRENT_DATE + INTERVAL 1 + slot.seq DIV {hours} DAY, "
    "SEC_TO_TIME(28800 + (slot.seq MOD {hours}) * 1500) "
    "FROM seq_1_to_{doctors} AS doctor STRAIGHT_JOIN seq_0_to_{last_slot} AS slot"
)
_LATE_KEYS = ("one_place_at_a_time", "free_by_date", "free_by_doctor")


@dataclass(frozen=True)
class Hospital:
    """A filled database.

    Attributes:
        settings: where it is.
        consultations: how many free ones there were at first.
        folder: for configuration files; goes with the hospital.
        version: of the database server.
    """

    settings: DatabaseSettings
    consultations: int
    folder: Path
    version: str

    def connect(self, **options: Any) -> pymysql.Connection[Any]:
        """Open a bare connection of the driver, in autocommit."""
        return pymysql.connect(
            unix_socket=str(self.settings.unix_socket),
            user=self.settings.user,
            database=self.settings.name,
            charset="utf8mb4",
            autocommit=True,
            ssl_disabled=True,
            **options,
        )

    def server(self, **keys: object) -> AbstractContextManager[tuple[int, int]]:
        """Run the real server with these keys of `[server]`; gives its port and its process id."""
        given = {"host": "127.0.0.1", "port_reservation": 0, **keys}
        lines = ["[server]", *(f"{key} = {value}" for key, value in given.items())]
        lines += ["[database]", f"unix_socket = {self.settings.unix_socket}", f"user = {self.settings.user}"]
        lines += [f"name = {self.settings.name}", f"pool_size = {self.settings.pool_size}"]
        config = self.folder / "server.conf"
        config.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return listening("-m", "cbp_server", "--config", str(config))


@contextmanager
def hospital(consultations: int) -> Iterator[Hospital]:
    """Run a hospital with so many free consultations, a multiple of the doctors."""
    folder = Path(tempfile.mkdtemp(prefix="borne-bench-"))
    try:
        folder.chmod(0o711)  # the server of a root runs as another account
        with PrivateMariaDB(folder / "db", options=_OPTIONS) as server:
            settings = DatabaseSettings(
                hosts=(), unix_socket=server.socket, user="root", password="", name="borne", pool_size=8
            )
            bring_up_to_date(settings, lambda _: None)
            blank = Hospital(settings, consultations, folder, "")
            version = _fill(blank)
            yield Hospital(settings, consultations, folder, version)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(hospital: Hospital) -> str:
    slots = hospital.consultations // DOCTORS
    with closing(hospital.connect()) as connection, connection.cursor() as cursor:
        cursor.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 0")
        cursor.execute("SET SESSION foreign_key_checks = 0, unique_checks = 0")
        cursor.execute(_SPECIALTIES.format(count=SPECIALTIES))
        cursor.execute(_DOCTORS.format(specialties=SPECIALTIES, count=DOCTORS))
        cursor.execute(_PATIENTS.format(count=PATIENTS))
        with _without_late_keys(cursor):
            cursor.execute(_CONSULTATIONS.format(hours=HOURS_A_DAY, last_slot=slots - 1, doctors=DOCTORS))
        cursor.execute("ANALYZE TABLE consultations, doctors, specialties, patients")
        cursor.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1")
        cursor.execute("SELECT VERSION()")
        return str(cursor.fetchall()[0][0])


@contextmanager
def _without_late_keys(cursor: pymysql.cursors.Cursor) -> Iterator[None]:
    """Drop the keys that are quicker made when the rows are there, and make them again, word for word."""
    cursor.execute("SHOW CREATE TABLE consultations")
    [(_, definition)] = cursor.fetchall()
    lines = [line.strip().rstrip(",") for line in definition.splitlines()]
    keys = [line for line in lines if "KEY" in line and any(f"`{key}`" in line for key in _LATE_KEYS)]
    cursor.execute("ALTER TABLE consultations DROP FOREIGN KEY consultations_may_have_a_patient")
    cursor.execute("ALTER TABLE consultations " + ", ".join(f"DROP KEY {key}" for key in _LATE_KEYS))
    yield
    keys += [line for line in lines if "`consultations_may_have_a_patient`" in line]
    cursor.execute("ALTER TABLE consultations " + ", ".join(f"ADD {key}" for key in keys))


def log_in(port: int, patient: int) -> CbpClient:
    """Return a client with a patient (1 to `PATIENTS`) in session."""
    client = CbpClient.connect("127.0.0.1", port)
    client.login(f"Last{patient}", f"First{patient}", patient_id=patient)
    return client


GetHospital = Callable[[], Hospital]
