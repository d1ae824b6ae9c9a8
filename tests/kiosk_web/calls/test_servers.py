"""Which of several reservation servers a booth asks."""

from __future__ import annotations

import logging
from typing import cast

import pytest

from cbp import Address, CbpClient, CbpError, DisconnectedError, ErrorCode, ErrorReplyError, UnreachableError
from kiosk_web.calls.servers import FIRST_PAUSE, LONGEST_PAUSE, Servers

A, B, C = Address("a.example", 1), Address("b.example", 1), Address("c.example", 1)


class Hospital:
    """Three servers, those in `away` out of reach, and a clock that stands still."""

    def __init__(self, *addresses: Address, first: int = 0) -> None:
        self.away: set[Address] = set()
        self.now = 1_000.0
        self.servers = Servers(addresses, self._connect, first=first, clock=lambda: self.now)

    def ask(self) -> Address:
        _client, address = self.servers.dial()
        return address

    def _connect(self, address: Address) -> CbpClient:
        if address in self.away:
            raise UnreachableError("nobody there")
        return cast("CbpClient", object())


def test_the_first_one_is_asked_while_it_answers() -> None:
    hospital = Hospital(A, B)
    assert [hospital.ask(), hospital.ask()] == [A, A]


@pytest.mark.parametrize(("first", "order"), [(0, [A, B, C]), (1, [B, C, A]), (2, [C, A, B]), (4, [B, C, A])])
def test_each_booth_has_an_order_of_its_own(first: int, order: list[Address]) -> None:
    hospital = Hospital(A, B, C, first=first)
    asked = []
    for _ in order:
        asked.append(hospital.ask())
        hospital.away.add(asked[-1])
    assert asked == order


def test_one_that_is_away_is_passed_over_and_asked_again_later() -> None:
    hospital = Hospital(A, B)
    hospital.away = {A}
    assert hospital.ask() == B
    hospital.away = set()
    assert hospital.ask() == B
    hospital.now += FIRST_PAUSE
    assert hospital.ask() == A


FAILURES = [
    DisconnectedError("no answer in time"),
    ErrorReplyError(ErrorCode.SHUTTING_DOWN),
    ErrorReplyError(ErrorCode.SERVER_BUSY),
]


@pytest.mark.parametrize("error", FAILURES, ids=lambda error: error.code)
def test_one_that_fails_under_a_request_is_passed_over(error: CbpError) -> None:
    hospital = Hospital(A, B)
    hospital.servers.failed(hospital.ask(), error)
    assert hospital.ask() == B


@pytest.mark.parametrize("code", [ErrorCode.UNAVAILABLE, ErrorCode.NOT_AVAILABLE, ErrorCode.LOGIN_REFUSED])
def test_an_answer_is_no_failure_of_the_server(code: ErrorCode) -> None:
    hospital = Hospital(A, B)
    hospital.servers.failed(hospital.ask(), ErrorReplyError(code))
    assert hospital.ask() == A


def test_the_pause_doubles_until_it_answers_up_to_a_bound() -> None:
    hospital = Hospital(A, B)
    pauses = [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE, 8 * FIRST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]
    for pause in pauses:
        assert hospital.ask() == A
        hospital.servers.failed(A, DisconnectedError("no answer in time"))
        hospital.now += pause - 1
        assert hospital.ask() == B
        hospital.now += 1
    hospital.servers.answered(hospital.ask())
    hospital.servers.failed(A, DisconnectedError("no answer in time"))
    hospital.now += FIRST_PAUSE
    assert hospital.ask() == A


def test_the_pause_does_not_grow_by_what_is_asked_within_it() -> None:
    hospital = Hospital(A, B)
    for _ in range(6):  # both, three times, as none is left that has not failed
        hospital.servers.failed(hospital.ask(), ErrorReplyError(ErrorCode.SHUTTING_DOWN))
    hospital.servers.answered(B)
    hospital.now += FIRST_PAUSE
    assert hospital.ask() == A


def test_where_none_answers_all_are_asked_and_the_error_is_told() -> None:
    hospital = Hospital(A, B)
    hospital.away = {A, B}
    for _ in range(2):
        with pytest.raises(UnreachableError):
            hospital.ask()
    hospital.away = {A}
    assert hospital.ask() == B


def test_a_line_when_one_fails_and_a_line_when_it_is_back(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    hospital = Hospital(A, B)
    for _ in range(3):
        hospital.servers.failed(A, DisconnectedError("no answer in time"))
    hospital.servers.answered(A)
    hospital.servers.answered(A)
    assert [record.message for record in caplog.records] == [
        "the reservation server at a.example:1 fails, so this booth asks another: "
        "DISCONNECTED: no answer in time",
        "the reservation server at a.example:1 serves this booth again",
    ]


def test_a_lone_server_is_always_asked_and_told_of_elsewhere(caplog: pytest.LogCaptureFixture) -> None:
    hospital = Hospital(A)
    hospital.servers.failed(A, DisconnectedError("no answer in time"))
    assert hospital.ask() == A
    assert caplog.records == []


def test_other_servers_are_followed_and_what_failed_is_remembered() -> None:
    hospital = Hospital(A, B)
    hospital.servers.failed(A, DisconnectedError("no answer in time"))
    hospital.servers.change([A, C], hospital._connect)
    assert hospital.ask() == C
