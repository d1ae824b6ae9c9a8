"""The check digit of ISO/IEC 7812-1, computed independently of the code under test."""

from __future__ import annotations


def has_check_digit(number: int) -> bool:
    """Tell whether the last digit is the check digit of the others."""
    *body, last = map(int, str(number))
    doubled = [sum(map(int, str(2 * digit))) for digit in body[::-2]]
    return (sum(doubled) + sum(body[-2::-2]) + last) % 10 == 0
