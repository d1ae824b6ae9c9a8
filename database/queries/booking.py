"""A booking: exactly one patient gets a consultation, and a patient no more than the limit.

Without a limit it is one conditional UPDATE, whose row count is the verdict. With one, a patient's bookings
see each other by a number, the patient's turn. First the consultations to come are counted together with the
turn, in one snapshot. Then one UPDATE books and takes the next turn, but only if the turn is still the same.
If not, the patient has booked elsewhere meanwhile, and all is done again. No lock is held between statements,
nobody waits for another patient, and it is exact on any isolation level and over several servers.

Bookings of the hospital's own programs take no turn: those that were there before are counted.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field

from database.connections.connection import DatabaseConnection
from database.connections.pool import ConnectionPool
from database.errors import MissingRowError
from database.queries.own_rule import honouring_rule
from database.queries.records import BookingOutcome, Place
from database.tables.writes import BOOK, IS_FREE

# One row changed: booked.
_BOOK = BOOK.format(consultations="consultations")

# Two rows changed: booked.
_BOOK_IN_TURN = (
    "UPDATE borne_booking_turns AS t JOIN consultations AS c ON c.id = %s "  # noqa: S608 - a constant
    "SET t.turn = t.turn + 1, c.patient_id = %s, c.reason = %s "
    f"WHERE t.patient_id = %s AND t.turn = %s AND {IS_FREE}"
)

# The unique key (patient_id, date, hour) finds them.
_HELD = (
    "(SELECT COUNT(*) FROM consultations AS h WHERE h.patient_id = %s "
    "AND h.date >= %s AND (h.date > %s OR h.hour > %s))"
)

_TURN = "(SELECT t.turn FROM borne_booking_turns AS t WHERE t.patient_id = %s)"

# For the calendars; NULL if there is no such consultation.
_PLACE = (
    "(SELECT CONCAT_WS(',', c.doctor_id, d.specialty_id, c.date) "
    "FROM consultations AS c JOIN doctors AS d ON d.id = c.doctor_id WHERE c.id = %s)"
)

_COUNT = f"SELECT {_TURN}, {_HELD}, {_PLACE}"

_FIRST_TURN = "INSERT IGNORE INTO borne_booking_turns (patient_id, turn) VALUES (%s, 0)"

_NEXT_TURN = "UPDATE borne_booking_turns SET turn = turn + 1 WHERE patient_id = %s AND turn = %s"

# InnoDB shows a commit to others before it is on the disk; a later commit waits for both.
_WAIT_FOR_DISK = (
    "INSERT INTO borne_booking_turns (patient_id, turn) VALUES (%s, 1) "
    "ON DUPLICATE KEY UPDATE turn = turn + 1"
)

_HOLDER = f"SELECT {_TURN}, (SELECT c.patient_id FROM consultations AS c WHERE c.id = %s), {_PLACE}"  # noqa: S608


_ON_ITS_WAY_SECONDS = 0.2
"""How long a row may take to another node of a cluster; with `wsrep_sync_wait` it takes no time."""


@dataclass
class Booking:
    """One booking, as it was asked for.

    Attributes:
        patient_id: an existing patient.
        consultation_id: any id.
        reason: at most 255 characters.
        now: the server's local clock, naive; what begins at `now` has begun.
        limit: consultations to come that the patient may hold; 0: any number.
        taken: where the consultation is, once this has booked it; None also if the patient had it before.
    """

    patient_id: int
    consultation_id: int
    reason: str
    now: dt.datetime
    limit: int
    taken: Place | None = field(default=None, init=False)
    _attempts: int = field(default=0, init=False)

    def make_at(self, pool: ConnectionPool) -> BookingOutcome:
        """Book on a leased connection, and once more if the patient's row is missing.

        On a cluster it may still be on its way to the node.

        Raises:
            MissingRowError: there is no such patient.
            DuplicateKeyError: the patient is engaged at that hour.
            DatabaseUnavailableError: it is not known whether it was booked.
        """
        try:
            return pool.run(self.make)
        except MissingRowError:
            time.sleep(_ON_ITS_WAY_SECONDS)
            return pool.run(self.make)

    def make(self, connection: DatabaseConnection) -> BookingOutcome:
        """Book; raise the driver's error of a duplicate key if the patient is engaged at that hour.

        Idempotent: after a lost answer the same is done again before the row is read. A read alone would
        prove nothing, since the lost update may still take effect.
        """
        self._attempts += 1
        return self._make_in_turn(connection) if self.limit else self._make(connection)

    def _make(self, connection: DatabaseConnection) -> BookingOutcome:
        if connection.change(
            honouring_rule(connection, _BOOK),
            self.patient_id,
            self.reason,
            self.consultation_id,
            *self._begun,
        ):
            [(place,)] = connection.rows(f"SELECT {_PLACE}", self.consultation_id)
            return self._booked(place)
        _, holder, place = self._holder(connection)
        return self._held(connection, place) if holder == self.patient_id else BookingOutcome.NOT_AVAILABLE

    def _make_in_turn(self, connection: DatabaseConnection) -> BookingOutcome:
        while True:  # once more for each booking that this patient makes elsewhere meanwhile
            about = (self.patient_id, self.patient_id, *self._begun, self.consultation_id)
            [(turn, held, place)] = connection.rows(_COUNT, *about)
            if held >= self.limit:
                connection.change(_NEXT_TURN, self.patient_id, turn)
                is_mine = self._holder(connection)[1] == self.patient_id
                return self._held(connection, place) if is_mine else BookingOutcome.TOO_MANY
            if turn is None:
                if not connection.change(_FIRST_TURN, self.patient_id):
                    continue
                turn = 0  # nobody had a turn to book in when the count was made
            mine = (self.patient_id, self.reason, self.patient_id, turn)
            if connection.change(
                honouring_rule(connection, _BOOK_IN_TURN), self.consultation_id, *mine, *self._begun
            ):
                return self._booked(place)
            next_turn, holder, _ = self._holder(connection)
            if holder == self.patient_id:
                return self._held(connection, place)
            if next_turn == turn:
                return BookingOutcome.NOT_AVAILABLE

    def _booked(self, place: str | None) -> BookingOutcome:
        """Note what was booked just now."""
        if place is not None:
            doctor_id, specialty_id, date = place.split(",")
            self.taken = Place(int(doctor_id), int(specialty_id), dt.date.fromisoformat(date))
        return BookingOutcome.BOOKED

    def _held(self, connection: DatabaseConnection, place: str | None) -> BookingOutcome:
        """Note what the patient holds already: since an attempt whose answer was lost, or since before.

        What was only read may be lost if the database is killed now, so this waits for the disk.
        """
        connection.change(_WAIT_FOR_DISK, self.patient_id)
        return self._booked(place if self._attempts > 1 else None)

    @property
    def _begun(self) -> tuple[dt.date, dt.date, dt.time]:
        return self.now.date(), self.now.date(), self.now.time().replace(microsecond=0)

    def _holder(self, connection: DatabaseConnection) -> tuple[int | None, int | None, str | None]:
        """Return the patient's turn, who has the consultation, and where it is."""
        [found] = connection.rows(_HOLDER, self.patient_id, self.consultation_id, self.consultation_id)
        return found
