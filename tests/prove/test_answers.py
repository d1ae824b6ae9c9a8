"""The rules of answers, each with histories that break it and with histories that only look as if."""

from __future__ import annotations

from typing import Any

import pytest

from prove.history import Filter
from tests.prove.histories import AMY, BEN, COY, EYE, EYES, HEART, MONDAY, NEWCOMER, TUESDAY, Story


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("SEARCH", "NOT_AVAILABLE"),
        ("LOGOUT", "TIME_CONFLICT"),
        ("BOOKINGS", "PROTOCOL_VIOLATION"),
        ("BOOK", "INTERNAL_ERROR"),
        ("BOOK", "BAD_REQUEST"),
    ],
)
def test_an_error_that_its_command_cannot_get(story: Story, command: str, code: str) -> None:
    story.call(command, AMY, outcome="unknown", code=code, consultation=1)
    assert story.broken_rules() == {"errors_are_of_their_command"}


def test_an_unavailable_database_and_a_lost_connection_break_no_rule(story: Story) -> None:
    story.log_in(AMY, outcome="unknown", code="UNAVAILABLE", answered=None)
    story.call("SEARCH", AMY, outcome="unknown", code="DISCONNECTED")
    story.loses_the_answer(AMY, 1)
    assert story.broken_rules() == set()


@pytest.mark.parametrize("command", ["GUESS", "AFTER_LOGOUT"])
def test_a_stranger_who_is_answered(story: Story, command: str) -> None:
    story.call(command, None, outcome="unknown", code="DISCONNECTED")
    assert story.broken_rules() == set()
    story.call(command, None, answered=AMY)
    assert story.broken_rules() == {"strangers_learn_nothing"}


def test_a_session_that_goes_on_after_logout_and_refuses(story: Story) -> None:
    story.call("AFTER_LOGOUT", None, outcome="refused", code="NOT_LOGGED_IN")
    assert story.broken_rules() == {"errors_are_of_their_command"}


def test_a_stranger_is_refused(story: Story) -> None:
    story.call("GUESS", None, outcome="refused", code="LOGIN_REFUSED")
    assert story.broken_rules() == set()


def test_a_login_answered_with_another_number(story: Story) -> None:
    story.log_in(AMY, answered=BEN)
    assert story.broken_rules() == {"numbers_are_the_patients_own"}


def test_a_login_refused_to_who_is_right(story: Story) -> None:
    story.log_in(AMY, outcome="refused", code="LOGIN_REFUSED", answered=None)
    assert story.broken_rules() == {"numbers_are_the_patients_own"}


def test_a_number_given_twice(story: Story) -> None:
    story.patients_after.add(NEWCOMER)
    story.call("REGISTER", None, session=1, answered=NEWCOMER)
    assert story.broken_rules() == set()
    story.call("REGISTER", None, session=2, answered=NEWCOMER)
    assert story.broken_rules() == {"numbers_are_the_patients_own"}


def test_a_new_patient_who_is_missing(story: Story) -> None:
    story.call("REGISTER", None, session=1, answered=NEWCOMER)
    assert story.broken_rules() == {"numbers_are_the_patients_own"}


def test_searches_that_keep_to_their_filters(story: Story) -> None:
    story.searches(1, 3, 5, doctor=HEART)
    story.searches(2, 4, specialty=EYES)
    story.searches(1, 2, 3, end=MONDAY)
    story.searches(4, 5, start=TUESDAY)
    story.searches(1, 2, limit=2, is_last=False)
    story.searches(3, 4, 5, after=story.rows[2].position)
    assert story.broken_rules() == set()


@pytest.mark.parametrize(
    "asked",
    [{"doctor": EYE}, {"specialty": EYES}, {"start": TUESDAY}, {"end": "2030-01-06"}, {"limit": 2}],
)
def test_a_search_that_lists_what_was_not_asked_for(story: Story, asked: dict[str, Any]) -> None:
    story.searches(1, 2, 3, is_last=False, **asked)
    assert "searches_keep_to_the_question" in story.broken_rules()


def test_a_page_that_begins_before_its_position(story: Story) -> None:
    story.searches(2, 3, 4, 5, after=story.rows[2].position)
    assert story.broken_rules() == {"searches_keep_to_the_question"}


@pytest.mark.parametrize("listed", [(2, 1, 3, 4, 5), (1, 1, 2, 3, 4, 5)])
def test_a_search_out_of_order_or_twice(story: Story, listed: tuple[int, ...]) -> None:
    story.searches(*listed)
    assert story.broken_rules() == {"searches_keep_to_the_question"}


