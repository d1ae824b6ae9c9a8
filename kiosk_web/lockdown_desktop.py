"""What the window keeps from the desktop around it, and the desktop from the window.

Here: no second window, nothing left on the clipboard, and in the hall a window that stays the whole
screen. Not here: closing, which `window.py` refuses or grants. A keyboard's way past any program
(another virtual terminal, the end of the X server) is closed where the machine is installed.
"""

from __future__ import annotations

from typing import Any

from qtpy import QtCore
from qtpy.QtGui import QClipboard
from qtpy.QtWidgets import QApplication

Type = QtCore.QEvent.Type


class _OneWindow(QtCore.QObject):
    """Closes every other window of this program as it opens: dialogs, menus, whatever a library shows."""

    def __init__(self, native: Any, *, is_kiosk: bool) -> None:
        super().__init__(native)
        self._native = native
        self._is_kiosk = is_kiosk

    def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: N802 - Qt's name
        kind = event.type()
        if kind == Type.Show and watched.isWidgetType() and watched.isWindow():
            if watched is not self._native:
                # Not sooner: Qt is in the middle of showing it, and of waiting for its answer.
                QtCore.QTimer.singleShot(0, watched.close)
        elif kind == Type.WindowStateChange and watched is self._native and self._is_kiosk:
            QtCore.QTimer.singleShot(0, self._fill_the_screen)
        return False

    def _fill_the_screen(self) -> None:
        native = self._native
        if native.isVisible() and native.windowState() != QtCore.Qt.WindowState.WindowFullScreen:
            native.showFullScreen()


def _forget_at_once(clipboard: Any, mode: Any) -> None:
    """Clear what the page has just put on the clipboard: a patient's words are nobody else's to paste."""
    is_ours = clipboard.ownsSelection() if mode == QClipboard.Mode.Selection else clipboard.ownsClipboard()
    if is_ours and clipboard.text(mode):
        clipboard.clear(mode)


def apply(window: Any, *, is_kiosk: bool) -> None:
    """Keep this window alone; call it from the `before_show` event."""
    application: Any = QApplication.instance()
    window.native.one_window = _OneWindow(window.native, is_kiosk=is_kiosk)
    application.installEventFilter(window.native.one_window)
    clipboard = application.clipboard()
    # Held here: nobody else holds Python's side of it, and the connection would be collected with it.
    window.native.clipboard = clipboard
    clipboard.changed.connect(lambda mode: _forget_at_once(clipboard, mode))
