"""SIGTERM and SIGINT, heard at any moment: even while Qt starts, and no Python runs.

Here: how a signal reaches a thread. Not here: what ends by it (`window.py`, `browser.py`). Python writes the
signal's number into a pipe in the moment it comes (signal.set_wakeup_fd), whichever handler another library
has put in between; a thread reads it there. It promises that nothing is done in the main thread: a handler
that starts a thread or takes a lock can meet the very lock that the main thread holds.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def on_stop(action: Callable[[], None]) -> None:
    """Do this in a thread of its own, once, at the first SIGTERM or SIGINT from now on.

    Args:
        action: Ends the program, or asks it to end.

    Raises:
        ValueError: This is not the main thread.
    """
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)  # further signals say nothing new

    def wait() -> None:
        while os.read(reading, 1)[0] not in SIGNALS:
            pass
        action()

    take_over()  # first: what comes before the thread waits in the pipe
    threading.Thread(target=wait, name="stop", daemon=True).start()


def take_over() -> None:
    """Keep the signals from doing anything else in this process; again where a library set its own."""
    for number in SIGNALS:
        signal.signal(number, lambda _signal, _frame: None)
