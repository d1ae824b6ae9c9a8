"""When a page is held for dead, with a clock that the test turns."""

from __future__ import annotations

import pytest

from kiosk_web.watchdog import LONGEST_WAIT, STEADY_SECONDS, Watchdog


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


def test_a_page_that_is_loaded_anew_counts_from_there(watchdog: Watchdog, clock: Clock) -> None:
    watchdog.beat()
    clock.now += 16
    watchdog.begin_loading()
    clock.now += 29
    assert watchdog.overdue() is None


def test_the_first_death_is_answered_at_once(watchdog: Watchdog) -> None:
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


def test_a_page_that_dies_for_days_is_still_waited_for(watchdog: Watchdog) -> None:
    assert {watchdog.wait_before_loading() for _ in range(5000)} == {0, 1, 2, 4, 8, 16, LONGEST_WAIT}


def test_after_a_long_life_a_death_is_answered_at_once_again(watchdog: Watchdog, clock: Clock) -> None:
    watchdog.wait_before_loading()
    watchdog.begin_loading()
    clock.now += STEADY_SECONDS
    watchdog.beat()
    assert watchdog.wait_before_loading() == 0


def test_a_page_that_has_just_beaten_is_no_proof_that_it_lives(watchdog: Watchdog, clock: Clock) -> None:
    watchdog.wait_before_loading()
    watchdog.begin_loading()
    clock.now += STEADY_SECONDS - 1
    watchdog.beat()
    assert watchdog.wait_before_loading() == 1


def test_a_test_may_set_its_patience() -> None:
    assert Watchdog.from_environment({"BORNE_HEARTBEAT_SECONDS": "2.5"}).silence == 2.5


def test_a_booth_has_fifteen_seconds() -> None:
    assert Watchdog.from_environment({}).silence == 15
