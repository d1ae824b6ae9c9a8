"""The rule of faults: after each one somebody can write again before the next one comes."""

from __future__ import annotations

from prove.checker import judge
from prove.history import Fault
from tests.prove.histories import AMY, BEN, NEWCOMER, Story

WRONG = {"it_goes_on_after_faults"}


def story() -> Story:
    """The disk is full from 1 to 2 s, and the server is killed from 5 to 6 s."""
    story = Story()
    story.faults += [
        Fault(name="disk full", begin=1.0, end=2.0),
        Fault(name="server killed", begin=5.0, end=6.0, server_ended=5.1),
    ]
    return story


def test_somebody_books_after_each_fault() -> None:
    told = story()
    told.books(AMY, 1, at=3.0)
    told.books(BEN, 2, at=60.0)
    assert set(judge(told.history())) == set()


def test_a_registration_shows_it_too() -> None:
    told = story()
    told.books(AMY, 1, at=3.0)
    told.patients_after.add(NEWCOMER)
    told.call("REGISTER", None, 7.0, answered=NEWCOMER)
    assert set(judge(told.history())) == set()


def test_nobody_writes_until_the_next_fault() -> None:
    told = story()
    told.lists_bookings(AMY, at=3.0)
    told.loses_the_answer(AMY, 3, at=3.5)
    told.books(BEN, 2, at=7.0)
    assert set(judge(told.history())) == WRONG


def test_a_write_that_began_before_the_fault_was_over_shows_nothing() -> None:
    told = story()
    told.books(AMY, 1, at=1.9)
    told.books(BEN, 2, at=7.0)
    assert set(judge(told.history())) == WRONG


def test_nobody_writes_after_the_last_fault() -> None:
    told = story()
    told.books(AMY, 1, at=3.0)
    assert set(judge(told.history())) == WRONG
