"""The rule of registrations, with histories that break it and with histories that only look as if."""

from __future__ import annotations

import datetime as dt

import pytest
from msgspec.structs import replace

from prove.checker import judge
from prove.history import MARKS, Fault
from prove.tables import Person, birth_date_of
from tests.prove.histories import NEWCOMER, Story

SECOND, THIRD, FOURTH, FIFTH = range(NEWCOMER + 1, NEWCOMER + 5)
RIGHT: set[str] = set()
WRONG = {"registered_once"}


@pytest.fixture
def story() -> Story:
    """Somebody registers in the first second, and is told a number."""
    story = Story()
    story.call("REGISTER", None, at=1.0, session=1, answered=NEWCOMER)
    story.patients_after.add(NEWCOMER)
    return story


def broken(story: Story, **marks: int) -> set[str]:
    """Judge, with which patients were registered by which call."""
    numbers = {"newcomer": NEWCOMER, "second": SECOND, "third": THIRD, "fourth": FOURTH, "fifth": FIFTH}
    story.patients_after |= {numbers[name] for name in marks}
    history = story.history(marks={numbers[name]: mark for name, mark in marks.items()})
    return set(judge(history)) - {"it_goes_on_after_faults"}


def disturb(story: Story, begin: float, end: float) -> None:
    story.faults.append(Fault(name="database frozen", begin=begin, end=end))


def loses_the_answer(story: Story) -> None:
    story.call("REGISTER", None, at=2.0, session=2, outcome="unknown", code="DISCONNECTED")


def test_a_patient_who_was_registered_twice(story: Story) -> None:
    assert broken(story, newcomer=1) == RIGHT
    assert broken(story, newcomer=1, second=1) == WRONG


def test_a_lost_answer_may_leave_one_and_two_that_the_server_repeated(story: Story) -> None:
    loses_the_answer(story)
    assert broken(story, newcomer=1, second=2, third=2, fourth=2) == RIGHT
    assert broken(story, newcomer=1, second=2, third=2, fourth=2, fifth=2) == WRONG


def test_a_lost_answer_does_not_excuse_another_registration(story: Story) -> None:
    loses_the_answer(story)
    assert broken(story, newcomer=1, second=1) == WRONG


def test_a_refused_registration_leaves_nobody(story: Story) -> None:
    story.call("REGISTER", None, at=2.0, session=2, outcome="refused", code="UNREACHABLE")
    disturb(story, 1.8, 3.0)
    assert broken(story, newcomer=1, second=2) == WRONG


def test_what_the_server_repeated_in_a_fault_may_leave_two(story: Story) -> None:
    disturb(story, 1.4, 3.0)
    assert broken(story, newcomer=1, second=1, third=1) == RIGHT
    assert broken(story, newcomer=1, second=1, third=1, fourth=1) == WRONG


@pytest.mark.parametrize(("begin", "end"), [(0.1, 0.9), (1.6, 3.0)])
def test_a_fault_before_or_after_the_call_excuses_nothing(story: Story, begin: float, end: float) -> None:
    disturb(story, begin, end)
    assert broken(story, newcomer=1, second=1) == WRONG


def test_what_took_the_server_long_may_leave_two(story: Story) -> None:
    story.calls[0] = replace(story.calls[0], end=3.4)
    assert broken(story, newcomer=1, second=1) == WRONG
    story.calls[0] = replace(story.calls[0], end=3.6)
    assert broken(story, newcomer=1, second=1, third=1) == RIGHT
    assert broken(story, newcomer=1, second=1, third=1, fourth=1) == WRONG


def test_a_patient_whom_no_call_registered(story: Story) -> None:
    loses_the_answer(story)
    assert broken(story, newcomer=1, second=-1) == WRONG


def test_a_number_told_to_another_call(story: Story) -> None:
    story.call("REGISTER", None, at=2.0, session=2, answered=SECOND)
    assert broken(story, newcomer=1, second=2) == RIGHT
    assert broken(story, newcomer=2, second=1) == WRONG


def test_without_marks_all_are_counted_together(story: Story) -> None:
    story.patients_after.add(SECOND)
    assert broken(story) == WRONG
    loses_the_answer(story)
    story.patients_after |= {THIRD, FOURTH}
    assert broken(story) == RIGHT
    story.patients_after.add(FIFTH)
    assert broken(story) == WRONG


def test_marks_begin_again(story: Story) -> None:
    story.calls[0] = replace(story.calls[0], number=MARKS + 1)
    assert broken(story, newcomer=1) == RIGHT


@pytest.mark.parametrize("number", [1, MARKS - 1, MARKS, 3 * MARKS + 7])
def test_a_birth_date_tells_the_call(number: int) -> None:
    born = birth_date_of(number)
    assert Person(NEWCOMER, "x", "y", born).mark == number % MARKS
    assert dt.date(1880, 1, 1) <= born < dt.date(2020, 1, 1)
