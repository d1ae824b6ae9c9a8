"""Parsers of values, for a table of keys.

Each takes the text of a value and returns its meaning, or raises ValueError with what it must be.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

HIGHEST_PORT = 65_535

_MOST_DIGITS = 20


def integer(low: int, high: int) -> Callable[[str], int]:
    """Return a parser of whole numbers from `low` to `high`, both included."""

    def parse(value: str) -> int:
        is_number = value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS
        if not is_number or not low <= int(value) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(value)

    return parse


def text(*, longest: int | None = None, required: bool = False) -> Callable[[str], str]:
    """Return a parser of any text.

    Args:
        longest: characters at most; None: no limit.
        required: whether an empty value is refused.
    """

    def parse(value: str) -> str:
        if required and not value:
            raise ValueError("must not be empty")
        if longest is not None and len(value) > longest:
            raise ValueError(f"must have at most {longest} characters, has {len(value)}")
        return value

    return parse


def choice(*allowed: str) -> Callable[[str], str]:
    """Return a parser that accepts one of the words in `allowed`."""

    def parse(value: str) -> str:
        if value not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value

    return parse


def yes_or_no(value: str) -> bool:
    """Parse `yes` or `no`."""
    return choice("yes", "no")(value) == "yes"


def networks(value: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    """Parse addresses and networks separated by commas, such as `10.0.0.7, 2001:db8::/32`."""
    parts = [part.strip() for part in value.split(",")] if value else []
    try:
        return tuple(ipaddress.ip_network(part) for part in parts)
    except ValueError:
        raise ValueError(
            "must be addresses or networks separated by commas, such as 10.0.0.7 or 10.0.0.0/24"
        ) from None


def time_zone(value: str) -> ZoneInfo | None:
    """Parse the name of a time zone, such as `Europe/Brussels`; an empty value is None."""
    try:
        return ZoneInfo(value) if value else None
    except (ValueError, OSError, KeyError):  # a path, a folder, no such zone
        raise ValueError("must be the name of a time zone, such as Europe/Brussels") from None


def optional_path(value: str) -> Path | None:
    """Parse a path, which may begin with `~`; an empty value is None."""
    try:
        return Path(value).expanduser() if value else None
    except RuntimeError:
        raise ValueError("there is no such home folder; give the whole path") from None
