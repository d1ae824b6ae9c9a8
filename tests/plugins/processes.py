"""Processes: find those of a folder, their signals, their end. No tests and no fixtures here."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

END_SECONDS = 30.0
"""A limit for a process that never ends; normally this takes a moment."""


@contextmanager
def children_inherit(*numbers: signal.Signals, ignored: bool) -> Iterator[None]:
    """Have child processes started in this block ignore these signals, or not.

    A shell's `&` and nohup start the tests with SIGINT or SIGHUP ignored, which children inherit.
    """
    inherited = {number: signal.getsignal(number) for number in numbers}
    for number in inherited:  # a handler is not inherited, what is ignored is
        signal.signal(number, signal.SIG_IGN if ignored else signal.default_int_handler)
    try:
        yield
    finally:
        for number, handler in inherited.items():
            signal.signal(number, handler)


def signals_of_a_terminal() -> AbstractContextManager[None]:
    """Have child processes started in this block receive SIGINT and SIGHUP, as in a terminal."""
    return children_inherit(signal.SIGINT, signal.SIGHUP, ignored=False)


def processes_of(folder: Path) -> set[int]:
    """Find the processes with a folder, or a file in it, on their command line."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.fsencode(folder) in (process / "cmdline").read_bytes():
                found.add(int(process.name))
    return found


def descendants(pid: int) -> set[int]:
    """Find the child processes of a process, whichever of its threads started them, and theirs."""
    found: set[int] = set()
    with suppress(OSError):  # gone meanwhile, as may be each of those below
        for thread in list(Path(f"/proc/{pid}/task").iterdir()):
            with suppress(OSError):
                found |= {int(child) for child in (thread / "children").read_text().split()}
    return found.union(*(descendants(child) for child in found))


def wait_for_end(processes: Iterable[int]) -> None:
    """Wait until all these processes have ended; they need not be our children."""
    for pid in processes:
        with suppress(ProcessLookupError):
            handle = os.pidfd_open(pid)
            try:
                if not select.select([handle], [], [], END_SECONDS)[0]:
                    raise TimeoutError(f"process {pid} goes on")
            finally:
                os.close(handle)


def wait_while_it_runs(pid: int, until: Callable[[], object]) -> None:
    """Wait until a condition is true; raise AssertionError if the process ends first."""
    handle = os.pidfd_open(pid)
    try:
        while not until():
            if select.select([handle], [], [], 0.005)[0]:
                raise AssertionError("it ended before that")
    finally:
        os.close(handle)
