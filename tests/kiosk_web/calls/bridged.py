"""A bridge in front of a scripted server, for the tests of what the page may call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import pytest

from kiosk_web.bridge import Bridge
from kiosk_web.calls import repeats
from tests.kiosk_web.calls.peer import OK, Answer, Peer

PATIENCE = 10.0
NAMES = ("D’Hondt", "Amélie")
NUMBER = 123456782
ENTRY: dict[str, Any] = {
    "date": "2026-12-01",
    "hour": "09:30",
    "summary": "Cardiologie – Dr Amélie D’Hondt",
    "description": "Carte d’identité ; dossier, lunettes",
}
TICKET: dict[str, Any] = {
    "title": "Votre rendez-vous est réservé",
    "lines": [["Quand", "mardi 1 décembre 2026 à 9:30"], ["Médecin", "Amélie D’Hondt, Cœur"]],
    "notes": ["Présentez-vous à l’accueil dix minutes plus tôt."],
    "number_label": "Votre numéro de patient",
    "entry": ENTRY,
}


class OpenBridge(Protocol):
    """`open_bridge(answer, **more)`: a bridge made with these arguments, and its scripted server."""

    def __call__(self, answer: Answer, **more: Any) -> tuple[Bridge, Peer]: ...


@pytest.fixture
def open_bridge(monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenBridge]:
    """A bridge whose server answers LOGIN and LOGOUT, and everything else as the test says.

    Its pauses before it repeats a request take no time.
    """
    monkeypatch.setattr(repeats, "PAUSES", [0.0] * len(repeats.PAUSES))
    peers: list[Peer] = []
    bridges: list[Bridge] = []

    def open_(answer: Answer, **more: Any) -> tuple[Bridge, Peer]:
        def serve(connection: int, request: dict[str, Any]) -> dict[str, Any] | None:
            said = answer(connection, request)
            if said != {}:
                return said
            return OK | {"patient_id": NUMBER} if request["command"] == "LOGIN" else OK

        peers.append(Peer(serve))
        bridges.append(Bridge("127.0.0.1", peers[-1].port, **more))
        return bridges[-1], peers[-1]

    yield open_
    for bridge in bridges:
        bridge.log_out()
    for peer in peers:
        peer.close()


def only(command: str, *replies: dict[str, Any] | None) -> Answer:
    """Answer this command with these replies in turn, then always with the last; {} is the default answer."""
    waiting = list(replies)

    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any] | None:
        if request["command"] != command:
            return {}
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]

    return answer


def log_in(bridge: Bridge) -> None:
    assert bridge.log_in(*NAMES, str(NUMBER)) == {"ok": {"patient_number": NUMBER}}
