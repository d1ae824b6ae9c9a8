"""The booth's real window asked from inside, where the page and a debugger do not see: `python -m` this.

It starts `window.window` as the booth does, switches on whatever Qt can switch on before the booth closes
its doors, tries them once the page has loaded, writes down what it sees, a line of JSON each, and ends. No
debugger, which would answer dialogs itself; no screen (`QT_QPA_PLATFORM=offscreen`). No test here.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import webview

from kiosk_web.bridge import Bridge
from kiosk_web.pages.server import BoothServer
from kiosk_web.window import window

QUESTIONS = """(() => {
  const frame = document.createElement("iframe"); // in which boot.js has replaced nothing
  document.body.append(frame);
  const { contentWindow: untouched } = frame;
  return JSON.stringify([untouched.alert("x") ?? null, untouched.confirm("x"), untouched.prompt("x")]);
})()"""
MENU = """(() => {
  // Last of all: whoever wanted to prevent it has done so.
  addEventListener("contextmenu", (event) => { document.title = `menu: ${event.defaultPrevented}`; });
})()"""


@contextmanager
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Serve another origin; yield its address and the requests it gets."""
    visits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            visits.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: object) -> None:
            """Log nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", visits
        server.shutdown()


def called_back(do: Callable[[Callable[..., None]], object]) -> Any:
    """Do something that calls back; run Qt until it has, and return what it gave."""
    from qtpy import QtCore  # noqa: PLC0415 - Qt reads the environment when it is loaded

    loop, brought = QtCore.QEventLoop(), list[Any]()

    def hear(*arguments: Any) -> None:
        brought.append(arguments)
        loop.quit()

    do(hear)
    if not brought:
        loop.exec()
    return brought[0]


def heard_once(signal: Any, do: Callable[[], object]) -> Any:
    """Do something; run Qt until a signal comes, and return its arguments."""

    def listen(hear: Callable[..., None]) -> None:
        signal.connect(hear, QtCore.Qt.ConnectionType.SingleShotConnection)
        do()

    from qtpy import QtCore  # noqa: PLC0415

    return called_back(listen)


def answered(page: Any, script: str) -> Any:
    """Run a script in the page and Qt until it has a result."""
    return called_back(lambda hear: page.runJavaScript(script, hear))[0]


def touching(place: Any) -> Iterator[None]:
    """Touch the screen; release when resumed."""
    from qtpy import QtCore  # noqa: PLC0415
    from qtpy.QtGui import QEventPoint, QInputDevice, QPointingDevice, QTouchEvent  # noqa: PLC0415
    from qtpy.QtWidgets import QApplication  # noqa: PLC0415

    kind, finger = QInputDevice.DeviceType.TouchScreen, QPointingDevice.PointerType.Finger
    glass = QPointingDevice("glass", 1, kind, finger, QInputDevice.Capability.Position, 1, 0)
    where, nothing_held = QtCore.QPointF(300, 300), QtCore.Qt.KeyboardModifier.NoModifier
    for what, state in (
        (QtCore.QEvent.Type.TouchBegin, QEventPoint.State.Pressed),
        (QtCore.QEvent.Type.TouchEnd, QEventPoint.State.Released),
    ):
        point = QEventPoint(1, state, where, where)
        QApplication.sendEvent(place, QTouchEvent(what, glass, nothing_held, [point]))
        yield


def look(native: Any) -> Iterator[tuple[str, Any]]:
    """Try what the window forbids, with its page in it."""
    from qtpy import QtCore  # noqa: PLC0415
    from qtpy.QtWebEngineCore import QWebEnginePage, QWebEngineSettings  # noqa: PLC0415
    from qtpy.QtWidgets import QApplication  # noqa: PLC0415

    page = native.webview.page()
    profile = page.profile()
    application: Any = QApplication.instance()
    opened: list[str] = []
    heard: list[str] = []

    class Windows(QtCore.QObject):
        def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: N802 - Qt's name
            is_shown = event.type() == QtCore.QEvent.Type.Show and watched.isWidgetType()
            if is_shown and watched.isWindow() and watched is not native:
                opened.append(type(watched).__name__)
            return False

    class Ear(QtCore.QObject):
        def event(self, event: Any) -> bool:
            heard.append(event.type().name)
            return True

    def told_by(what: Callable[[], object]) -> dict[str, Any]:
        opened.clear()
        return {"answer": what(), "opened": list(opened)}

    windows, ear = Windows(), Ear()
    application.installEventFilter(windows)
    attributes = list(QWebEngineSettings.WebAttribute)
    yield "off", [one.name for one in attributes if not page.settings().testAttribute(one)]
    yield "is_private", profile.isOffTheRecord()
    yield "is_spell_checked", profile.isSpellCheckEnabled()
    yield "input_method", os.environ.get("QT_IM_MODULE")
    for kind in QtCore.QEvent.Type:
        if kind.name in {"ContextMenu", "DragEnter", "Drop", "NativeGesture", "ToolTip", "User"}:
            application.sendEvent(ear, QtCore.QEvent(kind))
    yield "events", heard
    answered(page, MENU)
    finger = touching(native.webview.focusProxy())
    (title,) = heard_once(page.titleChanged, lambda: next(finger))
    while not title.startswith("menu"):  # but the page's own, from its start
        (title,) = heard_once(page.titleChanged, lambda: None)
    yield "long_press", title
    next(finger)
    own_file = QtCore.QUrl(page.url()).resolved(QtCore.QUrl("tokens.css"))
    states: list[str] = []
    # At the very moment: what nobody has spoken for by its end, Qt drops by itself.
    profile.downloadRequested.connect(lambda asked: states.append(asked.state().name))
    heard_once(profile.downloadRequested, lambda: page.download(own_file, "taken.css"))
    yield "download", states
    with elsewhere() as (address, visits):
        other = QWebEnginePage(profile)  # which has no policy, and nobody judges where it goes
        (is_loaded,) = heard_once(other.loadFinished, lambda: other.load(QtCore.QUrl(address)))
        yield "elsewhere", {"is_loaded": is_loaded, "visits": visits}
    heard_once(page.loadFinished, lambda: page.load(QtCore.QUrl("about:blank")))
    while not heard_once(page.loadFinished, lambda: None)[0]:
        """Wait until the booth has put its page there again."""
    yield "can_go_back", page.history().canGoBack()
    yield "questions", told_by(lambda: json.loads(answered(page, QUESTIONS)))
    yield "files", told_by(lambda: page.chooseFiles(QWebEnginePage.FileSelectionMode.FileSelectOpen, [], []))


def begin(native: Any) -> None:
    """Try everything as soon as the page has loaded, and end."""
    from qtpy import QtCore  # noqa: PLC0415

    def tell() -> None:
        try:
            for name, what in look(native):
                sys.stdout.write(f"{json.dumps({name: what})}\n")
                sys.stdout.flush()
        except BaseException:  # noqa: BLE001 - Qt would go on with its loop
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    page = native.webview.page()

    def loaded(_is_loaded: bool) -> None:
        page.loadFinished.disconnect(loaded)
        QtCore.QTimer.singleShot(0, tell)  # after all who hear of it too

    page.loadFinished.connect(loaded)


def switch_everything_on(native: Any) -> None:
    """What Qt or pywebview may have switched on by themselves, in this version or another."""
    from qtpy.QtWebEngineCore import QWebEngineSettings  # noqa: PLC0415

    page = native.webview.page()
    for attribute in QWebEngineSettings.WebAttribute:
        page.settings().setAttribute(attribute, True)
    page.profile().setSpellCheckEnabled(True)


def main() -> None:
    """Run the window with both put around what the booth does before it shows."""
    create, start = webview.create_window, webview.start

    def create_window(*arguments: Any, **more: Any) -> Any:
        made: Any = create(*arguments, **more)
        made.events.before_show += lambda: switch_everything_on(made.native)
        return made

    def start_loop(*arguments: Any, **more: Any) -> None:
        made: Any = webview.windows[0]
        made.events.before_show += lambda: begin(made.native)
        start(*arguments, **more)

    webview.create_window, webview.start = create_window, start_loop
    with BoothServer(None) as server:
        server.serve_beside()
        window.run(Bridge("127.0.0.1", 9), server.site.url, is_windowed=False)


if __name__ == "__main__":
    main()
