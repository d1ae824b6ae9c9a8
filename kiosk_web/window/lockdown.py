"""What the web engine forbids, so that nobody leaves the booth's page or loads anything into it.

Here: addresses, windows, dialogs, files, permissions, downloads. Not here: keys and buttons
(`lockdown_input.py`), the desktop around the window (`lockdown_desktop.py`), what the page itself suppresses
(`static/boot.js`), the staff's exit (`hooks.py`). It promises that everything is applied in the GUI thread
before the window shows, with `--windowed` too; only closing the window is allowed there.
"""

from __future__ import annotations

import logging
from typing import Any

from qtpy import QtCore
from qtpy.QtWebEngineCore import QWebEnginePage, QWebEngineSettings, QWebEngineUrlRequestInterceptor
from webview.platforms import qt

from kiosk_web.pages.site import without_secret
from kiosk_web.window import lockdown_desktop, lockdown_input

SCHEMES = frozenset({"data", "blob", "qrc"})

CONSENT_TO_ALL = "--use-fake-ui-for-media-stream"
"""With this flag Chromium grants camera, microphone and screen without asking Qt."""

_log = logging.getLogger(__name__)

Attribute = QWebEngineSettings.WebAttribute
SWITCHED_OFF = (
    Attribute.JavascriptCanOpenWindows,
    Attribute.JavascriptCanAccessClipboard,
    Attribute.JavascriptCanPaste,
    Attribute.AllowWindowActivationFromJavaScript,
    Attribute.BackForwardCacheEnabled,  # would keep a page that was left
    Attribute.ErrorPageEnabled,  # Chromium's own page has a button and a link
    Attribute.FullScreenSupportEnabled,
    Attribute.HyperlinkAuditingEnabled,
    Attribute.LocalContentCanAccessRemoteUrls,
    Attribute.LocalContentCanAccessFileUrls,
    Attribute.NavigateOnDropEnabled,
    Attribute.PdfViewerEnabled,
    Attribute.PluginsEnabled,
    Attribute.ScreenCaptureEnabled,
)


class _OwnOriginOnly(QWebEngineUrlRequestInterceptor):
    """Blocks every request that does not go to the server of the booth's own page."""

    def __init__(self, parent: Any, origin: Any) -> None:
        super().__init__(parent)
        self._authority = origin.authority()

    def interceptRequest(self, info: Any) -> None:  # noqa: N802 - Qt's name
        url = info.requestUrl()
        is_own = url.scheme() == "http" and url.authority() == self._authority
        info.block(not is_own and url.scheme() not in SCHEMES)


def withhold_consent() -> None:
    """Keep pywebview from starting Chromium with `CONSENT_TO_ALL`; call it before `webview.start`."""
    pywebviews: Any = qt
    append = pywebviews.environ_append

    def append_the_others(name: str, *values: str, **how: Any) -> None:
        append(name, *(value for value in values if value != CONSENT_TO_ALL), **how)

    pywebviews.environ_append = append_the_others


def apply(window: Any, *, is_kiosk: bool) -> None:
    """Lock this window down; call it from the `before_show` event.

    Args:
        window: pywebview's window.
        is_kiosk: whether the window must fill the screen.
    """
    page = window.native.webview.page()
    address = QtCore.QUrl(window.real_url)
    _keep_to_the_page(window, page, address)
    _refuse_dialogs(page)
    _refuse_permissions(page)
    for attribute in SWITCHED_OFF:
        page.settings().setAttribute(attribute, False)
    page.profile().downloadRequested.connect(lambda download: download.cancel())
    page.profile().setSpellCheckEnabled(False)
    page.javaScriptConsoleMessage = _log_place
    lockdown_input.apply(window)
    lockdown_desktop.apply(window, is_kiosk=is_kiosk)


def _keep_to_the_page(window: Any, page: Any, address: Any) -> None:
    """Let the window show its one page and nothing else, with no history to go back to."""
    window.native.interceptor = _OwnOriginOnly(window.native, address)  # Qt keeps no reference of its own
    page.profile().setUrlRequestInterceptor(window.native.interceptor)
    page.navigationRequested.connect(lambda request: _judge_navigation(request, address))
    page.createWindow = lambda _kind: None
    # A refused navigation ends with loadFinished too. pywebview would then inject its object again, and the
    # calls that wait would never be answered.
    page.loadFinished.disconnect(window.native.on_load_finished)
    page.loadFinished.connect(lambda is_loaded: _begin(window, page, address) if is_loaded else None)


def _begin(window: Any, page: Any, address: Any) -> None:
    """Give the page that has loaded the bridge, and an empty history."""
    if not _is_page(page.url(), address):  # no navigationRequested is emitted for about:blank
        page.load(address)
        return
    page.history().clear()
    window.native.on_load_finished()


def _judge_navigation(request: Any, address: Any) -> None:
    """Refuse all but the page itself: from another file of its server there is no way back."""
    if not _is_page(request.url(), address):
        request.reject()


def _is_page(url: Any, address: Any) -> bool:
    without_fragment = QtCore.QUrl.UrlFormattingOption.RemoveFragment
    return bool(url.adjusted(without_fragment) == address.adjusted(without_fragment))


def _refuse_dialogs(page: Any) -> None:
    page.chooseFiles = lambda *_arguments: []
    page.javaScriptAlert = lambda *_arguments: None
    page.javaScriptConfirm = lambda *_arguments: False
    page.javaScriptPrompt = lambda *_arguments: (False, "")


def _log_place(level: object, _message: str, line: int, source: str) -> None:
    """Log where the page wrote to its console, but not what: it may quote a patient."""
    if level != QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
        _log.warning(
            "the page complained on its console at %s, line %d",
            without_secret(QtCore.QUrl(source).path()),
            line,
        )


def _refuse_permissions(page: Any) -> None:
    """Refuse camera, microphone, location, notifications and any other permission."""
    denied = QWebEnginePage.PermissionPolicy.PermissionDeniedByUser
    page.featurePermissionRequested.disconnect()  # pywebview's own grants camera and microphone
    page.featurePermissionRequested.connect(
        lambda where, feature: page.setFeaturePermission(where, feature, denied)
    )
    page.registerProtocolHandlerRequested.connect(lambda request: request.reject())
    page.fileSystemAccessRequested.connect(lambda request: request.reject())
