"""Draining: nobody new is let in, and the server ends when the last session is over.

`session.py` answers LOGIN with SHUTTING_DOWN meanwhile (`docs/protocol.md`, "DRAIN").
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

_log = logging.getLogger("cbp_server")

_LOOK_AGAIN_SECONDS = 0.2
_QUIET_LOOKS = 2
"""A login that was let in just before is in session by the second look."""


class Drain:
    """Whether a server drains; from any thread.

    Args:
        sessions: how many patients are in session.
        on_drained: called once, when the last session is over.
    """

    def __init__(self, *, sessions: Callable[[], int], on_drained: Callable[[], None]) -> None:
        self._sessions = sessions
        self._on_drained = on_drained
        self._guard = threading.Lock()
        self._is_over = threading.Event()
        self.has_begun = False

    def begin(self) -> int:
        """Let nobody new in from now on, and return how many patients are in session; repeatable."""
        with self._guard:
            was_draining, self.has_begun = self.has_begun, True
        sessions = self._sessions()
        if not was_draining:
            _log.warning("draining: nobody new is let in; patients in session: %d", sessions)
            threading.Thread(target=self._wait, name="drain", daemon=True).start()
        return sessions

    def stop(self) -> None:
        """Wait no more."""
        self._is_over.set()

    def _wait(self) -> None:
        quiet = 0
        while quiet < _QUIET_LOOKS:
            if self._is_over.wait(_LOOK_AGAIN_SECONDS):
                return
            quiet = 0 if self._sessions() else quiet + 1
        _log.warning("drained: the last session is over")
        self._on_drained()
