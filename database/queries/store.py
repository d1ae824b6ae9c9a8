"""`Database`: one method for each thing the server asks of the tables.

Every statement of a session is here or in `directory`, `search`, `availability`, `booking`, `budgets` and
`servers`;
connections, retries and time limits are in `connections.pool`. Promises: the database decides, by its keys
and conditional updates, never a check followed by a write; what is kept in memory (the directory, calendars)
never decides a booking; each method is idempotent (`create_patient` may leave an unused number behind) and
ends within eight seconds.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence

from database.connections.connection import DatabaseConnection
from database.connections.pool import ConnectionPool
from database.errors import (
    DatabaseError,
    DatabaseUnavailableError,
    DuplicateKeyError,
    MissingRowError,
    PatientGoneError,
)
from database.queries import budgets as budgets_room
from database.queries.availability import Calendar
from database.queries.booking import Booking
from database.queries.budgets import Budget, Verdict, waits_in_columns
from database.queries.calendars import Calendars
from database.queries.clock import A_SECOND
from database.queries.criteria import Criteria
from database.queries.directory import Directory, KeptDirectory, UnknownDoctorError
from database.queries.numbers import new_patient_number
from database.queries.records import (
    PACKED,
    Availability,
    BookingOutcome,
    Patient,
    Recognition,
    SearchPage,
    Slot,
    SlotPosition,
    unpacked,
)
from database.queries.search import Search
from database.queries.servers import Servers
from database.settings import DatabaseSettings
from database.tables.schema import require_current
from database.tables.writes import CREATE_PATIENT

PING_SECONDS = 2.0
"""When a ping is given up: the administrator's status command waits for it."""

_DRAWS = 50
"""Attempts to draw a free patient number out of 90 million: more failures are no coincidence."""

# One row, whether there is such a patient or not: what a login has to wait for is read by the same statement.
_RECOGNISE = (
    "SELECT p.id, p.last_name, p.first_name{waits} "
    "FROM (SELECT 1 AS one) AS always LEFT JOIN patients AS p ON p.id = %s"
)

_WRITES_NOTHING = "DELETE FROM borne_budgets WHERE FALSE"

_READS_A_TABLE = "SELECT version FROM schema_version LIMIT 1"
"""A node that was cut off from its cluster answers `SELECT 1` in a session without wsrep_sync_wait."""

_CREATE_PATIENT = CREATE_PATIENT.format(patients="patients")

# `free_by_date` finds them. No reason: it is never shown after booking. The first column tells a patient
# without bookings from one whose row is gone.
_LIST_BOOKINGS = (
    f"SELECT EXISTS(SELECT 1 FROM patients AS p WHERE p.id = %s), {PACKED} "  # noqa: S608 - constants
    "FROM consultations WHERE patient_id = %s AND date >= %s AND (date > %s OR hour > %s)"
)


