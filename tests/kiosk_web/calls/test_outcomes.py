"""The table of outcomes: every code that a booth can meet, and what follows for each kind of call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cbp import CbpError, DisconnectedError, ErrorCode, ErrorReplyError, ProtocolViolationError
from kiosk_web.bridge import Bridge
from kiosk_web.calls.outcomes import OUTCOMES, leaves_doubt, outcome_of, refusal
from kiosk_web.calls.repeats import PAUSES
from tests.kiosk_web.calls.bridged import NAMES, NUMBER, OpenBridge, log_in, only
from tests.kiosk_web.calls.peer import refusal as error_reply

NEWER = "SAID_BY_A_NEWER_SERVER"
SERVER_CODES = [*(str(code) for code in ErrorCode if code != ErrorCode.UNAUTHORIZED), NEWER]
OTHER_CODES = ["UNREACHABLE", "DISCONNECTED", "PROTOCOL_VIOLATION"]
BOOTH_CODES = ["NO_VOICE", "NO_PRINTER", "PRINTER_NOT_READY", "STAFF_REFUSED"]

Call = Callable[[Bridge], dict[str, Any]]

TRIES = {"SESSION_EXPIRED": 2, "SHUTTING_DOWN": 2 + len(PAUSES)}
ENDING = {"LOGIN_REFUSED", "NOT_LOGGED_IN", "SESSION_EXPIRED"}
CHOOSING = {"NOT_AVAILABLE", "TIME_CONFLICT"}
REFUSED = {*CHOOSING, "TOO_MANY_BOOKINGS"}
NOT_LOOKED_AT = {"BAD_REQUEST", "UNKNOWN_COMMAND", "NOT_LOGGED_IN", "SESSION_EXPIRED", "SHUTTING_DOWN"}
PASSING = {"UNREACHABLE", "UNAVAILABLE", "SERVER_BUSY", "SHUTTING_DOWN"}
MUST_CHANGE = {"LOGIN_REFUSED", "BAD_REQUEST"}


def test_every_code_has_a_row() -> None:
    assert [*OUTCOMES] == [*SERVER_CODES[:-1], *OTHER_CODES, *BOOTH_CODES]


@pytest.mark.parametrize("code", SERVER_CODES)
def test_a_booking_answered_so(open_bridge: OpenBridge, code: str) -> None:
    bridge, peer = open_bridge(only("BOOK_CONSULTATION", error_reply(code)))
    log_in(bridge)
    in_doubt = code not in REFUSED | NOT_LOOKED_AT
    assert bridge.book(7, "Contrôle") == booking_reply(code, in_doubt=in_doubt)
    assert peer.commands().count("BOOK_CONSULTATION") == TRIES.get(code, 1)
    assert is_over(bridge) == (code in ENDING)


@pytest.mark.parametrize("code", SERVER_CODES)
def test_a_booking_in_doubt_answered_so(open_bridge: OpenBridge, code: str) -> None:
    bridge, _peer = open_bridge(only("BOOK_CONSULTATION", error_reply("UNAVAILABLE"), error_reply(code)))
    log_in(bridge)
    assert bridge.book(7, "Contrôle")["unsure"] is True
    assert bridge.book(7, "Contrôle") == booking_reply(code, in_doubt=code not in REFUSED)
    assert is_over(bridge) == (code in ENDING)


def booking_reply(code: str, *, in_doubt: bool) -> dict[str, Any]:
    """Return what the page is told of a booking that ended with this code."""
    if code in ENDING:
        then, code = "over", "SESSION_EXPIRED"
    elif code in CHOOSING:
        then = "choose"
    elif in_doubt:
        then = "again" if code in PASSING else "tap"
    else:
        then = "change" if code in MUST_CHANGE else "tap"
    return {"code": code, "then": then} | ({"unsure": True} if in_doubt else {})


@pytest.mark.parametrize("code", SERVER_CODES)
def test_a_question_answered_so(open_bridge: OpenBridge, code: str) -> None:
    bridge, peer = open_bridge(only("GET_SPECIALTIES", error_reply(code)))
    log_in(bridge)
    reply = bridge.specialties()
    assert reply["code"] == ("SESSION_EXPIRED" if code in ENDING else code)
    assert reply["then"] == ("over" if code in ENDING else then_for_a_question(code))
    assert peer.commands().count("GET_SPECIALTIES") == TRIES.get(code, 1)
    assert is_over(bridge) == (code in ENDING)


def then_for_a_question(code: str) -> str:
    if code in CHOOSING:
        return "choose"
    return "again" if code in PASSING else "change" if code in MUST_CHANGE else "tap"


ENTERING: dict[str, Call] = {
    "log_in": lambda bridge: bridge.log_in(*NAMES, str(NUMBER)),
    "register": lambda bridge: bridge.register(*NAMES),
}
CALLS: dict[str, Call] = ENTERING | {"specialties": lambda bridge: bridge.specialties()}


@pytest.mark.parametrize("code", SERVER_CODES)
@pytest.mark.parametrize("call", ENTERING)
def test_who_is_not_in_session_yet_never_hears_that_it_is_over(
    open_bridge: OpenBridge, call: str, code: str
) -> None:
    bridge, peer = open_bridge(only("LOGIN", error_reply(code)))
    reply = ENTERING[call](bridge)
    if (call, code) == ("register", "UNAVAILABLE"):  # the server may have made the patient
        assert reply == {"code": "DISCONNECTED", "then": "tap"}
    else:
        assert reply == {"code": code, "then": then_for_a_question(code)}
    assert peer.commands().count("LOGIN") == TRIES.get(code, 1)


@pytest.mark.parametrize(
    ("call", "code", "then"),
    [
        ("log_in", "UNREACHABLE", "again"),
        ("register", "DISCONNECTED", "tap"),
        ("specialties", "UNREACHABLE", "again"),
    ],
)
def test_a_cut_repeats_all_but_a_registration(
    open_bridge: OpenBridge, call: str, code: str, then: str
) -> None:
    command = "GET_SPECIALTIES" if call == "specialties" else "LOGIN"
    bridge, peer = open_bridge(only(command, None))
    if call == "specialties":
        log_in(bridge)
    assert CALLS[call](bridge) == {"code": code, "then": then}
    assert peer.commands().count(command) == (1 if call == "register" else 2)


@pytest.mark.parametrize(
    "error", [DisconnectedError("cut"), ProtocolViolationError("no reply"), ErrorReplyError(NEWER), OSError()]
)
def test_what_says_nothing_of_a_booking_leaves_the_doubt(error: Exception) -> None:
    assert leaves_doubt(error, was_in_doubt=False)


def test_only_a_refusal_takes_an_earlier_doubt_away() -> None:
    certain = {code for code in OUTCOMES if not leaves_doubt(CbpError(code), was_in_doubt=True)}
    assert certain == REFUSED


@pytest.mark.parametrize("code", ["UNREACHABLE", "DISCONNECTED", "NO_PRINTER"])
def test_a_server_that_uses_a_code_of_ours_means_something_else(code: str) -> None:
    assert outcome_of(ErrorReplyError(code)) == outcome_of(ErrorReplyError(NEWER))


@pytest.mark.parametrize("code", BOOTH_CODES)
def test_what_the_machine_cannot_do_waits_for_a_tap(code: str) -> None:
    assert refusal("print_ticket", code, retry_after=2) == {"code": code, "then": "tap", "retry_after": 2}


def is_over(bridge: Bridge) -> bool:
    return bridge._session is None
