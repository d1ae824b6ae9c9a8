"""Whose turn it is at the database: who asks little waits little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database.connections.fair_queue import (
    HALF_LIFE_SECONDS,
    MOST_REMEMBERED,
    REMEMBERED_SECONDS,
    FairQueue,
    Uses,
    Waiting,
)


class Clock:
    """A clock that moves only when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def queue(clock: Clock) -> FairQueue[str]:
    return FairQueue(clock)


def ask(queue: FairQueue[str], *names: str) -> None:
    """Queue `address/session`, with that as the ticket."""
    for name in names:
        address, session = name.split("/")
        queue.add(Waiting(address, session, name))


def use(queue: FairQueue[str], name: str, seconds: float) -> None:
    address, session = name.split("/")
    queue.note_use(address, session, seconds)


def served(queue: FairQueue[str]) -> list[str]:
    found = []
    while (waiting := queue.pop()) is not None:
        found.append(waiting.ticket)
    return found


def test_of_equals_the_one_that_asked_first_is_served_first(queue: FairQueue[str]) -> None:
    ask(queue, "b/1", "a/1", "a/2", "a/1")
    assert served(queue) == ["b/1", "a/1", "a/2", "a/1"]


def test_a_session_that_has_used_little_goes_before_those_that_have_used_much(queue: FairQueue[str]) -> None:
    for number in range(60):
        use(queue, f"a/{number}", 0.2)
        ask(queue, f"a/{number}")
    ask(queue, "a/honest")
    assert served(queue)[0] == "a/honest"


def test_new_sessions_of_an_address_that_uses_much_do_not_go_first(queue: FairQueue[str]) -> None:
    for number in range(60):
        use(queue, f"a/{number}", 0.2)
    use(queue, "b/1", 0.05)
    ask(queue, "a/new", "b/1")
    assert served(queue) == ["b/1", "a/new"]


def test_those_who_come_anew_from_everywhere_keep_nobody_waiting_for_ever(
    queue: FairQueue[str], clock: Clock
) -> None:
    use(queue, "a/1", 0.5)
    ask(queue, "a/1")
    turns: list[str] = []
    while "a/1" not in turns and len(turns) < 100:
        ask(queue, f"b{len(turns)}/1")
        clock.now += 0.02
        first = queue.pop()
        assert first
        turns.append(first.ticket)
    assert "a/1" in turns


def test_a_hall_behind_one_address_is_not_put_behind_a_strangers_costly_questions(
    queue: FairQueue[str],
) -> None:
    for number in range(40):
        use(queue, f"hall/{number}", 0.02)
    use(queue, "stranger/1", 0.2)
    ask(queue, "stranger/1", "hall/7")
    assert served(queue) == ["hall/7", "stranger/1"]


def test_use_is_forgotten(queue: FairQueue[str], clock: Clock) -> None:
    use(queue, "a/1", 0.4)
    clock.now += 2 * HALF_LIFE_SECONDS
    use(queue, "b/1", 0.2)
    ask(queue, "b/1", "a/1")
    assert served(queue) == ["a/1", "b/1"]


def test_who_no_longer_waits_is_not_served(queue: FairQueue[str]) -> None:
    waiting = Waiting("a", "1", "a/1")
    queue.add(waiting)
    ask(queue, "b/1")
    assert [queue.remove(waiting), queue.remove(waiting)] == [True, False]
    assert served(queue) == ["b/1"]


def test_memory_is_bounded_and_the_latest_use_is_remembered() -> None:
    uses = Uses()
    for number in range(MOST_REMEMBERED + 10):
        uses.add(number, 1.0, 0.0)
    assert len(uses) == MOST_REMEMBERED
    assert (uses.of(0, 0.0), uses.of(MOST_REMEMBERED + 9, 0.0)) == (0.0, 1.0)


def test_a_use_is_forgotten_whole_when_next_to_nothing_is_left_of_it() -> None:
    uses = Uses()
    for number in range(5):
        uses.add(number, 1.0, float(number))
    uses.add("later", 1.0, 3.0 + REMEMBERED_SECONDS)
    assert [uses.of(who, 3.0 + REMEMBERED_SECONDS) > 0 for who in range(5)] == [False] * 3 + [True] * 2
    assert len(uses) == 3


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.floats(0, 2)), max_size=40))
def test_everybody_who_waits_is_served_once(asked: list[tuple[int, int, float]]) -> None:
    queue: FairQueue[int] = FairQueue(lambda: 0.0)
    for number, (address, session, seconds) in enumerate(asked):
        queue.note_use(address, session, seconds)
        queue.add(Waiting(address, session, number))
    assert len(queue) == len(asked)
    tickets = [waiting.ticket for waiting in iter(queue.pop, None)]
    assert sorted(tickets) == list(range(len(asked)))
