"""What the page server gives: the page, its files, the bridge's calls; and the secrets that lead to them.

Not here: HTTP (`exchange.py`), sockets (`server.py`). Files are read once, into a table of names, so no path
leads out of `static/`.
"""

from __future__ import annotations

import hmac
import html
import mimetypes
import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk_web.pages.bundle import joined

STATIC = Path(__file__).parents[1] / "static"
MEDIA_TYPES = {
    ".js": "text/javascript",
    ".ftl": "text/plain",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
POLICY = re.compile(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"')
HEAD = "<head>"

Call = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class File:
    """A file of the page as it is sent."""

    media_type: str
    content: bytes


def public_methods(bridge: object) -> dict[str, Call]:
    """Return what the page may call, by name: the methods that pywebview would expose too."""
    return {name: getattr(bridge, name) for name in dir(bridge) if not name.startswith("_")}


class Site:
    """One booth's page.

    Args:
        host: the address and port it is served on, as a browser writes them in `Host`.
        bridge: what the page may call over HTTP; None for the window, which has another way to the bridge.

    Attributes:
        url: opens the page: in a browser once; in the window as often as the page is loaded again.
        has_browser: whether a browser opens it, and so maybe another page's script.
        secret: the name of the folder that everything is under.
    """

    def __init__(self, host: str, bridge: object | None) -> None:
        self.host = host
        self.has_browser = bridge is not None
        self.secret = secrets.token_urlsafe(32)
        self.files = _files()
        page = joined((STATIC / "index.html").read_text(encoding="utf-8"), STATIC)
        policy = POLICY.search(page)
        if policy is None:
            raise RuntimeError("static/index.html has no Content-Security-Policy")
        self.policy = html.unescape(policy[1]) + "; frame-ancestors 'none'"
        self._token_lock = threading.Lock()
        if bridge is None:
            self.methods: dict[str, Call] = {}
            self._token: str | None = None
            self.page = _document(page)
            self.files[""] = self.page
            self.url = f"http://{host}/s/{self.secret}/"
        else:
            self.methods = public_methods(bridge)
            self._token = secrets.token_urlsafe(32)
            marker = f'{HEAD}<base href="/s/{self.secret}/"><meta name="borne-transport" content="http">'
            self.page = _document(page.replace(HEAD, marker, 1))
            self.url = f"http://{host}/?token={self._token}"

    def take_token(self, offered: str) -> bool:
        """Tell whether this is the token, and if so make it invalid."""
        with self._token_lock:
            if self._token is None or not hmac.compare_digest(self._token.encode(), offered.encode()):
                return False
            self._token = None
            return True

    def under_secret(self, path: str) -> str | None:
        """Return what follows the secret path, or None where the path does not begin with it."""
        prefix = f"/s/{self.secret}/".encode()
        offered = path.encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(offered[: len(prefix)], prefix):
            return None
        return path[len(prefix) :]


def without_secret(path: str) -> str:
    """Return the path of one of the page's files as a log may show it; another path as it is."""
    return "/".join(path.split("/")[3:]) if path.startswith("/s/") else path


def _document(page: str) -> File:
    return File("text/html; charset=utf-8", page.encode())


def _files() -> dict[str, File]:
    files = {}
    for path in STATIC.rglob("*"):
        if path.is_file() and path.name != "index.html":
            guess = MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
            kind = guess or "application/octet-stream"
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            files[path.relative_to(STATIC).as_posix()] = File(kind + charset, path.read_bytes())
    return files
