"""Turns of those who try to log in with the same name: one at a time in this server.

So that of many guesses sent at once no more are looked at than the budget allows. No budget here.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from database import DatabaseUnavailableError

_TURN_SECONDS = 1.5
"""How long an attempt waits for another one of the same name."""


class NameTurns:
    """A lock for each name that somebody tries just now."""

    def __init__(self) -> None:
        self._locks: dict[bytes, tuple[threading.Lock, int]] = {}
        self._guard = threading.Lock()

    @contextmanager
    def hold(self, name: bytes) -> Iterator[None]:
        """Hold a name's turn in this block, after those who came before.

        Args:
            name: what stands for it.

        Raises:
            DatabaseUnavailableError: those before do not come to an end in time.
        """
        with self._guard:
            lock, users = self._locks.get(name) or (threading.Lock(), 0)
            self._locks[name] = (lock, users + 1)
        try:
            if not lock.acquire(timeout=_TURN_SECONDS):
                raise DatabaseUnavailableError("other logins of that name do not come to an end")
            try:
                yield
            finally:
                lock.release()
        finally:
            with self._guard:
                lock, users = self._locks.pop(name)
                if users > 1:
                    self._locks[name] = (lock, users - 1)