def test_a_search_that_tells_another_hour_than_the_tables(story: Story) -> None:
    story.call("SEARCH", AMY, listed=(1,), wrongly_told=(1,), search=story.searches(1, 2, 3, 4, 5).search)
    assert story.broken_rules() >= {"searches_keep_to_the_question"}


def test_a_search_that_offers_what_was_acknowledged_before(story: Story) -> None:
    story.books(AMY, 1)
    story.searches(1, 2, 3, 4, 5)
    assert story.broken_rules() == {"searches_offer_nothing_taken"}


def test_a_search_that_offers_what_was_refused_as_taken_before(story: Story) -> None:
    story.holds(BEN, story.loses_the_answer(BEN, 1))
    story.is_refused(AMY, 1, "NOT_AVAILABLE")
    story.searches(1, 2, 3, 4, 5)
    assert story.broken_rules() == {"searches_offer_nothing_taken"}


def test_a_search_during_the_booking_may_offer_it_or_not(story: Story) -> None:
    story.books(AMY, 1, at=1.0, end=5.0)
    story.searches(1, 2, 3, 4, 5, at=2.0)
    story.searches(2, 3, 4, 5, at=3.0)
    assert story.broken_rules() == set()


def test_a_search_that_offers_what_was_booked_from_the_start(story: Story) -> None:
    story.searches(1, 2, 3, 4, 5, 6)
    assert story.broken_rules() == {"searches_offer_nothing_taken"}


@pytest.mark.parametrize(
    ("listed", "asked"),
    [((1, 2, 3, 4), {}), ((3,), {"doctor": HEART, "end": MONDAY}), ((1, 3), {"is_last": False}), ((), {})],
)
def test_a_search_that_leaves_a_free_one_out(
    story: Story, listed: tuple[int, ...], asked: dict[str, Any]
) -> None:
    story.searches(*listed, **asked)
    assert story.broken_rules() == {"searches_leave_nothing_out"}


def test_a_search_that_leaves_out_what_was_asked_for_only_later(story: Story) -> None:
    story.searches(2, 3, 4, 5)
    story.books(BEN, 1)
    story.searches(2, 3, 4, 5)
    assert story.broken_rules() == {"searches_leave_nothing_out"}


def test_a_search_that_leaves_out_what_was_asked_for_meanwhile(story: Story) -> None:
    story.searches(2, 3, 4, 5, at=1.0)
    story.books(BEN, 1, at=1.4)
    assert story.broken_rules() == set()


def test_searches_are_judged_by_when_they_were_answered(story: Story) -> None:
    story.call("SEARCH", AMY, 1.0, end=9.0, listed=(2, 3, 4, 5), is_last=True, search=Filter(limit=10))
    story.searches(2, 3, 4, 5, at=2.0)
    story.books(BEN, 1, at=5.0)
    assert story.broken_rules() == {"searches_leave_nothing_out"}


def test_an_empty_page_that_says_that_more_follow(story: Story) -> None:
    story.searches(is_last=False)
    assert story.broken_rules() == {"searches_leave_nothing_out"}


def test_bookings_of_another_patient(story: Story) -> None:
    story.lists_bookings(AMY, 6)
    assert "bookings_are_the_askers" in story.broken_rules()


def test_bookings_out_of_order(story: Story) -> None:
    story.books(AMY, 1)
    story.books(AMY, 3)
    story.lists_bookings(AMY, 3, 1)
    assert story.broken_rules() == {"bookings_are_the_askers"}


def test_a_booking_listed_before_it_was_asked_for(story: Story) -> None:
    story.lists_bookings(AMY, 1)
    story.books(AMY, 1)
    assert "bookings_are_the_askers" in story.broken_rules()


def test_an_acknowledged_booking_that_is_not_listed(story: Story) -> None:
    story.books(AMY, 1)
    story.lists_bookings(AMY)
    assert story.broken_rules() == {"bookings_are_listed"}


def test_a_booking_of_the_start_that_is_not_listed(story: Story) -> None:
    story.lists_bookings(COY)
    assert story.broken_rules() == {"bookings_are_listed"}


def test_a_booking_that_was_listed_once_is_listed_from_then_on(story: Story) -> None:
    story.holds(AMY, story.loses_the_answer(AMY, 1))
    story.lists_bookings(AMY)
    story.lists_bookings(AMY, 1)
    assert story.broken_rules() == set()
    story.lists_bookings(AMY)
    assert story.broken_rules() == {"bookings_are_listed"}
