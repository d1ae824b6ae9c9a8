"""What the page may call, what it gets back, and what is refused before anything is sent."""

from __future__ import annotations

import json
import logging
import threading
from typing import Any

import pytest

from cbp import CbpClient
from kiosk_web.bridge import Bridge
from tests.kiosk_web.calls.bridged import ENTRY, NAMES, NUMBER, PATIENCE, TICKET, OpenBridge, log_in, only
from tests.kiosk_web.calls.peer import OK, refusal


def plain(reply: dict[str, Any]) -> Any:
    """Return a reply as the page gets it."""
    return json.loads(json.dumps(reply, allow_nan=False))


def test_the_page_sees_these_methods_and_nothing_else() -> None:
    public = {name for name in dir(Bridge("localhost", 1)) if not name.startswith("_")}
    assert public == {
        *("configuration", "log_in", "register", "log_out"),
        *("specialties", "doctors", "availability", "search", "book", "bookings"),
        *("speak", "calendar_code", "print_ticket", "staff_exit", "heartbeat"),
    }


def test_it_connects_at_login_and_disconnects_at_logout(open_bridge: OpenBridge) -> None:
    bridge, peer = open_bridge(only("LOGIN", {}))
    assert bridge.configuration()["ok"]["language"] == "fr"
    assert peer.heard == []
    log_in(bridge)
    assert bridge.log_out() == {"ok": {}}
    assert peer.commands() == ["LOGIN", "LOGOUT"]


def test_spaces_in_the_number_are_the_patients_business(open_bridge: OpenBridge) -> None:
    bridge, _peer = open_bridge(only("LOGIN", {}))
    assert bridge.log_in(*NAMES, " 123 456\u00a0782 ") == {"ok": {"patient_number": NUMBER}}


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("log_in", ()),
        ("log_in", ("Durand", "Zoé")),
        ("log_in", ("Durand", "Zoé", "1", "2")),
        ("log_in", ("Durand", "Zoé", 1)),
        ("log_in", ("Durand", "Zoé", "0")),
        ("log_in", ("Durand", "Zoé", "2147483648")),
        ("log_in", ("Durand", "Zoé", "٣")),
        ("log_in", ("", "Zoé", "1")),
        ("log_in", ("D" * 51, "Zoé", "1")),
        ("log_in", ("Du\x00rand", "Zoé", "1")),
        ("log_in", ("Du\ud800rand", "Zoé", "1")),
        ("register", ("Durand", None)),
        ("register", ("Durand", "Zoé", "1948-02-30")),
        ("register", ("Durand", "Zoé", "2999-01-01")),
        ("register", ("Durand", "Zoé", 1948)),
        ("doctors", ("1",)),
        ("doctors", (True,)),
        ("search", ({"doctor_id": 0},)),
        ("search", ({"doctor": 1},)),
        ("search", ([],)),
        ("search", ({"limit": 201},)),
        ("search", ({"start_date": "2026-02-30"},)),
        ("search", ({"start_date": "2026-12-02", "end_date": "2026-12-01"},)),
        ("availability", ()),
        ("availability", ({"doctor_id": 0},)),
        ("availability", ({"limit": 5},)),
        ("availability", ({"after": "x"},)),
        ("availability", ({"start_date": "2026-12-02", "end_date": "2026-12-01"},)),
        ("bookings", (1,)),
        ("book", (1, "")),
        ("book", (1, "x" * 256)),
        ("book", (1.5, "Contrôle")),
        ("book", ({}, "Contrôle")),
        ("speak", ("", "fr")),
        ("speak", ("x" * 2001, "fr")),
        ("speak", ("Bonjour", None)),
        ("calendar_code", ({},)),
        ("calendar_code", (ENTRY | {"hour": "24:00"},)),
        ("calendar_code", (ENTRY | {"date": "2026-02-30"},)),
        ("calendar_code", (ENTRY | {"summary": "x" * 121},)),
        ("calendar_code", (ENTRY | {"description": "x" * 401},)),
        ("calendar_code", (ENTRY | {"summary": "Cardio\x00"},)),
        ("calendar_code", (ENTRY | {"url": "x"},)),
        ("print_ticket", ({},)),
        ("print_ticket", (TICKET | {"number": NUMBER},)),
        ("print_ticket", (TICKET | {"lines": [["Quand"]]},)),
        ("print_ticket", (TICKET | {"lines": [["Quand", "demain"]] * 13},)),
        ("print_ticket", (TICKET | {"notes": ["x" * 301]},)),
        ("print_ticket", (TICKET | {"title": "\x1b@"},)),
        ("staff_exit", ()),
        ("staff_exit", (123456,)),
        ("heartbeat", (1,)),
    ],
)
def test_what_the_protocol_cannot_carry_is_a_bad_request(method: str, arguments: tuple[Any, ...]) -> None:
    assert getattr(Bridge("127.0.0.1", 1), method)(*arguments) == {"code": "BAD_REQUEST", "then": "change"}


LONE = "Cardio\ud800"
DEEP: list[Any] = []
for _ in range(100_000):
    DEEP = [DEEP]
