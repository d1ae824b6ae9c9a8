"""The staff's way out of the booth: a code, and a lock against guessing it.

Plain code: no window, no page, no clock of its own. Promises: the code is compared in constant time and
never told, logged or shown; three wrong codes lock the door for five minutes, three more for ten, and so on
up to an hour; while it is locked not even the right code opens it, so that a guesser learns nothing.
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
    """The door stays shut.

    Attributes:
        retry_after: Seconds until a code is looked at again; None when the next one is looked at right away.
    """

    def __init__(self, retry_after: float | None = None) -> None:
        super().__init__("refused")
        self.retry_after = retry_after


class StaffDoor:
    """Judges the codes that are typed at this booth.

    Args:
        code: What opens it; empty: nothing does.
        clock: Seconds that only go forward.
    """

    def __init__(self, code: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._code = code.encode()
        self._clock = clock
        self._lock = threading.Lock()
        self._wrong_codes = 0
        self._lock_seconds = FIRST_LOCK_SECONDS
        self._locked_until = float("-inf")

    def __repr__(self) -> str:
        """Tell whether there is a way out, never which."""
        return f"<StaffDoor {'with' if self._code else 'without'} a code>"

    @property
    def can_open(self) -> bool:
        """Whether any code opens it."""
        return bool(self._code)

    def open_with(self, offered: str) -> None:
        """Return when this is the code.

        Raises:
            StaffRefusedError: It is not, or the door is locked.
        """
        with self._lock:  # guesses side by side are judged one after the other
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
