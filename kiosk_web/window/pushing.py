"""How Python runs scripts in the page: in order, and without waiting for a result.

pywebview waits for one. A page that hangs or has died gives none, so the thread would wait for ever, and
since it holds the lock of the injection, so would every page loaded after. The booth needs no result.
Besides, pywebview wraps scripts in `eval`, which the page's Content-Security-Policy forbids.
"""

from __future__ import annotations

from typing import Any

from qtpy import QtCore


class _Push(QtCore.QObject):
    """Carries scripts to the page's thread; deleted with the page."""

    script: Any = QtCore.Signal(str)  # type: ignore[attr-defined] # qtpy's name for it

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        self._page = page
        self.script.connect(self._run)

    def _run(self, script: str) -> None:
        self._page.runJavaScript(script)


def apply(window: Any) -> None:
    """Replace pywebview's way of running scripts; call it from the `before_show` event."""
    push = _Push(window.native.webview.page())
    window.native.push = push

    def run(script: str, _callback: object = None) -> None:
        try:
            push.script.emit(script)
        except RuntimeError:  # the window is closed and the page deleted
            return

    window.run_js = run
    window.evaluate_js = run
