"""Callbacks from the bridge to the window: the heartbeat and the staff's exit.

Here: what connects the two. Not here: what a heartbeat means (`watchdog.py`), how the window closes
(`window.py`). It promises that bridge and window need not know each other: the bridge gets `hooks.beat` and
`hooks.leave`, `window.run` gets the hooks, and in browser mode there are none.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

from kiosk_web.window.watchdog import Watchdog


class Hooks:
    """The page's heartbeat and the staff's exit; safe to call from any thread."""

    def __init__(self) -> None:
        self.watchdog = Watchdog.from_environment(os.environ)
        self._lock = threading.Lock()
        self._close: Callable[[], None] | None = None
        self._is_leaving = False

    def beat(self) -> None:
        """Take note of a heartbeat."""
        self.watchdog.beat()

    def leave(self) -> None:
        """Close the window and so end the program; return at once."""
        with self._lock:
            self._is_leaving = True
            close = self._close
        if close is not None:
            close()

    def on_leaving(self, close: Callable[[], None]) -> None:
        """Register what closes the window; call it at once if the staff have left already."""
        with self._lock:
            self._close = close
            is_leaving = self._is_leaving
        if is_leaving:
            close()
