"""Measures how long a call takes to fail. No test here."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from database import DatabaseUnavailableError

ANSWER_WITHIN = 40.0
"""Seconds: `Database` promises 8; the rest is for a busy machine. What these tests let hang, hangs longer."""


def unavailable_in(call: Callable[[], object]) -> float:
    """Return the seconds until a call fails with DatabaseUnavailableError."""
    start = time.monotonic()
    with pytest.raises(DatabaseUnavailableError):
        call()
    return time.monotonic() - start
