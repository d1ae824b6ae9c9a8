"""Waiting for what tells nobody that it has come: a number in a queue, a line in a log. No test here."""

import time
from collections.abc import Callable

SOON = 10.0


def wait_until(has_come: Callable[[], object], seconds: float = SOON) -> None:
    """Ask again and again until the answer is true; an error where it is not soon.

    Args:
        has_come: asked in this thread, at once and then every millisecond.
        seconds: against a thing that never comes; what is waited for takes a moment.
    """
    given_up = time.monotonic() + seconds
    while not has_come():
        assert time.monotonic() < given_up, f"not so after {seconds} s: {has_come!r}"
        time.sleep(0.001)  # the processor is for those who are waited for
