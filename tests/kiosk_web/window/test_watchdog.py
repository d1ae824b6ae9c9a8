"""When a page counts as dead, with a clock that the test sets."""

from __future__ import annotations

import pytest

from kiosk_web.window.watchdog import LONGEST_WAIT, STEADY_SECONDS, Watchdog


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watchdog(clock: Clock) -> Watchdog:
    return Watchdog(silence=15, load=30, clock=clock)


def test_a_page_that_loads_has_time_for_its_first_beat(watchdog: Watchdog, clock: Clock) -> None:
    clock.now += 30
    assert watchdog.overdue() is None


def test_a_page_that_never_beats_is_dead(watchdog: Watchdog, clock: Clock) -> None:
    clock.now += 31
    assert watchdog.overdue() == 31


def test_a_page_that_beats_is_alive(watchdog: Watchdog, clock: Clock) -> None:
    for _ in range(10):
        clock.now += 14
        watchdog.beat()
    clock.now += 15
    assert watchdog.overdue() is None


def test_a_page_that_falls_silent_is_dead(watchdog: Watchdog, clock: Clock) -> None:
    watchdog.beat()
    clock.now += 16
    assert watchdog.overdue() == 16


def test_a_new_loading_restarts_the_clock(watchdog: Watchdog, clock: Clock) -> None:
    watchdog.beat()
    clock.now += 16
    watchdog.begin_loading()
    clock.now += 29
    assert watchdog.overdue() is None


def test_the_first_death_has_no_backoff(watchdog: Watchdog) -> None:
    assert watchdog.wait_before_loading() == 0


def test_a_page_that_keeps_dying_is_waited_for_longer_each_time(watchdog: Watchdog) -> None:
    assert [watchdog.wait_before_loading() for _ in range(8)] == [
        0,
        1,
        2,
        4,
        8,
        16,
        LONGEST_WAIT,
        LONGEST_WAIT,
    ]


def test_the_backoff_stays_finite_for_days(watchdog: Watchdog) -> None:
    assert {watchdog.wait_before_loading() for _ in range(5000)} == {0, 1, 2, 4, 8, 16, LONGEST_WAIT}


def test_a_long_life_resets_the_backoff(watchdog: Watchdog, clock: Clock) -> None:
    watchdog.wait_before_loading()
    watchdog.begin_loading()
    clock.now += STEADY_SECONDS
    watchdog.beat()
    assert watchdog.wait_before_loading() == 0


def test_one_heartbeat_does_not_reset_the_backoff(watchdog: Watchdog, clock: Clock) -> None:
    watchdog.wait_before_loading()
    watchdog.begin_loading()
    clock.now += STEADY_SECONDS - 1
    watchdog.beat()
    assert watchdog.wait_before_loading() == 1


def deaths_without_a_beat(watchdog: Watchdog, times: int) -> None:
    for _ in range(times):
        watchdog.begin_loading()
        watchdog.wait_before_loading()


def test_three_loads_without_a_heartbeat_are_hopeless(watchdog: Watchdog) -> None:
    deaths_without_a_beat(watchdog, 2)
    assert not watchdog.is_hopeless
    deaths_without_a_beat(watchdog, 1)
    assert watchdog.is_hopeless


def test_a_page_that_was_alive_for_a_moment_is_not_hopeless(watchdog: Watchdog) -> None:
    deaths_without_a_beat(watchdog, 2)
    for _ in range(5):
        watchdog.begin_loading()
        watchdog.beat()
        watchdog.wait_before_loading()
    deaths_without_a_beat(watchdog, 2)
    assert not watchdog.is_hopeless


def test_the_environment_may_set_the_limit() -> None:
    environment = {"BORNE_HEARTBEAT_SECONDS": "2.5", "BORNE_LOAD_SECONDS": "7"}
    watchdog = Watchdog.from_environment(environment)
    assert (watchdog.silence, watchdog.load) == (2.5, 7)


def test_a_booth_has_fifteen_seconds() -> None:
    booths_own = Watchdog.from_environment({})
    assert (booths_own.silence, booths_own.load) == (15, 30)
