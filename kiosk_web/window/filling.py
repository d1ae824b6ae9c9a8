"""Keeps the booth's window as large as its screen, with and without a window manager.

A monitor is switched on late, turned, or given another mode: without a window manager nothing else tells the
window, and Continue is off the glass. Not here: fullscreen, which a window manager may end
(`lockdown_desktop.py`). It promises that the window follows each change within a turn of the event loop, and
that a screen of twice full HD shows the same at twice the size.
"""

from __future__ import annotations

from typing import Any

from qtpy import QtCore
from qtpy.QtWidgets import QApplication, QWidget

FULL_HD = 1080
"""The shorter side, in pixels, at which everything has its own size."""

FINE = 1440
"""From this shorter side on, letters of the same pixels would be too small to read."""


def automatic_scale(width: int, height: int) -> float:
    """Return how much larger everything is on a screen of so many pixels."""
    shorter = min(width, height)
    return shorter / FULL_HD if shorter >= FINE else 1.0


class _Filling(QtCore.QObject):
    """Gives the window the geometry of the screen with this number, or of the first one."""

    def __init__(self, native: Any, number: int, scale: float | None) -> None:
        super().__init__(native)
        self._native = native
        self._number = number
        self._scale = scale
        # One fill for a burst of signals, and none while Qt is in the middle of emitting them.
        self._soon = QtCore.QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._fill)
        application: Any = QApplication.instance()
        for screen in application.screens():
            self._follow(screen)
        application.screenAdded.connect(self._follow)
        application.screenRemoved.connect(self._fill_soon)
        application.primaryScreenChanged.connect(self._fill_soon)
        self._fill()

    def _follow(self, screen: Any) -> None:
        screen.geometryChanged.connect(self._fill_soon)
        self._fill_soon()

    def _fill_soon(self, *_what: object) -> None:
        self._soon.start()

    def _fill(self) -> None:
        screens = QApplication.screens()
        screen = screens[self._number] if self._number < len(screens) else QApplication.primaryScreen()
        if screen is not None:
            # pywebview hides Qt's own methods of these names behind others
            geometry = screen.geometry()
            QWidget.setGeometry(self._native, geometry)
            scale = self._scale or automatic_scale(geometry.width(), geometry.height())
            self._native.webview.setZoomFactor(scale)


def apply(window: Any, number: int, scale: float | None) -> None:
    """Fill the screen with this number, from 0, from now on; call it from the `before_show` event."""
    window.native.filling = _Filling(window.native, number, scale)
