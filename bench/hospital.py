"""A hospital to measure: a private MariaDB, filled with a given number of consultations.

Its durability is the default (each commit is flushed to the disk), except while it is filled. What it holds:
`bench.filling`.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymysql

from bench.children import listening
from bench.filling import Size, fill, give_back, is_filled
from cbp import CbpClient
from database import DatabaseSettings
from database.private import PrivateMariaDB
from database.tables.schema import bring_up_to_date

DOCTORS = 200
SPECIALTIES = 20
HOURS_A_DAY = 20
PATIENTS = 256

CONFIG = "server.conf"

_OPTIONS = ("--innodb-buffer-pool-size=2G", "--innodb-log-file-size=512M")


def all_free(consultations: int) -> Size:
    """Return a size of `DOCTORS` doctors, each free at 20 hours of every day."""
    return Size(
        consultations,
        doctors=DOCTORS,
        specialties=SPECIALTIES,
        days=consultations // DOCTORS // HOURS_A_DAY,
        patients=PATIENTS,
        visitors=PATIENTS,
    )


@dataclass(frozen=True)
class Hospital:
    """A filled database.

    Attributes:
        settings: how to connect to it.
        size: what it held at the start.
        folder: a temporary folder for configuration files.
        version: the version of the database server.
        database_pid: the process id of the database server.
    """

    settings: DatabaseSettings
    size: Size
    folder: Path
    version: str
    database_pid: int

    @property
    def consultations(self) -> int:
        """The number of consultations."""
        return self.size.consultations

    def connect(self, **options: Any) -> pymysql.Connection[Any]:
        """Open a connection with the driver alone, in autocommit."""
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
        """Run the real server with these keys of `[server]`; yield its port and process id."""
        return self.run("cbp_server", **keys)

    def run(self, module: str, /, **keys: object) -> AbstractContextManager[tuple[int, int]]:
        """Run the real server by `python -m MODULE --config FILE`, the file in `folder`, like `server`."""
        unbound = dict.fromkeys(("registrations_per_hour", "bookings_per_patient"), 0)
        given = {"host": "127.0.0.1", "port_reservation": 0, **unbound, **keys}
        lines = ["[server]", *(f"{key} = {value}" for key, value in given.items())]
        lines += ["[database]", f"unix_socket = {self.settings.unix_socket}", f"user = {self.settings.user}"]
        lines += [f"name = {self.settings.name}", f"pool_size = {self.settings.pool_size}"]
        config = self.folder / CONFIG
        config.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return listening("-m", module, "--config", str(config))


@contextmanager
def hospital(size: Size, kept: Path | None = None) -> Iterator[Hospital]:
    """Run a hospital of this size.

    Args:
        size: what it holds.
        kept: a folder whose data are taken if they were filled today with as much, else filled and kept;
            None: a temporary one.
    """
    folder = Path(tempfile.mkdtemp(prefix="borne-bench-"))
    try:
        folder.chmod(0o711)  # started by root, the database server runs as another user
        with PrivateMariaDB(kept or folder / "db", options=_OPTIONS) as server:
            settings = DatabaseSettings(
                hosts=(), unix_socket=server.socket, user="root", password="", name="borne", pool_size=8
            )
            bring_up_to_date(settings, lambda _: None)
            version = _prepare(Hospital(settings, size, folder, "", server.pid))
            yield Hospital(settings, size, folder, version, server.pid)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _prepare(hospital: Hospital) -> str:
    """Fill the tables, or make them again as they were filled; return the version of the database."""
    size = hospital.size
    with closing(hospital.connect()) as connection, connection.cursor() as cursor:
        if is_filled(cursor, size):
            give_back(cursor, size)
        else:
            print(
                f"bench: filling a database with {size.consultations:,} consultations",
                file=sys.stderr,
                flush=True,
            )
            _empty(cursor)
            fill(cursor, size)
        cursor.execute("SELECT VERSION()")
        return str(cursor.fetchall()[0][0])


def _empty(cursor: pymysql.cursors.Cursor) -> None:
    cursor.execute("SET SESSION foreign_key_checks = 0")
    for table in ("consultations", "doctors", "specialties", "patients", "borne_booking_turns"):
        cursor.execute(f"TRUNCATE TABLE {table}")


def log_in(port: int, patient: int) -> CbpClient:
    """Return a client with a patient (1 to `PATIENTS`) in session."""
    client = CbpClient.connect("127.0.0.1", port)
    client.login(f"Last{patient}", f"First{patient}", patient_id=patient)
    return client


GetHospital = Callable[[], Hospital]
