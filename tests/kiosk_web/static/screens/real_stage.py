"""The hospital behind the pictures: private MariaDB, demo data, the server, and the booth's real bridge.

No page here: `script/pictures` walks through that. What goes wrong in the pictures really goes wrong: the
server is killed, and somebody else books the consultation.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from database.demo import fill
from database.private import PrivateMariaDB
from database.tables.schema import bring_up_to_date
from kiosk_web.bridge import Bridge
from kiosk_web.configuration.booth import BoothSettings, Times
from kiosk_web.configuration.hospital import Hospital
from kiosk_web.printing.paper import PrinterSettings
from tests.kiosk_web.static.screens.tour import IDLE
from tests.plugins.mariadb import settings_for, sql_runner
from tests.plugins.reservation_server import RunningServer, launch, write_server_config

TODAY = dt.date(2030, 3, 4)
"""The day on the pictures. The server takes the day from the machine, so this one has to be still to come."""

PATIENT, SOMEBODY_ELSE = 123_456_782, 246_813_570
ABSENT_DOCTOR = 99
BOOK = "UPDATE consultations SET reason = 'Contrôle de routine', patient_id = %s WHERE "
BOOTH = BoothSettings(
    sound="yes",  # the machine of a test may have no sound card
    times=Times(idle=IDLE, booked=IDLE, limit=2 * IDLE),
    hospital=Hospital(name="Hôpital Sainte-Élisabeth", phone="02 555 12 34"),
    printer=PrinterSettings(kind="escpos", device=Path("/dev/null")),
    exit_code="246810",
)


class RealStage:
    """A hospital with its booth, made anew; a `Stage` of tests/kiosk_web/static/screens/tour.py.

    Args:
        mariadb: a running server; the data of an earlier stage are dropped.
        folder: for the reservation server's files.
    """

    def __init__(self, mariadb: PrivateMariaDB, folder: Path) -> None:
        self._folder = folder
        self._settings = settings_for(mariadb, "pictures")
        self._sql = sql_runner(self._settings)
        self._sql("DROP DATABASE IF EXISTS pictures", database=None)
        bring_up_to_date(self._settings, lambda _: None)
        fill(self._settings, today=TODAY)
        self._add_people()
        self._server = self._launch(port=0)
        self.bridge = Bridge(*self._server.address, settings=BOOTH, on_exit=lambda: None)

    def close(self) -> None:
        """Stop the server."""
        self._server.kill()

    def refuse_login(self) -> None:
        """Do nothing: the tour's wrong number is refused by the server."""

    def doctor_without_consultations(self) -> int:
        """Return the doctor of `ABSENT_DOCTOR`."""
        return ABSENT_DOCTOR

    def stop_server(self) -> None:
        """Kill the server."""
        self._server.kill()

    def start_server(self) -> None:
        """Start it again on the same port."""
        self._server = self._launch(self._server.port)

    def take(self, consultation: int) -> None:
        """Book a consultation for somebody else, without the server."""
        self._sql(BOOK + "id = %s", SOMEBODY_ELSE, consultation)

    def end_session(self) -> None:
        """Log out behind the page's back."""
        self.bridge.log_out()

    def _launch(self, port: int) -> RunningServer:
        config = write_server_config(self._folder, self._settings, port_reservation=port)
        return launch(config, self._folder / "log")

    def _add_people(self) -> None:
        """Add the tour's known patient with two consultations, another patient, and a doctor without any."""
        self._sql(
            "INSERT INTO patients (id, last_name, first_name)"
            " VALUES (%s, 'D’Hondt', 'Amélie'), (%s, 'Maes', 'Els')",
            PATIENT,
            SOMEBODY_ELSE,
        )
        self._sql(
            "INSERT INTO doctors (id, specialty_id, last_name, first_name)"
            " VALUES (%s, 1, 'Lambert', 'Solène')",
            ABSENT_DOCTOR,
        )
        for days in (15, 22):
            day = TODAY + dt.timedelta(days=days)
            self._sql(BOOK + "patient_id IS NULL AND date = %s ORDER BY hour, id LIMIT 1", PATIENT, day)
