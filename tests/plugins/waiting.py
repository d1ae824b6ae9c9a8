"""Polling for what sends no event: a number in a queue, a line in a log. No tests here."""

from __future__ import annotations

import time
from collections.abc import Callable

SOON = 10.0


def wait_until(has_come: Callable[[], object], seconds: float = SOON) -> None:
    """Poll until a condition is true; raise AssertionError if it is not soon.

    Args:
        has_come: called in this thread, at once and then every millisecond.
        seconds: the limit; normally this takes a moment.
    """
    given_up = time.monotonic() + seconds
    while not has_come():
        assert time.monotonic() < given_up, f"not so after {seconds} s: {has_come!r}"
        time.sleep(0.001)  # leaves the processor to what is waited for
