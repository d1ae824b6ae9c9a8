"""`Database`: one method for each thing the server wants of the tables.

Every statement of a session is here, in `search` or in `availability`; connections, retries and time limits
are in `leases`. Promise: the database decides, by its keys and conditional updates, never a check followed
by a write; each method is idempotent (`create_patient` may leave an unused number behind) and over in less
than eight seconds.
"""

import time
from datetime import date, datetime

from database.availability import Calendar
from database.errors import DatabaseError, DuplicateKey
from database.leases import Leases
from database.link import Link
from database.numbers import new_patient_number
from database.records import Availability, BookingOutcome, Patient, SearchPage, SlotPosition
from database.schema import require_current
from database.search import Search
from database.settings import DatabaseSettings

PING_SECONDS = 2.0
"""When a ping is given up: an administrator's page asks for it."""

_DRAWS = 50
"""Of a patient number, before something else must be wrong than chance (90 million are to be had)."""

_FIND_PATIENT = "SELECT id, last_name, first_name FROM patients WHERE id = %s"

_CREATE_PATIENT = "INSERT INTO patients (id, last_name, first_name, birth_date) VALUES (%s, %s, %s, %s)"

# A name's order is explicit and the same on every server and in every adopted table; the id breaks ties.
_LIST_SPECIALTIES = (
    "SELECT GROUP_CONCAT(JSON_OBJECT('id', id, 'name', name) "
    "ORDER BY name COLLATE utf8mb4_unicode_520_ci, id SEPARATOR ',') FROM specialties"
)

_LIST_DOCTORS = (
    "SELECT GROUP_CONCAT(JSON_OBJECT('id', id, 'last_name', last_name, 'first_name', first_name, "
    "'specialty_id', specialty_id) ORDER BY last_name COLLATE utf8mb4_unicode_520_ci, "
    "first_name COLLATE utf8mb4_unicode_520_ci, id SEPARATOR ',') "
    "FROM doctors WHERE %s IS NULL OR specialty_id = %s"
)

# One row changed: won. Not begun: by the server's clock, which the caller gives; one hour means one moment
# for the statement and each repetition of it.
_BOOK = (
    "UPDATE consultations SET patient_id = %s, reason = %s "
    "WHERE id = %s AND patient_id IS NULL AND (date > %s OR (date = %s AND hour > %s))"
)

# Its own key finds them: (patient_id, date, hour) is unique. No reason: nobody is shown one after booking.
_LIST_BOOKINGS = (
    "SELECT GROUP_CONCAT(JSON_OBJECT("
    "'id', c.id, 'doctor_id', c.doctor_id, 'doctor', CONCAT(d.first_name, ' ', d.last_name), "
    "'specialty_id', d.specialty_id, 'specialty', s.name, "
    "'date', DATE_FORMAT(c.date, '%%Y-%%m-%%d'), 'hour', TIME_FORMAT(c.hour, '%%H:%%i')"
    ") ORDER BY c.date, c.hour, c.id SEPARATOR ',') "
    "FROM consultations AS c JOIN doctors AS d ON d.id = c.doctor_id "
    "JOIN specialties AS s ON s.id = d.specialty_id "
    "WHERE c.patient_id = %s AND c.date >= %s AND (c.date > %s OR c.hour > %s)"
)

_HOLDER = "SELECT patient_id FROM consultations WHERE id = %s"


