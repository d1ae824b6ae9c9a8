"""What runs for a folder, and the end of it. No test here, and no fixture."""

import os
import select
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

END_SECONDS = 30.0
"""Against a process that never ends; what is waited for takes a moment."""


@contextmanager
def children_inherit(*numbers: signal.Signals, ignored: bool) -> Iterator[None]:
    """Have children that start meanwhile begin with these signals ignored, or as usual.

    Whoever runs the tests behind a shell's `&`, or by nohup, has all heirs ignore SIGINT or SIGHUP.
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
    """Let children that start meanwhile hear Ctrl-C and the end of their terminal."""
    return children_inherit(signal.SIGINT, signal.SIGHUP, ignored=False)


def processes_of(folder: Path) -> set[int]:
    """Find the processes that name a folder, or what lies in it, in their command line."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.fsencode(folder) in (process / "cmdline").read_bytes():
                found.add(int(process.name))
    return found


def descendants(pid: int) -> set[int]:
    """Find the processes that one has started, and they in turn."""
    found: set[int] = set()
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            found |= {int(child)} | descendants(int(child))
    return found


def wait_for_end(processes: Iterable[int]) -> None:
    """Wait until they all have ended, whoever's children they are."""
    for pid in processes:
        with suppress(ProcessLookupError):
            handle = os.pidfd_open(pid)
            try:
                if not select.select([handle], [], [], END_SECONDS)[0]:
                    raise TimeoutError(f"process {pid} goes on")
            finally:
                os.close(handle)


def wait_while_it_runs(pid: int, until: Callable[[], object]) -> None:
    """Wait for something that a process does; it ends without: an error."""
    handle = os.pidfd_open(pid)
    try:
        while not until():
            if select.select([handle], [], [], 0.005)[0]:
                raise AssertionError("it ended before that")
    finally:
        os.close(handle)
