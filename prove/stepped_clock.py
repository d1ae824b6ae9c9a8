"""The wall clock of one process, to be stepped while it runs: by libfaketime, loaded before the C library.

A step is in what the process reads; monotonic clocks go on. A wait that is under way ends when it would have
ended without the step: the kernel would end one until a time of day earlier or later.
"""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

SEEN_SECONDS = 1.2
"""After this a process reads the stepped time: the library looks once a second whether there was a step."""

_LIBRARIES = "usr/lib/*/faketime/libfaketimeMT.so.1"
_LEFT_BEHIND = ("/dev/shm/faketime_shm_{}", "/dev/shm/sem.faketime_sem_{}")  # noqa: S108 - the library's names

# Two functions of the library go wrong with moments of the monotonic clock: with the first every time.sleep
# of Python fails, with the second threads that wait for one another do not wait at all, and Python is five
# times as slow. Under another name nobody finds them, and the C library's own are called. MariaDB needs the
# second, for it waits until times of day.
_SLEEP, _WAIT = b"\0clock_nanosleep\0", b"\0pthread_cond_timedwait\0"

_FOR_ALL = 0o644
"""Started by root, the database server runs as another user."""

_A_DAY = 86_400
_TRY = "import time; time.sleep(0.01); print(time.time())"


class SteppedClock:
    """A wall clock for the process that is started with `prefix`.

    Args:
        folder: where its files are; the process must be able to read it.
        name: of its files.
        is_python: whether the process is Python: all its waits are by the monotonic clock.
    """

    def __init__(self, folder: Path, name: str, *, is_python: bool) -> None:
        self._library = folder / f"{name}-clock.so"
        self._offset = folder / f"{name}-clock"
        for found in sorted(Path("/").glob(_LIBRARIES))[:1]:
            code = found.read_bytes()
            for function in (_SLEEP, _WAIT) if is_python else (_SLEEP,):
                code = code.replace(function, function[:-2] + b"_\0", 1)
            self._library.write_bytes(code)
            self._library.chmod(_FOR_ALL)
        self.step(0)

    @property
    def prefix(self) -> list[str]:
        """What to put before a command whose clock is to be stepped."""
        return [
            "env",
            f"LD_PRELOAD={self._library}",
            f"FAKETIME_TIMESTAMP_FILE={self._offset}",
            "FAKETIME_CACHE_DURATION=0",
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
        ]

    def works(self) -> bool:
        """Tell whether Python sees a step and can wait: not without the library, or with another."""
        if not self._library.exists():
            return False
        self.step(_A_DAY)
        try:
            with subprocess.Popen(
                [*self.prefix, sys.executable, "-c", _TRY], stdout=subprocess.PIPE
            ) as tried:
                seen, _ = tried.communicate()
            self.forget(tried.pid)
            return tried.returncode == 0 and float(seen) - time.time() > _A_DAY / 2
        finally:
            self.step(0)

    def step(self, seconds: int) -> None:
        """Step the clock; it is seen within `SEEN_SECONDS`.

        Args:
            seconds: how far the clock is from now on ahead of the machine's; negative: behind.
        """
        fresh = self._offset.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}\n", encoding="ascii")
        fresh.chmod(_FOR_ALL)
        fresh.replace(self._offset)

    def forget(self, pid: int) -> None:
        """Remove what the library would leave behind of a process; it may run."""
        for name in _LEFT_BEHIND:
            with suppress(OSError):
                Path(name.format(pid)).unlink()
