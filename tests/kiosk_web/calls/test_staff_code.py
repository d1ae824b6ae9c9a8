"""The staff's code: what is right, what locks the exit, and for how long."""

from __future__ import annotations

import pytest

from kiosk_web.calls.staff_exit import StaffDoor, StaffRefusedError

CODE = "271828"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def door(clock: Clock) -> StaffDoor:
    return StaffDoor(CODE, clock)


def refusal(door: StaffDoor, code: str) -> float | None:
    with pytest.raises(StaffRefusedError) as refused:
        door.open_with(code)
    return refused.value.retry_after


def lock(door: StaffDoor) -> float | None:
    assert [refusal(door, "000000"), refusal(door, "1")] == [None, None]
    return refusal(door, "é\ud800")


def test_the_right_code_opens_as_often_as_it_is_typed(door: StaffDoor) -> None:
    door.open_with(CODE)
    door.open_with(CODE)


@pytest.mark.parametrize("wrong", ["", "27182", "2718281", " 271828", "２７１８２８", "271829"])
def test_anything_else_is_refused(door: StaffDoor, wrong: str) -> None:
    assert refusal(door, wrong) is None


def test_without_a_code_nothing_opens(clock: Clock) -> None:
    door = StaffDoor("", clock)
    assert not door.can_open
    assert refusal(door, "") is None


def test_three_wrong_codes_lock_it_for_five_minutes_even_for_the_right_one(
    door: StaffDoor, clock: Clock
) -> None:
    assert lock(door) == 300
    clock.now += 100
    assert refusal(door, CODE) == 200
    clock.now += 199.5
    assert refusal(door, CODE) == 0.5
    clock.now += 0.5
    door.open_with(CODE)


def test_each_lock_is_twice_as_long_up_to_an_hour(door: StaffDoor, clock: Clock) -> None:
    locks = []
    for _ in range(6):
        seconds = lock(door)
        assert seconds is not None
        locks.append(seconds)
        clock.now += seconds
    assert locks == [300, 600, 1200, 2400, 3600, 3600]


def test_trying_while_it_is_locked_does_not_make_the_lock_longer(door: StaffDoor, clock: Clock) -> None:
    assert lock(door) == 300
    assert [refusal(door, "000000") for _ in range(10)] == [300] * 10
    clock.now += 300
    assert refusal(door, "000000") is None


def test_the_right_code_resets_the_count_of_wrong_ones(door: StaffDoor, clock: Clock) -> None:
    assert lock(door) == 300
    clock.now += 300
    door.open_with(CODE)
    assert lock(door) == 300


def test_the_code_does_not_show(door: StaffDoor) -> None:
    assert CODE not in repr(door)
    with pytest.raises(StaffRefusedError) as refused:
        door.open_with("314159")
    assert CODE not in str(refused.value)
    assert "314159" not in str(refused.value)
