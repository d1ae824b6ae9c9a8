"""What `script/bench booths` stands on: a patient's visit, the hall of booths, and what it tells."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise

import msgspec
import pytest
from msgspec.structs import replace

from bench.arrangements import Arrangement, servers
from bench.carried import Carried, carry
from bench.carried_tables import by_command, figures, outcome, taken
from bench.clock import Clock
from bench.dialects import Message, RefusedError
from bench.filling import Size, give_back
from bench.hall import HallSettings, address
from bench.hospital import Hospital, hospital
from bench.patient import LONGEST_SECONDS, VISIT_SECONDS, Patients
from bench.simulation import simulation
from bench.tally import Answers, Told
from bench.wire import frame
from tests.plugins.waiting import wait_until

SIZE = Size(4000, doctors=20, specialties=4, days=10, patients=1020, visitors=20, percent_booked=20)
BOOTHS = 6
PACE = 200.0

MORNING = {"id": 1, "date": "2030-01-02", "hour": "09:00"}
AFTERNOON = {"id": 2, "date": "2030-01-02", "hour": "13:00"}


def a_server(message: Message) -> Message:
    """Answer like a server with one day, whose morning is a page and whose afternoon is another."""
    match message["command"]:
        case "GET_AVAILABILITY":
            return {"status": "ok", "days": [{"date": "2030-01-02", "free": 2}]}
        case "SEARCH_CONSULTATIONS" if message.get("limit") == 60 and "after" not in message:
            return {"status": "ok", "consultations": [MORNING], "next": "more"}
        case "SEARCH_CONSULTATIONS":
            return {"status": "ok", "consultations": [AFTERNOON], "next": "more"}
        case _:
            return {"status": "ok"}


def visit(seed: int, server: Callable[[Message], Message] = a_server) -> tuple[list[Message], list[float]]:
    """Play a visit; return its requests, and the seconds of thought."""
    asked, thought = list[Message](), list[float]()
    doing = Patients(SIZE, random.Random(seed)).visit()  # noqa: S311 - not for secrets
    step = next(doing)
    while True:
        try:
            if isinstance(step, dict):
                asked.append(step)
                step = doing.send(frame(msgspec.json.encode(server(step))))
            else:
                thought.append(step)
                step = doing.send(b"")
        except StopIteration:
            return asked, thought


def visits() -> Iterator[tuple[list[Message], list[float]]]:
    return map(visit, range(400))


def commands(asked: list[Message]) -> list[str]:
    return [message["command"] for message in asked]


def test_a_visit_logs_in_first_and_logs_out_last() -> None:
    for asked, _ in visits():
        assert commands(asked)[:3] == ["LOGIN", "GET_SPECIALTIES", "GET_DOCTORS"]
        assert commands(asked)[-1] == "LOGOUT"


def test_every_command_of_a_booth_occurs() -> None:
    asked = [message for messages, _ in visits() for message in messages]
    assert set(commands(asked)) == {
        "LOGIN",
        "GET_SPECIALTIES",
        "GET_DOCTORS",
        "GET_AVAILABILITY",
        "SEARCH_CONSULTATIONS",
        "BOOK_CONSULTATION",
        "GET_BOOKINGS",
        "LOGOUT",
    }
    assert {message["new_patient"] for message in asked if message["command"] == "LOGIN"} == {True, False}


def test_hours_are_read_page_after_page_until_the_afternoon() -> None:
    for asked, _ in visits():
        for first, second in pairwise(asked):
            if first.get("limit") == 60 and "after" not in first:
                assert second == {**first, "after": "more"}


def test_a_visit_takes_three_minutes_on_average() -> None:
    thought = [sum(seconds) for _, seconds in visits()]
    assert sum(thought) / len(thought) == pytest.approx(VISIT_SECONDS, rel=0.1)


def test_nobody_thinks_longer_at_a_screen_than_the_booth_waits() -> None:
    screens_before_login = 4
    assert max(max(seconds[1:]) for _, seconds in visits()) <= 2 * LONGEST_SECONDS
    assert max(seconds[0] for _, seconds in visits()) <= screens_before_login * LONGEST_SECONDS


def refusing_once(code: str) -> Callable[[Message], Message]:
    """Return a server that refuses the first booking."""
    bookings = list[Message]()

    def answer(message: Message) -> Message:
        if message["command"] == "BOOK_CONSULTATION":
            bookings.append(message)
            if len(bookings) == 1:
                return {"status": "error", "code": code}
        return a_server(message)

    return answer


@pytest.mark.parametrize("code", ["NOT_AVAILABLE", "TIME_CONFLICT"])
def test_who_does_not_get_a_consultation_books_another_one(code: str) -> None:
    asked, _ = visit(1, refusing_once(code))
    first = commands(asked).index("BOOK_CONSULTATION")
    assert commands(asked)[first + 1 : first + 3] == ["SEARCH_CONSULTATIONS", "BOOK_CONSULTATION"]
    assert asked[first + 1]["limit"] == 200


def test_another_error_ends_the_visit() -> None:
    with pytest.raises(RefusedError, match="UNAVAILABLE"):
        visit(1, refusing_once("UNAVAILABLE"))


def test_each_booth_has_an_address_of_its_own() -> None:
    addresses = {address(number) for number in range(100_000)}
    assert len(addresses) == 100_000
    assert not any(one.endswith((".0", ".255")) for one in addresses)


def test_a_percentile_of_tenths_needs_a_thousand_answers() -> None:
    assert Answers.of([float(number) for number in range(1, 1001)]) == Answers(1000, 500, 990, 999, 1000)
    assert Answers.of([3.0, 1.0, 2.0]) == Answers(3, 2.0, 3.0, None, 3.0)


def told(p99: float, failures: dict[str, int]) -> Carried:
    every = Answers(100, 0.01, p99, None, p99)
    return Carried(
        Told(10.0, 50, failures, {"LOGIN": every}, every, 0.001, 0.1), [0.1], [0.2], [], 30, 2**20, 40, 8
    )


@pytest.mark.parametrize(
    ("p99", "failures", "has_bent"),
    [(1.0, {}, False), (1.1, {}, True), (0.1, {"SERVER_BUSY": 1}, True), (0.1, {}, False)],
)
def test_it_bends_where_patients_wait_or_are_sent_away(
    p99: float, failures: dict[str, int], has_bent: bool
) -> None:
    assert told(p99, failures).has_bent is has_bent


def test_an_outcome_tells_the_rate_the_slowest_hundredth_and_who_failed() -> None:
    assert outcome(told(0.02, {})) == "10 requests/s, p99 20 ms; failed visits: 0 of 50"
    assert outcome(told(2.0, {"SERVER_BUSY": 2})).endswith(
        "p99 2,000 ms; failed visits: 2 SERVER_BUSY; 50 whole"
    )


def test_the_tables_have_a_row_a_load() -> None:
    runs = {"one server": told(0.02, {}), "two servers": told(0.03, {"SERVER_BUSY": 2})}
    assert [line for line in taken(runs) if line.startswith("| one server | 5.0 |")]
    assert [line for line in taken(runs) if "2 SERVER_BUSY; 50 whole" in line]
    assert [line for line in by_command(runs) if line == "| one server | 10.0 / 20.0 / 20.0 (100) |"]
    assert [line.name for line in figures("one server", runs["one server"])] == [
        "one server: requests",
        "one server: p50",
        "one server: p99",
        "one server: worst",
        "one server: memory of a server (RSS)",
    ]


@pytest.fixture(scope="module")
def place() -> Iterator[Hospital]:
    with hospital(SIZE) as running:
        yield running


@pytest.fixture(scope="module")
def both(place: Hospital) -> Iterator[Arrangement]:
    with servers(2, place) as arrangement:
        yield arrangement


def count(place: Hospital, sql: str, *values: object) -> int:
    with closing(place.connect()) as connection, connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.fetchall()[0][0])


def booked(place: Hospital) -> int:
    return count(place, "SELECT COUNT(*) FROM consultations WHERE patient_id IS NOT NULL")


def registered(place: Hospital) -> int:
    return count(place, "SELECT COUNT(*) FROM patients WHERE id > %s", SIZE.patients)


def settings(arrangement: Arrangement, pace: float = PACE) -> HallSettings:
    return HallSettings(arrangement.ports, BOOTHS, SIZE, arrival=0.1, pace=pace)


def test_booths_visit_both_servers_and_what_they_left_is_given_back(
    place: Hospital, both: Arrangement
) -> None:
    before = booked(place)
    with simulation(settings(both)) as hall:
        wait_until(lambda: registered(place) and hall.tell().visits >= 20, 60.0)
        carried = carry(both, hall, 0.5)
        so_far = hall.tell()
    assert so_far.failures == {}
    assert len(carried.servers) == 2
    assert carried.threads > 1
    assert carried.memory > 2**20
    for server in both.servers:
        assert server.status().requests["BOOK_CONSULTATION"].count
    wait_until(lambda: not any(server.status().pool.busy for server in both.servers))
    assert booked(place) > before
    with closing(place.connect()) as connection, connection.cursor() as cursor:
        give_back(cursor, SIZE)
    assert (booked(place), registered(place)) == (before, 0)


def test_a_clock_goes_as_fast_as_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("bench.clock.time.perf_counter", lambda: now)
    clock = Clock(pace=2.0)
    now += 5.0
    assert (clock.now(), clock.until(16.0)) == (10.0, 3.0)
    clock.go(10.0)
    now += 1.0
    assert (clock.now(), clock.until(10.0)) == (20.0, -1.0)


def test_patients_hurry_when_the_hall_is_told_so(both: Arrangement) -> None:
    with simulation(settings(both, pace=0.001)) as hall:
        hall.go(PACE)
        wait_until(lambda: hall.tell().visits > 3 * BOOTHS, 60.0)
        hall.count()
        wait_until(lambda: 0 < hall.tell().visits <= 3 * BOOTHS, 60.0)


def test_a_booth_without_a_server_goes_on_trying(both: Arrangement) -> None:
    with simulation(replace(settings(both), ports=(1,))) as hall:
        wait_until(lambda: hall.tell().failures.get("closed", 0) > BOOTHS, 60.0)
        assert hall.tell().failures.keys() == {"closed"}
