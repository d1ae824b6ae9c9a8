"""Polling for what sends no event: a port that answers, a node that joined."""

from __future__ import annotations

import time
from collections.abc import Callable


def wait_until(has_come: Callable[[], object], seconds: float) -> None:
    """Poll until a condition is true.

    Args:
        has_come: called in this thread, at once and then every 20 ms.
        seconds: the limit.

    Raises:
        TimeoutError: it is not true by then.
    """
    given_up = time.monotonic() + seconds
    while not has_come():
        if time.monotonic() > given_up:
            raise TimeoutError(f"not so after {seconds} s: {has_come!r}")
        time.sleep(0.02)
