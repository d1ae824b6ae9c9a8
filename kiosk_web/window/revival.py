"""Restarts the page when its renderer has died or hangs.

Here: Qt's part, all in the GUI thread. Not here: what counts as dead (`watchdog.py`), and the session of the
patient before, which the reloaded page ends by its first call (`Bridge.configuration`). It promises one log
line a restart, with nothing personal in it, and that a page which cannot be restarted is given up.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
from collections.abc import Callable
from typing import Any

from qtpy import QtCore

from kiosk_web.window.watchdog import Watchdog

LOOKS_A_LIMIT = 4
"""How many times the watchdog is asked within its limit."""

_log = logging.getLogger(__name__)


class _Reviver(QtCore.QObject):
    """Kills a renderer that hangs and loads the page again when one has ended.

    Args:
        window: pywebview's window.
        watchdog: judges the page.
        give_up: ends the program; called where loading the page again is no use.
    """

    def __init__(self, window: Any, watchdog: Watchdog, give_up: Callable[[], None]) -> None:
        super().__init__(window.native)
        self._page = window.native.webview.page()
        self._address = QtCore.QUrl(window.real_url)
        self._watchdog = watchdog
        self._give_up = give_up
        self._is_waiting = False  # the page is dead and will be loaded soon
        self._page.renderProcessTerminated.connect(self._on_death)
        self._since_look = QtCore.QElapsedTimer()
        self._since_look.start()
        self._timer = QtCore.QTimer(self)
        self._timer.setInterval(int(1000 * watchdog.silence / LOOKS_A_LIMIT))
        self._timer.timeout.connect(self._look)
        self._timer.start()
        watchdog.begin_loading()

    def _look(self) -> None:
        # Heartbeats come through this thread: where it was blocked itself, their absence proves nothing.
        was_blocked = self._since_look.restart() > 2 * self._timer.interval()
        silent = self._watchdog.overdue()
        if silent is None or self._is_waiting or was_blocked:
            return
        pid = self._page.renderProcessPid()
        _log.error("no heartbeat from the page for %.0f s: ending its renderer (process %d)", silent, pid)
        if pid <= 0:
            self._revive()
            return
        self._watchdog.begin_loading()  # no second kill before a whole limit has passed
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # Qt then emits renderProcessTerminated

    def _on_death(self, _status: object, code: int) -> None:
        _log.error("the page's renderer has ended (status %d): the page is loaded again", code)
        self._revive()

    def _revive(self) -> None:
        if self._is_waiting:
            return
        self._is_waiting = True
        seconds = self._watchdog.wait_before_loading()
        if self._watchdog.is_hopeless:
            _log.error("the page cannot be loaded any more: the booth ends, to be started again")
            self._give_up()  # a page that is waiting is looked at no more
            return
        # Later, because Qt is still emitting renderProcessTerminated.
        QtCore.QTimer.singleShot(int(1000 * seconds), self._load)

    def _load(self) -> None:
        self._is_waiting = False
        self._watchdog.begin_loading()
        self._page.load(self._address)


def watch(window: Any, watchdog: Watchdog, give_up: Callable[[], None]) -> None:
    """Restart this window's page whenever it dies; call it from the `before_show` event."""
    window.native.reviver = _Reviver(window, watchdog, give_up)
