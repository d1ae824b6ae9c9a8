"""Whether a request is sent again, by what its tries ended with and when."""

from __future__ import annotations

import pytest

from cbp import (
    CbpError,
    DisconnectedError,
    ErrorCode,
    ErrorReplyError,
    ProtocolViolationError,
    UnreachableError,
)
from kiosk_web.calls.repeats import PATIENCE, PAUSES, Repeats

STOPPING = ErrorReplyError(ErrorCode.SHUTTING_DOWN)
EXPIRED = ErrorReplyError(ErrorCode.SESSION_EXPIRED)
CUT = DisconnectedError("cut")
AWAY = UnreachableError("nobody there")


class Request:
    """A request of a booth that knows so many servers, and a clock that moves by the pauses alone."""

    def __init__(self, servers: int = 1) -> None:
        self.now = 1_000.0
        self._repeats = Repeats(servers, lambda: self.now)

    def pauses(self, *errors: CbpError, registers: bool = False) -> list[float | None]:
        """Return what follows when its tries end so, one after the other."""
        found = []
        for error in errors:
            pause = self._repeats.pause_after(error, registers=registers)
            self.now += pause or 0.0
            found.append(pause)
        return found


@pytest.mark.parametrize("registers", [False, True])
@pytest.mark.parametrize(("servers", "prompt"), [(1, 1), (2, 1), (3, 2)])
def test_servers_that_stop_are_asked_at_once_and_then_after_growing_pauses(
    servers: int, prompt: int, registers: bool
) -> None:
    pauses = Request(servers).pauses(*[STOPPING] * 8, registers=registers)
    expected = [*[0.0] * prompt, *PAUSES, None]
    assert pauses[: len(expected)] == expected


def test_the_pauses_grow_and_end_before_the_patience() -> None:
    assert sorted(PAUSES) == list(PAUSES)
    assert sum(PAUSES) < PATIENCE


def test_no_try_begins_after_the_patience_however_long_each_takes() -> None:
    request = Request()
    assert request.pauses(STOPPING, STOPPING) == [0.0, PAUSES[0]]
    request.now += PATIENCE - PAUSES[0]
    assert request.pauses(STOPPING) == [None]


@pytest.mark.parametrize("servers", [1, 3])
def test_where_nobody_listens_the_successor_of_a_server_that_stopped_is_waited_for(servers: int) -> None:
    assert Request(servers).pauses(STOPPING, *[AWAY] * 5) == [0.0, *PAUSES, None]


def test_where_nobody_listens_and_nobody_said_why_the_page_is_told_at_once() -> None:
    assert Request().pauses(AWAY) == [None]


@pytest.mark.parametrize("error", [CUT, EXPIRED], ids=lambda error: error.code)
def test_a_lost_connection_and_an_ended_session_are_repeated_once(error: CbpError) -> None:
    assert Request(servers=3).pauses(error, error) == [0.0, None]


def test_a_connection_lost_while_a_server_stops_is_repeated_too() -> None:
    assert Request().pauses(STOPPING, CUT, STOPPING, CUT) == [0.0, 0.0, PAUSES[0], None]


def test_a_registration_that_may_have_been_made_is_never_repeated() -> None:
    assert Request().pauses(CUT, registers=True) == [None]
    assert Request().pauses(STOPPING, CUT, registers=True) == [0.0, None]


@pytest.mark.parametrize("registers", [False, True])
@pytest.mark.parametrize(
    "error",
    [ErrorReplyError(ErrorCode.UNAVAILABLE), ErrorReplyError("NEWER"), ProtocolViolationError("no reply")],
    ids=lambda error: error.code,
)
def test_everything_else_is_told_to_the_page_at_once(error: CbpError, registers: bool) -> None:
    assert Request().pauses(error, registers=registers) == [None]
