"""A warning with a rate limit: one line a minute, and nobody waits for another's line."""

from __future__ import annotations

import logging
import threading

from socklib import RateLimitedWarning
from tests.socklib.loopback import SOON


class SlowHandler(logging.Handler):
    """Writes nothing before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.is_writing, self.may_go_on = threading.Event(), threading.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.is_writing.set()
        self.may_go_on.wait(SOON)
        self.lines.append(record.getMessage())


def test_who_counts_an_event_does_not_wait_for_a_line_that_is_being_written() -> None:
    logger, handler = logging.Logger("apart"), SlowHandler()
    logger.addHandler(handler)
    warning = RateLimitedWarning(logger, "%d events, the last %s")
    writer = threading.Thread(target=warning.log, args=["first"])
    writer.start()
    assert handler.is_writing.wait(SOON)
    counter = threading.Thread(target=warning.log, args=["second"])
    counter.start()
    counter.join(SOON)
    assert not counter.is_alive()
    handler.may_go_on.set()
    writer.join(SOON)
    assert handler.lines == ["1 events, the last first"]
