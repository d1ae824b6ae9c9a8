"""Real keys and buttons on an X screen, and what a window manager or another program does there.

What Playwright types through the debugging port bypasses Qt; only events of the X server (XTEST) pass through
the window. Written with ctypes on two libraries that Qt needs anyway. No tests here.
"""

from __future__ import annotations

import contextlib
import ctypes
import select
from collections.abc import Iterator
from ctypes import byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p
from typing import Any

PATIENCE = 20.0
KEY_PRESS, KEY_PRESS_MASK, CORE_KEYBOARD = 2, 1, 0x100
UNMAPPED, MAPPED, STRUCTURE = 18, 19, 1 << 17
PROPERTY_CHANGED, PROPERTIES = 28, 1 << 22
VIEWABLE = 2
CLIENT_MESSAGE = 33
SUBSTRUCTURE = 0x80000 | 0x100000
LEFT, MIDDLE, RIGHT, WHEEL_UP, BACK, FORWARD = 1, 2, 3, 4, 8, 9


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message_type", c_ulong),
        ("format", c_int),
        ("data", c_long * 5),
        ("_rest", c_long * 12),  # an XEvent is 24 longs
    )


class _Attributes(ctypes.Structure):
    _fields_ = (
        ("_place", c_int * 5),
        ("_visual", c_void_p),
        ("root", c_ulong),
        ("_class", c_int * 3),
        ("_planes", c_ulong * 2),
        ("_save_under", c_int),
        ("_colormap", c_ulong),
        ("_map_installed", c_int),
        ("map_state", c_int),
        ("_masks", c_long * 3),
        ("override_redirect", c_int),
        ("_screen", c_void_p),
    )


