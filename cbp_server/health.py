"""Whether this server is worth a booth (`docs/protocol.md`, "Health, for load balancers").

Plain code and one thread that asks the database; the port that tells it is `health_port.py`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from cbp.server import Load
from database import DatabaseError

UP, DRAINING, FULL, DATABASE = "up", "draining", "full", "database"

DATABASE_SECONDS = 5.0
"""How long the database may take no write before the server is not worth a booth."""

_ASK_AGAIN_SECONDS = 1.0


class Health:
    """The state of a server, at any moment and without waiting.

    Args:
        load: how full the booths' port is.
        sessions: how many patients are in session.
        is_draining: whether nobody new is let in.
        require_writable: asks whether the database takes a write; raises DatabaseError.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        *,
        load: Callable[[], Load],
        sessions: Callable[[], int],
        is_draining: Callable[[], bool],
        require_writable: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._load = load
        self._sessions = sessions
        self._is_draining = is_draining
        self._require_writable = require_writable
        self._clock = clock
        self._writable_at = clock()
        self._is_over = threading.Event()

    def state(self) -> str:
        """Return `up`, or why no booth should come."""
        if self._is_draining():
            return DRAINING
        if self._clock() - self._writable_at > DATABASE_SECONDS:
            return DATABASE
        load = self._load()
        is_full = load.queued >= load.queue_limit and self._sessions() >= load.threads
        return FULL if is_full else UP

    def start(self) -> None:
        """Ask the database once a second, in a thread of its own, until `stop`."""
        self._writable_at = self._clock()
        threading.Thread(target=self._watch, name="health-database", daemon=True).start()

    def stop(self) -> None:
        """Ask no more."""
        self._is_over.set()

    def ask(self) -> None:
        """Ask the database now."""
        try:
            self._require_writable()
        except DatabaseError:  # logged by `database`
            return
        self._writable_at = self._clock()

    def _watch(self) -> None:
        while not self._is_over.wait(_ASK_AGAIN_SECONDS):
            self.ask()
