"""Bookings a second, by the number of concurrent clients; no two clients want the same consultation.

Every contender has a thread for each client in this process, and the same durability (each commit is flushed,
concurrent commits together).
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pymysql

from bench.hospital import Hospital, log_in
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, RIVAL, Figure, compare
from cbp import CbpClient

CLIENTS = (1, 8, 24)
BOOKINGS_A_TURN = 300
REASON = "Douleurs au genou"

_ALL_OF_DOCTOR = (
    "SELECT id FROM consultations WHERE doctor_id = %s AND patient_id IS NULL ORDER BY date, hour"
)
_UPDATE = (
    "UPDATE consultations SET patient_id = %s, reason = %s "
    "WHERE id = %s AND patient_id IS NULL AND (date > %s OR (date = %s AND hour > %s))"
)
_LOOK = "SELECT patient_id, date, hour FROM consultations WHERE id = %s FOR UPDATE"
_WRITE = "UPDATE consultations SET patient_id = %s, reason = %s WHERE id = %s"

Book = Callable[[int], Any]
"""Books the consultation with that id."""


def measure(plan: Plan) -> Result:
    """Measure each number of clients."""
    hospital = plan.get_hospital()
    return Result(
        title="Booking: consultations booked a second",
        contenders={
            OURS: "`CbpClient.book_consultation` against the real server (`pool_size` 8: "
            "at most 8 bookings are in the database at once)",
            FLOOR: "the bare `UPDATE` by PyMySQL, a connection a client, no server between",
            RIVAL: "`BEGIN`, `SELECT … FOR UPDATE`, `UPDATE`, `COMMIT` by PyMySQL, a connection a client, "
            "no server between",
        },
        figures=[
            _bookings(plan, hospital, clients, first=1 + 3 * sum(CLIENTS[:place]))
            for place, clients in enumerate(CLIENTS)
        ],
        notes=[
            "Threads of one process are the clients, so with many of them its one interpreter limits all."
        ],
    )


def _bookings(plan: Plan, hospital: Hospital, clients: int, *, first: int) -> Figure:
    """Measure one number of clients. Each client of each contender has its own patient and doctor.

    Args:
        plan: how much to measure.
        hospital: the database.
        clients: the number of concurrent clients.
        first: the number of the first of these patients, and of the first of these doctors.
    """
    each = plan.times(BOOKINGS_A_TURN) // clients or 1
    with ExitStack() as stack:
        numbers = range(first, first + 3 * clients)
        free = {number: _free_of(hospital, number) for number in numbers}
        for_ours, for_floor, for_rival = (list(numbers[part::3]) for part in range(3))
        port, _ = stack.enter_context(hospital.server())
        sessions = [stack.enter_context(log_in(port, patient)) for patient in for_ours]
        links = [stack.enter_context(closing(hospital.connect())) for _ in range(clients)]

        def turn(books: list[Book], patients: list[int]) -> Callable[[], float]:
            return lambda: _seconds_a_booking(books, [free[patient] for patient in patients], each)

        ours = [_by_the_server(session) for session in sessions]
        floor = [_bare(link, patient) for patient, link in zip(for_floor, links, strict=True)]
        rival = [_in_transaction(link, patient) for patient, link in zip(for_rival, links, strict=True)]
        return compare(
            f"{clients} client{'s' if clients > 1 else ''}",
            {OURS: turn(ours, for_ours), FLOOR: turn(floor, for_floor), RIVAL: turn(rival, for_rival)},
            rounds=plan.rounds(7),
            unit="rate",
        )


def _free_of(hospital: Hospital, doctor: int) -> Iterator[int]:
    """Iterate over the free consultations of one doctor, no two of which are at the same time."""
    with closing(hospital.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(_ALL_OF_DOCTOR, (doctor,))
        return iter([number for (number,) in cursor.fetchall()])


def _by_the_server(session: CbpClient) -> Book:
    return lambda number: session.book_consultation(number, REASON)


def _bare(link: pymysql.Connection[Any], patient: int) -> Book:
    def book(number: int) -> None:
        now = dt.datetime.now()
        with link.cursor() as cursor:
            begun = (now.date(), now.date(), now.time().replace(microsecond=0))
            assert cursor.execute(_UPDATE, (patient, REASON, number, *begun)) == 1

    return book


def _in_transaction(link: pymysql.Connection[Any], patient: int) -> Book:
    def book(number: int) -> None:
        link.begin()
        with link.cursor() as cursor:
            cursor.execute(_LOOK, (number,))
            [(holder, date, hour)] = cursor.fetchall()
            assert holder is None
            assert dt.datetime.combine(date, dt.time()) + hour > dt.datetime.now()
            cursor.execute(_WRITE, (patient, REASON, number))
        link.commit()

    return book


def _seconds_a_booking(books: list[Book], free: list[Iterator[int]], each: int) -> float:
    """Let all clients book concurrently, `each` bookings a client; return the seconds for one booking."""
    wanted = [[next(numbers) for _ in range(each)] for numbers in free]
    failures: list[BaseException] = []
    gate = threading.Barrier(len(books) + 1)

    def work(book: Book, numbers: list[int]) -> None:
        gate.wait()
        try:
            for number in numbers:
                book(number)
        except BaseException as failure:  # noqa: BLE001 - raised below, in the measuring thread
            failures.append(failure)

    threads = [
        threading.Thread(target=work, args=(book, numbers))
        for book, numbers in zip(books, wanted, strict=True)
    ]
    for thread in threads:
        thread.start()
    gate.wait()
    begun = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - begun
    if failures:
        raise failures[0]
    return seconds / (each * len(books))
