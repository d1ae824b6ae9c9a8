"""The rules of calendars, each with histories that break it and with histories that only look as if."""

from __future__ import annotations

from typing import Any

import pytest

from prove.history import Fault
from tests.prove.histories import AMY, BEN, EYE, MONDAY, SUNDAY, TUESDAY, Story

RIGHT: set[str] = set()
TOO_FEW = {"calendars_count_what_stayed_free"}
TOO_MANY = {"calendars_count_nothing_taken"}
ODD = {"calendars_keep_to_the_question"}
ALL = ((MONDAY, 3), (TUESDAY, 2))
LONG_AFTER = 40.0


@pytest.fixture
def story() -> Story:
    """Three are free on Monday and two on Tuesday, unless somebody books."""
    return Story()


def test_a_calendar_of_all_that_is_free(story: Story) -> None:
    story.counts(*ALL)
    assert story.broken_rules() == RIGHT


@pytest.mark.parametrize("wrong", [((MONDAY, 2), (TUESDAY, 2)), ((MONDAY, 3),), ()])
def test_a_day_with_less_than_stayed_free(story: Story, wrong: tuple[tuple[str, int], ...]) -> None:
    story.counts(*wrong)
    assert story.broken_rules() == TOO_FEW


def test_a_day_with_more_than_there_are(story: Story) -> None:
    story.counts((MONDAY, 4), (TUESDAY, 2))
    assert story.broken_rules() == story.broken_rules(is_timed=False) == TOO_MANY


def test_a_day_with_what_was_taken_from_the_start(story: Story) -> None:
    story.counts((MONDAY, 3), (TUESDAY, 3))
    assert story.broken_rules() == TOO_MANY


def test_a_booking_shows_at_once(story: Story) -> None:
    story.books(BEN, 1)
    story.counts((MONDAY, 2), (TUESDAY, 2))
    assert story.broken_rules() == RIGHT
    story.counts(*ALL)
    assert story.broken_rules() == story.broken_rules(is_timed=False) == TOO_MANY


def test_a_booking_whose_answer_was_lost_shows_after_ten_seconds(story: Story) -> None:
    story.holds(BEN, story.loses_the_answer(BEN, 1, at=1.0))
    story.lists_bookings(BEN, 1, at=2.0)
    story.counts(*ALL, at=12.4)
    assert story.broken_rules() == RIGHT
    story.counts(*ALL, at=12.6)
    assert story.broken_rules() == TOO_MANY
    assert story.broken_rules(is_timed=False) == RIGHT


def test_what_a_killed_database_may_have_lost_may_be_counted(story: Story) -> None:
    story.loses_the_answer(BEN, 1, at=1.0)
    story.lists_bookings(BEN, 1, at=2.0)
    story.faults.append(Fault(name="database killed", begin=2.6, end=3.0, database_ended=True))
    story.counts(*ALL, at=LONG_AFTER)
    assert story.broken_rules() == RIGHT


def test_a_booking_may_be_taken_off_twice_for_twenty_seconds(story: Story) -> None:
    story.books(BEN, 1, at=1.0)
    story.counts((MONDAY, 1), (TUESDAY, 2), at=21.4)
    assert story.broken_rules() == RIGHT
    story.counts((MONDAY, 1), (TUESDAY, 2), at=21.6)
    assert story.broken_rules() == TOO_FEW


def test_a_booking_that_was_asked_for_again_may_be_taken_off_as_often(story: Story) -> None:
    story.books(BEN, 1, at=1.0)
    story.asks_for(BEN, 1, at=1.0)
    story.counts((TUESDAY, 2), at=3.0)
    assert story.broken_rules() == RIGHT


def test_a_booking_asked_for_later_was_free(story: Story) -> None:
    story.counts((MONDAY, 2), (TUESDAY, 2), at=1.0)
    story.books(BEN, 1, at=30.0)
    assert story.broken_rules() == TOO_FEW


def test_a_calendar_of_one_doctor(story: Story) -> None:
    story.counts((MONDAY, 1), (TUESDAY, 1), doctor=EYE)
    assert story.broken_rules() == RIGHT
    story.counts((MONDAY, 2), (TUESDAY, 1), doctor=EYE)
    assert story.broken_rules() == TOO_MANY


