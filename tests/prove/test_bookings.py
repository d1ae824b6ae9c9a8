"""The rules of bookings, each with histories that break it and with histories that only look as if."""

from __future__ import annotations

import pytest

from prove.history import Fault
from tests.prove.histories import AMY, BEN, COY, Story


@pytest.fixture
def story() -> Story:
    return Story()


def test_an_ordinary_history_breaks_no_rule(story: Story) -> None:
    story.searches(1, 2, 3, 4, 5)
    story.books(AMY, 1)
    story.asks_for(AMY, 1)
    story.is_refused(BEN, 1, "NOT_AVAILABLE")
    story.is_refused(AMY, 2, "TIME_CONFLICT")
    story.books(AMY, 3)
    story.is_refused(AMY, 4, "TOO_MANY_BOOKINGS")
    story.searches(2, 4, 5)
    story.lists_bookings(AMY, 1, 3)
    story.lists_bookings(COY, 6)
    assert story.broken_rules() == set()


def test_a_consultation_acknowledged_to_two(story: Story) -> None:
    story.books(AMY, 1)
    story.books(BEN, 1)
    assert "acknowledged_to_one" in story.broken_rules()


def test_a_consultation_acknowledged_to_one_twice_is_right(story: Story) -> None:
    story.books(AMY, 1)
    story.asks_for(AMY, 1)
    assert story.broken_rules() == set()


def test_an_acknowledged_booking_that_is_missing(story: Story) -> None:
    story.asks_for(AMY, 1)
    assert story.broken_rules() == {"acknowledged_is_kept"}


def test_a_booking_whose_answer_was_lost_may_be_there_or_not(story: Story) -> None:
    story.loses_the_answer(AMY, 1)
    story.holds(BEN, story.loses_the_answer(BEN, 3))
    assert story.broken_rules() == set()


def test_a_booking_of_the_start_that_is_gone(story: Story) -> None:
    story.holds(None, None, consultation=6)
    assert story.broken_rules() == {"what_was_held_stays"}


def test_a_booking_that_nobody_asked_for(story: Story) -> None:
    story.holds(AMY, None, consultation=1)
    assert story.broken_rules() == {"booked_by_asking"}


def test_a_booking_that_another_asked_for(story: Story) -> None:
    story.holds(AMY, story.loses_the_answer(BEN, 1))
    assert story.broken_rules() == {"booked_by_asking"}


def test_a_booking_made_by_a_call_that_never_reached_the_server(story: Story) -> None:
    story.holds(AMY, story.is_refused(AMY, 1, "UNAUTHORIZED"))
    assert "booked_by_asking" in story.broken_rules()


def test_a_booking_made_a_second_time_over_the_first(story: Story) -> None:
    story.books(AMY, 1)
    story.books(AMY, 1)
    assert story.broken_rules() == {"booked_by_asking"}


def test_a_booking_repeated_after_a_lost_answer_may_be_made_by_either_call(story: Story) -> None:
    first, second = story.loses_the_answer(AMY, 1), story.asks_for(AMY, 1)
    story.holds(AMY, first)
    assert story.broken_rules() == set()
    story.holds(AMY, second)
    assert story.broken_rules() == set()


def test_not_available_to_the_one_who_holds_it(story: Story) -> None:
    story.books(AMY, 1)
    story.is_refused(AMY, 1, "NOT_AVAILABLE")
    assert story.broken_rules() == {"refused_for_good"}


def test_not_available_to_the_one_whose_first_answer_was_lost(story: Story) -> None:
    story.holds(AMY, story.loses_the_answer(AMY, 1))
    story.is_refused(AMY, 1, "NOT_AVAILABLE")
    assert story.broken_rules() == {"refused_for_good"}


@pytest.mark.parametrize("code", ["TIME_CONFLICT", "TOO_MANY_BOOKINGS"])
def test_another_refusal_to_the_one_who_holds_it(story: Story, code: str) -> None:
    story.books(AMY, 1)
    story.is_refused(AMY, 1, code)
    assert "refused_for_good" in story.broken_rules()


def test_not_available_though_it_is_free(story: Story) -> None:
    story.is_refused(AMY, 1, "NOT_AVAILABLE")
    assert story.broken_rules() >= {"refusals_are_true"}


def test_not_available_before_anybody_else_asked(story: Story) -> None:
    story.is_refused(AMY, 1, "NOT_AVAILABLE")
    story.books(BEN, 1)
    assert story.broken_rules() == {"refusals_are_true"}


