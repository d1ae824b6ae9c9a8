"""The bridge with several threads: two patients, many calls, a logout or a stopping server meanwhile."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from kiosk_web.bridge import Bridge
from kiosk_web.calls import patient_session as session
from tests.kiosk_web.calls.bridged import PATIENCE, OpenBridge, log_in
from tests.kiosk_web.calls.peer import OK, Peer, refusal

CALLERS = 12
CUTS = 8
"""Repetitions: a race between threads shows only now and then."""

SPECIALTIES = OK | {"specialties": []}


def test_a_login_that_fails_late_does_not_log_out_the_next_patient(open_bridge: OpenBridge) -> None:
    asked, release = threading.Event(), threading.Event()

    def answer(connection: int, request: dict[str, Any]) -> dict[str, Any]:
        if connection == 1:
            asked.set()
            release.wait(PATIENCE)
        return SPECIALTIES if request["command"] == "GET_SPECIALTIES" else {}

    bridge, peer = open_bridge(answer)
    replies: list[dict[str, Any]] = []
    former = threading.Thread(target=lambda: replies.append(bridge.log_in("Müller", "Élodie", "1")))
    former.start()
    assert asked.wait(PATIENCE)
    log_in(bridge)
    former.join(PATIENCE)
    assert replies == [{"code": "NOT_LOGGED_IN", "then": "tap"}]
    assert bridge.specialties() == {"ok": {"specialties": ()}}
    assert peer.heard[1:] == [(2, "LOGIN"), (2, "GET_SPECIALTIES")]
    release.set()


def test_many_calls_on_a_lost_connection_share_one_new_login(open_bridge: OpenBridge) -> None:
    cut = 0  # the connection that is to be lost, and every one before it

    def answer(connection: int, request: dict[str, Any]) -> dict[str, Any] | None:
        if request["command"] != "GET_SPECIALTIES":
            return {}
        return None if connection <= cut else SPECIALTIES

    bridge, peer = open_bridge(answer)
    log_in(bridge)
    for cut in range(1, CUTS + 1):
        assert call_together(bridge) == [{"ok": {"specialties": ()}}] * CALLERS
        assert peer.commands().count("LOGIN") == cut + 1


def call_together(bridge: Bridge) -> list[Any]:
    """Make the same call in many threads at once; return the replies."""
    everybody = threading.Barrier(CALLERS)
    replies: list[Any] = []

    def call() -> None:
        everybody.wait(PATIENCE)
        replies.append(bridge.specialties())

    callers = [threading.Thread(target=call) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join(PATIENCE)
    return replies


def test_logging_out_does_not_wait_for_a_server_that_never_answers(
    open_bridge: OpenBridge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "FAREWELL_SECONDS", 0.05)
    release, is_over = threading.Event(), threading.Event()

    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any]:
        if request["command"] == "LOGOUT":
            release.wait(PATIENCE)
            is_over.set()
        return {}

    bridge, _peer = open_bridge(answer)
    log_in(bridge)
    assert bridge.log_out() == {"ok": {}}
    assert not is_over.is_set()
    assert bridge.specialties() == {"code": "NOT_LOGGED_IN", "then": "over"}
    release.set()


def test_a_booking_refused_by_a_stopping_server_is_not_in_doubt(open_bridge: OpenBridge) -> None:
    peers: list[Peer] = []

    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any]:
        if request["command"] != "BOOK_CONSULTATION":
            return {}
        peers[0].stop_listening()
        return refusal("SHUTTING_DOWN")

    bridge, peer = open_bridge(answer)
    peers.append(peer)
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"code": "UNREACHABLE", "then": "tap"}
    assert peer.heard == [(1, "LOGIN"), (1, "BOOK_CONSULTATION")]