SURROGATES = {
    "log_in": (LONE, "Zoé", "1"),
    "register": ("Durand", "Zoé", LONE),
    "doctors": (LONE,),
    "search": ({"start_date": LONE},),
    "search, an unknown key": ({LONE: 1},),
    "search, the cursor": ({"after": LONE},),
    "availability": ({"end_date": LONE},),
    "book": (1, LONE),
    "speak": (LONE, "fr"),
    "speak, the language": ("Bonjour", LONE),
    "calendar_code": (ENTRY | {"date": LONE},),
    "calendar_code, the words": (ENTRY | {"summary": LONE},),
    "print_ticket": (TICKET | {"notes": [LONE]},),
    "print_ticket, the entry": (TICKET | {"entry": ENTRY | {"date": LONE}},),
    "print_ticket, a line": (TICKET | {"lines": [["Quand", LONE]]},),
    "staff_exit": (LONE,),
    "search, too deep": ({"after": DEEP},),
}


@pytest.mark.parametrize("call", SURROGATES)
def test_half_a_surrogate_pair_is_a_bad_request_wherever_it_stands(call: str) -> None:
    bridge = Bridge("127.0.0.1", 1)
    method = getattr(bridge, call.partition(",")[0])
    assert method(*SURROGATES[call]) == {"code": "BAD_REQUEST", "then": "change"}


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("specialties", ()),
        ("doctors", ()),
        ("availability", ({},)),
        ("search", ({},)),
        ("book", (1, "Contrôle")),
        ("bookings", ()),
    ],
)
def test_without_a_session_there_is_nothing_to_ask(method: str, arguments: tuple[Any, ...]) -> None:
    assert getattr(Bridge("127.0.0.1", 1), method)(*arguments) == {"code": "NOT_LOGGED_IN", "then": "over"}


def test_no_server_is_unreachable_and_opens_no_session() -> None:
    bridge = Bridge("127.0.0.1", 1)
    assert bridge.log_in(*NAMES, "1") == {"code": "UNREACHABLE", "then": "again"}
    assert bridge.specialties() == {"code": "NOT_LOGGED_IN", "then": "over"}


def test_a_refusal_carries_its_code_and_how_long_to_wait(open_bridge: OpenBridge) -> None:
    bridge, _peer = open_bridge(only("LOGIN", refusal("TOO_MANY_ATTEMPTS", retry_after=60)))
    assert bridge.log_in(*NAMES, "1") == {"code": "TOO_MANY_ATTEMPTS", "then": "tap", "retry_after": 60}


def test_each_of_many_threads_gets_its_own_answer(open_bridge: OpenBridge) -> None:
    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any] | None:
        if request["command"] != "GET_DOCTORS":
            return {}
        number = request["specialty_id"]
        doctor = {"id": number, "last_name": "X", "first_name": "Y", "specialty_id": number}
        return OK | {"doctors": [doctor]}

    bridge, _peer = open_bridge(answer)
    log_in(bridge)
    seen: dict[int, Any] = {}

    def ask(number: int) -> None:
        seen[number] = bridge.doctors(number)["ok"]["doctors"][0]["id"]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(1, 31)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert seen == {number: number for number in range(1, 31)}


def test_replies_are_plain_json(open_bridge: OpenBridge) -> None:
    row = {
        "id": 1,
        "doctor_id": 2,
        "doctor": "Amélie D’Hondt",
        "specialty_id": 3,
        "specialty": "Cardiologie",
        "date": "2026-12-01",
        "hour": "08:30",
    }
    bridge, _peer = open_bridge(
        only("SEARCH_CONSULTATIONS", OK | {"consultations": [row], "next": "an opaque text"})
    )
    log_in(bridge)
    reply = bridge.search({"limit": 1})
    assert plain(reply) == {"ok": {"consultations": [row], "next": "an opaque text"}}


def test_a_defect_is_an_answer_and_its_log_names_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_arguments: object, **_more: object) -> CbpClient:
        raise RuntimeError(f"cannot log in {NAMES[0]}")

    monkeypatch.setattr(CbpClient, "connect", break_down)
    with caplog.at_level(logging.DEBUG):
        reply = Bridge("127.0.0.1", 1).log_in(*NAMES, "123456782")
    assert reply == {"code": "INTERNAL_ERROR", "then": "tap"}
    assert "RuntimeError" in caplog.text
    assert not any(secret in caplog.text for secret in (*NAMES, "123456782"))


def test_the_calendar_and_the_bookings_of_the_server_reach_the_page(open_bridge: OpenBridge) -> None:
    calendar = {
        "days": [{"date": "2026-12-01", "free": 3}],
        "start_date": "2026-12-01",
        "end_date": "2026-12-31",
        "next_date": "2027-01-04",
    }
    booking = {
        "id": 1,
        "doctor_id": 2,
        "doctor": "Amélie D’Hondt",
        "specialty_id": 3,
        "specialty": "Cardiologie",
        "date": "2026-12-01",
        "hour": "08:30",
    }
    asked: list[dict[str, Any]] = []

    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any]:
        asked.append(request)
        replies = {"GET_AVAILABILITY": OK | calendar, "GET_BOOKINGS": OK | {"bookings": [booking]}}
        return replies.get(request["command"], {})

    bridge, _peer = open_bridge(answer)
    log_in(bridge)
    assert plain(bridge.availability({"specialty_id": 3, "start_date": "2026-12-01"})) == {"ok": calendar}
    assert asked[-1]["specialty_id"] == 3
    assert asked[-1]["start_date"] == "2026-12-01"
    assert plain(bridge.bookings()) == {"ok": {"bookings": [booking]}}
