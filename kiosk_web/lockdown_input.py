"""Which keys, buttons and gestures reach the page.

Here: one filter in front of everything that Qt is told. It lets through what a patient needs, and no
list of shortcuts has to be complete: what is not named here does nothing. It promises that whatever
types a character still types it (Shift, AltGr, dead keys), and that a held key acts once (kiosk.md).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qtpy import QtCore
from qtpy.QtWidgets import QApplication

Key = QtCore.Qt.Key
Modifier = QtCore.Qt.KeyboardModifier
Type = QtCore.QEvent.Type

COMMANDS = Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier
"""With one of these held, a key is a command. AltGr is none of them: Qt calls it GroupSwitchModifier."""

KEYS = frozenset(
    {
        Key.Key_Tab, Key.Key_Backtab, Key.Key_Return, Key.Key_Enter, Key.Key_Escape, Key.Key_Backspace,
        Key.Key_Delete, Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End,
        Key.Key_PageUp, Key.Key_PageDown, Key.Key_Shift, Key.Key_AltGr, Key.Key_CapsLock, Key.Key_NumLock,
        Key.Key_Multi_key,
        Key.Key_F2,  # the page's read-aloud key
    }
)  # fmt: skip
"""What does not type and is wanted all the same."""

DEAD_KEYS = range(Key.Key_Dead_Grave.value, Key.Key_Dead_Longsolidusoverlay.value + 1)


class _Gate(QtCore.QObject):
    """Qt's event filter: True keeps an event from everybody."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self._let_go_at: dict[int, int] = {}  # a key's scan code: milliseconds of the X server
        self._refuses: dict[Any, Callable[[Any], bool]] = {
            Type.KeyPress: self._refuses_press,
            Type.ShortcutOverride: self._refuses_press,
            Type.KeyRelease: self._refuses_release,
            Type.MouseButtonPress: _refuses_click,
            Type.MouseButtonDblClick: _refuses_click,
            Type.MouseButtonRelease: lambda event: event.button() != QtCore.Qt.MouseButton.LeftButton,
            Type.Wheel: lambda event: event.modifiers() != Modifier.NoModifier,
        }
        always = (Type.Shortcut, Type.ContextMenu, Type.NativeGesture, Type.ToolTip, Type.WhatsThis)
        drags = (Type.DragEnter, Type.DragMove, Type.Drop)
        self._refuses |= dict.fromkeys((*always, *drags), lambda _event: True)

    def eventFilter(self, _watched: Any, event: Any) -> bool:  # noqa: N802 - Qt's name
        refuses = self._refuses.get(event.type())
        return refuses is not None and refuses(event)

    def _refuses_press(self, event: Any) -> bool:
        """Judge a press; one at the very time at which the same key was let go of is no finger's.

        X repeats a key by a release and a press of one time, and Qt, which looks whether the press is
        already there, now and then looks too early.
        """
        is_repeated = event.isAutoRepeat() or self._let_go_at.get(event.nativeScanCode()) == event.timestamp()
        return is_repeated or _is_command(event)

    def _refuses_release(self, event: Any) -> bool:
        """Let a key up, whatever it is: one that is not heard would stay down in the page for ever."""
        if event.isAutoRepeat():
            return True
        self._let_go_at[event.nativeScanCode()] = event.timestamp()
        return False


def _is_command(event: Any) -> bool:
    """Say whether this key does more than typing or what the journey needs."""
    if event.modifiers() & COMMANDS:
        return True
    key = event.key()
    if key == Key.Key_Delete and event.modifiers() & Modifier.ShiftModifier:
        return True  # cuts, as Ctrl+X does
    if key in KEYS or key in DEAD_KEYS:
        return False
    text = event.text()
    return not text or not text.isprintable()


def _refuses_click(event: Any) -> bool:
    """Only a plain press with the first button: with a key held, a link opens in another window."""
    if event.button() != QtCore.Qt.MouseButton.LeftButton:
        return True
    return bool(event.modifiers() & (COMMANDS | Modifier.ShiftModifier))


def apply(window: Any) -> None:
    """Put the gate in front of the application; call it from the `before_show` event."""
    window.native.gate = _Gate(window.native)
    application: Any = QApplication.instance()
    application.installEventFilter(window.native.gate)
    window.native.setAcceptDrops(False)
    window.native.webview.setAcceptDrops(False)