def test_not_available_while_another_asks_is_right(story: Story) -> None:
    story.is_refused(AMY, 1, "NOT_AVAILABLE", at=1.0, end=9.0)
    story.books(BEN, 1, at=2.0)
    assert story.broken_rules() == set()


def test_a_time_conflict_with_nothing(story: Story) -> None:
    story.is_refused(AMY, 1, "TIME_CONFLICT")
    assert story.broken_rules() == {"refusals_are_true"}


def test_too_many_bookings_below_the_limit(story: Story) -> None:
    story.books(AMY, 1)
    story.is_refused(AMY, 3, "TOO_MANY_BOOKINGS")
    assert story.broken_rules() == {"refusals_are_true"}


def killed_database(at: float) -> Fault:
    return Fault(name="database killed", begin=at, end=at + 1.0, database_ended=True)


def test_what_was_only_read_of_a_booking_without_an_answer_may_be_lost_with_the_database(
    story: Story,
) -> None:
    story.loses_the_answer(BEN, 1, end=9.0)
    story.is_refused(AMY, 1, "NOT_AVAILABLE")
    story.lists_bookings(BEN, 1)
    assert story.broken_rules() >= {"refusals_are_true", "bookings_are_the_askers"}
    story.faults.append(killed_database(at=5.0))
    assert story.broken_rules() == set()


def test_the_same_after_the_database_was_killed_is_excused_by_nothing(story: Story) -> None:
    story.faults.append(killed_database(at=0.1))
    story.loses_the_answer(BEN, 1, at=2.0, end=9.0)
    story.is_refused(AMY, 1, "NOT_AVAILABLE", at=3.0)
    assert "refusals_are_true" in story.broken_rules()


LOST = {"refusals_are_true", "bookings_are_the_askers", "bookings_are_listed"}
"""What is found if a booking that was read twice is gone, and nothing excuses it."""


def a_booking_that_was_read_is_gone(story: Story) -> None:
    story.loses_the_answer(BEN, 1, at=1.0)
    story.lists_bookings(BEN, 1, at=2.0)
    story.is_refused(AMY, 1, "NOT_AVAILABLE", at=3.0)
    story.lists_bookings(BEN, at=20.0)


def test_a_kill_does_not_excuse_what_was_read_before_a_later_write_was_acknowledged(story: Story) -> None:
    a_booking_that_was_read_is_gone(story)
    story.faults.append(killed_database(at=5.0))
    assert story.broken_rules() == set()
    story.books(COY, 5, at=3.6, end=4.9)
    assert story.broken_rules() == LOST


@pytest.mark.parametrize("begin_and_end", [(1.9, 4.9), (3.6, 5.1)])
def test_a_write_that_began_before_a_reading_or_ended_in_the_kill_tells_nothing_of_it(
    story: Story, begin_and_end: tuple[float, float]
) -> None:
    begin, end = begin_and_end
    a_booking_that_was_read_is_gone(story)
    story.books(COY, 5, at=begin, end=end)
    story.faults.append(killed_database(at=5.0))
    assert story.broken_rules() == set()


def test_a_kill_excuses_what_was_read_while_it_went_on(story: Story) -> None:
    a_booking_that_was_read_is_gone(story)
    story.faults.append(killed_database(at=0.5))
    story.faults.append(Fault(name="database killed", begin=1.8, end=3.1, database_ended=True))
    assert story.broken_rules() == set()


def test_a_kill_a_minute_later_excuses_nothing_even_if_nobody_wrote(story: Story) -> None:
    a_booking_that_was_read_is_gone(story)
    story.faults.append(killed_database(at=63.0))
    assert story.broken_rules() == LOST


def test_an_answer_to_a_booking_is_excused_by_no_killed_database(story: Story) -> None:
    story.loses_the_answer(BEN, 1, end=9.0)
    story.asks_for(BEN, 1)
    story.faults.append(killed_database(at=5.0))
    assert story.broken_rules() == {"acknowledged_is_kept"}


def test_more_bookings_than_the_limit(story: Story) -> None:
    for consultation in (1, 3, 4):
        story.books(AMY, consultation)
    assert story.broken_rules() == {"limit_is_kept"}


def test_a_patient_who_began_above_the_limit_may_stay_there(story: Story) -> None:
    for consultation in (1, 3):
        before = story.rows[consultation]
        story.rows[consultation] = type(before)(
            id=before.id,
            doctor=before.doctor,
            specialty=before.specialty,
            date=before.date,
            hour=before.hour,
            before=COY,
            after=COY,
        )
    assert story.broken_rules() == set()
