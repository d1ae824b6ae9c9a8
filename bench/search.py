"""The search for free consultations: first pages by filter, a page in the middle, and through the server."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Any

import msgspec
import pymysql

import cbp
from bench.children import peer
from bench.hospital import DOCTORS, SPECIALTIES, Hospital, log_in
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, RIVAL, Figure, compare, median_seconds
from bench.wire import frame, open_socket, receive
from database import Database, SearchPage, SlotPosition

LIMIT = 50
DOCTOR = 17
SPECIALTY = 7

# Without the two indexes made for the search; the unique keys, which any schema needs, may be used. Joined in
# the order that the optimiser chooses, or consultations first: sometimes one is much faster.
_PLANS = ("SELECT", "SELECT STRAIGHT_JOIN")
_OBVIOUS = (
    "{select} c.id, c.doctor_id, CONCAT(d.first_name, ' ', d.last_name) AS doctor, "
    "d.specialty_id, s.name AS specialty, c.date, c.hour "
    "FROM consultations AS c IGNORE INDEX (free_by_date, free_by_doctor) "
    "JOIN doctors AS d ON d.id = c.doctor_id JOIN specialties AS s ON s.id = d.specialty_id "
    "WHERE c.patient_id IS NULL AND (c.date > %s OR (c.date = %s AND c.hour > %s)) {filters} "
    "ORDER BY c.date, c.hour, c.doctor_id, c.id LIMIT %s OFFSET %s"
)
_NTH = (
    "SELECT date, hour, doctor_id, id FROM consultations FORCE INDEX (free_by_date) "
    "WHERE patient_id IS NULL ORDER BY date, hour, doctor_id, id LIMIT 1 OFFSET %s"
)


@dataclass(frozen=True)
class Question:
    """A search for both contenders; `offset` and `after` lead to the same page."""

    name: str
    specialty_id: int | None = None
    doctor_id: int | None = None
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    after: SlotPosition | None = None
    offset: int = 0


def measure(plan: Plan) -> Result:
    """Measure the database's part of a search, then the same searches through the server."""
    hospital = plan.get_hospital()
    questions = _questions(hospital)
    figures = [_in_the_database(plan, hospital, question) for question in questions]
    figures += _through_the_wire(plan, hospital, questions)
    return Result(
        title=f"Search: {LIMIT} of {hospital.consultations:,} free consultations "
        f"({DOCTORS} doctors, {SPECIALTIES} specialties)",
        contenders={
            OURS: "`Database.search_consultations`; through the wire: `CbpClient` against the real server",
            FLOOR: "`SELECT 1` and its row over such a connection; through the wire: a bare server "
            "that answers a request with as many bytes",
            RIVAL: "the obvious join with its filters, ORDER BY and LIMIT … OFFSET, without the indexes made "
            "for it (the quicker of two orders of its joins); rows fetched one by one and encoded by msgspec",
        },
        figures=figures,
    )


def _questions(hospital: Hospital) -> list[Question]:
    tomorrow = dt.date.today() + dt.timedelta(days=1)
    middle = hospital.consultations // 2
    with closing(hospital.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(_NTH, (middle - 1,))
        [(date, hour, doctor_id, consultation_id)] = cursor.fetchall()
    after = SlotPosition(date, (dt.datetime.min + hour).time(), doctor_id, consultation_id)
    return [
        Question("first page"),
        Question("first page of a doctor", doctor_id=DOCTOR),
        Question(f"first page of a specialty ({DOCTORS // SPECIALTIES} doctors)", specialty_id=SPECIALTY),
        Question(
            "first page of a week",
            start_date=tomorrow + dt.timedelta(days=14),
            end_date=tomorrow + dt.timedelta(days=20),
        ),
        Question(
            "first page of a week and a specialty",
            specialty_id=SPECIALTY,
            start_date=tomorrow + dt.timedelta(days=14),
            end_date=tomorrow + dt.timedelta(days=20),
        ),
        Question(f"page after {middle:,} others", after=after, offset=middle),
    ]


def _in_the_database(plan: Plan, hospital: Hospital, question: Question) -> Figure:
    with (
        closing(Database(hospital.settings)) as database,
        closing(hospital.connect()) as connection,
        connection.cursor() as cursor,
    ):
        page = msgspec.json.decode(_ask(database, question).consultations)
        seconds = {}
        for select in _PLANS:
            begun = time.perf_counter()
            assert msgspec.json.decode(_ask_obviously(cursor, question, select)) == page, "not the same page"
            seconds[time.perf_counter() - begun] = select
        quicker = seconds[min(seconds)]

        def floor() -> None:
            cursor.execute("SELECT 1")
            cursor.fetchall()

        return compare(
            question.name,
            {
                OURS: median_seconds(lambda: _ask(database, question), plan.times(100)),
                FLOOR: median_seconds(floor, plan.times(100)),
                RIVAL: _once(lambda: _ask_obviously(cursor, question, quicker)),
            },
            rounds=plan.rounds(5),
        )


def _once(operation: Callable[[], Any]) -> Callable[[], float]:
    return median_seconds(operation, 1)


def _ask(database: Database, question: Question) -> SearchPage:
    return database.search_consultations(question, now=dt.datetime.now(), after=question.after, limit=LIMIT)


def _ask_obviously(cursor: pymysql.cursors.Cursor, question: Question, select: str) -> bytes:
    now = dt.datetime.now()
    filters = {
        "AND d.specialty_id = %s": question.specialty_id,
        "AND c.doctor_id = %s": question.doctor_id,
        "AND c.date >= %s": question.start_date,
        "AND c.date <= %s": question.end_date,
    }
    wanted = {sql: value for sql, value in filters.items() if value is not None}
    bounds = (now.date(), now.date(), now.time().replace(microsecond=0))
    cursor.execute(
        _OBVIOUS.format(select=select, filters=" ".join(wanted)),
        (*bounds, *wanted.values(), LIMIT, question.offset),
    )
    rows = []
    while (row := cursor.fetchone()) is not None:
        number, doctor_id, doctor, specialty_id, specialty, date, hour = row
        rows.append(
            {
                "id": number,
                "doctor_id": doctor_id,
                "doctor": doctor,
                "specialty_id": specialty_id,
                "specialty": specialty,
                "date": date,
                "hour": f"{(dt.datetime.min + hour):%H:%M}",
            }
        )
    return msgspec.json.encode(rows)


def _through_the_wire(plan: Plan, hospital: Hospital, questions: list[Question]) -> list[Figure]:
    with closing(Database(hospital.settings)) as database:
        size = len(_ask(database, questions[0]).consultations)
    request = frame(b'{"command": "SEARCH_CONSULTATIONS"}')
    with ExitStack() as stack:
        port, _ = stack.enter_context(hospital.server())
        client = stack.enter_context(log_in(port, patient=1))
        bare = stack.enter_context(open_socket(stack.enter_context(peer("canned", str(size)))))

        def floor() -> None:
            bare.sendall(request)
            receive(bare)

        def ask(question: Question) -> Callable[[], object]:
            after = None if question.after is None else cbp.Position(*question.after).to_text()
            page = cbp.SearchPage(
                specialty_id=question.specialty_id,
                doctor_id=question.doctor_id,
                start_date=question.start_date,
                end_date=question.end_date,
                limit=LIMIT,
                after=after,
            )
            return lambda: client.search_consultations(page)

        return [
            compare(
                f"{question.name}, through the wire",
                {
                    OURS: median_seconds(ask(question), plan.times(100)),
                    FLOOR: median_seconds(floor, plan.times(100)),
                },
                rounds=plan.rounds(5),
            )
            for question in questions
        ]
