"""The programs that `script/launch.py` runs beside itself: started one by one, stopped the last one first.

Not here: which ones. Promises: no part outlives the launcher, even after a `kill -9`; each holds the folder's
lock, which is free when the last has gone; and the stop goes on though the terminal has gone.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType

from database.lifeline import ending_with_us

ROOT = Path(__file__).parents[1]
STOP_SECONDS = 10.0
"""More than any part takes: the private MariaDB's 8 are the most."""
_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Part:
    """A program of the house that runs beside this one.

    Args:
        name: for the reader.
        arguments: of `python -m`.
        lock: the folder's, which it holds with us.
    """

    def __init__(self, name: str, arguments: Sequence[str], lock: int) -> None:
        self._name = name
        # A session of its own: Ctrl-C reaches this program alone, which stops the parts in their order.
        self._process = subprocess.Popen(
            ending_with_us([sys.executable, "-m", *arguments]),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            pass_fds=(lock,),
        )

    def line_with(self, beginning: str) -> str:
        """Wait for the line of its output that begins so; return the rest of it.

        Raises:
            SystemExit: it ended instead; what it said stands above.
        """
        assert self._process.stdout is not None  # noqa: S101 - a pipe was asked for
        while line := self._process.stdout.readline():
            if line.startswith(beginning):
                return line.removeprefix(beginning).strip()
        raise SystemExit(f"borne: the {self._name} did not start")

    def wait(self) -> int:
        """Wait until it ends by itself; return its exit status."""
        return self._process.wait()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._process.poll() is None:
            say(f"stopping the {self._name}")
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class StopSignals:
    """SIGTERM, SIGINT and SIGHUP as one KeyboardInterrupt; the last not under nohup."""

    def __init__(self) -> None:
        self._is_held = False
        self._came = False

    def listen(self) -> None:
        """Raise from now on."""
        is_nohup = signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
        for number in _STOP_SIGNALS:  # SIGINT too, which is ignored where a script runs us behind `&`
            if number != signal.SIGHUP or not is_nohup:
                signal.signal(number, self._hear)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Raise at the end of this and not within."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        if self._came:
            raise KeyboardInterrupt

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        for late in _STOP_SIGNALS:  # a closed terminal says it twice, and the parts are being stopped already
            signal.signal(late, signal.SIG_IGN)
        self._came = True
        if not self._is_held:
            raise KeyboardInterrupt


class Parts(ExitStack):
    """The parts that run; leaving this stops them, the last one first.

    Args:
        lock: the folder's, for the parts to hold: the next run waits until the last of them has gone.
        signals: what stops this program.
    """

    def __init__(self, lock: int, signals: StopSignals) -> None:
        super().__init__()
        self._lock = lock
        self._signals = signals

    def start(self, name: str, *arguments: str) -> Part:
        """Start a part; the arguments are those of `Part`."""
        with self._signals.held():  # between its start and our knowing of it, nobody would stop it
            part = Part(name, arguments, self._lock)
            self.callback(part.stop)
        return part


def say(words: str) -> None:
    """Tell the person at the terminal; where that has gone, nobody."""
    try:
        print(f"borne: {words}", flush=True)  # noqa: T201 - this is what a person types and reads
    except OSError:  # an exception here would keep the parts from being stopped
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
