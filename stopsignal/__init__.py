"""SIGTERM, SIGINT and SIGHUP, as an interruption or as an event that a thread waits for.

Every program here uses it, in one of two ways:

- `interrupt`: KeyboardInterrupt in the main thread, for a program that is starting or waits for a child;
- `listen`: the signal is kept in a pipe (`signal.set_wakeup_fd`), for a program that serves. No handler runs
  in the main thread then, where it could deadlock on a lock that the main thread holds. The signal is
  received even while no Python code runs, as when Qt starts.

Only the first signal that stops counts. A program that `reloads` takes SIGHUP as the wish to read its
configuration again, as often as it comes; those that come while it reads are one. `interrupt`, `listen` and
`reclaim` must be called from the main thread, and so must `ignore`, before such a program ends.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_MOST_SIGNALS = 65_536
"""What a pipe holds."""


class StopSignals:
    """The signals that end a program.

    Args:
        has_terminal: whether SIGHUP (the terminal was closed) ends the program too, unless nohup ignores it.
        reloads: whether SIGHUP is the wish to read the configuration again, for `wait`; from now on it ends
            nothing. Only in the main thread.
    """

    def __init__(self, *, has_terminal: bool = False, reloads: bool = False) -> None:
        self._numbers = [signal.SIGTERM, signal.SIGINT]
        if has_terminal and signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:
            self._numbers.append(signal.SIGHUP)
        self._reloads = reloads
        self._is_held = False
        self._has_come = False
        self._read_end = -1
        self._is_to_stop = False
        self._is_to_reload = False
        if reloads:
            signal.signal(signal.SIGHUP, self._note_reload)
            signal.siginterrupt(signal.SIGHUP, False)  # libraries go on in what they wait for

    def interrupt(self) -> None:
        """Raise KeyboardInterrupt in the main thread at the first signal; ignore the later ones.

        Raises:
            ValueError: this is not the main thread.
        """
        for number in self._numbers:  # SIGINT too: a shell ignores it for a command started with `&`
            signal.signal(number, self._raise)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Delay the interruption until the end of this block."""
        self._is_held = True
        try:
            yield
        finally:
            self._is_held = False
        if self._has_come:
            raise KeyboardInterrupt

    def listen(self) -> None:
        """Keep the first signal for `wait` or `call`, and interrupt nothing.

        Raises:
            ValueError: this is not the main thread.
        """
        read_end, write_end = os.pipe()
        os.set_blocking(write_end, False)
        signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)  # full: what is in it says enough
        self._read_end = read_end
        self.reclaim()

    def reclaim(self) -> None:
        """Replace the signal handlers that a library has set since `listen`."""
        for number in self._numbers:
            signal.signal(number, self._note_stop)

    def wait(self, on_reload: Callable[[], None] = lambda: None) -> None:
        """Wait for the first signal since `listen` that stops.

        Args:
            on_reload: called in this thread after SIGHUP, where the program `reloads`; one that came before
                counts too.
        """
        while not self._is_to_stop:
            if self._is_to_reload:
                self._is_to_reload = False
                on_reload()
            came = os.read(self._read_end, _MOST_SIGNALS)
            if any(number in self._numbers for number in came):
                return
            self._is_to_reload |= signal.SIGHUP in came

    def call(self, action: Callable[[], None], on_reload: Callable[[], None] | None = None) -> None:
        """Run `action` once, in a thread of its own, at the first signal since `listen` that stops.

        Args:
            action: what stops the program.
            on_reload: called after SIGHUP, where the program `reloads`, in another thread: whatever it waits
                for, a stop is heard.
        """
        wish = threading.Event()

        def wait_and_act() -> None:
            self.wait(on_reload=wish.set)
            action()

        def reload_at_each_wish(reload: Callable[[], None]) -> None:
            while wish.wait():
                wish.clear()
                reload()

        threading.Thread(target=wait_and_act, name="stop-signals", daemon=True).start()
        if on_reload is not None:
            threading.Thread(
                target=reload_at_each_wish, args=(on_reload,), name="reloading", daemon=True
            ).start()

    def ignore(self) -> None:
        """Ignore all that come from now on, for a program that is about to end.

        While Python ends, it gives every signal its default action back, and one too many would kill the
        program, whose exit status would say so.

        Raises:
            ValueError: this is not the main thread.
        """
        for number in self._numbers:
            signal.signal(number, signal.SIG_IGN)
        if self._reloads:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def _note_stop(self, _number: int, _frame: FrameType | None) -> None:
        self._is_to_stop = True  # the pipe may have been full

    def _note_reload(self, _number: int, _frame: FrameType | None) -> None:
        self._is_to_reload |= self._read_end < 0  # from then on the pipe tells it

    def _raise(self, _number: int, _frame: FrameType | None) -> None:
        for late in self._numbers:  # a terminal that closes sends SIGHUP twice
            signal.signal(late, signal.SIG_IGN)
        self._has_come = True
        if not self._is_held:
            raise KeyboardInterrupt