class Database:
    """The tables of one database; safe to use from any number of threads.

    Args:
        settings: where it is. Nothing is opened before the first call.
        clock: monotonic seconds, by which what is kept grows old.

    Attributes:
        servers: what this server tells the others of the same database, and they tell it.

    Every method raises DatabaseUnavailableError if the database cannot be reached or does not answer in time
    (repeating the call later is safe), and DatabaseError for a defect.
    """

    def __init__(self, settings: DatabaseSettings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._pool = ConnectionPool(settings)
        self._directory = KeptDirectory(self._pool, clock)
        self._calendars = Calendars(self._pool, clock)
        self.servers = Servers(self._pool)

    def close(self) -> None:
        """Close every connection; later calls raise DatabaseUnavailableError."""
        self._pool.close()

    def reload(self, settings: DatabaseSettings) -> None:
        """Use these settings for the connections that are made from now on, and forget what is kept.

        The pool's size stays.
        """
        self._pool.reload(settings)
        self._directory.forget()
        self._calendars.forget()

    def ping(self) -> float:
        """Return how many seconds the database takes to answer."""

        def measure(connection: DatabaseConnection) -> float:
            start = time.perf_counter()
            connection.rows(_READS_A_TABLE)
            return time.perf_counter() - start

        return self._pool.run(measure, seconds=PING_SECONDS)

    def require_writable(self) -> None:
        """Check that the database takes a write, which a replica or a node cut off from its cluster does not.

        Nothing is changed.
        """
        self._pool.run(lambda connection: connection.change(_WRITES_NOTHING), seconds=PING_SECONDS)

    def require_current_schema(self) -> None:
        """Check that `python -m database init` has run for this version of the program.

        Raises:
            SchemaOutdatedError: it has not; the message says what to do.
            DatabaseRefusedError: the account, its password or the name is wrong; not logged.
        """
        self._pool.run(require_current, logs_refusal=False)

    def recognise(self, patient_id: int, budgets: Sequence[Budget] = ()) -> Recognition:
        """Return the patient with that number, and what a login has to wait for, by one statement.

        Args:
            patient_id: any id; the caller compares the names.
            budgets: what may make it wait.
        """
        columns, values = waits_in_columns(budgets)
        sql = _RECOGNISE.format(waits=columns)
        [row] = self._pool.run(lambda connection: connection.rows(sql, *values, patient_id))
        patient = None if row[0] is None else Patient(*row[:3])
        return Recognition(patient, tuple(max(0.0, (left or 0) / A_SECOND) for left in row[3:]))

    def take(self, budget: Budget, *, seconds: int) -> Verdict:
        """Count an event, unless the budget's limit is reached.

        Args:
            budget: whose.
            seconds: the sliding window in which events count.
        """
        return self._pool.run(lambda connection: budgets_room.take(connection, budget, seconds))

    def refuse_login(self, budgets: Sequence[Budget]) -> list[Verdict]:
        """Count a refused login for each budget, one after the other, up to one that does not grant it."""

        def refuse(connection: DatabaseConnection) -> list[Verdict]:
            verdicts: list[Verdict] = []
            for budget in budgets:
                verdicts.append(budgets_room.refuse(connection, budget))
                if not verdicts[-1].is_granted:
                    break
            return verdicts

        return self._pool.run(refuse)

    def forget_refusals(self, budgets: Sequence[Budget]) -> bool:
        """Forget what the budgets counted; return whether there was anything."""
        return self._pool.run(lambda connection: budgets_room.forget(connection, budgets))

    def create_patient(self, last_name: str, first_name: str, birth_date: dt.date | None) -> Patient:
        """Create a patient under a new number; homonyms are different patients.

        A retry after a lost answer draws another number, so that no number is given out twice.
        """

        def insert(connection: DatabaseConnection) -> int:
            number = new_patient_number()
            connection.change(_CREATE_PATIENT, number, last_name, first_name, birth_date)
            return number

        for _ in range(_DRAWS):
            try:
                return Patient(self._pool.run(insert), last_name, first_name)
            except DuplicateKeyError:
                continue
        raise DatabaseError(f"{_DRAWS} new patient numbers were all refused by a unique key of patients")

    def list_specialties(self) -> bytes:
        """Return all specialties by name: a JSON array of `{"id", "name"}`, at most a minute old."""
        return self._directory.get().specialties

    def list_doctors(self, specialty_id: int | None) -> bytes:
        """Return the doctors (of one specialty) by last name, then first name, as a JSON array.

        Each is `{"id", "last_name", "first_name", "specialty_id"}`. It is at most a minute old.
        """
        directory = self._directory.get()
        return directory.doctors if specialty_id is None else directory.doctors_of.get(specialty_id, b"[]")

    def search_consultations(
        self, criteria: Criteria, *, now: dt.datetime, after: SlotPosition | None, limit: int
    ) -> SearchPage:
        """Return one page of the free consultations that have not begun, by date, hour, doctor, id.

        Args:
            criteria: which ones.
            now: the server's local clock, naive; what begins at `now` has begun.
            after: only what comes after this position.
            limit: how many at most, 1 or more.
        """
        search, directory = Search(criteria, now, after, limit), self._directory.get()
        slots = self._pool.run(lambda connection: search.find(connection, directory))
        return SearchPage(self._render(slots[:limit], directory), search.next_after(slots))

    def count_free_by_day(
        self, criteria: Criteria, *, now: dt.datetime, max_days: int, max_free: int
    ) -> Availability:
        """Count, by day, the free consultations that have not begun, and find the next day after them.

        What another program or server changes shows after some seconds (`calendars.CALENDAR_SECONDS`), what
        is booked by `book_consultation` at once.

        Args:
            criteria: which ones; without a start, from the first day with a free one.
            now: the server's local clock, naive; what begins at `now` has begun.
            max_days: how many days to cover at most, 1 or more.
            max_free: how far to count a day, 1 or more.
        """
        return self._calendars.get(Calendar(criteria, now, max_days, max_free))

    def list_bookings(self, *, patient_id: int, now: dt.datetime) -> bytes:
        """Return a patient's consultations that have not begun, by date, hour, id, as a JSON array.

        Each is `{"id", "doctor_id", "doctor", "specialty_id", "specialty", "date", "hour"}`.

        Args:
            patient_id: whose.
            now: the server's local clock, naive; what begins at `now` has begun.

        Raises:
            PatientGoneError: there is no such patient any more.
        """
        today, time_of_day = now.date(), now.time().replace(microsecond=0)
        values = (patient_id, patient_id, today, today, time_of_day)
        directory = self._directory.get()
        [(is_known, packed)] = self._pool.run(lambda connection: connection.rows(_LIST_BOOKINGS, *values))
        if not is_known:
            raise PatientGoneError("the patient's row is gone")
        return self._render(unpacked(packed), directory)

    def book_consultation(
        self, *, patient_id: int, consultation_id: int, reason: str, now: dt.datetime, limit: int = 0
    ) -> BookingOutcome:
        """Book a consultation for a patient.

        Idempotent: one that this patient already has is BOOKED again, and the first reason stays.

        Args:
            patient_id: an existing patient.
            consultation_id: any id.
            reason: at most 255 characters.
            now: the server's local clock, naive; what begins at `now` has begun.
            limit: consultations to come that a patient may hold; 0: any number.

        Raises:
            PatientGoneError: there is no such patient any more.
        """
        booking = Booking(patient_id, consultation_id, reason, now, limit)
        try:
            outcome = booking.make_at(self._pool)
        except DuplicateKeyError:
            return BookingOutcome.TIME_CONFLICT
        except MissingRowError:
            raise PatientGoneError("the patient's row is gone") from None
        except DatabaseUnavailableError:
            self._calendars.forget()  # it may have been booked all the same
            raise
        if booking.taken is not None:
            self._calendars.note_booking(booking.taken)
        return outcome

    def _render(self, slots: Sequence[Slot], directory: Directory) -> bytes:
        """Return consultations as a JSON array; read the directory again for a doctor that is not in it.

        Twice if need be: the first reading may have been under way before the doctor was added.
        """
        for _ in range(2):
            try:
                return directory.render(slots)
            except UnknownDoctorError:
                directory = self._directory.get(other_than=directory)
        return directory.render([slot for slot in slots if slot[2] in directory.names])
