"""The bridge in front of a server that cuts, hangs, refuses and dies."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cbp import CbpClient
from kiosk_web.bridge import Bridge
from tests.kiosk_web.peer import OK, Answer, Peer, refusal

PATIENCE = 10.0
NAMES = ("D’Hondt", "Amélie")
NUMBER = 123456782

OpenBridge = Callable[[Answer], tuple[Bridge, Peer]]


@pytest.fixture
def open_bridge() -> Iterator[OpenBridge]:
    """A bridge whose server answers LOGIN and LOGOUT, and everything else as the test says."""
    peers: list[Peer] = []
    bridges: list[Bridge] = []

    def open_(answer: Answer) -> tuple[Bridge, Peer]:
        def serve(connection: int, request: dict[str, Any]) -> dict[str, Any] | None:
            said = answer(connection, request)
            if said != {}:
                return said
            return OK | {"patient_id": NUMBER} if request["command"] == "LOGIN" else OK

        peers.append(Peer(serve))
        bridges.append(Bridge("127.0.0.1", peers[-1].port))
        return bridges[-1], peers[-1]

    yield open_
    for bridge in bridges:
        bridge.log_out()
    for peer in peers:
        peer.close()


def only(command: str, *replies: dict[str, Any] | None) -> Answer:
    """Answer this command with these replies in turn, the last for ever; {} leaves it to the fixture."""
    waiting = list(replies)

    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any] | None:
        if request["command"] != command:
            return {}
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return answer


def log_in(bridge: Bridge) -> None:
    assert bridge.log_in(*NAMES, str(NUMBER)) == {"ok": {"patient_number": NUMBER}}


def test_the_page_sees_these_methods_and_nothing_else() -> None:
    public = {name for name in dir(Bridge("localhost", 1)) if not name.startswith("_")}
    assert public == {
        *("configuration", "log_in", "register", "log_out"),
        *("specialties", "doctors", "search", "book"),
    }


def test_it_connects_when_a_patient_identifies_and_lets_go_at_logout(open_bridge: OpenBridge) -> None:
    bridge, peer = open_bridge(only("LOGIN", {}))
    assert bridge.configuration() == {"ok": {"language": "fr"}}
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
        ("book", (1, "")),
        ("book", (1, "x" * 256)),
        ("book", (1.5, "Contrôle")),
        ("book", ({}, "Contrôle")),
    ],
)
def test_what_the_protocol_cannot_carry_is_a_bad_request(method: str, arguments: tuple[Any, ...]) -> None:
    assert getattr(Bridge("127.0.0.1", 1), method)(*arguments) == {"code": "BAD_REQUEST"}


@pytest.mark.parametrize(
    ("method", "arguments"),
    [("specialties", ()), ("doctors", ()), ("search", ({},)), ("book", (1, "Contrôle"))],
)
def test_without_a_session_there_is_nothing_to_ask(method: str, arguments: tuple[Any, ...]) -> None:
    assert getattr(Bridge("127.0.0.1", 1), method)(*arguments) == {"code": "NOT_LOGGED_IN"}


def test_no_server_is_unreachable_and_opens_no_session() -> None:
    bridge = Bridge("127.0.0.1", 1)
    assert bridge.log_in(*NAMES, "1") == {"code": "UNREACHABLE"}
    assert bridge.specialties() == {"code": "NOT_LOGGED_IN"}


def test_a_refusal_carries_its_code_and_how_long_to_wait(open_bridge: OpenBridge) -> None:
    bridge, _peer = open_bridge(only("LOGIN", refusal("TOO_MANY_ATTEMPTS", retry_after=60)))
    assert bridge.log_in(*NAMES, "1") == {"code": "TOO_MANY_ATTEMPTS", "retry_after": 60}


@pytest.mark.parametrize("fault", [None, refusal("SHUTTING_DOWN")], ids=["cut", "shutting down"])
def test_a_request_is_repeated_once_over_a_new_connection(
    open_bridge: OpenBridge, fault: dict[str, Any] | None
) -> None:
    bridge, peer = open_bridge(only("BOOK_CONSULTATION", fault, OK))
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"ok": {}}
    assert peer.heard == [(1, "LOGIN"), (1, "BOOK_CONSULTATION"), (2, "LOGIN"), (2, "BOOK_CONSULTATION")]


def test_a_second_cut_is_unreachable_and_the_session_goes_on_when_the_server_is_back(
    open_bridge: OpenBridge,
) -> None:
    bridge, _peer = open_bridge(only("GET_SPECIALTIES", None, None, OK | {"specialties": []}))
    log_in(bridge)
    assert bridge.specialties() == {"code": "UNREACHABLE"}
    assert "ok" in bridge.specialties()


def test_a_booking_cut_twice_is_unsure_until_an_answer_settles_it(open_bridge: OpenBridge) -> None:
    bridge, _peer = open_bridge(
        only("BOOK_CONSULTATION", None, None, refusal("UNAVAILABLE", retry_after=2), OK)
    )
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"code": "UNREACHABLE", "unsure": True}
    assert bridge.book(7, "Contrôle") == {"code": "UNAVAILABLE", "retry_after": 2, "unsure": True}
    assert bridge.book(7, "Contrôle") == {"ok": {}}


@pytest.mark.parametrize("code", ["NOT_AVAILABLE", "TIME_CONFLICT"])
def test_a_decisive_answer_after_a_cut_leaves_no_doubt(open_bridge: OpenBridge, code: str) -> None:
    bridge, _peer = open_bridge(only("BOOK_CONSULTATION", None, refusal(code)))
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"code": code}


def test_a_booking_that_never_left_the_booth_is_surely_not_made(open_bridge: OpenBridge) -> None:
    bridge, peer = open_bridge(only("GET_SPECIALTIES", None))
    log_in(bridge)
    bridge.specialties()  # the connection is lost, the session is kept
    peer.close()
    assert bridge.book(7, "Contrôle") == {"code": "UNREACHABLE"}


def test_a_new_patient_is_not_registered_twice_by_itself(open_bridge: OpenBridge) -> None:
    bridge, peer = open_bridge(only("LOGIN", None))
    assert bridge.register(*NAMES) == {"code": "DISCONNECTED"}
    assert peer.commands() == ["LOGIN"]


def test_a_new_patient_is_logged_in_again_by_the_number_they_were_given(open_bridge: OpenBridge) -> None:
    logins: list[dict[str, Any]] = []

    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any] | None:
        if request["command"] == "LOGIN":
            logins.append(request)
            return {}
        return None if len(logins) == 1 else OK

    bridge, _peer = open_bridge(answer)
    assert bridge.register(*NAMES, "1948-03-07") == {"ok": {"patient_number": NUMBER}}
    assert bridge.book(7, "Contrôle") == {"ok": {}}
    assert [login.get("new_patient") for login in logins] == [True, False]
    assert logins[1]["patient_id"] == NUMBER
    assert logins[0]["birth_date"] == "1948-03-07"
    assert not logins[1].get("birth_date")


@pytest.mark.parametrize("code", ["SESSION_EXPIRED", "NOT_LOGGED_IN"])
def test_a_session_that_the_server_ended_is_over(open_bridge: OpenBridge, code: str) -> None:
    bridge, _peer = open_bridge(only("GET_SPECIALTIES", refusal(code)))
    log_in(bridge)
    assert bridge.specialties() == {"code": "SESSION_EXPIRED"}
    assert bridge.specialties() == {"code": "NOT_LOGGED_IN"}


def test_logging_out_during_a_slow_call_hangs_neither(open_bridge: OpenBridge) -> None:
    asked, release = threading.Event(), threading.Event()

    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any] | None:
        if request["command"] != "GET_SPECIALTIES":
            return {}
        asked.set()
        release.wait(PATIENCE)
        return None

    bridge, _peer = open_bridge(answer)
    log_in(bridge)
    replies: list[dict[str, Any]] = []
    caller = threading.Thread(target=lambda: replies.append(bridge.specialties()))
    caller.start()
    assert asked.wait(PATIENCE)
    assert bridge.log_out() == {"ok": {}}
    caller.join(PATIENCE)
    assert replies == [{"code": "NOT_LOGGED_IN"}]
    release.set()


def test_calls_from_many_threads_get_each_its_own_answer(open_bridge: OpenBridge) -> None:
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
    assert reply == {"ok": {"consultations": [row], "next": "an opaque text"}}
    assert json.loads(json.dumps(reply)) == reply


def test_a_defect_is_an_answer_and_its_log_names_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_arguments: object, **_more: object) -> CbpClient:
        raise RuntimeError(f"cannot log in {NAMES[0]}")

    monkeypatch.setattr(CbpClient, "connect", break_down)
    with caplog.at_level(logging.DEBUG):
        reply = Bridge("127.0.0.1", 1).log_in(*NAMES, "123456782")
    assert reply == {"code": "INTERNAL_ERROR"}
    assert "RuntimeError" in caplog.text
    assert not any(secret in caplog.text for secret in (*NAMES, "123456782"))


def test_nothing_of_a_patient_is_in_memory_after_logout(open_bridge: OpenBridge) -> None:
    bridge, _peer = open_bridge(only("LOGIN", {}))
    log_in(bridge)
    session = bridge._session
    assert session is not None
    bridge.log_out()
    assert bridge._session is None
    assert session._patient is None
    assert repr(session) == "<PatientSession ended>"


def test_a_doubtful_booking_is_asked_again_over_a_new_session_when_the_old_one_has_expired(
    open_bridge: OpenBridge,
) -> None:
    replies = [refusal("UNAVAILABLE", retry_after=2), refusal("SESSION_EXPIRED"), OK]
    bridge, peer = open_bridge(only("BOOK_CONSULTATION", *replies))
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"code": "UNAVAILABLE", "retry_after": 2, "unsure": True}
    assert bridge.book(7, "Contrôle") == {"ok": {}}
    assert peer.commands() == ["LOGIN", *["BOOK_CONSULTATION"] * 2, "LOGIN", "BOOK_CONSULTATION"]


def test_a_doubtful_booking_that_cannot_be_asked_again_ends_the_session_and_says_so(
    open_bridge: OpenBridge,
) -> None:
    bridge, _peer = open_bridge(only("BOOK_CONSULTATION", refusal("UNAVAILABLE"), refusal("SESSION_EXPIRED")))
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"code": "UNAVAILABLE", "unsure": True}
    assert bridge.book(7, "Contrôle") == {"code": "SESSION_EXPIRED", "unsure": True}
    assert bridge.specialties() == {"code": "NOT_LOGGED_IN"}


def test_a_page_that_was_reloaded_starts_without_the_patient_before(open_bridge: OpenBridge) -> None:
    bridge, peer = open_bridge(only("LOGIN", {}))
    log_in(bridge)
    bridge.configuration()
    assert bridge.search({}) == {"code": "NOT_LOGGED_IN"}
    assert peer.commands() == ["LOGIN", "LOGOUT"]