class Database:
    """The tables of one database; safe to use from any number of threads.

    Args:
        settings: where it is. Nothing is opened before the first call.

    Every method raises DatabaseUnavailable when the database cannot be reached or does not answer in time (to
    repeat the call later is safe), DatabaseError for a defect.
    """

    def __init__(self, settings: DatabaseSettings) -> None:
        self._leases = Leases(settings)

    def close(self) -> None:
        """Close every connection; later calls raise DatabaseUnavailable."""
        self._leases.close()

    def ping(self) -> float:
        """Ask the database for a sign of life; gives the seconds that the answer took."""

        def measure(link: Link) -> float:
            start = time.perf_counter()
            link.rows("SELECT 1")
            return time.perf_counter() - start

        return self._leases.run(measure, seconds=PING_SECONDS)

    def require_current_schema(self) -> None:
        """Check that `python -m database init` has run for this version of the program.

        Raises:
            SchemaOutdated: it has not; the message says what to do.
        """
        self._leases.run(require_current)

    def find_patient(self, patient_id: int) -> Patient | None:
        """Give the patient of that number; whether the names match is for the caller to judge."""
        rows = self._leases.run(lambda link: link.rows(_FIND_PATIENT, patient_id))
        return Patient(*rows[0]) if rows else None

    def create_patient(self, last_name: str, first_name: str, birth_date: date | None) -> Patient:
        """Create a patient under a new number; homonyms are different patients.

        A repetition after a lost answer draws another number, so that a number is never told twice.
        """

        def insert(link: Link) -> int:
            number = new_patient_number()
            link.change(_CREATE_PATIENT, number, last_name, first_name, birth_date)
            return number

        for _ in range(_DRAWS):
            try:
                return Patient(self._leases.run(insert), last_name, first_name)
            except DuplicateKey:
                continue
        raise DatabaseError(f"{_DRAWS} new patient numbers were all refused by a unique key of patients")

    def list_specialties(self) -> bytes:
        """Give all specialties by name: a JSON array of `{"id", "name"}`."""
        return self._json_array(_LIST_SPECIALTIES)

    def list_doctors(self, specialty_id: int | None) -> bytes:
        """Give the doctors (of one specialty) by last name, then first name, as a JSON array.

        Each is `{"id", "last_name", "first_name", "specialty_id"}`.
        """
        return self._json_array(_LIST_DOCTORS, specialty_id, specialty_id)

    def search_consultations(
        self,
        *,
        now: datetime,
        specialty_id: int | None,
        doctor_id: int | None,
        start_date: date | None,
        end_date: date | None,
        after: SlotPosition | None,
        limit: int,
    ) -> SearchPage:
        """Give one page of the free consultations that have not begun, by date, hour, doctor, id.

        Args:
            now: the server's local clock, naive; what begins at `now` has begun.
            specialty_id: only of this specialty.
            doctor_id: only with this doctor.
            start_date: only from this day on.
            end_date: only up to this day, included.
            after: only what comes after this position.
            limit: how many at most, 1 or more.
        """
        search = Search(now, specialty_id, doctor_id, start_date, end_date, after, limit)
        return self._leases.run(search.page)

    def count_free_by_day(
        self,
        *,
        now: datetime,
        specialty_id: int | None,
        doctor_id: int | None,
        start_date: date | None,
        end_date: date | None,
        max_days: int,
        max_free: int,
    ) -> Availability:
        """Count, by day, the free consultations that have not begun, and find the next day after them.

        Args:
            now: the server's local clock, naive; what begins at `now` has begun.
            specialty_id: only of this specialty.
            doctor_id: only with this doctor.
            start_date: from this day on; None for the first day with a free one.
            end_date: only up to this day, included.
            max_days: how many days to cover at most, 1 or more.
            max_free: how far to count a day, 1 or more.
        """
        calendar = Calendar(now, specialty_id, doctor_id, start_date, end_date, max_days, max_free)
        return self._leases.run(calendar.answer)

    def list_bookings(self, *, patient_id: int, now: datetime) -> bytes:
        """Give a patient's consultations that have not begun, by date, hour, id, as a JSON array.

        Each is `{"id", "doctor_id", "doctor", "specialty_id", "specialty", "date", "hour"}`.

        Args:
            patient_id: whose.
            now: the server's local clock, naive; what begins at `now` has begun.
        """
        today = now.date()
        return self._json_array(_LIST_BOOKINGS, patient_id, today, today, now.time().replace(microsecond=0))

    def book_consultation(
        self, *, patient_id: int, consultation_id: int, reason: str, now: datetime
    ) -> BookingOutcome:
        """Book a consultation for a patient.

        Idempotent: one that this patient holds is BOOKED again, and its first reason stands. After a lost
        answer the same update is sent again rather than the row read, because the lost one may still land
        (`shared/facts.md`); whose the row is then tells the outcome.

        Args:
            patient_id: an existing patient.
            consultation_id: any number.
            reason: at most 255 characters.
            now: the server's local clock, naive; what begins at `now` has begun.
        """
        begun = (now.date(), now.date(), now.time().replace(microsecond=0))

        def book(link: Link) -> BookingOutcome:
            if link.change(_BOOK, patient_id, reason, consultation_id, *begun):
                return BookingOutcome.BOOKED
            is_mine = link.rows(_HOLDER, consultation_id) == ((patient_id,),)
            return BookingOutcome.BOOKED if is_mine else BookingOutcome.NOT_AVAILABLE

        try:
            return self._leases.run(book)
        except DuplicateKey:
            return BookingOutcome.TIME_CONFLICT

    def _json_array(self, sql: str, *values: object) -> bytes:
        [(objects,)] = self._leases.run(lambda link: link.rows(sql, *values))
        return f"[{objects or ''}]".encode()
