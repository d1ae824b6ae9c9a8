"""How long a call waits that is in vain. No test here."""

import time
from collections.abc import Callable

import pytest

from database import DatabaseUnavailable

ANSWER_WITHIN = 9.5  # spec/protocol.md: UNAVAILABLE within 10 s; the room itself promises 8


def unavailable_in(call: Callable[[], object]) -> float:
    """Give the seconds until a call says that the database is unavailable."""
    start = time.monotonic()
    with pytest.raises(DatabaseUnavailable):
        call()
    return time.monotonic() - start
