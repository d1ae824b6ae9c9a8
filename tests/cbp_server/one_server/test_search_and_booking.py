"""GET_SPECIALTIES to BOOK_CONSULTATION over the wire: `docs/protocol.md`, "The commands of CBP/1"."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from database.demo.filling import DemoSummary
from tests.cbp_server.conftest import add_slot, in_days
from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import RunningServer, StartServer
from tests.plugins.wire import Message, WireClient, error_code


def numbers(consultations: list[Message]) -> list[int]:
    return [consultation["id"] for consultation in consultations]


def test_specialties_come_by_name(hospital: RunSql, server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        assert client.ask("GET_SPECIALTIES") == {
            "status": "ok",
            "specialties": [{"id": 2, "name": "Cardiologie"}, {"id": 1, "name": "Pédiatrie"}],
        }


def test_doctors_come_by_last_name_then_first_name(hospital: RunSql, server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        doctors = client.ask("GET_DOCTORS")["doctors"]
    assert doctors == [
        {"id": 2, "last_name": "D'Hondt", "first_name": "Anne", "specialty_id": 2},
        {"id": 3, "last_name": "Oscar", "first_name": "Bea", "specialty_id": 2},
        {"id": 1, "last_name": "Óscar", "first_name": "Zita", "specialty_id": 1},
    ]


def test_doctors_of_one_specialty(hospital: RunSql, server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        assert numbers(client.ask("GET_DOCTORS", specialty_id=1)["doctors"]) == [1]
        assert client.ask("GET_DOCTORS", specialty_id=99)["doctors"] == []


def test_a_free_consultation_has_every_field(hospital: RunSql, server: RunningServer) -> None:
    add_slot(hospital, 5, 2, in_days(3, hour=8))
    with WireClient(server.address) as client:
        client.register()
        reply = client.ask("SEARCH_CONSULTATIONS")
    assert reply == {
        "status": "ok",
        "consultations": [
            {
                "id": 5,
                "doctor_id": 2,
                "doctor": "Anne D'Hondt",
                "specialty_id": 2,
                "specialty": "Cardiologie",
                "date": in_days(3).date().isoformat(),
                "hour": "08:00",
            }
        ],
        "next": None,
    }


def test_only_what_is_free_and_has_not_begun_is_found(hospital: RunSql, server: RunningServer) -> None:
    with WireClient(server.address) as client:
        number = client.register()
        add_slot(hospital, 1, 1, in_days(-1))
        add_slot(hospital, 2, 1, dt.datetime.now().replace(microsecond=0) - dt.timedelta(seconds=1))
        add_slot(hospital, 3, 1, in_days(1), patient=number)
        add_slot(hospital, 4, 1, in_days(2))
        assert numbers(client.search()) == [4]
        assert numbers(client.search(start_date=in_days(-9).date().isoformat())) == [4]


def test_the_criteria_hold_and_both_dates_are_inclusive(hospital: RunSql, server: RunningServer) -> None:
    for number, (doctor, days) in enumerate([(1, 1), (2, 1), (3, 2), (2, 3)], start=1):
        add_slot(hospital, number, doctor, in_days(days))
    first, second = (in_days(days).date().isoformat() for days in (1, 2))
    with WireClient(server.address) as client:
        client.register()
        assert numbers(client.search(specialty_id=2)) == [2, 3, 4]
        assert numbers(client.search(doctor_id=2)) == [2, 4]
        assert numbers(client.search(doctor_id=2, specialty_id=1)) == []
        assert numbers(client.search(start_date=second)) == [3, 4]
        assert numbers(client.search(end_date=first)) == [1, 2]
        assert numbers(client.search(start_date=second, end_date=second)) == [3]


def test_the_order_is_date_hour_doctor(hospital: RunSql, server: RunningServer) -> None:
    for number, (doctor, days, hour) in enumerate([(3, 2, 8), (2, 2, 8), (1, 1, 10), (1, 1, 9)], start=1):
        add_slot(hospital, number, doctor, in_days(days, hour))
    with WireClient(server.address) as client:
        client.register()
        assert numbers(client.search()) == [4, 3, 2, 1]


def test_pages_neither_repeat_nor_skip(
    demo_summary: DemoSummary, server: RunningServer, run_sql: RunSql
) -> None:
    until = in_days(3).date().isoformat()
    free = run_sql(
        "SELECT id FROM consultations WHERE patient_id IS NULL AND date <= %s"
        " ORDER BY date, hour, doctor_id, id",
        until,
    )
    assert free
    with WireClient(server.address) as client:
        client.register()
        for limit in (1, 7, 50, 200):
            paged = client.search(limit=limit, end_date=until)
            assert numbers(paged) == [row[0] for row in free], limit


def test_the_default_page_is_fifty(demo_summary: DemoSummary, server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        page = client.ask("SEARCH_CONSULTATIONS")
    assert len(page["consultations"]) == 50
    assert isinstance(page["next"], str)


def test_a_position_is_good_with_any_filter_and_no_other_text_is_one(
    demo_summary: DemoSummary, server: RunningServer
) -> None:
    with WireClient(server.address) as client:
        client.register()
        position = client.ask("SEARCH_CONSULTATIONS")["next"]
        reply = client.ask("SEARCH_CONSULTATIONS", specialty_id=1, limit=2, after=position)
        assert reply["status"] == "ok"
        for broken in (position[:-1], position + "A", position.swapcase(), position[1:]):
            assert error_code(client.ask("SEARCH_CONSULTATIONS", after=broken)) == "BAD_REQUEST"


def test_a_booking_is_in_the_table(hospital: RunSql, server: RunningServer) -> None:
    add_slot(hospital, 1, 1, in_days(1))
    with WireClient(server.address) as client:
        number = client.register()
        reply = client.ask("BOOK_CONSULTATION", consultation_id=1, reason="  Toux d'été — « forte » ")
        assert reply == {"status": "ok"}
        assert client.search() == []
    assert hospital("SELECT patient_id, reason FROM consultations") == ((number, "Toux d'été — « forte »"),)


def test_booking_again_is_ok_again_and_the_first_reason_stands(
    hospital: RunSql, server: RunningServer
) -> None:
    add_slot(hospital, 1, 1, in_days(1))
    with WireClient(server.address) as client:
        client.register()
        for reason in ("first", "second"):
            assert client.ask("BOOK_CONSULTATION", consultation_id=1, reason=reason)["status"] == "ok"
    assert hospital("SELECT reason FROM consultations") == (("first",),)


def test_a_consultation_that_is_taken_past_or_unknown_is_not_available(
    hospital: RunSql, server: RunningServer
) -> None:
    add_slot(hospital, 1, 1, in_days(1))
    add_slot(hospital, 2, 1, in_days(-1))
    with WireClient(server.address) as first, WireClient(server.address) as second:
        first.register("Maes", "Els")
        second.register("Maes", "Jo")
        first.ask("BOOK_CONSULTATION", consultation_id=1, reason="A cough")
        for number in (1, 2, 3):
            reply = second.ask("BOOK_CONSULTATION", consultation_id=number, reason="A cough")
            assert error_code(reply) == "NOT_AVAILABLE"


def test_a_patient_cannot_be_at_two_places_at_once(hospital: RunSql, server: RunningServer) -> None:
    add_slot(hospital, 1, 1, in_days(1))
    add_slot(hospital, 2, 2, in_days(1))
    with WireClient(server.address) as client:
        client.register()
        assert client.ask("BOOK_CONSULTATION", consultation_id=1, reason="A cough")["status"] == "ok"
        reply = client.ask("BOOK_CONSULTATION", consultation_id=2, reason="A cough")
        assert error_code(reply) == "TIME_CONFLICT"
        assert numbers(client.search()) == [2]


def test_twenty_four_patients_race_for_forty_consultations(
    hospital: RunSql, start_server: StartServer
) -> None:
    consultations = range(1, 41)
    for number in consultations:
        add_slot(hospital, number, 1 + number % 3, in_days(1 + number // 8, 8 + number % 8))
    server = start_server(pool_threads=24, bookings_per_patient=0)
    barrier = threading.Barrier(24)

    def race(patient: int) -> tuple[int, list[int]]:
        with WireClient(server.address) as client:
            number = client.register("Racer", f"No {patient}")
            barrier.wait()
            won = []
            for consultation in consultations:
                reply = client.ask("BOOK_CONSULTATION", consultation_id=consultation, reason="race")
                if reply["status"] == "ok":
                    won.append(consultation)
                else:
                    assert error_code(reply) in {"NOT_AVAILABLE", "TIME_CONFLICT"}
            return number, won

    with ThreadPoolExecutor(24) as racers:
        results = dict(racers.map(race, range(24)))
    winners = Counter(consultation for won in results.values() for consultation in won)
    assert winners == Counter(consultations)
    table = hospital("SELECT id, patient_id FROM consultations ORDER BY id")
    assert sorted((c, number) for number, won in results.items() for c in won) == [
        tuple(row) for row in table
    ]
