"""A patient who meets a server that stops or drains comes in at another one, or there a moment later."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from cbp import Address
from kiosk_web.bridge import Bridge
from kiosk_web.calls import repeats
from tests.kiosk_web.calls.bridged import NAMES, NUMBER, PATIENCE, OpenBridge, log_in, only
from tests.kiosk_web.calls.peer import OK, Peer, refusal
from tests.plugins.waiting import wait_until

STOPPING = refusal("SHUTTING_DOWN")
WELCOME = OK | {"patient_id": NUMBER}
LET_IN = {"ok": {"patient_number": NUMBER}}

Call = Callable[[Bridge], dict[str, Any]]

ENTERING: dict[str, Call] = {
    "log_in": lambda bridge: bridge.log_in(*NAMES, str(NUMBER)),
    "register": lambda bridge: bridge.register(*NAMES),
}


@pytest.fixture(params=ENTERING)
def enter(request: pytest.FixtureRequest) -> Call:
    """What a newcomer does."""
    return ENTERING[request.param]


class Others:
    """Scripted servers that a bridge knows besides its first.

    Attributes:
        peers: in their order.
    """

    def __init__(self) -> None:
        self.peers: list[Peer] = []

    def add(self, *logins: dict[str, Any] | None) -> Address:
        """Start one that answers LOGIN so, one after the other."""
        waiting = list(logins)
        self.peers.append(Peer(lambda _connection, _request: waiting.pop(0) if waiting else OK))
        return Address("127.0.0.1", self.peers[-1].port)


@pytest.fixture
def others() -> Iterator[Others]:
    """Further servers, closed afterwards."""
    others = Others()
    yield others
    for peer in others.peers:
        peer.close()


def test_a_newcomer_goes_to_the_other_server_at_once(
    open_bridge: OpenBridge, others: Others, enter: Call
) -> None:
    bridge, first = open_bridge(only("LOGIN", STOPPING), others=[others.add(WELCOME)])
    assert enter(bridge) == LET_IN
    assert (first.commands(), others.peers[0].commands()) == (["LOGIN"], ["LOGIN"])


def test_where_all_say_that_they_stop_a_newcomer_asks_each_again(
    open_bridge: OpenBridge, others: Others, enter: Call
) -> None:
    other = others.add(STOPPING, STOPPING, WELCOME)
    bridge, first = open_bridge(only("LOGIN", STOPPING), others=[other])
    assert enter(bridge) == LET_IN
    assert (first.commands(), others.peers[0].commands()) == (["LOGIN"] * 3, ["LOGIN"] * 3)


def test_a_newcomer_at_the_only_address_asks_there_until_somebody_new_answers(
    open_bridge: OpenBridge, enter: Call
) -> None:
    bridge, peer = open_bridge(only("LOGIN", *[STOPPING] * 5, {}))
    assert enter(bridge) == LET_IN
    assert peer.commands() == ["LOGIN"] * 6


def test_a_registration_that_was_repeated_is_not_repeated_once_its_answer_is_lost(
    open_bridge: OpenBridge,
) -> None:
    bridge, peer = open_bridge(only("LOGIN", STOPPING, None, {}))
    assert bridge.register(*NAMES) == {"code": "DISCONNECTED", "then": "tap"}
    assert peer.commands() == ["LOGIN"] * 2


def test_a_patient_in_session_books_although_newcomers_are_refused_for_a_while(
    open_bridge: OpenBridge,
) -> None:
    replies = {"LOGIN": [WELCOME, STOPPING, STOPPING], "BOOK_CONSULTATION": [STOPPING]}

    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any]:
        waiting = replies.get(request["command"])
        return waiting.pop(0) if waiting else {}

    bridge, peer = open_bridge(answer)
    log_in(bridge)
    assert bridge.book(7, "Contrôle") == {"ok": {}}
    assert peer.commands() == ["LOGIN", "BOOK_CONSULTATION", *["LOGIN"] * 3, "BOOK_CONSULTATION"]


def test_logging_out_ends_a_pause(
    open_bridge: OpenBridge, enter: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    pause = 100 * PATIENCE
    bridge, peer = open_bridge(only("LOGIN", STOPPING))
    monkeypatch.setattr(repeats, "PAUSES", [pause])
    monkeypatch.setattr(repeats, "PATIENCE", 2 * pause)
    replies: list[dict[str, Any]] = []
    caller = threading.Thread(target=lambda: replies.append(enter(bridge)), daemon=True)
    caller.start()
    wait_until(lambda: len(peer.heard) == 2)
    assert bridge.log_out() == {"ok": {}}
    caller.join(PATIENCE)
    assert replies == [{"code": "NOT_LOGGED_IN", "then": "tap"}]
