"""Deadlines: moments, shared by the steps of an operation."""

from __future__ import annotations

from socklib import Deadline


def test_a_deadline_in_the_future_has_not_passed() -> None:
    deadline = Deadline.after(60)
    left = deadline.seconds_left()
    assert not deadline.has_passed
    assert left is not None
    assert 0 < left <= 60


def test_a_deadline_of_no_seconds_has_passed() -> None:
    assert Deadline.after(0).has_passed
    assert Deadline.after(-1).seconds_left() == 0.0
    assert Deadline.after(-1).milliseconds_left() == 0


def test_never_does_not_come() -> None:
    assert not Deadline.never().has_passed
    assert Deadline.never().seconds_left() is None
    assert Deadline.never().milliseconds_left() is None


def test_the_earlier_deadline_is_the_lesser() -> None:
    assert min(Deadline.never(), Deadline.after(5), Deadline.after(3)) <= Deadline.after(3)
