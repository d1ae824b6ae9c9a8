"""The line before the connections: bounded, in order, and nobody is lost in it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from threading import Event, Lock

from database import Database, DatabaseSettings
from database.link import Link
from database.turns import Turns

LONG = 30.0


def join_the_line(pool: ThreadPoolExecutor, turns: Turns, act: Callable[[], object]) -> Future[object]:
    """Let `act` take a turn in a thread of its own; returns when it stands in the line."""
    length = len(turns._waiting)
    future = pool.submit(act)
    while len(turns._waiting) == length:
        assert not future.done()
    return future


def test_places_are_given_at_once_up_to_their_number() -> None:
    turns = Turns(2)
    assert [turns.take(LONG), turns.take(LONG), turns.take(0)] == [True, True, False]
    turns.give_back()
    assert turns.take(0)


def test_those_who_wait_come_in_the_order_of_asking() -> None:
    turns = Turns(1)
    came: list[int] = []

    def come(number: int) -> None:
        assert turns.take(LONG)
        came.append(number)
        turns.give_back()

    assert turns.take(LONG)
    with ThreadPoolExecutor(8) as pool:
        for number in range(8):
            join_the_line(pool, turns, partial(come, number))
        turns.give_back()
    assert came == list(range(8))


def test_who_gives_a_place_back_and_asks_again_stands_behind_those_who_wait() -> None:
    turns = Turns(1)
    assert turns.take(LONG)
    with ThreadPoolExecutor(1) as pool:
        other = join_the_line(pool, turns, lambda: turns.take(LONG))
        turns.give_back()
        assert not turns.take(0)
        assert other.result() is True


def test_who_gives_up_leaves_the_line_and_takes_no_place_along() -> None:
    turns = Turns(1)
    assert turns.take(LONG)
    assert not turns.take(0.01)
    turns.give_back()
    assert turns.take(0)


def test_closing_sends_away_those_who_wait_and_those_who_come() -> None:
    turns = Turns(1)
    assert turns.take(LONG)
    with ThreadPoolExecutor(1) as pool:
        waiting = join_the_line(pool, turns, lambda: turns.take(LONG))
        turns.close()
        assert waiting.result(timeout=5) is False
    turns.give_back()
    assert not turns.take(LONG)


def test_no_more_than_the_places_are_held_and_none_is_lost_whoever_gives_up() -> None:
    turns = Turns(3)
    guard = Lock()
    held: set[int] = set()
    most: list[int] = []

    def work(number: int) -> None:
        for attempt in range(200):
            if not turns.take((number + attempt) % 3 / 10_000):  # some give up just as their turn comes
                continue
            with guard:
                held.add(number)
                most.append(len(held))
            Event().wait(0.0001)  # lets the others run
            with guard:
                held.remove(number)
            turns.give_back()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(work, range(12)))
    assert 1 < max(most) <= 3
    assert [turns.take(0) for _ in range(4)] == [True, True, True, False]


def test_calls_have_a_connection_in_the_order_of_asking(database_settings: DatabaseSettings) -> None:
    line_is_there = Event()
    order: list[str] = []
    with (
        closing(Database(replace(database_settings, pool_size=1))) as database,
        ThreadPoolExecutor(3) as pool,
    ):
        leases = database._leases

        def call(name: str) -> None:
            leases.run(lambda link: order.append(name))

        def hold(link: Link) -> None:
            order.append("first")
            line_is_there.wait(LONG)

        def call_twice() -> None:
            leases.run(hold)
            call("first again")

        pool.submit(call_twice)
        while not order:
            pass
        for name in ("second", "third"):
            join_the_line(pool, leases._turns, partial(call, name))
        line_is_there.set()
    assert order == ["first", "second", "third", "first again"]
