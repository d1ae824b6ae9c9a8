"""Booths and servers of 0.1.0 work with those of today, in either order of an upgrade.

What 0.1.0 said is in `from_0_1_0/`, recorded; its README tells how.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from cbp import CbpClient, ErrorReplyError, GetAvailability, SearchPage
from database import DatabaseSettings
from tests.cbp.scripted import ScriptedServer, answers, client_of
from tests.plugins.reservation_server import StartServer
from tests.plugins.wire import Message, WireClient
from tests.upgrades.recorded import conversations


def as_told_now(reply: Message, now: Message) -> Message:
    """Return of a reply of today what 0.1.0 knew, without words for a person and positions."""
    assert reply.keys() <= now.keys()
    assert (reply.get("next") is None) == (now.get("next") is None)
    return {key: now[key] for key in reply if key not in {"message", "next"}}


def test_an_older_booth_is_served_by_todays_server(
    upgraded: DatabaseSettings, start_server: StartServer
) -> None:
    server = start_server(upgraded)
    numbers: dict[int, int] = {}
    for exchanges in conversations():
        after: str | None = None
        with WireClient(server.address) as booth:
            for exchange in exchanges:
                request = dict(exchange.request)
                if "after" in request:
                    request["after"] = after
                if request.get("patient_id") in numbers:
                    request["patient_id"] = numbers[request["patient_id"]]
                booth.say(request)
                now = booth.hear()
                told = as_told_now(exchange.reply, now)
                if request.get("new_patient"):
                    numbers[exchange.reply["patient_id"]] = told["patient_id"]
                expected = {key: exchange.reply[key] for key in told}
                if expected.get("patient_id") in numbers:
                    expected["patient_id"] = numbers[expected["patient_id"]]
                assert (request["command"], told) == (request["command"], expected)
                after = now.get("next")


def visit(client: CbpClient) -> Iterator[Any]:
    """Ask what the recorded booth asked on its first connection, in its order."""
    yield client.get_doctors
    yield lambda: client.login("Durand", "Zoe", patient_id=402817364)
    yield lambda: client.login("durand", "ZOE", patient_id=402817365)
    yield lambda: client.login("Durand", "Zoé", patient_id=402817365)
    yield client.get_specialties
    yield client.get_doctors
    yield lambda: client.get_doctors(1)
    page = client.search_consultations(SearchPage(limit=2))
    while page.next is not None:
        page = client.search_consultations(SearchPage(limit=2, after=page.next))
    yield lambda: client.search_consultations(SearchPage(specialty_id=2))
    yield lambda: client.search_consultations(
        SearchPage(doctor_id=1, start_date=dt.date(2030, 1, 7), end_date=dt.date(2030, 1, 7))
    )
    yield lambda: client.search_consultations(SearchPage(specialty_id=3))
    yield lambda: client.get_availability(GetAvailability())
    yield lambda: client.get_availability(GetAvailability(specialty_id=2))
    yield lambda: client.get_availability(
        GetAvailability(doctor_id=1, start_date=dt.date(2030, 1, 1), end_date=dt.date(2030, 1, 31))
    )
    yield client.get_bookings
    for number, reason in (
        (11, "Une toux"),
        (11, "Autre chose"),
        (13, "Même heure"),
        (15, "Prise"),
        (99, "Inconnue"),
        (14, "Les yeux"),
    ):
        yield lambda number=number, reason=reason: client.book_consultation(number, reason)
    yield client.get_bookings
    yield lambda: client.search_consultations(SearchPage())
    yield client.logout


def test_todays_booth_is_served_by_an_older_server() -> None:
    """It says what 0.1.0 said, byte for byte of JSON, and understands each reply."""
    first, *_ = conversations()
    server = ScriptedServer(answers(*((one.request, one.reply) for one in first)))
    codes = []
    with client_of(server) as client:
        for ask in visit(client):
            try:
                ask()
            except ErrorReplyError as error:
                codes.append(error.code)
    server.finish()
    assert codes == [one.reply["code"] for one in first if one.reply["status"] == "error"]
