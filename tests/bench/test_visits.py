"""What `script/bench visit`, `growth` and `where` stand on: tables, visits, clock and profile."""

from __future__ import annotations

import math
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from typing import Any

import pytest

from bench import contenders
from bench.by_request import REQUESTS
from bench.contenders import Contender, Cost
from bench.dialects import Http
from bench.filling import Size, give_back, is_filled
from bench.hospital import CONFIG, Hospital, hospital
from bench.load import converse
from bench.loops import Loop, Patients
from bench.machine import processor_seconds
from bench.profiled import ENDING
from bench.rounds import OURS, RIVAL, Spread, figure
from bench.visitors import Visitors

SIZE = Size(2000, doctors=20, specialties=4, days=10, patients=420, visitors=20, percent_booked=20)


@pytest.fixture(scope="module")
def place() -> Iterator[Hospital]:
    with hospital(SIZE) as running:
        yield running


@pytest.fixture(scope="module")
def ours(place: Hospital) -> Iterator[Contender]:
    with contenders.ours(place) as contender:
        yield contender


def chance() -> random.Random:
    return random.Random(1)  # noqa: S311 - not for secrets


def ask(place: Hospital, sql: str, *values: object) -> Any:
    with closing(place.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(sql, values)
        [[value]] = cursor.fetchall()
        return value


def held_by_visitors(place: Hospital) -> Any:
    return ask(place, "SELECT COUNT(*) FROM consultations WHERE patient_id <= %s", SIZE.visitors)


def test_a_fifth_is_booked_and_not_by_visitors(place: Hospital) -> None:
    assert ask(place, "SELECT COUNT(*) FROM consultations") == SIZE.consultations
    assert 0.15 < ask(place, "SELECT AVG(patient_id IS NOT NULL) FROM consultations") < 0.25
    assert held_by_visitors(place) == 0


def test_every_doctor_has_as_many_on_every_day(place: Hospital) -> None:
    days = (
        "SELECT COUNT(*) FROM (SELECT COUNT(*) AS number FROM consultations "
        "GROUP BY doctor_id, date HAVING number = 10) AS days"
    )
    assert ask(place, days) == SIZE.doctors * SIZE.days


def test_visitors_book_once_each_and_what_they_booked_is_given_back(place: Hospital, ours: Contender) -> None:
    cost = Cost()
    coming = Visitors(ours, SIZE, chance()).coming(math.inf, cost)
    converse(islice(coming, 12), 4)
    assert (len(cost.seconds), cost.failures) == (12, [])
    assert held_by_visitors(place) == 12
    with closing(place.connect()) as connection, connection.cursor() as cursor:
        give_back(cursor, SIZE)
        assert is_filled(cursor, SIZE)
    assert held_by_visitors(place) == 0


@pytest.mark.parametrize("name", REQUESTS)
def test_each_request_is_answered_with_rows(place: Hospital, ours: Contender, name: str) -> None:
    message = REQUESTS[name](chance(), SIZE)
    rows, size = Loop(ours, Patients(place, chance()), 1, 0.0).once(message)
    assert rows
    assert size > len(rows)


def test_a_profile_tells_the_parts_apart(place: Hospital) -> None:
    patients = Patients(place, chance())
    with contenders.ours(place, "bench.profiled") as contender:
        for name in REQUESTS:
            Loop(contender, patients, 1, 0.0).once(REQUESTS[name](patients.chance, SIZE))
    profile = (place.folder / CONFIG).with_suffix(ENDING).read_text(encoding="utf-8")
    for part in ("framing", "decode", "session", "queries", "lease", "driver", "encode"):
        assert f'"{part}"' in profile


def test_the_clock_of_another_process_counts_what_it_computes() -> None:
    computes = "import time\nwhile time.process_time() < 0.2: pass\nprint('done', flush=True)\ninput()"
    command = [sys.executable, "-c", computes]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "done\n"
        assert processor_seconds(process.pid) >= 0.2
        process.communicate("\n")


def test_an_answer_of_http_is_whole_with_its_last_byte() -> None:
    reply = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nserver: x\r\n\r\n[]"
    assert [Http().is_whole(bytearray(reply[:end])) for end in range(len(reply) + 1)] == [False] * len(
        reply
    ) + [True]


def test_what_costs_nothing_has_no_ratio() -> None:
    line = figure("lists, of the database", {OURS: [0.0, 0.0], RIVAL: [1.0, 2.0]})
    assert line.rival_over_ours is None
    assert figure("searches", {OURS: [1.0, 2.0], RIVAL: [2.0, 4.0]}).rival_over_ours == Spread(2.0, 2.0, 2.0)
