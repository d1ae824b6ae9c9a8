"""The lock-down towards the desktop: no second window, an empty clipboard, a window that fills the screen.

Not here: closing the window (`window.py`), and keys that the system handles before any program (virtual
terminals, ending the X server), which are switched off when the machine is installed. It promises that what
the page puts on the clipboard is cleared at once.
"""

from __future__ import annotations

from typing import Any

from qtpy import QtCore
from qtpy.QtGui import QClipboard
from qtpy.QtWidgets import QApplication

Type = QtCore.QEvent.Type


class _OneWindow(QtCore.QObject):
    """Closes every other window of this program as it opens: dialogs, menus, anything a library shows."""

    def __init__(self, native: Any, *, is_kiosk: bool) -> None:
        super().__init__(native)
        self._native = native
        self._is_kiosk = is_kiosk

    def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind == Type.Show and watched.isWidgetType() and watched.isWindow():
            if watched is not self._native:
                # Later, because Qt is still in the middle of showing it.
                QtCore.QTimer.singleShot(0, watched.close)
        elif kind == Type.WindowStateChange and watched is self._native and self._is_kiosk:
            QtCore.QTimer.singleShot(0, self._fill_the_screen)
        return False

    def _fill_the_screen(self) -> None:
        native = self._native
        if native.isVisible() and native.windowState() != QtCore.Qt.WindowState.WindowFullScreen:
            native.showFullScreen()


def _forget_at_once(clipboard: Any, mode: Any) -> None:
    """Clear what the page has just put on the clipboard, so that nobody else can paste a patient's words."""
    is_ours = clipboard.ownsSelection() if mode == QClipboard.Mode.Selection else clipboard.ownsClipboard()
    if is_ours and clipboard.text(mode):
        clipboard.clear(mode)


def apply(window: Any, *, is_kiosk: bool) -> None:
    """Keep this window alone; call it from the `before_show` event."""
    application: Any = QApplication.instance()
    window.native.one_window = _OneWindow(window.native, is_kiosk=is_kiosk)
    application.installEventFilter(window.native.one_window)
    clipboard = application.clipboard()
    # Keep a reference: without one, Python's object and its connection would be garbage-collected.
    window.native.clipboard = clipboard
    clipboard.changed.connect(lambda mode: _forget_at_once(clipboard, mode))
