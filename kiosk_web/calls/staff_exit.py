"""The staff's exit from the booth: a code, and a lockout with backoff against guessing.

Here: the judgement of a code. Not here: window, page, a clock. It promises that the code is compared in
constant time and never logged or shown. Three wrong codes lock the exit for five minutes, three more for ten,
and so on up to an hour. While it is locked, the right code is refused too, so a guesser learns nothing.
"""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Callable

WRONG_CODES_ALLOWED = 3
FIRST_LOCK_SECONDS = 300.0
LONGEST_LOCK_SECONDS = 3600.0


class StaffRefusedError(Exception):
    """The code is wrong, or the exit is locked.

    Attributes:
        retry_after: seconds until the lockout ends; None if the next code is judged at once.
    """

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__("refused")
        self.retry_after = retry_after


class StaffDoor:
    """Judges the codes that are typed at this booth.

    Args:
        code: the right code; empty: no code is right.
        clock: a monotonic clock, in seconds.
    """

    def __init__(self, code: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._code = code.encode()
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong_codes = 0
        self._lock_seconds = FIRST_LOCK_SECONDS
        self._locked_until = float("-inf")

    def __repr__(self) -> str:
        """Tell whether there is a code, never which."""
        return f"<StaffDoor {'with' if self._code else 'without'} a code>"

    @property
    def can_open(self) -> bool:
        """Whether any code is right."""
        return bool(self._code)

    def change_code(self, code: str) -> None:
        """Judge by this code from now on; wrong codes and the lock count as before."""
        with self._lock:
            self._code = code.encode()

    def open_with(self, offered: str) -> None:
        """Return if this is the code.

        Raises:
            StaffRefusedError: it is not, or the exit is locked.
        """
        with self._lock:  # several calls at once count like one after the other
            remaining = self._locked_until - self._clock()
            if remaining > 0:
                raise StaffRefusedError(remaining)
            if hmac.compare_digest(self._code, offered.encode("utf-8", "surrogatepass")) and self._code:
                self._wrong_codes, self._lock_seconds = 0, FIRST_LOCK_SECONDS
                return
            self._count_wrong_code()

    def _count_wrong_code(self) -> None:
        self._wrong_codes += 1
        if self._wrong_codes < WRONG_CODES_ALLOWED:
            raise StaffRefusedError
        seconds = self._lock_seconds
        self._wrong_codes = 0
        self._lock_seconds = min(2 * seconds, LONGEST_LOCK_SECONDS)
        self._locked_until = self._clock() + seconds
        raise StaffRefusedError(seconds)
