"""What the window forbids, so that nobody leaves the booth's page or brings anything into it.

Here: the web page's own doors (addresses, windows, dialogs, files, permissions, downloads). Not here:
keys and buttons (`lockdown_input.py`), the desktop around the window (`lockdown_desktop.py`), what the
page itself suppresses (`static/boot.js`), and the staff's exit (`hooks.py`). Everything is applied in
the GUI thread before the window shows, and holds for `--windowed` too, but for the closing.
"""

from __future__ import annotations

import logging
from typing import Any

from qtpy import QtCore
from qtpy.QtWebEngineCore import QWebEnginePage, QWebEngineSettings, QWebEngineUrlRequestInterceptor
from webview.platforms import qt

from kiosk_web import lockdown_desktop, lockdown_input

SCHEMES = frozenset({"data", "blob", "qrc"})

CONSENT_TO_ALL = "--use-fake-ui-for-media-stream"
"""With this flag Chromium grants camera, microphone and screen itself, and Qt is never asked."""

log = logging.getLogger(__name__)

Attribute = QWebEngineSettings.WebAttribute
SWITCHED_OFF = (
    Attribute.JavascriptCanOpenWindows,
    Attribute.JavascriptCanAccessClipboard,
    Attribute.JavascriptCanPaste,
    Attribute.AllowWindowActivationFromJavaScript,
    Attribute.BackForwardCacheEnabled,  # a page that was left must not be kept
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
    """Keep pywebview from starting Chromium with `CONSENT_TO_ALL`; call it before the program's loop."""
    pywebviews: Any = qt
    append = pywebviews.environ_append

    def append_the_others(name: str, *values: str, **how: Any) -> None:
        append(name, *(value for value in values if value != CONSENT_TO_ALL), **how)

    pywebviews.environ_append = append_the_others


def apply(window: Any, *, is_kiosk: bool) -> None:
    """Close the doors of this window; call it from the `before_show` event.

    Args:
        window: pywebview's window.
        is_kiosk: The window is the whole screen, and has to stay so.
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
    page.javaScriptConsoleMessage = _tell_the_place
    lockdown_input.apply(window)
    lockdown_desktop.apply(window, is_kiosk=is_kiosk)


def _keep_to_the_page(window: Any, page: Any, address: Any) -> None:
    """Let the window show its one page and nothing else, with nothing behind it to go back to."""
    window.native.interceptor = _OwnOriginOnly(window.native, address)  # Qt keeps no reference of its own
    page.profile().setUrlRequestInterceptor(window.native.interceptor)
    page.navigationRequested.connect(lambda request: _judge_navigation(request, address))
    page.createWindow = lambda _kind: None
    # A refusal counts as the end of a loading too, at which pywebview would put its object into the page
    # again: the calls on their way would never be answered.
    page.loadFinished.disconnect(window.native.on_load_finished)
    page.loadFinished.connect(lambda is_loaded: _begin(window, page, address) if is_loaded else None)


def _begin(window: Any, page: Any, address: Any) -> None:
    """Give the page that has loaded the bridge, and nothing behind it."""
    if not _is_page(page.url(), address):  # about:blank asks nobody for leave
        page.load(address)
        return
    page.history().clear()
    window.native.on_load_finished()


def _judge_navigation(request: Any, address: Any) -> None:
    """Refuse all but the page itself: another file of its server would be a page without a way back."""
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


def _tell_the_place(level: object, _message: str, line: int, source: str) -> None:
    """Log where the page complained. Its words stay out of the log: they may quote a patient's."""
    if level != QWebEnginePage.JavaScriptConsoleMessageLevel.InfoMessageLevel:
        log.warning("the page complained on its console at %s, line %d", QtCore.QUrl(source).path(), line)


def _refuse_permissions(page: Any) -> None:
    """Refuse camera, microphone, place, notifications and whatever else a page may ask for."""
    denied = QWebEnginePage.PermissionPolicy.PermissionDeniedByUser
    page.featurePermissionRequested.disconnect()  # pywebview's own grants camera and microphone
    page.featurePermissionRequested.connect(
        lambda where, feature: page.setFeaturePermission(where, feature, denied)
    )
    page.registerProtocolHandlerRequested.connect(lambda request: request.reject())
    page.fileSystemAccessRequested.connect(lambda request: request.reject())
