"""One outage is two lines, whatever happens within it."""

from __future__ import annotations

import pytest

from database.connections.outage_log import STEADY_SECONDS, OutageLog


def test_an_outage_in_which_some_calls_succeed_is_logged_at_its_begin_and_its_end(
    caplog: pytest.LogCaptureFixture,
) -> None:
    now = [100.0]
    log = OutageLog(clock=lambda: now[0])
    log.note_success()
    for _ in range(20):
        now[0] += STEADY_SECONDS / 2
        log.note_failure("the database is unavailable: no connection got free in time")
        log.note_success()
    now[0] += STEADY_SECONDS
    log.note_success()
    log.note_success()
    assert caplog.messages == [
        "the database is unavailable: no connection got free in time; trying again at every call",
        "the database answers again: in 48 s 20 calls failed",
    ]
    log.note_failure("the database is unavailable: nobody answers there")
    assert len(caplog.messages) == 3


def test_going_round_the_hosts_in_an_outage_is_one_line_when_one_serves(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = OutageLog()
    log.note_failure("the database is unavailable: this server cannot write just now")
    for _ in range(100):
        log.note_failover("north:3306")
        log.note_failover("south:3306")
    assert len(caplog.messages) == 1
    log.note_success()
    log.note_success()
    assert caplog.messages[1:] == [
        "from now on the database is asked at south:3306: the host before it could not serve"
    ]