def test_a_calendar_leads_to_the_next_day(story: Story) -> None:
    asked: dict[str, Any] = {"start": MONDAY, "end": MONDAY}
    story.counts((MONDAY, 3), covered=(MONDAY, MONDAY), next_day=TUESDAY, **asked)
    assert story.broken_rules() == RIGHT
    story.counts((MONDAY, 3), covered=(MONDAY, MONDAY), next_day=None, **asked)
    assert story.broken_rules() == TOO_FEW


def test_a_calendar_without_a_start_begins_with_the_first_free_day(story: Story) -> None:
    story.counts((TUESDAY, 2), covered=(TUESDAY, SUNDAY))
    assert story.broken_rules() == TOO_FEW


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        ({"end": "2030-03-09"}, "2030-03-09"),
        ({"end": "2030-03-10"}, "2030-03-09"),
        ({"end": None}, "2030-03-09"),
        ({"end": TUESDAY}, TUESDAY),
        ({"start": MONDAY, "end": None}, "2030-03-09"),
    ],
)
def test_a_calendar_covers_62_days_or_up_to_the_end(story: Story, asked: dict[str, Any], last: str) -> None:
    story.counts(*ALL, covered=(MONDAY, last), **asked)
    assert story.broken_rules() == RIGHT
    story.counts(*ALL, covered=(MONDAY, "2030-03-10"), **asked)
    assert story.broken_rules() == ODD


def test_a_calendar_that_ends_before_it_has_to(story: Story) -> None:
    story.counts(*ALL, covered=(MONDAY, TUESDAY))
    assert story.broken_rules() == ODD


def test_a_calendar_does_not_lead_to_a_day_that_has_nothing(story: Story) -> None:
    story.counts(*ALL, next_day="2030-02-01")
    assert story.broken_rules() == story.broken_rules(is_timed=False) == TOO_MANY


def test_a_calendar_may_lead_for_ten_seconds_to_a_day_whose_last_was_booked_elsewhere(story: Story) -> None:
    story.servers = 2
    story.books(AMY, 4, at=1.0)
    story.books(BEN, 5, at=1.0)
    asked: dict[str, Any] = {"end": MONDAY, "covered": (MONDAY, MONDAY), "next_day": TUESDAY}
    story.counts((MONDAY, 3), at=11.4, **asked)
    assert story.broken_rules() == RIGHT
    story.counts((MONDAY, 3), at=11.6, **asked)
    assert story.broken_rules() == TOO_MANY
    assert story.broken_rules(is_timed=False) == RIGHT


def test_a_calendar_may_begin_for_ten_seconds_with_a_day_whose_last_was_booked(story: Story) -> None:
    for patient, consultation in ((AMY, 1), (BEN, 2), (AMY, 3)):
        story.books(patient, consultation, at=1.0)
    story.counts((TUESDAY, 2), at=11.4)
    assert story.broken_rules() == RIGHT
    story.counts((TUESDAY, 2), at=11.6)
    assert story.broken_rules() == story.broken_rules(is_timed=False) == TOO_MANY


def test_a_calendar_begins_today_where_nothing_is_free(story: Story) -> None:
    today = "2030-01-05"
    story.counts(end=today, covered=(today, today), next_day=MONDAY)
    assert story.broken_rules() == RIGHT


def test_a_calendar_does_not_begin_where_nothing_is_free_and_something_is_later(story: Story) -> None:
    today = "2030-01-05"
    story.counts(*ALL, covered=(today, SUNDAY))
    assert story.broken_rules() == TOO_MANY


def test_days_out_of_order(story: Story) -> None:
    story.counts((TUESDAY, 2), (MONDAY, 3))
    assert story.broken_rules() == ODD


def test_a_day_with_nothing(story: Story) -> None:
    story.books(AMY, 1)
    story.books(BEN, 3)
    story.counts((MONDAY, 1), (TUESDAY, 2), (SUNDAY, 0))
    assert story.broken_rules() == ODD


def test_other_days_than_those_asked_for(story: Story) -> None:
    story.counts(*ALL, start=TUESDAY)
    assert story.broken_rules() == ODD


def test_the_next_day_is_after_those_covered(story: Story) -> None:
    story.counts(*ALL, next_day=TUESDAY)
    assert story.broken_rules() == ODD
