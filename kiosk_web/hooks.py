"""What the page's calls may set in motion in the window that shows it.

Made before the bridge, which is told `hooks.beat` and `hooks.leave`, and handed to `window.run`, which
listens. So neither knows the other, and a bridge without a window (browser mode) calls into nothing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

from kiosk_web.watchdog import Watchdog


class Hooks:
    """The page's heartbeat, and the staff's way out; both safe from any thread."""

    def __init__(self) -> None:
        self.watchdog = Watchdog.from_environment(os.environ)
        self._lock = threading.Lock()
        self._close: Callable[[], None] | None = None
        self._is_leaving = False

    def beat(self) -> None:
        """Hear the page's heartbeat."""
        self.watchdog.beat()

    def leave(self) -> None:
        """End the program, even where a patient cannot; returns at once, the window closes by itself."""
        with self._lock:
            self._is_leaving = True
            close = self._close
        if close is not None:
            close()

    def on_leaving(self, close: Callable[[], None]) -> None:
        """Say how the window closes; called at once if the way out was asked for before."""
        with self._lock:
            self._close = close
            is_leaving = self._is_leaving
        if is_leaving:
            close()
