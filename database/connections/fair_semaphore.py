"""A semaphore whose permits go to those who have used them least lately (`fair_queue`).

No connection here. Promise: nobody starves. The semaphores and queues of Python's standard library let a
running thread overtake those that wait.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Hashable

from database.connections.fair_queue import FairQueue, Waiting


class FairSemaphore:
    """A fair semaphore; safe to use from any thread.

    Args:
        permits: how many may be held at once.
    """

    def __init__(self, permits: int) -> None:
        self._free = permits
        self._queue: FairQueue[threading.Lock] = FairQueue(time.monotonic)
        self._is_closed = False
        self._guard = threading.Lock()

    def acquire(self, timeout: float, address: Hashable = None, session: Hashable = None) -> bool:
        """Wait for a permit.

        Args:
            timeout: when to give up, in seconds.
            address: who asks; all sessions of an address share what it gets.
            session: who asks, within the address.

        Returns:
            Whether the caller holds a permit, and owes a `release`; always False after `close`.
        """
        with self._guard:
            if self._is_closed:
                return False
            if self._free:  # then nobody waits
                self._free -= 1
                return True
            granted = threading.Lock()  # released when the permit is granted
            granted.acquire()
            waiting = Waiting(address, session, granted)
            self._queue.add(waiting)
        if not granted.acquire(timeout=max(timeout, 0)):
            with self._guard:
                if self._queue.remove(waiting):  # else it was granted just after the timeout
                    return False
        return not self._is_closed

    def release(self, used: float = 0.0, address: Hashable = None, session: Hashable = None) -> None:
        """Hand the permit to whose turn it is.

        Args:
            used: how long it was held, in seconds.
            address: who held it, as in `acquire`.
            session: who held it.
        """
        with self._guard:
            self._queue.note_use(address, session, used)
            waiting = self._queue.pop()
            if waiting is None:
                self._free += 1
            else:
                waiting.ticket.release()

    def close(self) -> None:
        """Refuse everybody who waits, and every later `acquire`."""
        with self._guard:
            self._is_closed = True
            while (waiting := self._queue.pop()) is not None:
                waiting.ticket.release()
