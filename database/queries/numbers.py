"""Draws patient numbers.

No database here: the primary key tells whether a number is free. Promise: a number has nine digits, the first
not 0, the last a Luhn check digit, and cannot be guessed from another (`secrets`). The page checks the check
digit, so that a typing error costs no login attempt.
"""

from __future__ import annotations

import secrets

_LOWEST_BODY = 10_000_000
_HIGHEST_BODY = 99_999_999


def new_patient_number() -> int:
    """Draw a number: eight random digits, the first not 0, and their check digit."""
    body = _LOWEST_BODY + secrets.randbelow(_HIGHEST_BODY - _LOWEST_BODY + 1)
    return with_check_digit(body)


def is_a_booths(number: int) -> bool:
    """Return whether a patient's number is one that this module draws, and hardly one of another program."""
    return _LOWEST_BODY <= number // 10 <= _HIGHEST_BODY and _luhn_sum(number) % 10 == 0


def with_check_digit(body: int) -> int:
    """Append the Luhn check digit to `body` (a non-negative integer)."""
    return body * 10 + -_luhn_sum(body * 10) % 10


def _luhn_sum(number: int) -> int:
    """Return the Luhn sum (ISO/IEC 7812-1, annex B): every second digit from the right counts double."""
    total = 0
    for place, digit in enumerate(int(character) for character in reversed(str(number))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled // 10 + doubled % 10
    return total
