"""The booth's window: pywebview on Qt, with the page in it and the bridge behind the page.

Here: how the window is made, how it is stopped. Not here: what the page may call (`bridge.py`), what
the window forbids (`lockdown.py`), how a dead page comes back (`revival.py`), how a signal is heard
(`stopping.py`). It promises that SIGTERM, SIGINT and the staff's way out (`hooks.py`) end the program at once
with status 0, while it starts as well, and that no thread ever waits for the page.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from kiosk_web import stopping
from kiosk_web.bridge import Bridge
from kiosk_web.hooks import Hooks

STATIC = Path(__file__).parent / "static"
TITLE = "Borne"
PORTRAIT = (1080, 1920)
TRYING_OUT = (1080, 900)
"""The size with `--windowed`: fits a developer's screen."""

TITLE_BAR = 48
"""Pixels kept for a window's frame, which is not known before it shows."""

CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--disable-background-timer-throttling",
    "--autoplay-policy=no-user-gesture-required",
)
"""Booths have no graphics card worth its start-up time; two fingers neither zoom nor turn pages; the
page's heart beats as often while its window is covered; the voice may speak before the first touch."""

log = logging.getLogger(__name__)


def run(
    bridge: Bridge,
    *,
    is_windowed: bool,
    hooks: Hooks | None = None,
    screen: int = 0,
    debugging_port: str | None = None,
) -> int:
    """Open the window and return the exit status once it is closed.

    Args:
        bridge: What the page may call.
        is_windowed: A window of its own that can be closed, instead of the whole screen.
        hooks: The heartbeat and the way out that the bridge calls; None for a page without them.
        screen: Which screen of this machine it stands on, from 0; the first where there is no such one.
        debugging_port: For tests only: lets Playwright drive the window, and any origin read it.
    """
    way_out = _WayOut()
    stopping.on_stop(way_out.take)
    _prepare_environment()
    import webview  # noqa: PLC0415 - Qt reads the environment when it is loaded

    from kiosk_web import lockdown, pushing, revival  # noqa: PLC0415 - they load Qt

    webview.settings["OPEN_EXTERNAL_LINKS_IN_BROWSER"] = False
    webview.settings["ALLOW_FILE_URLS"] = False
    if debugging_port:
        webview.settings["REMOTE_DEBUGGING_PORT"] = debugging_port
    width, height = TRYING_OUT if is_windowed else PORTRAIT
    window = webview.create_window(
        TITLE,
        url=str(STATIC / "index.html"),
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
        window.events.before_show += lambda: _fill_screen(window)
        window.events.closing += way_out.is_taken  # False refuses: nothing else closes a booth
    window.events.before_show += stopping.take_over  # pywebview has set its own handler of SIGINT
    if hooks is not None:
        watchdog = hooks.watchdog
        window.events.before_show += lambda: revival.watch(window, watchdog)
        hooks.on_leaving(way_out.take)
    webview.start(gui="qt", private_mode=True)
    bridge.log_out()
    _leave()
    return 0


class _WayOut:
    """The program's end, in any thread but the window's own.

    Attributes:
        window: pywebview's, once it is made.
    """

    def __init__(self) -> None:
        self.window: Any = None
        self._taken = threading.Event()

    def is_taken(self) -> bool:
        """Tell whether the program is about to end."""
        return self._taken.is_set()

    def take(self) -> None:
        """End the program: through the window's loop, or at once where no page was ever shown.

        pywebview can close no window before it shows, and there is nothing to close: nobody is logged in.
        """
        self._taken.set()
        if self.window is None or not self.window.events.shown.is_set():
            _exit()
        self.window.destroy()  # it only asks the window's own thread to do it


def _screen(webview: Any, number: int) -> Any:
    """Find the screen of this number; None leaves the choice of the first to pywebview, which is faster."""
    if number == 0:
        return None
    screens = webview.screens
    if number < len(screens):
        return screens[number]
    log.warning(
        "there is no screen %d here (there are %d): the booth opens on the first", number, len(screens)
    )
    return None


def _fill_screen(window: Any) -> None:
    """Give the window its screen's size: where there is no window manager, nobody else does."""
    from qtpy.QtWidgets import QWidget  # noqa: PLC0415 - Qt reads the environment when it is loaded

    QWidget.setGeometry(window.native, window.native.screen)  # pywebview keeps the geometry under this name


def _fit_to_screen(window: Any) -> None:
    """Make a window that is larger than the screen smaller: what is cut off cannot be touched."""
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
    """Set what Qt reads while it starts; what an installer has set already wins."""
    if os.geteuid() == 0:  # Chromium refuses its sandbox to root; anyone else keeps it
        os.environ.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")
    flags = os.environ.get("QTWEBENGINE_CHROMIUM_FLAGS", "").split()
    missing = [flag for flag in CHROMIUM_FLAGS if flag not in flags]
    os.environ["QTWEBENGINE_CHROMIUM_FLAGS"] = " ".join(flags + missing)
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QT_IM_MODULE", "compose")  # a desktop's own would suggest former patients' words
    os.environ.setdefault("QT_API", "pyqt6")
    os.environ.setdefault("PYWEBVIEW_GUI", "qt")


def _leave() -> None:
    """End the process even where a call of the page still waits for a window that is gone."""
    waiting = [t for t in threading.enumerate() if t is not threading.main_thread() and not t.daemon]
    if waiting:
        _exit()


def _exit() -> NoReturn:
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # nobody reads any more: no reason to stay
            stream.flush()
    os._exit(0)
