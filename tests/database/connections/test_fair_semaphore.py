"""The semaphore before the pool's connections: bounded, fair, and no permit is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from threading import Event, Lock

from database import Database, DatabaseSettings
from database.connections.connection import DatabaseConnection
from database.connections.fair_semaphore import FairSemaphore

LONG = 30.0


def start_waiting(
    threads: ThreadPoolExecutor, semaphore: FairSemaphore, act: Callable[[], object]
) -> Future[object]:
    """Run `act`, which acquires a permit, in a thread; returns once it waits for one."""
    length = len(semaphore._queue)
    future = threads.submit(act)
    while len(semaphore._queue) == length:
        assert not future.done()
    return future


def test_permits_are_granted_at_once_up_to_their_number() -> None:
    semaphore = FairSemaphore(2)
    assert [semaphore.acquire(LONG), semaphore.acquire(LONG), semaphore.acquire(0)] == [True, True, False]
    semaphore.release()
    assert semaphore.acquire(0)


def test_waiting_threads_are_served_in_the_order_of_asking() -> None:
    semaphore = FairSemaphore(1)
    served: list[int] = []

    def acquire_and_release(number: int) -> None:
        assert semaphore.acquire(LONG)
        served.append(number)
        semaphore.release()

    assert semaphore.acquire(LONG)
    with ThreadPoolExecutor(8) as threads:
        for number in range(8):
            start_waiting(threads, semaphore, partial(acquire_and_release, number))
        semaphore.release()
    assert served == list(range(8))


def test_a_thread_that_asks_again_comes_after_those_that_wait() -> None:
    semaphore = FairSemaphore(1)
    assert semaphore.acquire(LONG)
    with ThreadPoolExecutor(1) as threads:
        other = start_waiting(threads, semaphore, lambda: semaphore.acquire(LONG))
        semaphore.release()
        assert not semaphore.acquire(0)
        assert other.result() is True


def test_a_timeout_takes_no_permit() -> None:
    semaphore = FairSemaphore(1)
    assert semaphore.acquire(LONG)
    assert not semaphore.acquire(0.01)
    semaphore.release()
    assert semaphore.acquire(0)


def test_closing_refuses_waiting_threads_and_later_calls() -> None:
    semaphore = FairSemaphore(1)
    assert semaphore.acquire(LONG)
    with ThreadPoolExecutor(1) as threads:
        waiting = start_waiting(threads, semaphore, lambda: semaphore.acquire(LONG))
        semaphore.close()
        assert waiting.result(timeout=LONG) is False
    semaphore.release()
    assert not semaphore.acquire(LONG)


def test_no_permit_too_many_and_none_lost_when_waits_time_out() -> None:
    semaphore = FairSemaphore(3)
    guard = Lock()
    held: set[int] = set()
    most: list[int] = []

    def work(number: int) -> None:
        for attempt in range(200):
            if not semaphore.acquire((number + attempt) % 3 / 10_000):  # some time out as they are granted
                continue
            with guard:
                held.add(number)
                most.append(len(held))
            Event().wait(0.0001)  # lets the others run
            with guard:
                held.remove(number)
            semaphore.release()

    with ThreadPoolExecutor(12) as threads:
        list(threads.map(work, range(12)))
    assert 1 < max(most) <= 3
    assert [semaphore.acquire(0) for _ in range(4)] == [True, True, True, False]


def test_calls_get_a_connection_in_the_order_of_asking(database_settings: DatabaseSettings) -> None:
    all_wait = Event()
    order: list[str] = []
    with (
        closing(Database(replace(database_settings, pool_size=1))) as database,
        ThreadPoolExecutor(3) as threads,
    ):
        pool = database._pool

        def call(name: str) -> None:
            pool.run(lambda connection: order.append(name))

        def hold(connection: DatabaseConnection) -> None:
            order.append("first")
            all_wait.wait(LONG)

        def call_twice() -> None:
            pool.run(hold)
            call("first again")

        threads.submit(call_twice)
        while not order:
            pass
        for name in ("second", "third"):
            start_waiting(threads, pool._permits, partial(call, name))
        all_wait.set()
    assert order == ["first", "second", "third", "first again"]
