"""Brings the page back when its renderer has died or hangs.

Here: Qt's part of it, all in the GUI thread. Not here: what counts as dead (`watchdog.py`). A reloaded
page ends the former session itself, by its first call (`Bridge.configuration`). It promises one line
for the operator a restart, without a word of the patient's.
"""

from __future__ import annotations

import contextlib
import logging
import os
import signal
from typing import Any

from qtpy import QtCore

from kiosk_web.watchdog import Watchdog

LOOKS_A_LIMIT = 4
"""How often the watchdog is asked while one limit passes."""

log = logging.getLogger(__name__)


class _Reviver(QtCore.QObject):
    """Asks the watchdog, kills what hangs, loads again what is dead."""

    def __init__(self, window: Any, watchdog: Watchdog) -> None:
        super().__init__(window.native)
        self._page = window.native.webview.page()
        self._address = QtCore.QUrl(window.real_url)
        self._watchdog = watchdog
        self._is_waiting = False  # dead, and the loading is on its way
        self._page.renderProcessTerminated.connect(self._on_death)
        self._since_look = QtCore.QElapsedTimer()
        self._since_look.start()
        self._timer = QtCore.QTimer(self)
        self._timer.setInterval(int(1000 * watchdog.silence / LOOKS_A_LIMIT))
        self._timer.timeout.connect(self._look)
        self._timer.start()
        watchdog.begin_loading()

    def _look(self) -> None:
        # Beats come through this thread: where it was held up itself, it cannot blame the page.
        was_held_up = self._since_look.restart() > 2 * self._timer.interval()
        silent = self._watchdog.overdue()
        if silent is None or self._is_waiting or was_held_up:
            return
        pid = self._page.renderProcessPid()
        log.error("the page has not beaten for %.0f s: ending its renderer (process %d)", silent, pid)
        self._watchdog.begin_loading()  # the next look is a whole limit away, whatever comes of this
        if pid <= 0:
            self._revive()
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)  # and Qt tells of the death

    def _on_death(self, _status: object, code: int) -> None:
        log.error("the page's renderer has ended (status %d): the page is loaded again", code)
        self._revive()

    def _revive(self) -> None:
        if self._is_waiting:
            return
        self._is_waiting = True
        seconds = self._watchdog.wait_before_loading()
        # Never at once: Qt is still inside its own report of the death.
        QtCore.QTimer.singleShot(int(1000 * seconds), self._load)

    def _load(self) -> None:
        self._is_waiting = False
        self._watchdog.begin_loading()
        self._page.load(self._address)


def watch(window: Any, watchdog: Watchdog) -> None:
    """Keep this window's page alive; call it from the `before_show` event."""
    window.native.reviver = _Reviver(window, watchdog)
