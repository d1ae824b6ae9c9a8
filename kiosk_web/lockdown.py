"""What the window forbids, so that a patient cannot leave the booth's page by accident.

Here: Qt's own doors. Not here: what the page itself suppresses (`static/boot.js`) and the staff's exit.
Everything is applied in the GUI thread before the window shows.
"""

from __future__ import annotations

from typing import Any

from qtpy import QtCore
from qtpy.QtWebEngineCore import QWebEnginePage, QWebEngineSettings, QWebEngineUrlRequestInterceptor

SCHEMES = frozenset({"data", "blob", "qrc"})


class _OwnOriginOnly(QWebEngineUrlRequestInterceptor):
    """Blocks every request that does not go to the server of the booth's own page."""

    def __init__(self, parent: Any, origin: Any) -> None:
        super().__init__(parent)
        self._authority = origin.authority()

    def interceptRequest(self, info: Any) -> None:  # noqa: N802 - Qt's name
        url = info.requestUrl()
        is_own = url.scheme() == "http" and url.authority() == self._authority
        info.block(not is_own and url.scheme() not in SCHEMES)


def apply(window: Any) -> None:
    """Close the doors of this window; call it from the `before_show` event."""
    view = window.native.webview
    page = view.page()
    origin = QtCore.QUrl(window.real_url)
    window.native.interceptor = _OwnOriginOnly(window.native, origin)  # Qt keeps no reference of its own
    page.profile().setUrlRequestInterceptor(window.native.interceptor)
    page.navigationRequested.connect(lambda request: _judge_navigation(request, origin))
    page.settings().setAttribute(QWebEngineSettings.WebAttribute.JavascriptCanOpenWindows, False)
    page.createWindow = lambda _kind: None
    page.chooseFiles = lambda *_arguments: []
    page.javaScriptAlert = lambda *_arguments: None
    page.javaScriptConfirm = lambda *_arguments: False
    page.javaScriptPrompt = lambda *_arguments: (False, "")
    page.featurePermissionRequested.disconnect()
    page.featurePermissionRequested.connect(
        lambda where, feature: page.setFeaturePermission(
            where, feature, QWebEnginePage.PermissionPolicy.PermissionDeniedByUser
        )
    )
    page.renderProcessTerminated.connect(lambda *_arguments: QtCore.QTimer.singleShot(0, view.reload))
    view.setAcceptDrops(False)
    window.native.setAcceptDrops(False)


def _judge_navigation(request: Any, origin: Any) -> None:
    url = request.url()
    is_own = url.scheme() == origin.scheme() and url.authority() == origin.authority()
    if not is_own:
        request.reject()
