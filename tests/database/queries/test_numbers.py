"""Patient numbers."""

from __future__ import annotations

import pytest

from database.queries.numbers import new_patient_number, with_check_digit
from tests.database.queries.luhn import has_check_digit


def test_a_number_has_nine_digits_and_a_valid_check_digit() -> None:
    for number in (new_patient_number() for _ in range(1000)):
        assert 100_000_000 <= number <= 999_999_999
        assert has_check_digit(number)


def test_numbers_do_not_follow_each_other() -> None:
    assert len({new_patient_number() for _ in range(1000)}) > 990


def test_the_check_digit_follows_luhn() -> None:
    assert with_check_digit(7_992_739_871) == 79_927_398_713  # the standard's own example


@pytest.mark.parametrize("place", range(9))
def test_one_wrong_digit_is_noticed(place: int) -> None:
    number = with_check_digit(12_345_678)
    digit = number // 10**place % 10
    for other in set(range(10)) - {digit}:
        assert not has_check_digit(number + (other - digit) * 10**place)
