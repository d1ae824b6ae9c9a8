"""The rule of LIST_CLIENTS: who has to be listed, who may be, and for how long."""

from __future__ import annotations

import pytest

from prove.history import Fault
from tests.prove.histories import AMY, BEN, NEWCOMER, Story

RIGHT: set[str] = set()
WRONG = {"list_clients_is_right"}


@pytest.fixture
def story() -> Story:
    """Amy is in session from 1.5 s on; an answer that began at 10 s shows that she still is."""
    story = Story()
    story.log_in(AMY, at=1.0)
    story.lists_bookings(AMY, at=10.0)
    return story


def test_a_patient_in_session_is_listed(story: Story) -> None:
    story.lists_clients(AMY, at=5.0)
    assert story.broken_rules() == RIGHT


def test_a_patient_in_session_who_is_not_listed(story: Story) -> None:
    story.lists_clients(at=5.0)
    assert story.broken_rules() == story.broken_rules(is_timed=False) == WRONG


def test_a_patient_who_logs_in_meanwhile_may_be_listed_or_not(story: Story) -> None:
    story.lists_clients(at=1.2)
    story.lists_clients(AMY, at=1.2)
    assert story.broken_rules() == RIGHT


def test_a_patient_in_two_sessions_is_listed_twice(story: Story) -> None:
    story.log_in(AMY, at=2.0, session=7)
    story.lists_bookings(AMY, at=11.0, session=7)
    story.lists_clients(AMY, AMY, at=5.0)
    assert story.broken_rules() == RIGHT
    story.lists_clients(AMY, at=5.0)
    assert story.broken_rules() == WRONG


def test_a_patient_in_one_session_who_is_listed_twice(story: Story) -> None:
    story.lists_clients(AMY, AMY, at=5.0)
    assert story.broken_rules() == WRONG


def test_a_patient_before_the_login(story: Story) -> None:
    story.lists_clients(AMY, at=0.1)
    assert story.broken_rules() == WRONG


def test_a_patient_after_logout_is_gone_at_once(story: Story) -> None:
    story.call("LOGOUT", AMY, 11.0)
    story.lists_clients(AMY, at=11.2)
    assert story.broken_rules() == RIGHT
    story.lists_clients(AMY, at=11.6)
    assert story.broken_rules() == story.broken_rules(is_timed=False) == WRONG


def test_a_patient_who_left_without_a_word_is_gone_after_two_seconds(story: Story) -> None:
    story.call("LEAVE", AMY, 11.0)
    story.lists_clients(AMY, at=13.4)
    assert story.broken_rules() == RIGHT
    story.lists_clients(AMY, at=13.6)
    assert story.broken_rules() == WRONG
    assert story.broken_rules(is_timed=False) == RIGHT


def test_a_frozen_server_may_see_later_that_somebody_left(story: Story) -> None:
    story.faults.append(Fault(name="server frozen", begin=11.0, end=14.0))
    story.call("LEAVE", AMY, 11.0)
    story.lists_clients(AMY, at=16.0)
    assert story.broken_rules() == RIGHT
    story.lists_clients(AMY, at=16.1)
    assert story.broken_rules() == WRONG


def test_a_fault_that_came_only_after_the_delay_excuses_nothing(story: Story) -> None:
    story.call("LEAVE", AMY, 11.0)
    story.faults.append(Fault(name="server frozen", begin=13.6, end=17.0))
    story.lists_clients(AMY, at=14.0)
    assert story.broken_rules() == WRONG


def test_the_patients_of_a_killed_server_are_gone_after_twenty_seconds(story: Story) -> None:
    story.faults.append(Fault(name="server killed", begin=12.0, end=13.0, server_ended=12.1))
    story.call("SEARCH", AMY, 12.0, outcome="unknown", code="DISCONNECTED")
    story.lists_clients(AMY, at=32.0)
    assert story.broken_rules() == RIGHT
    story.lists_clients(AMY, at=32.2)
    assert story.broken_rules() == WRONG
    assert story.broken_rules(is_timed=False) == RIGHT


def test_a_server_killed_after_the_one_that_a_patient_was_at_excuses_nothing(story: Story) -> None:
    story.faults.append(Fault(name="server killed", begin=12.0, end=13.0, server_ended=12.1))
    story.call("SEARCH", AMY, 12.0, outcome="unknown", code="DISCONNECTED")
    story.faults.append(Fault(name="server killed", begin=25.0, end=26.0, server_ended=25.1))
    story.lists_clients(AMY, at=32.2)
    assert story.broken_rules() == WRONG


def test_a_server_killed_later_excuses_nothing(story: Story) -> None:
    story.call("LOGOUT", AMY, 11.0)
    story.lists_clients(AMY, at=12.0)
    story.faults.append(Fault(name="server killed", begin=13.0, end=14.0, server_ended=13.1))
    assert story.broken_rules() == story.broken_rules(is_timed=False) == WRONG


def test_a_patient_whom_no_client_knows_is_one_whose_registration_had_no_answer(story: Story) -> None:
    story.patients_after.add(NEWCOMER)
    story.call("REGISTER", None, 2.0, session=9, outcome="unknown", code="DISCONNECTED")
    story.lists_clients(AMY, NEWCOMER, at=5.0)
    assert story.broken_rules() == RIGHT


def test_a_patient_who_does_not_exist(story: Story) -> None:
    story.lists_clients(AMY, 999, at=5.0)
    assert story.broken_rules() == WRONG


def test_a_refused_login_is_no_session(story: Story) -> None:
    story.log_in(BEN, at=2.0, outcome="refused", code="UNREACHABLE", answered=None)
    story.lists_clients(AMY, BEN, at=5.0)
    assert story.broken_rules() == WRONG


@pytest.fixture
def of_two(story: Story) -> Story:
    """The same with two servers: the other one may not know of Amy until 3.5 s."""
    story.servers = 2
    return story


def test_another_server_may_hear_of_a_patient_two_seconds_late(of_two: Story) -> None:
    of_two.lists_clients(at=3.4)
    assert of_two.broken_rules() == RIGHT
    of_two.lists_clients(at=3.6)
    assert of_two.broken_rules() == WRONG
    assert of_two.broken_rules(is_timed=False) == RIGHT


def test_another_server_may_hear_of_a_logout_two_seconds_late(of_two: Story) -> None:
    of_two.call("LOGOUT", AMY, 11.0)
    of_two.lists_clients(AMY, at=13.4)
    assert of_two.broken_rules() == RIGHT
    of_two.lists_clients(AMY, at=13.6)
    assert of_two.broken_rules() == WRONG
    assert of_two.broken_rules(is_timed=False) == RIGHT


def test_servers_that_could_not_write_may_have_forgotten_one_another(of_two: Story) -> None:
    of_two.faults.append(Fault(name="power cut", begin=3.0, end=4.0, is_outage=True))
    of_two.lists_clients(at=8.9)
    assert of_two.broken_rules() == RIGHT
    of_two.lists_clients(at=9.1)
    assert of_two.broken_rules() == WRONG


def test_a_fault_in_which_they_could_write_excuses_nothing(of_two: Story) -> None:
    of_two.faults.append(Fault(name="node killed", begin=3.6, end=4.0))
    of_two.lists_clients(at=5.0)
    assert of_two.broken_rules() == WRONG
