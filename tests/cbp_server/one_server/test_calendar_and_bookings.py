"""GET_AVAILABILITY and GET_BOOKINGS over the wire: `docs/protocol.md`."""

from __future__ import annotations

import datetime as dt

import pytest

from cbp import MAX_CALENDAR_DAYS
from tests.cbp_server.conftest import add_slot, in_days
from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import ADMIN_TOKEN, RunningServer, StartServer
from tests.plugins.wire import Message, WireClient, error_code


def day(days: int) -> str:
    return in_days(days).date().isoformat()


def test_the_calendar_opens_on_the_first_free_day(hospital: RunSql, server: RunningServer) -> None:
    for number, (doctor, days, hour) in enumerate([(1, 90, 9), (1, 90, 10), (2, 90, 9), (2, 92, 9)], start=1):
        add_slot(hospital, number, doctor, in_days(days, hour))
    add_slot(hospital, 9, 1, in_days(200))
    with WireClient(server.address) as client:
        client.register()
        assert client.ask("GET_AVAILABILITY") == {
            "status": "ok",
            "days": [{"date": day(90), "free": 3}, {"date": day(92), "free": 1}],
            "start_date": day(90),
            "end_date": day(90 + MAX_CALENDAR_DAYS - 1),
            "next_date": day(200),
        }


def test_the_criteria_hold_and_the_next_day_keeps_to_them(hospital: RunSql, server: RunningServer) -> None:
    for number, (doctor, days) in enumerate([(1, 1), (2, 2), (3, 2), (2, 3), (1, 4), (3, 5)], start=1):
        add_slot(hospital, number, doctor, in_days(days))
    with WireClient(server.address) as client:
        client.register()
        reply = client.ask("GET_AVAILABILITY", specialty_id=2, start_date=day(1), end_date=day(3))
        assert reply["days"] == [{"date": day(2), "free": 2}, {"date": day(3), "free": 1}]
        assert (reply["start_date"], reply["end_date"], reply["next_date"]) == (day(1), day(3), day(5))
        reply = client.ask("GET_AVAILABILITY", specialty_id=1, doctor_id=2, start_date=None, end_date=None)
        assert (reply["days"], reply["next_date"]) == ([], None)


def test_a_booked_consultation_leaves_the_calendar_and_is_among_the_bookings(
    hospital: RunSql, server: RunningServer
) -> None:
    add_slot(hospital, 5, 2, in_days(3, hour=8))
    with WireClient(server.address) as client:
        client.register()
        assert client.ask("GET_BOOKINGS") == {"status": "ok", "bookings": []}
        assert client.ask("BOOK_CONSULTATION", consultation_id=5, reason="A cough")["status"] == "ok"
        assert client.ask("GET_AVAILABILITY")["days"] == []
        assert client.ask("GET_BOOKINGS") == {
            "status": "ok",
            "bookings": [
                {
                    "id": 5,
                    "doctor_id": 2,
                    "doctor": "Anne D'Hondt",
                    "specialty_id": 2,
                    "specialty": "Cardiologie",
                    "date": day(3),
                    "hour": "08:00",
                }
            ],
        }


def test_bookings_are_those_of_the_patient_in_session_and_to_come(
    hospital: RunSql, server: RunningServer
) -> None:
    with WireClient(server.address) as mine, WireClient(server.address) as theirs:
        me, them = mine.register("Maes", "Els"), theirs.register("Maes", "Jo")
        add_slot(hospital, 1, 1, in_days(-1), patient=me)
        add_slot(hospital, 2, 1, dt.datetime.now().replace(microsecond=0), patient=me)
        add_slot(hospital, 3, 2, in_days(2), patient=me)
        add_slot(hospital, 4, 1, in_days(1), patient=me)
        add_slot(hospital, 5, 3, in_days(1), patient=them)
        assert [row["id"] for row in mine.ask("GET_BOOKINGS")["bookings"]] == [4, 3]
        assert [row["id"] for row in theirs.ask("GET_BOOKINGS", patient_id=me)["bookings"]] == [5]


@pytest.mark.parametrize(
    "request_of_the_gone",
    [
        {"command": "GET_BOOKINGS"},
        {"command": "BOOK_CONSULTATION", "consultation_id": 1, "reason": "A cough"},
    ],
    ids=lambda message: message["command"],
)
def test_the_session_of_a_patient_whose_row_is_gone_is_over(
    hospital: RunSql, server: RunningServer, request_of_the_gone: Message
) -> None:
    add_slot(hospital, 1, 1, in_days(2))
    with WireClient(server.address) as client:
        number = client.register()
        hospital("DELETE FROM patients WHERE id = %s", number)
        client.say(request_of_the_gone)
        assert error_code(client.hear()) == "SESSION_EXPIRED"
        assert client.is_closed()


def test_a_start_after_the_end_is_refused(server: RunningServer) -> None:
    with WireClient(server.address) as client:
        client.register()
        reply = client.ask("GET_AVAILABILITY", start_date=day(2), end_date=day(1))
        assert error_code(reply) == "BAD_REQUEST"


def test_both_are_counted_by_command(start_server: StartServer) -> None:
    server = start_server()
    with WireClient(server.address) as client:
        client.register()
        client.ask("GET_AVAILABILITY")
        client.ask("GET_BOOKINGS")
        with WireClient((server.host, server.admin_port)) as administrator:
            requests = administrator.ask("GET_STATUS", token=ADMIN_TOKEN)["requests"]
    assert (requests["GET_AVAILABILITY"]["count"], requests["GET_BOOKINGS"]["count"]) == (1, 1)
