"""The check digit of a patient number as ISO/IEC 7812-1 has it, worked out apart from the code under test."""


def has_check_digit(number: int) -> bool:
    """Tell whether the last digit of a number is the check digit of those before it."""
    *body, last = map(int, str(number))
    doubled = [sum(map(int, str(2 * digit))) for digit in body[::-2]]
    return (sum(doubled) + sum(body[-2::-2]) + last) % 10 == 0