class XScreen:
    """A connection to an X screen.

    Args:
        name: the display, as in `:7`.
    """

    def __init__(self, name: str) -> None:
        self._x: Any = ctypes.CDLL("libX11.so.6")
        self._xtst: Any = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = c_void_p
        for function in ("XInternAtom", "XDefaultRootWindow", "XStringToKeysym", "XGetSelectionOwner"):
            getattr(self._x, function).restype = c_ulong
        opened = self._x.XOpenDisplay(name.encode())
        assert opened, f"no X screen {name}"
        self._display = c_void_p(opened)
        self._root = c_ulong(self._x.XDefaultRootWindow(self._display))

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def press(self, key: str) -> None:
        """Press a key and hold it; `key` is the name of one of its keysyms."""
        self._key(key, is_down=True)

    def release(self, key: str) -> None:
        self._key(key, is_down=False)

    def strike(self, *keys: str) -> None:
        """Press these keys one after the other, as in `strike("Control_L", "r")`, and release them."""
        for key in keys:
            self.press(key)
        for key in reversed(keys):
            self.release(key)

    def scan(self, keys: str) -> None:
        """Type as a scanner does: all keys at once, without a pause between them."""
        for key in keys:
            for is_down in (1, 0):
                self._xtst.XTestFakeKeyEvent(self._display, self._code(key), is_down, c_ulong(0))
        self._x.XSync(self._display, 0)

    def move(self, x: float, y: float) -> None:
        """Move the pointer."""
        self._xtst.XTestFakeMotionEvent(self._display, -1, int(x), int(y), c_ulong(0))
        self._x.XSync(self._display, 0)

    def click(self, x: float, y: float, button: int = LEFT) -> None:
        """Press and release a button at this place."""
        self.move(x, y)
        for is_down in (1, 0):
            self._xtst.XTestFakeButtonEvent(self._display, button, is_down, c_ulong(0))
        self._x.XSync(self._display, 0)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Press at one place, move in steps, release at the other."""
        self.move(*start)
        self._xtst.XTestFakeButtonEvent(self._display, LEFT, 1, c_ulong(0))
        for step in range(1, 11):
            self.move(*(a + (b - a) * step / 10 for a, b in zip(start, end, strict=True)))
        self._xtst.XTestFakeButtonEvent(self._display, LEFT, 0, c_ulong(0))
        self._x.XSync(self._display, 0)

    @contextlib.contextmanager
    def holding(self, key: str) -> Iterator[None]:
        """Hold a key during the block."""
        self.press(key)
        try:
            yield
        finally:
            self.release(key)

    def hold_until_repeated(self, key: str, times: int = 5) -> None:
        """Hold a key until the X server's auto-repeat has repeated it `times` times."""
        focus, revert = c_ulong(), c_int()
        self._x.XGetInputFocus(self._display, byref(focus), byref(revert))
        self._x.XSelectInput(self._display, focus, c_long(KEY_PRESS_MASK))
        self._x.XkbSetAutoRepeatRate(self._display, CORE_KEYBOARD, 50, 10)
        try:
            with self.holding(key):
                for _ in range(1 + times):
                    self._wait_for(KEY_PRESS)
        finally:
            self._x.XkbSetAutoRepeatRate(self._display, CORE_KEYBOARD, 660, 40)
            self._x.XSelectInput(self._display, focus, c_long(0))
            self._x.XSync(self._display, 1)

    def owner_of(self, selection: str) -> int:
        """Return the window that owns this selection (PRIMARY, CLIPBOARD), 0 for none."""
        return int(self._x.XGetSelectionOwner(self._display, self._atom(selection)))

    def clients(self) -> list[int]:
        """List the windows that the window manager knows."""
        return self._numbers(self._root.value, "_NET_CLIENT_LIST")

    def seen(self) -> list[int]:
        """List the visible top-level windows, also those that the window manager does not manage."""
        root, parent, count = c_ulong(), c_ulong(), c_uint()
        children = ctypes.POINTER(c_ulong)()
        self._x.XQueryTree(
            self._display, self._root, byref(root), byref(parent), byref(children), byref(count)
        )
        found = [int(children[place]) for place in range(count.value)]
        self._x.XFree(children)
        return [window for window in found if self._is_seen(window)]

    def ask_to_close(self, window: int) -> None:
        """Ask a window to close, as Alt+F4 and its close button do."""
        self._tell_manager(window, "_NET_CLOSE_WINDOW", 0, 2)

    def leave_fullscreen(self, window: int) -> None:
        """Make the window manager end fullscreen; wait until the window is fullscreen again."""
        state, whole = self._atom("_NET_WM_STATE").value, self._atom("_NET_WM_STATE_FULLSCREEN").value
        self._x.XSelectInput(self._display, c_ulong(window), c_long(PROPERTIES))
        self._tell_manager(window, "_NET_WM_STATE", 0, whole, 0, 2)
        self._wait_for(PROPERTY_CHANGED, state)
        while whole not in self._numbers(window, "_NET_WM_STATE"):
            self._wait_for(PROPERTY_CHANGED, state)
        self._x.XSelectInput(self._display, c_ulong(window), c_long(0))
        self._x.XSync(self._display, 1)

    def minimise(self, window: int) -> None:
        """Make the window manager minimise a window; wait until it is back."""
        self._x.XSelectInput(self._display, c_ulong(window), c_long(STRUCTURE))
        self._tell_manager(window, "WM_CHANGE_STATE", 3)
        self._wait_for(UNMAPPED)
        self._wait_for(MAPPED)
        self._x.XSelectInput(self._display, c_ulong(window), c_long(0))
        self._x.XSync(self._display, 1)

    def _numbers(self, window: int, name: str) -> list[int]:
        """Read a property that is a list of windows or of atoms."""
        kind, bits = c_ulong(), c_int()
        count, left, data = c_ulong(), c_ulong(), ctypes.POINTER(c_ulong)()
        self._x.XGetWindowProperty(
            self._display, c_ulong(window), self._atom(name), c_long(0), c_long(99), 0, c_ulong(0),
            byref(kind), byref(bits), byref(count), byref(left), byref(data),
        )  # fmt: skip
        found = [int(data[place]) for place in range(count.value)]
        self._x.XFree(data)
        return found

    def _wait_for(self, kind: int, what: int | None = None) -> None:
        """Wait for an event of this kind; for a property, `what` is the atom of its name."""
        event = (c_long * 24)()
        while True:
            if not self._x.XPending(self._display):
                connection = self._x.XConnectionNumber(self._display)
                assert select.select([connection], [], [], PATIENCE)[0], f"no event {kind} came"
                continue
            self._x.XNextEvent(self._display, byref(event))
            if c_int.from_buffer(event).value == kind and what in {None, event[5]}:
                return

    def _code(self, key: str) -> int:
        symbol = c_ulong(self._x.XStringToKeysym(c_char_p(key.encode())))
        code = int(self._x.XKeysymToKeycode(self._display, symbol))
        assert code, f"no key has {key}"
        return code

    def _key(self, key: str, *, is_down: bool) -> None:
        self._xtst.XTestFakeKeyEvent(self._display, self._code(key), int(is_down), c_ulong(0))
        self._x.XSync(self._display, 0)

    def _atom(self, name: str) -> c_ulong:
        return c_ulong(self._x.XInternAtom(self._display, name.encode(), 0))

    def _is_seen(self, window: int) -> bool:
        attributes = _Attributes()
        self._x.XGetWindowAttributes(self._display, c_ulong(window), byref(attributes))
        return bool(attributes.map_state == VIEWABLE)

    def _tell_manager(self, window: int, message: str, *data: int) -> None:
        event = _ClientMessage(
            type=CLIENT_MESSAGE,
            window=window,
            message_type=self._atom(message).value,
            format=32,
            data=(c_long * 5)(*data),
        )
        self._x.XSendEvent(self._display, self._root, 0, c_long(SUBSTRUCTURE), byref(event))
        self._x.XSync(self._display, 0)
