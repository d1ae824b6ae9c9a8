"""Which keys, buttons and gestures reach the page.

Here: one filter for every event of the application. It is an allow list, so that no list of shortcuts has to
be complete. Not here: what a key does on the page. It promises that every key that types a character still
does (Shift, AltGr, dead keys), that a held key acts once, without auto-repeat, and that a scanner, which
presses and releases keys within the same millisecond, is heard whole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qtpy import QtCore, QtGui
from qtpy.QtWidgets import QApplication

Key = QtCore.Qt.Key
Modifier = QtCore.Qt.KeyboardModifier
Type = QtCore.QEvent.Type

COMMANDS = Modifier.ControlModifier | Modifier.AltModifier | Modifier.MetaModifier
"""With one of these held, a key is a command. AltGr is not one: Qt calls it GroupSwitchModifier."""

KEYS = frozenset(
    {
        Key.Key_Tab, Key.Key_Backtab, Key.Key_Return, Key.Key_Enter, Key.Key_Escape, Key.Key_Backspace,
        Key.Key_Delete, Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End,
        Key.Key_PageUp, Key.Key_PageDown, Key.Key_Shift, Key.Key_AltGr, Key.Key_CapsLock, Key.Key_NumLock,
        Key.Key_Multi_key,
        Key.Key_F2,  # the page's read-aloud key
    }
)  # fmt: skip
"""Keys that type nothing and are allowed."""

HELD_MS = 20
"""A key that was held for less is a scanner's: an X server waits longer (660 ms) before it repeats one."""

DEAD_KEYS = range(Key.Key_Dead_Grave.value, Key.Key_Dead_Longsolidusoverlay.value + 1)


class _Gate(QtCore.QObject):
    """Qt's event filter: True drops an event."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        # Scan code of a key -> X server time in ms
        self._pressed_at: dict[int, int] = {}
        self._released_at: dict[int, int] = {}
        self._is_sending = False
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

    def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: N802 - Qt's name
        if self._is_sending:
            return False
        refuses = self._refuses.get(event.type())
        if refuses is None:
            return False
        is_mistaken = event.type() in _KEYS_MOVE and event.isAutoRepeat() and not self._is_held(event)
        if refuses(event):
            return True
        if is_mistaken:
            self._is_sending = True
            QtCore.QCoreApplication.sendEvent(watched, _as_typed(event))
            self._is_sending = False
        return is_mistaken

    def _refuses_press(self, event: Any) -> bool:
        """Refuse commands and auto-repeat.

        A press with the same timestamp as that key's release is X11 auto-repeat, unless the key was not held:
        a scanner types the same digit twice in one millisecond. Qt looks for the pair, but sometimes too
        early, and then reports a press that is not repeated.
        """
        is_at_release = event.timestamp() == self._released_at.get(event.nativeScanCode())
        if (event.isAutoRepeat() or is_at_release) and self._is_held(event):
            return True
        self._pressed_at[event.nativeScanCode()] = event.timestamp()
        return _is_command(event)

    def _refuses_release(self, event: Any) -> bool:
        """Let every real release through: without it, the key would stay pressed for the page."""
        if event.isAutoRepeat() and self._is_held(event):
            return True
        self._released_at[event.nativeScanCode()] = event.timestamp()
        return False

    def _is_held(self, event: Any) -> bool:
        """Tell whether this key was pressed long enough ago to repeat by itself."""
        pressed_at = self._pressed_at.get(event.nativeScanCode(), -HELD_MS)
        return bool(event.timestamp() - pressed_at >= HELD_MS)


_KEYS_MOVE = (Type.KeyPress, Type.KeyRelease)


def _as_typed(event: Any) -> Any:
    """Return the same key event without Qt's mark that it is auto-repeat."""
    native = event.nativeScanCode(), event.nativeVirtualKey(), event.nativeModifiers()
    return QtGui.QKeyEvent(
        event.type(), event.key(), event.modifiers(), *native, event.text(), False, event.count()
    )


def _is_command(event: Any) -> bool:
    """Tell whether this key does more than type or what the journey needs."""
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
    """Refuse all but a plain left click: with a modifier, a link opens in another window."""
    if event.button() != QtCore.Qt.MouseButton.LeftButton:
        return True
    return bool(event.modifiers() & (COMMANDS | Modifier.ShiftModifier))


def apply(window: Any) -> None:
    """Install the filter; call it from the `before_show` event."""
    window.native.gate = _Gate(window.native)
    application: Any = QApplication.instance()
    application.installEventFilter(window.native.gate)
    window.native.setAcceptDrops(False)
    window.native.webview.setAcceptDrops(False)
