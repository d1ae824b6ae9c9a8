"""The calendar: the number of free consultations of each day, through the server and on the screen."""

from __future__ import annotations

import datetime as dt
import statistics
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from typing import Any

import msgspec
import pymysql

from bench.children import peer
from bench.hospital import Hospital, log_in
from bench.page_glass import Glass, Surface, surfaces
from bench.page_journey import SPECIALTY, enter, to_doctors
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, RIVAL, Figure, compare, figure, interleave, median_seconds
from bench.wire import frame, open_socket, receive
from cbp import CbpClient, GetAvailability

DOCTOR = 17
_OBVIOUS = (
    "SELECT c.date, COUNT(*) FROM consultations AS c IGNORE INDEX (free_by_date, free_by_doctor) "
    "JOIN doctors AS d ON d.id = c.doctor_id WHERE c.patient_id IS NULL "
    "AND (c.date > %s OR (c.date = %s AND c.hour > %s)) AND c.date BETWEEN %s AND %s {filters} "
    "GROUP BY c.date"
)
_STEPS = ("until the page asks", "the call", "until it is painted")


@dataclass(frozen=True)
class Question:
    """The doctor or specialty whose free consultations are counted."""

    name: str
    specialty_id: int | None = None
    doctor_id: int | None = None


_QUESTIONS = (
    Question("of a doctor", doctor_id=DOCTOR),
    Question("of a specialty (10 doctors)", specialty_id=SPECIALTY),
    Question("of everybody"),
)


def measure(plan: Plan) -> Result:
    """Measure the request, then the time from the touch on Continue to the calendar."""
    hospital = plan.get_hospital()
    notes = []
    with hospital.server() as (port, _):
        figures = _through_the_wire(plan, hospital, port)
        with surfaces() as both:
            for patient, surface in enumerate(both, start=21):
                for line, note in _on_the_glass(plan, surface, port, patient):
                    figures.append(line)
                    notes.append(note)
    return Result(
        title=f"Calendar: the free days among {hospital.consultations:,} consultations",
        contenders={
            OURS: "`CbpClient.get_availability` against the real server; on the screen: from the click of "
            "Continue on the question for the doctor to the painted calendar",
            FLOOR: "a bare server that answers as many bytes; on the screen: the bridge's call "
            "`availability` alone, from the same page",
            RIVAL: "one GROUP BY over the days that the reply covers, without the indexes made for it, its "
            "rows fetched by PyMySQL, no server between",
        },
        figures=figures,
        notes=notes,
    )


def _through_the_wire(plan: Plan, hospital: Hospital, port: int) -> list[Figure]:
    figures = []
    with ExitStack() as stack:
        client = stack.enter_context(log_in(port, patient=1))
        cursor = stack.enter_context(stack.enter_context(closing(hospital.connect())).cursor())
        for question in _QUESTIONS:
            reply = _ask(client, question)
            size = len(msgspec.json.encode(reply))
            obvious = partial(_ask_obviously, cursor, question, reply.start_date, reply.end_date)
            assert [date for date, _ in obvious()] == [_as_date(day.date) for day in reply.days], "other days"
            with peer("canned", str(size)) as bare_port, open_socket(bare_port) as bare:
                figures.append(
                    compare(
                        f"GET_AVAILABILITY {question.name}, through the wire",
                        {
                            OURS: median_seconds(partial(_ask, client, question), plan.times(50)),
                            FLOOR: median_seconds(_bare(bare), plan.times(50)),
                            RIVAL: median_seconds(obvious, 1),
                        },
                        rounds=plan.rounds(5),
                    )
                )
    return figures


def _bare(stream: Any) -> Callable[[], None]:
    request = frame(b'{"command": "GET_AVAILABILITY"}')

    def turn() -> None:
        stream.sendall(request)
        receive(stream)

    return turn


def _ask(client: CbpClient, question: Question) -> Any:
    criteria = GetAvailability(specialty_id=question.specialty_id, doctor_id=question.doctor_id)
    return client.get_availability(criteria)


def _as_date(day: dt.date | str) -> dt.date:
    return dt.date.fromisoformat(day) if isinstance(day, str) else day


def _ask_obviously(
    cursor: pymysql.cursors.Cursor, question: Question, start: object, end: object
) -> list[tuple[dt.date, int]]:
    now = dt.datetime.now()
    filters = {"AND d.specialty_id = %s": question.specialty_id, "AND c.doctor_id = %s": question.doctor_id}
    wanted = {sql: value for sql, value in filters.items() if value is not None}
    bounds = (now.date(), now.date(), now.time().replace(microsecond=0), start, end)
    cursor.execute(_OBVIOUS.format(filters=" ".join(wanted)), (*bounds, *wanted.values()))
    return sorted(cursor.fetchall())


def _on_the_glass(plan: Plan, surface: Surface, port: int, patient: int) -> list[tuple[Figure, str]]:
    found = []
    with surface.booth(port) as glass:
        enter(glass, patient)
        glass.page.evaluate("() => bench.watchCalls()")
        for specialty, name in ((SPECIALTY, _QUESTIONS[1].name), (None, _QUESTIONS[2].name)):
            to_doctors(glass, specialty)
            steps: list[tuple[float, ...]] = []
            criteria: dict[str, object] = {
                "specialty_id": specialty,
                "doctor_id": None,
                "start_date": None,
                "end_date": None,
            }
            costs = interleave(
                {
                    OURS: partial(_to_the_calendar, glass, steps),
                    FLOOR: partial(_bare_call, glass, criteria),
                },
                plan.rounds(9),
            )
            line = f"{surface.name}: Continue to the calendar {name}"
            medians = [statistics.median(step[place] for step in steps[1:]) for place in range(len(_STEPS))]
            words = ", ".join(
                f"{step} {median * 1000:.0f} ms" for step, median in zip(_STEPS, medians, strict=True)
            )
            found.append((figure(line, costs), f"{line}: {words} (medians)."))
            glass.answer(
                ".choices__tile"
            )  # a second touch in the same place would be dropped as a double tap
            glass.tap("#back")
            glass.until("[data-screen=specialty] .choices__tile")
    return found


def _to_the_calendar(glass: Glass, steps: list[tuple[float, ...]]) -> float:
    """Touch Continue, record the time of each step, and go back."""
    for tile in (2, 1):  # the page caches the calendar of an unchanged search: choose one doctor, then any
        glass.answer(f".choices__tile:nth-of-type({tile})")
    glass.page.evaluate("() => { bench.calls = []; bench.released = 0; }")
    glass.page.evaluate("() => { bench.shown = bench.until('[data-screen=day] .calendar__day--free'); }")
    glass.tap("#continue")
    painted = glass.page.evaluate("() => bench.shown")
    released, call = glass.page.evaluate("() => [bench.released, bench.calls[0]]")
    times = (call["sent"] - released, call["replied"] - call["sent"], painted - call["replied"])
    steps.append(tuple(time / 1000 for time in times))
    glass.tap("#back")
    glass.until("[data-screen=doctor] .choices__tile")
    return float(painted - released) / 1000


def _bare_call(glass: Glass, criteria: dict[str, object]) -> float:
    return float(glass.page.evaluate("(criteria) => bench.ask('availability', criteria)", criteria)) / 1000
