"""The programs that `script/launch.py` runs: started one by one, stopped in reverse order.

Which ones is not known here. Promises: no part outlives the launcher, even after a `kill -9`; each holds the
folder's lock, which is free once the last has ended; stopping works after the terminal was closed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from database.private.parent_death import killed_with_parent
from stopsignal import StopSignals

ROOT = Path(__file__).parents[1]
STOP_SECONDS = 10.0
"""When a part that was asked to stop is killed: more than the private MariaDB's own 8 s."""


class Part:
    """A program that runs as a child of this one.

    Args:
        name: for messages.
        arguments: of `python -m`.
        lock: the folder's; the program holds it too.
    """

    def __init__(self, name: str, arguments: Sequence[str], lock: int) -> None:
        self._name = name
        # In a session of its own: Ctrl-C reaches this program alone, which then stops the parts in order.
        self._process = subprocess.Popen(
            killed_with_parent([sys.executable, "-m", *arguments]),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            pass_fds=(lock,),
        )

    def line_with(self, beginning: str) -> str:
        """Wait for an output line with this beginning; return the rest of the line.

        Raises:
            SystemExit: the program ended instead, after saying why.
        """
        assert self._process.stdout is not None  # noqa: S101 - a pipe was asked for
        while line := self._process.stdout.readline():
            if line.startswith(beginning):
                return line.removeprefix(beginning).strip()
        raise SystemExit(f"borne: the {self._name} did not start")

    def wait(self) -> int:
        """Wait until the program ends by itself; return its exit status."""
        return self._process.wait()

    def stop(self) -> None:
        """Ask the program to stop, and wait until it has."""
        if self._process.poll() is None:
            say(f"stopping the {self._name}")
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class Parts(ExitStack):
    """The running parts; leaving this context stops them, the last one first.

    Args:
        lock: the folder's, for the parts to hold: the next run waits until the last of them has ended.
        signals: the signals that stop this program.
    """

    def __init__(self, lock: int, signals: StopSignals) -> None:
        super().__init__()
        self._lock = lock
        self._signals = signals

    def start(self, name: str, *arguments: str) -> Part:
        """Start a part; the arguments are those of `Part`."""
        with self._signals.held():  # an interruption before `callback` would leave the part running
            part = Part(name, arguments, self._lock)
            self.callback(part.stop)
        return part


def say(words: str) -> None:
    """Print a line for the person at the terminal, if it is still open."""
    try:
        print(f"borne: {words}", flush=True)  # noqa: T201 - this is what a person types and reads
    except OSError:  # raised further, it would keep the parts from being stopped
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
