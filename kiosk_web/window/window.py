"""The booth's window: pywebview on Qt, with the page in it and the bridge behind the page.

Here: how the window opens and how it closes. Not here: what the page may call (`bridge.py`), what the window
forbids (`lockdown.py`), how a dead page is restarted (`revival.py`), how signals are handled (`stopsignal`).
It promises that SIGTERM, SIGINT and the staff's exit (`hooks.py`) end the program at once with status 0, even
while it starts, and that no thread waits for the page (`pushing.py`).
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from typing import Any, NoReturn

from kiosk_web.bridge import Bridge
from kiosk_web.window.hooks import Hooks
from stopsignal import StopSignals

TITLE = "Borne"
PORTRAIT = (1080, 1920)
TRYING_OUT = (1080, 900)
"""The size with `--windowed`: fits a developer's screen."""

PAGE_LOST = 3
"""The exit status where the page cannot be loaded any more, and only a new process helps."""

TITLE_BAR = 48
"""Pixels reserved for a window's title bar, whose height is not known before it shows."""

CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-background-timer-throttling",
    "--autoplay-policy=no-user-gesture-required",
)
"""No graphics card in a booth is worth its start-up time; two fingers neither zoom nor navigate; heartbeats
do not slow down while the window is covered; the voice may speak before the first touch."""

_log = logging.getLogger(__name__)


def run(
    bridge: Bridge,
    address: str,
    *,
    is_windowed: bool,
    signals: StopSignals | None = None,
    on_reload: Callable[[], None] = lambda: None,
    hooks: Hooks | None = None,
    screen: int = 0,
    scale: float | None = None,
    debugging_port: str | None = None,
) -> int:
    """Open the window and return the exit status once it is closed.

    Args:
        bridge: what the page may call.
        address: where the page is served, on this machine.
        is_windowed: a window that can be closed, instead of the whole screen.
        signals: what ends the booth; None: SIGTERM and SIGINT.
        on_reload: called from a thread of its own after SIGHUP, where `signals` has it.
        hooks: the heartbeat and the staff's exit that the bridge calls; None: no watchdog and no exit.
        screen: which screen of this machine, from 0; the first if there is no such screen.
        scale: how much larger everything is than on a screen of full HD; None: by the screen's size.
        debugging_port: for tests only: lets Playwright drive the window, and any origin read it.
    """
    way_out = _WayOut()
    signals = signals or StopSignals()
    signals.listen()
    signals.call(way_out.take, on_reload)
    _prepare_environment()
    import webview  # noqa: PLC0415 - Qt reads the environment when it is loaded

    from kiosk_web.window import filling, lockdown, pushing, revival  # noqa: PLC0415 - they load Qt

    webview.settings["OPEN_EXTERNAL_LINKS_IN_BROWSER"] = False
    webview.settings["ALLOW_FILE_URLS"] = False
    if debugging_port:
        webview.settings["REMOTE_DEBUGGING_PORT"] = debugging_port
    width, height = TRYING_OUT if is_windowed else PORTRAIT
    window = webview.create_window(
        TITLE,
        url=address,  # an absolute one: pywebview starts no server of its own
        js_api=bridge,
        width=width,
        height=height,
        fullscreen=not is_windowed,
        screen=_screen(webview, screen),
        x=None if is_windowed else 0,
        y=None if is_windowed else 0,
        text_select=True,  # the page's own style forbids it; pywebview's way needs an inline style
        background_color="#F7F4EE",
    )
    if window is None:
        raise RuntimeError("pywebview made no window")
    lockdown.withhold_consent()
    way_out.window = window
    window.events.before_show += lambda: pushing.apply(window)
    window.events.before_show += lambda: lockdown.apply(window, is_kiosk=not is_windowed)
    if is_windowed:
        window.events.before_show += lambda: _fit_to_screen(window)
    else:
        window.events.before_show += lambda: filling.apply(window, screen, scale)
        window.events.closing += way_out.is_taken  # False refuses, so nothing else closes a booth
    window.events.before_show += signals.reclaim  # pywebview has set its own handler of SIGINT
    if hooks is not None:
        watchdog = hooks.watchdog
        window.events.before_show += lambda: revival.watch(window, watchdog, way_out.give_up)
        hooks.on_leaving(way_out.take)
    webview.start(gui="qt", private_mode=True)
    bridge.log_out()
    _leave(way_out.status)
    return way_out.status


class _WayOut:
    """Ends the program, from any thread but the window's own.

    Attributes:
        window: pywebview's window, or None before it is made.
        status: the exit status of the program.
    """

    def __init__(self) -> None:
        self.window: Any = None
        self.status = 0
        self._taken = threading.Event()

    def is_taken(self) -> bool:
        """Tell whether the program is about to end."""
        return self._taken.is_set()

    def give_up(self) -> None:
        """End the program because its page cannot be loaded; from any thread, the window's own too."""
        self.status = PAGE_LOST
        threading.Thread(target=self.take, name="giving-up", daemon=True).start()

    def take(self) -> None:
        """End the program: through the window's event loop, or at once if it was never shown.

        pywebview cannot close a window before it shows, and until then nobody is logged in.
        """
        self._taken.set()
        if self.window is None or not self.window.events.shown.is_set():
            _exit(self.status)
        self.window.destroy()  # asks the window's thread, and returns at once


def _screen(webview: Any, number: int) -> Any:
    """Return the screen of this number; None lets pywebview take the first, which is faster."""
    if number == 0:
        return None
    screens = webview.screens
    if number < len(screens):
        return screens[number]
    _log.warning(
        "there is no screen %d here (there are %d): the booth opens on the first", number, len(screens)
    )
    return None


def _fit_to_screen(window: Any) -> None:
    """Shrink a window that is larger than the screen: what is cut off cannot be touched."""
    from qtpy.QtWidgets import QWidget  # noqa: PLC0415 - Qt reads the environment when it is loaded

    native = window.native  # pywebview hides Qt's own methods of these names behind others
    screen = QWidget.screen(native)
    if screen is None:
        return
    available = screen.availableGeometry()
    height = available.height() - TITLE_BAR
    size = QWidget.size(native)
    if size.width() > available.width() or size.height() > height:
        QWidget.resize(native, min(size.width(), available.width()), min(size.height(), height))
        QWidget.move(native, available.topLeft())


def _prepare_environment() -> None:
    """Set what Qt reads when it starts; variables that an installer has set are kept."""
    if os.geteuid() == 0:  # Chromium refuses its sandbox to root; anyone else keeps it
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    missing = [flag for flag in CHROMIUM_FLAGS if flag not in flags]
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(flags + missing)
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_IM_MODULE", "compose")  # a desktop's own suggests words typed before
    os.environ.setdefault("QT_API", "pyqt6")
    os.environ.setdefault("PYWEBVIEW_GUI", "qt")


def _leave(status: int) -> None:
    """End the process even if a call of the page still waits for the closed window."""
    waiting = [t for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon]
    if waiting:
        _exit(status)


def _exit(status: int) -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # the reader is gone
            stream.flush()
    os._exit(status)
