"""The booth without a display: the same page and the same bridge, for one browser on this machine.

Here: who is let in, and what they get. Not here: what a call does (`bridge.py`). The rules:

- it listens on 127.0.0.1 only, and answers only requests that name it so (no DNS rebinding);
- the token in the address opens one page, once; whoever comes second gets nothing, and a browser that only
  looks ahead (an address half typed, a page of favourites) neither gets the page nor spends the token;
- everything that page needs lives under a path that only its own text tells, and goes away with it;
- files are looked up in a table made at the start, so no path can lead out of `static/`;
- nothing is cached, nothing is framed, nothing is loaded from elsewhere.
"""

from __future__ import annotations

import hmac
import html
import json
import mimetypes
import re
import secrets
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kiosk_web import stopping
from kiosk_web.bridge import Bridge

STATIC = Path(__file__).parent / "static"
LONGEST_BODY = 16 * 1024
SLOWEST_REQUEST = 30.0
"""Seconds that a browser may take to say its request: a silent one would hold a thread for ever."""

MEDIA_TYPES = {
    ".js": "text/javascript",
    ".ftl": "text/plain",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
LOOKING_AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""What browsers, today's and older ones, send with a request whose answer nobody may come to see."""

POLICY = re.compile(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"')
HEAD = "<head>"

Call = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class File:
    """A file of the page as it goes out."""

    media_type: str
    content: bytes


def public_methods(bridge: Bridge) -> dict[str, Call]:
    """Return what the page may call, by name: the same methods that pywebview would expose."""
    return {name: getattr(bridge, name) for name in dir(bridge) if not name.startswith("_")}


def _files() -> dict[str, File]:
    files = {}
    for path in STATIC.rglob("*"):
        if path.is_file() and path.name != "index.html":
            guess = MEDIA_TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
            kind = guess or "application/octet-stream"
            charset = "; charset=utf-8" if kind.startswith("text/") else ""
            files[path.relative_to(STATIC).as_posix()] = File(kind + charset, path.read_bytes())
    return files


class BoothServer(ThreadingHTTPServer):
    """The HTTP server of one booth; every request has a thread of its own.

    Args:
        bridge: What the page may call.
        port: Where to listen on 127.0.0.1; 0 takes any free port.

    Attributes:
        url: The address that opens the page, once.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, bridge: Bridge, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.host = f"127.0.0.1:{self.server_address[1]}"
        self.methods = public_methods(bridge)
        self.files = _files()
        self.secret = secrets.token_urlsafe(32)
        self._token: str | None = secrets.token_urlsafe(32)
        self._token_lock = threading.Lock()
        self.url = f"http://{self.host}/?token={self._token}"
        page = (STATIC / "index.html").read_text(encoding="utf-8")
        policy = POLICY.search(page)
        if policy is None:
            raise RuntimeError("static/index.html has no Content-Security-Policy")
        self.policy = html.unescape(policy[1]) + "; frame-ancestors 'none'"
        marker = f'{HEAD}<base href="/s/{self.secret}/"><meta name="borne-transport" content="http">'
        self.page = File("text/html; charset=utf-8", page.replace(HEAD, marker, 1).encode())

    def take_token(self, offered: str) -> bool:
        """Tell whether this is the token, and make it worth nothing from now on."""
        with self._token_lock:
            if self._token is None or not hmac.compare_digest(self._token.encode(), offered.encode()):
                return False
            self._token = None
            return True

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about a browser that went away in the middle of an answer."""


class _Handler(BaseHTTPRequestHandler):
    server: BoothServer
    server_version = "borne"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one send: in two, the second waits 40 ms for the first's acknowledgement
    timeout = SLOWEST_REQUEST

    def do_GET(self) -> None:
        """Hand out the page for the token, or one of its files under the secret path."""
        if not self._is_from_our_page():
            return
        address = urlsplit(self.path)
        if address.path == "/":
            self._open_page(address.query)
            return
        file = self.server.files.get(self._under_secret(address.path) or "")
        if file is None:
            self._refuse(HTTPStatus.NOT_FOUND, "Nothing here.")
        else:
            self._send(HTTPStatus.OK, file)

    def _open_page(self, query: str) -> None:
        if any(self.headers.get(name) for name in LOOKING_AHEAD):
            self._refuse(
                HTTPStatus.SERVICE_UNAVAILABLE, "This address opens the booth once. Open it to see it."
            )
        elif self.server.take_token(parse_qs(query).get("token", [""])[0]):
            self._send(HTTPStatus.OK, self.server.page)
        else:
            self._refuse(HTTPStatus.FORBIDDEN, "This address opens the booth once. Start the booth again.")

    def do_POST(self) -> None:
        """Carry one call of the page to the bridge."""
        if not self._is_from_our_page():
            return
        name = (self._under_secret(self.path) or "").removeprefix("call/")
        method = self.server.methods.get(name)
        if method is None or self.path != f"/s/{self.server.secret}/call/{name}":
            self._refuse(HTTPStatus.NOT_FOUND, "Nothing here.")
            return
        if self.headers.get_content_type() != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "A call is JSON.")
            return
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or len(length) > len(str(LONGEST_BODY)):
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "A call tells its length.")
            return
        if int(length) > LONGEST_BODY:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "A call is not as long as that.")
            return
        try:
            arguments = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            arguments = None
        if not isinstance(arguments, list):
            self._refuse(HTTPStatus.BAD_REQUEST, "A call's arguments are a JSON array.")
            return
        reply = json.dumps(method(*arguments)).encode()
        self._send(HTTPStatus.OK, File("application/json", reply))

    def _is_from_our_page(self) -> bool:
        """Refuse what a foreign page may have sent: under another name, or from another origin."""
        origin = self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "none")
        hosts = self.headers.get_all("Host", [])
        is_ours = (
            hosts == [self.server.host]
            and origin in {None, f"http://{self.server.host}"}
            and site in {"none", "same-origin"}
        )
        if not is_ours:
            self._refuse(HTTPStatus.FORBIDDEN, "This booth answers its own page only.")
        return is_ours

    def _under_secret(self, path: str) -> str | None:
        """Return what follows the secret path, or None where the path does not begin with it."""
        prefix = f"/s/{self.server.secret}/".encode()
        offered = path.encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(offered[: len(prefix)], prefix):
            return None
        return path[len(prefix) :]

    def _refuse(self, status: HTTPStatus, sentence: str) -> None:
        self.close_connection = True  # what remains unread of the request must not be taken for the next
        self._send(status, File("text/plain; charset=utf-8", f"{sentence}\n".encode()))

    def _send(self, status: HTTPStatus, file: File) -> None:
        self.send_response(status)
        self.send_header("Content-Type", file.media_type)
        self.send_header("Content-Length", str(len(file.content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", self.server.policy)
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(file.content)

    def send_error(self, code: int, *_words: str | None, **_more: str | None) -> None:
        """Answer what http.server itself refuses (other methods, malformed requests) as plainly."""
        self.close_connection = True
        self._send(HTTPStatus(code), File("text/plain; charset=utf-8", b"The booth does not do that.\n"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Log nothing: addresses hold the secret."""


def run(bridge: Bridge) -> int:
    """Serve the booth until SIGTERM or SIGINT; return the exit status."""
    with BoothServer(bridge) as server:
        stopping.on_stop(server.shutdown)
        print(f"booth at {server.url}", flush=True)  # noqa: T201 - whoever started it reads this line
        server.serve_forever(poll_interval=0.1)
    bridge.log_out()
    sys.stdout.flush()
    return 0
