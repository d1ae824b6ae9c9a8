"""Which of several servers a booth asks first is drawn at its start, so that booths spread over them."""

from __future__ import annotations

from collections import Counter
from typing import NoReturn

import pytest

from cbp import Address, CbpClient, UnreachableError
from kiosk_web.command import _bridge
from kiosk_web.configuration.booth import BoothSettings

SERVERS = tuple(Address(name, 50000) for name in ("a.example", "b.example", "c.example"))
STARTS = 300
"""So many that a fair draw falls on each of three 60 times or more, except once in three million runs."""


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[Address]:
    """Where booths have tried to connect to, in order; nobody answers."""
    dialled: list[Address] = []

    def connect(host: str, port: int, **_: object) -> NoReturn:
        dialled.append(Address(host, port))
        raise UnreachableError("nobody there")

    monkeypatch.setattr(CbpClient, "connect", connect)
    return dialled


def test_the_booths_of_a_hospital_spread_over_its_servers(dialled: list[Address]) -> None:
    firsts: Counter[Address] = Counter()
    for _ in range(STARTS):
        dialled.clear()
        _bridge(BoothSettings(servers=SERVERS)).register("Durand", "Zoé")
        assert set(dialled) == set(SERVERS)
        firsts[dialled[0]] += 1
    assert min(firsts[server] for server in SERVERS) >= STARTS / 5
