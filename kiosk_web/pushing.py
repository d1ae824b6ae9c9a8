"""How Python's words reach the page: in order, and without ever waiting for it.

pywebview's way waits for an answer. A page that hangs or has died gives none: the thread would wait for
ever, and with it, while it holds the lock of the injection, every page that is loaded after. Nothing
here needs an answer, so nothing waits. It also lets answers reach a page whose policy forbids `eval`,
in which pywebview would wrap them.
"""

from __future__ import annotations

from typing import Any

from qtpy import QtCore


class _Push(QtCore.QObject):
    """Carries scripts to the page's thread; gone with the page."""

    script: Any = QtCore.Signal(str)  # type: ignore[attr-defined] # qtpy's name for it

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        self._page = page
        self.script.connect(self._run)

    def _run(self, script: str) -> None:
        self._page.runJavaScript(script)


def apply(window: Any) -> None:
    """Let `run_js` and the bridge's answers go this way; call it from the `before_show` event."""
    push = _Push(window.native.webview.page())
    window.native.push = push

    def run(script: str, _callback: object = None) -> None:
        try:
            push.script.emit(script)
        except RuntimeError:  # the page is gone with its window: nobody is left to tell
            return

    window.run_js = run
    window.evaluate_js = run
