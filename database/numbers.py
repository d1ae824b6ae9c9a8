"""Patient numbers: how one is drawn.

No database here: that a number is still free is the primary key's business; a slip in one is told by the page
(`kiosk_web/static/patient-number.js`), before an attempt is counted. Promise: a drawn number has nine
digits, the first not 0, the last a Luhn check digit, and cannot be guessed from another (`secrets`).
"""

import secrets

_LOWEST_BODY = 10_000_000
_HIGHEST_BODY = 99_999_999


def new_patient_number() -> int:
    """Draw a number: eight random digits, the first not 0, and their check digit."""
    body = _LOWEST_BODY + secrets.randbelow(_HIGHEST_BODY - _LOWEST_BODY + 1)
    return with_check_digit(body)


def with_check_digit(body: int) -> int:
    """Append the Luhn check digit to `body` (a non-negative integer)."""
    return body * 10 + -_luhn_sum(body * 10) % 10


def _luhn_sum(number: int) -> int:
    """ISO/IEC 7812-1, annex B: every second digit from the right counts double, by its digits' sum."""
    total = 0
    for place, digit in enumerate(int(character) for character in reversed(str(number))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled // 10 + doubled % 10
    return total
