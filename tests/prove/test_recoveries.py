"""The rule of faults: after each one patients can do everything again before the next one comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from prove.checker import judge
from prove.history import SIGNS_OF_LIFE, Fault, Recorder
from tests.prove.histories import AMY, BEN, COY, MONDAY, NEWCOMER, TUESDAY, Story

WRONG = {"it_goes_on_after_faults"}
RIGHT: set[str] = set()


def story() -> Story:
    """The disk is full from 1 to 2 s, and the server is killed from 105 to 106 s."""
    story = Story()
    story.faults += [
        Fault(name="disk full", begin=1.0, end=2.0),
        Fault(name="server killed", begin=105.0, end=106.0, server_ended=105.1),
    ]
    return story


def serves(told: Story, at: float, *, but: str = "") -> None:
    """Let patients do everything, but for one thing."""
    free = [row for row in told.rows.values() if row.after is None]
    if but != "search":
        told.searches(*(row.id for row in free), at=at)
    if but != "ask for a calendar":
        days = [row.date for row in free]
        told.counts(*((day, days.count(day)) for day in (MONDAY, TUESDAY)), at=at)
    if but != "list bookings":
        told.lists_bookings(COY, 6, at=at)
    if but != "write":
        told.books(AMY, free[0].id, at=at + 0.6)


def test_all_goes_on_after_each_fault() -> None:
    told = story()
    serves(told, 3.0)
    serves(told, 160.0)
    assert set(judge(told.history())) == RIGHT


def test_a_registration_shows_that_one_can_write() -> None:
    told = story()
    serves(told, 3.0)
    told.patients_after.add(NEWCOMER)
    told.call("REGISTER", None, 107.0, answered=NEWCOMER)
    serves(told, 107.0, but="write")
    assert set(judge(told.history())) == RIGHT


@pytest.mark.parametrize("sign", SIGNS_OF_LIFE)
def test_one_thing_does_not_go_on_until_the_next_fault(sign: str) -> None:
    told = story()
    serves(told, 3.0, but=sign)
    serves(told, 107.0)
    found = judge(told.history())
    assert set(found) == WRONG
    [violation] = found["it_goes_on_after_faults"]
    assert violation.what == f"nobody could {sign} after disk full, from 2.0 s on"


@pytest.mark.parametrize("sign", SIGNS_OF_LIFE)
def test_one_thing_does_not_go_on_after_the_last_fault(sign: str) -> None:
    told = story()
    serves(told, 3.0)
    serves(told, 107.0, but=sign)
    assert set(judge(told.history())) == WRONG


def test_a_minute_is_enough_where_the_next_fault_did_not_wait() -> None:
    told = story()
    told.faults[1] = Fault(name="server killed", begin=5.0, end=6.0)
    serves(told, 60.0)
    assert set(judge(told.history())) == RIGHT
    told.faults[0] = Fault(name="disk full", begin=0.1, end=0.2)
    assert set(judge(told.history())) == WRONG


def test_a_lost_answer_shows_nothing() -> None:
    told = story()
    serves(told, 3.0, but="write")
    told.loses_the_answer(AMY, 3, at=3.5)
    serves(told, 107.0)
    assert set(judge(told.history())) == WRONG


def test_what_began_before_the_fault_was_over_shows_nothing() -> None:
    told = story()
    told.books(BEN, 5, at=1.9, end=2.5)
    serves(told, 3.0, but="write")
    serves(told, 107.0)
    assert set(judge(told.history())) == WRONG


def test_what_was_answered_in_the_next_fault_shows_nothing() -> None:
    told = story()
    serves(told, 3.0, but="write")
    told.books(BEN, 5, at=104.9, end=105.1)
    serves(told, 107.0)
    assert set(judge(told.history())) == WRONG


@pytest.mark.parametrize("sign", SIGNS_OF_LIFE)
def test_the_next_fault_waits_for_everything(tmp_path: Path, sign: str) -> None:
    told = Story()
    serves(told, 1.0)
    recorder = Recorder(tmp_path / "run.jsonl")
    recorder.add(Fault(name="disk full", begin=0.1, end=0.5))
    awaited = [call for call in told.calls if call.command in SIGNS_OF_LIFE[sign]]
    for call in told.calls:
        if call not in awaited:
            recorder.add(call)
    assert not recorder.wait_for_life(0.0)
    for call in awaited:
        recorder.add(replace(call, begin=0.2))
    assert not recorder.wait_for_life(0.0)
    for call in awaited:
        recorder.add(call)
    assert recorder.wait_for_life(0.0)
    for call in awaited:  # which began earlier and took longer
        recorder.add(replace(call, begin=0.2))
    assert recorder.wait_for_life(0.0)
