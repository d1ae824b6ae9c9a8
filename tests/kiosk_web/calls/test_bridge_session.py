"""The patient's session when the server disconnects, hangs or ends it."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from cbp import CbpClient
from tests.kiosk_web.calls.bridged import NAMES, NUMBER, PATIENCE, OpenBridge, log_in, only
from tests.kiosk_web.calls.peer import OK, refusal

FAULTS = {"cut": None, "shutting down": refusal("SHUTTING_DOWN"), "expired": refusal("SESSION_EXPIRED")}
UNAVAILABLE = {"code": "UNAVAILABLE", "then": "again", "unsure": True}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_request_is_repeated_once_over_a_new_connection(
    open_bridge: OpenBridge, fault: dict[str, Any] | None
) -> None:
    bridge, peer = open_bridge(only("BOOK_CONSULTATION", fault, OK))
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"ok": {}}
    assert peer.heard == [(1, "LOGIN"), (1, "BOOK_CONSULTATION"), (2, "LOGIN"), (2, "BOOK_CONSULTATION")]


def test_a_second_lost_connection_is_unreachable_and_keeps_the_session(
    open_bridge: OpenBridge,
) -> None:
    bridge, _peer = open_bridge(only("GET_SPECIALTIES", None, None, OK | {"specialties": []}))
    log_in(bridge)
    assert bridge.specialties() == {"code": "UNREACHABLE", "then": "again"}
    assert "ok" in bridge.specialties()


def test_a_booking_whose_connection_is_lost_twice_is_unsure_until_answered(
    open_bridge: OpenBridge,
) -> None:
    bridge, _peer = open_bridge(
        only("BOOK_CONSULTATION", None, None, refusal("UNAVAILABLE", retry_after=2), OK)
    )
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"code": "UNREACHABLE", "then": "again", "unsure": True}
    assert bridge.book(7, "Contrôle") == UNAVAILABLE | {"retry_after": 2}
    assert bridge.book(7, "Contrôle") == {"ok": {}}


@pytest.mark.parametrize("code", ["NOT_AVAILABLE", "TIME_CONFLICT"])
def test_a_refusal_after_a_lost_connection_settles_a_booking(open_bridge: OpenBridge, code: str) -> None:
    bridge, _peer = open_bridge(only("BOOK_CONSULTATION", None, refusal(code)))
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"code": code, "then": "choose"}


def test_a_booking_that_was_never_sent_is_not_in_doubt(open_bridge: OpenBridge) -> None:
    bridge, peer = open_bridge(only("GET_SPECIALTIES", None))
    log_in(bridge)
    bridge.specialties()  # the connection is lost, the session is kept
    peer.close()
    assert bridge.book(7, "Contrôle") == {"code": "UNREACHABLE", "then": "tap"}


def test_a_new_patient_is_not_registered_twice_by_itself(open_bridge: OpenBridge) -> None:
    bridge, peer = open_bridge(only("LOGIN", None))
    assert bridge.register(*NAMES) == {"code": "DISCONNECTED", "then": "tap"}
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


ENDS = {
    "expired once more": [refusal("SESSION_EXPIRED")] * 2,
    "not logged in": [refusal("NOT_LOGGED_IN")],
}


@pytest.mark.parametrize("replies", ENDS.values(), ids=ENDS.keys())
def test_a_session_that_cannot_be_reopened_is_over(
    open_bridge: OpenBridge, replies: list[dict[str, Any]]
) -> None:
    bridge, _peer = open_bridge(only("GET_SPECIALTIES", *replies))
    log_in(bridge)
    assert bridge.specialties() == {"code": "SESSION_EXPIRED", "then": "over"}
    assert bridge.specialties() == {"code": "NOT_LOGGED_IN", "then": "over"}


def test_logging_out_interrupts_a_slow_call(open_bridge: OpenBridge) -> None:
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
    assert replies == [{"code": "NOT_LOGGED_IN", "then": "over"}]
    release.set()


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
    assert bridge.book(7, "Contrôle") == UNAVAILABLE | {"retry_after": 2}
    assert bridge.book(7, "Contrôle") == {"ok": {}}
    assert peer.commands() == ["LOGIN", *["BOOK_CONSULTATION"] * 2, "LOGIN", "BOOK_CONSULTATION"]


def test_a_doubtful_booking_that_cannot_be_asked_again_ends_the_session_and_says_so(
    open_bridge: OpenBridge,
) -> None:
    replies = [refusal("UNAVAILABLE"), refusal("SESSION_EXPIRED"), refusal("SESSION_EXPIRED")]
    bridge, _peer = open_bridge(only("BOOK_CONSULTATION", *replies))
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == UNAVAILABLE
    assert bridge.book(7, "Contrôle") == {"code": "SESSION_EXPIRED", "then": "over", "unsure": True}
    assert bridge.specialties() == {"code": "NOT_LOGGED_IN", "then": "over"}


def test_a_defect_after_a_booking_was_sent_leaves_the_doubt(
    open_bridge: OpenBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge, _peer = open_bridge(only("BOOK_CONSULTATION", OK))
    log_in(bridge)
    book = CbpClient.book_consultation

    def break_down(client: CbpClient, consultation_id: int, reason: str) -> None:
        book(client, consultation_id, reason)
        raise OverflowError

    with monkeypatch.context() as patch:
        patch.setattr(CbpClient, "book_consultation", break_down)
        assert bridge.book(7, "Contrôle") == {"code": "INTERNAL_ERROR", "then": "tap", "unsure": True}
    assert bridge.book(7, "Contrôle") == {"ok": {}}


def test_a_page_that_was_reloaded_starts_without_the_patient_before(open_bridge: OpenBridge) -> None:
    bridge, peer = open_bridge(only("LOGIN", {}))
    log_in(bridge)
    bridge.configuration()
    assert bridge.search({}) == {"code": "NOT_LOGGED_IN", "then": "over"}
    assert peer.commands() == ["LOGIN", "LOGOUT"]


@pytest.mark.parametrize("replies", [[None, None], [refusal("UNAVAILABLE")]], ids=["cut", "unavailable"])
def test_a_reloaded_page_learns_that_a_booking_is_in_doubt(
    open_bridge: OpenBridge, replies: list[dict[str, Any] | None]
) -> None:
    bridge, _peer = open_bridge(only("BOOK_CONSULTATION", *replies))
    log_in(bridge)
    assert bridge.book(7, "Contrôle")["unsure"] is True
    assert bridge.configuration()["ok"]["interrupted"] == "unsure"
    assert bridge.configuration()["ok"]["interrupted"] == "none"


def test_a_reloaded_page_learns_that_a_session_was_open(open_bridge: OpenBridge) -> None:
    bridge, _peer = open_bridge(only("BOOK_CONSULTATION", OK))
    assert bridge.configuration()["ok"]["interrupted"] == "none"
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"ok": {}}
    assert bridge.configuration()["ok"]["interrupted"] == "session"
    log_in(bridge)
    bridge.log_out()
    assert bridge.configuration()["ok"]["interrupted"] == "none"
