"""Booths and servers of 0.1.0 work with those of today, in either order of an upgrade.

What 0.1.0 said is in `from_0_1_0/`, recorded; its README tells how.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from cbp import CbpClient, ErrorReplyError, GetAvailability, SearchPage
from database import DatabaseSettings
from tests.cbp.scripted import ScriptedServer, answers, client_of
from tests.plugins.reservation_server import StartServer
from tests.plugins.wire import Message, WireClient
from tests.upgrades.recorded import Exchange, conversations


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


class Visit:
    """What a patient's visit with today's client was told; `ask` notes it.

    Attributes:
        told: the code of each refusal, or what else the client made of a reply.
    """

    def __init__(self, client: CbpClient) -> None:
        self.client = client
        self.told: list[Any] = []

    def ask(self, method: Callable[..., Any], *arguments: Any, **fields: Any) -> Any:
        try:
            reply = method(*arguments, **fields)
        except ErrorReplyError as error:
            self.told.append(error.code)
            return None
        self.told.append(json.loads(msgspec.json.encode(reply)))
        return reply


def visit_with_all_questions(visit: Visit) -> None:
    """Ask what the recorded booth asked on its first connection, in its order."""
    ask, client = visit.ask, visit.client
    ask(client.get_doctors)
    ask(client.login, "Durand", "Zoe", patient_id=402817364)
    ask(client.login, "durand", "ZOE", patient_id=402817365)
    ask(client.login, "Durand", "Zoé", patient_id=402817365)
    ask(client.get_specialties)
    ask(client.get_doctors)
    ask(client.get_doctors, 1)
    page = ask(client.search_consultations, SearchPage(limit=2))
    while page.next is not None:
        page = ask(client.search_consultations, SearchPage(limit=2, after=page.next))
    ask(client.search_consultations, SearchPage(specialty_id=2))
    monday = dt.date(2030, 1, 7)
    ask(client.search_consultations, SearchPage(doctor_id=1, start_date=monday, end_date=monday))
    ask(client.search_consultations, SearchPage(specialty_id=3))
    ask(client.get_availability, GetAvailability())
    ask(client.get_availability, GetAvailability(specialty_id=2))
    first, last = dt.date(2030, 1, 1), dt.date(2030, 1, 31)
    ask(client.get_availability, GetAvailability(doctor_id=1, start_date=first, end_date=last))
    ask(client.get_bookings)
    ask(client.book_consultation, 11, "Une toux")
    ask(client.book_consultation, 11, "Autre chose")
    ask(client.book_consultation, 13, "Même heure")
    ask(client.book_consultation, 15, "Prise")
    ask(client.book_consultation, 99, "Inconnue")
    ask(client.book_consultation, 14, "Les yeux")
    ask(client.get_bookings)
    ask(client.search_consultations, SearchPage())
    ask(client.logout)


def visit_of_a_new_patient(visit: Visit) -> None:
    """The same, on its second connection."""
    ask, client = visit.ask, visit.client
    ask(client.login, "Ōta", "Rin", new_patient=True, birth_date=dt.date(1990, 4, 5))
    ask(client.get_bookings)
    ask(client.book_consultation, 16, "Contrôle")
    ask(client.logout)


def visit_later(visit: Visit) -> None:
    """The same, on its third connection."""
    visit.ask(visit.client.login, "Ota", "Rin", patient_id=772128948)
    visit.ask(visit.client.get_bookings)


def as_understood(reply: Message, told: object) -> object:
    """Return what the client makes of a reply: all of it, what stands in it alone, or nothing of a mere ok.

    Args:
        reply: as recorded.
        told: what it did make of it.
    """
    if reply["status"] == "error":
        return reply["code"]
    if isinstance(told, dict):
        return reply
    return next((value for key, value in reply.items() if key != "status"), None)


@pytest.mark.parametrize(
    ("recorded", "pay"),
    [*zip(conversations(), (visit_with_all_questions, visit_of_a_new_patient, visit_later), strict=True)],
    ids=["all questions", "a new patient", "the same patient later"],
)
def test_todays_booth_is_served_by_an_older_server(
    recorded: list[Exchange], pay: Callable[[Visit], None]
) -> None:
    """It says what 0.1.0 said, value for value of JSON, and understands each reply."""
    server = ScriptedServer(answers(*((one.request, one.reply) for one in recorded)))
    with client_of(server) as client:
        visit = Visit(client)
        pay(visit)
    server.finish()
    understood = [as_understood(one.reply, told) for one, told in zip(recorded, visit.told, strict=True)]
    assert visit.told == understood
