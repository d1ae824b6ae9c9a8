"""A log that nobody reads, whose disk is full or whose end is closed holds nobody up."""

from __future__ import annotations

import fcntl
import logging
import os
import re
import threading
from collections.abc import Iterator

import pytest

from cbp_server.log_writer import LogWriter
from tests.plugins.waiting import wait_until


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    logger = logging.Logger("apart", logging.INFO)
    yield logger
    for handler in logger.handlers:
        handler.close()


def read_lines(descriptor: int, count: int) -> list[str]:
    with os.fdopen(descriptor, encoding="utf-8", closefd=False) as stream:
        return [stream.readline().rstrip("\n") for _ in range(count)]


def test_lines_come_whole_and_in_order(log: logging.Logger) -> None:
    reading, writing = os.pipe()
    log.addHandler(LogWriter(writing))
    for number in range(100):
        log.info("line %d", number)
    assert read_lines(reading, 100) == [f"line {number}" for number in range(100)]


def test_a_pipe_that_nobody_reads_delays_nobody_and_the_lines_lost_are_told(log: logging.Logger) -> None:
    reading, writing = os.pipe()
    size = fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    os.write(writing, b"x" * (size - 1) + b"\n")  # full before the first line
    log.addHandler(LogWriter(writing, most_lines=50))
    for number in range(1000):
        log.info("line %d", number)  # returns, or this test never ends
    written = dropped = 0
    with os.fdopen(reading, encoding="utf-8") as stream:
        stream.readline()
        while written + dropped < 1000:
            line = stream.readline()
            found = re.search(r": (\d+) log lines were dropped", line)
            dropped += int(found[1]) if found else 0
            written += line.startswith("line ")
    assert 50 <= written <= 52  # the queue, and those that the writer held already
    assert dropped == 1000 - written


def test_a_full_disk_and_a_closed_end_are_survived(log: logging.Logger) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    reading, writing = os.pipe()
    log.addHandler(LogWriter(full))
    log.info("lost")
    log.handlers[0].flush()
    os.dup2(writing, full)  # room again, on the same descriptor
    log.info("written")
    first, second = read_lines(reading, 2)
    assert "1 log lines were dropped" in first
    assert second == "written"
    os.close(reading)
    log.info("to nobody")
    log.handlers[0].flush()


def test_closing_waits_for_what_is_written_and_not_for_ever(log: logging.Logger) -> None:
    reading, writing = os.pipe()
    handler = LogWriter(writing)
    log.addHandler(handler)
    log.info("last words")
    handler.close()
    os.set_blocking(reading, False)
    assert os.read(reading, 100) == b"last words\n"


def test_threads_that_log_at_once_lose_nothing(log: logging.Logger) -> None:
    reading, writing = os.pipe()
    log.addHandler(LogWriter(writing))
    found: list[str] = []
    reader = threading.Thread(target=lambda: found.extend(read_lines(reading, 800)))
    reader.start()

    def write() -> None:
        for _ in range(100):
            log.info("line")

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wait_until(lambda: not reader.is_alive())
    assert found == ["line"] * 800
