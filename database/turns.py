"""A bounded number of places, given out in the order in which they were asked for.

No connection here. Promise: nobody who asks later goes first, so that while places come free, everybody gets
one. Python's own semaphores and queues let a thread that runs go before those that wait, perhaps for ever.
"""

import threading
from collections import deque


class Turns:
    """The line before `places` places; any thread may stand in it.

    Args:
        places: how many may be held at once.
    """

    def __init__(self, places: int) -> None:
        self._free = places
        self._waiting: deque[threading.Lock] = deque()
        self._is_closed = False
        self._guard = threading.Lock()

    def take(self, seconds: float) -> bool:
        """Wait for a place.

        Args:
            seconds: when to give up.

        Returns:
            Whether the place is the caller's, who then owes a `give_back`; never after `close`.
        """
        with self._guard:
            if self._is_closed:
                return False
            if self._free:  # then nobody waits
                self._free -= 1
                return True
            turn = threading.Lock()  # held until the turn comes
            turn.acquire()
            self._waiting.append(turn)
        if not turn.acquire(timeout=seconds):
            with self._guard:
                if turn in self._waiting:  # it did not come just now either
                    self._waiting.remove(turn)
                    return False
        return not self._is_closed

    def give_back(self) -> None:
        """Pass a place on to whoever has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1

    def close(self) -> None:
        """Send everybody away who waits, and whoever comes."""
        with self._guard:
            self._is_closed = True
            while self._waiting:
                self._waiting.popleft().release()
