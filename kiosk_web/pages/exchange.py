"""One HTTP request and its answer: bytes in, bytes out.

Here: which requests are allowed, and what they get. Not here: sockets and time (`server.py`), what a call
does (`bridge.py`). It promises:

- only requests whose Host is ours are answered (no DNS rebinding), and none from another origin's page;
- the token in the address opens the page once, for one browser; a prefetch (an address half typed, a page of
  favourites) neither gets the page nor uses up the token;
- everything that the page needs is under a secret path that only the page contains;
- nothing is cached, framed or loaded from elsewhere.
"""

from __future__ import annotations

import io
import json
import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kiosk_web.pages.site import Call, File, Site

LONGEST_HEAD = 16 * 1024
"""Bytes of a request before its body; ours have under 1,000."""

LONGEST_BODY = 16 * 1024
PREFETCH_HEADERS = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""What browsers, current and older ones, send with a prefetch."""

CONTENT_LENGTH = re.compile(rb"\ncontent-length:[ \t]*([0-9]{1,6})[ \t]*\r?\n", re.IGNORECASE)


def body_length(head: bytes) -> int:
    """Return how many bytes of body follow this head.

    A body whose length is unknown or too great is not waited for: such a request is refused.
    """
    told = CONTENT_LENGTH.search(head)
    length = int(told[1]) if told else 0
    return length if length <= LONGEST_BODY else 0


class Exchange(BaseHTTPRequestHandler):
    """The answer to one request.

    Args:
        site: what there is to give.
        request: the whole request.

    Attributes:
        is_ours: whether it knew the token or the secret path.
        call: set where a call of the bridge has to be made first; `finish_call` takes its reply.
        close_connection: whether the connection is to be closed after the answer.
    """

    server_version = "borne"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def __init__(self, site: Site, request: bytes) -> None:  # the base class's own expects a socket
        self.site = site
        self.rfile = io.BytesIO(request)
        self.wfile: Any = io.BytesIO()
        self.request_version = self.protocol_version
        self.requestline = ""
        self.command = ""
        self.close_connection = True
        self.is_ours = False
        self.call: Call | None = None
        self.arguments: list[Any] = []

    @classmethod
    def of(cls, site: Site, request: bytes) -> Exchange:
        """Read a request and answer it, or prepare its call; what breaks the reader is a bad request."""
        exchange = cls(site, request)
        try:
            exchange.handle_one_request()
        except Exception:  # noqa: BLE001 - whatever a stranger sends, the page goes on being served
            return cls.refusing(site, HTTPStatus.BAD_REQUEST)
        return exchange

    @classmethod
    def refusing(cls, site: Site, status: HTTPStatus) -> Exchange:
        """Answer what never became a whole request."""
        exchange = cls(site, b"")
        exchange.send_error(status)
        return exchange

    @property
    def answer(self) -> bytes:
        """The answer so far: all of it, unless `call` is set and was not made yet."""
        return bytes(self.wfile.getvalue())

    def finish_call(self, reply: dict[str, Any]) -> None:
        """Answer a call with the bridge's reply."""
        self._send(HTTPStatus.OK, File("application/json", json.dumps(reply).encode()))

    def do_GET(self) -> None:
        """Send the page for the token, or one of its files under the secret path."""
        if not self._is_from_our_page():
            return
        address = urlsplit(self.path)
        if address.path == "/":
            self._open_page(address.query)
            return
        name = self.site.under_secret(address.path)
        self.is_ours = name is not None
        file = None if name is None else self.site.files.get(name)
        if file is None:
            self._refuse(HTTPStatus.NOT_FOUND, "Nothing here.")
        else:
            self._send(HTTPStatus.OK, file)

    def _open_page(self, query: str) -> None:
        if any(self.headers.get(name) for name in PREFETCH_HEADERS):
            self._refuse(
                HTTPStatus.SERVICE_UNAVAILABLE, "This address opens the booth once. Open it to see it."
            )
        elif self.site.take_token(parse_qs(query).get("token", [""])[0]):
            self.is_ours = True
            self._send(HTTPStatus.OK, self.site.page)
        else:
            self._refuse(HTTPStatus.FORBIDDEN, "This address opens the booth once. Start the booth again.")

    def do_POST(self) -> None:
        """Prepare one call of the page to the bridge."""
        if not self._is_from_our_page():
            return
        offered = self.site.under_secret(self.path)
        self.is_ours = offered is not None
        folder, _, name = (offered or "").partition("/")
        method = self.site.methods.get(name) if folder == "call" else None
        if method is None:
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
        self.call, self.arguments = method, arguments

    def handle_expect_100(self) -> bool:
        """Say nothing in between: a request is read whole before it is answered."""
        return True

    def _is_from_our_page(self) -> bool:
        """Refuse a request that another page may have sent: with another Host, or from another origin."""
        origin = self.headers.get("Origin")
        site = self.headers.get("Sec-Fetch-Site", "none")
        hosts = self.headers.get_all("Host", [])
        is_ours = (
            hosts == [self.site.host]
            and origin in {None, f"http://{self.site.host}"}
            and site in {"none", "same-origin"}
        )
        if not is_ours:
            self._refuse(HTTPStatus.FORBIDDEN, "This booth answers its own page only.")
        return is_ours

    def _refuse(self, status: HTTPStatus, sentence: str) -> None:
        self.close_connection = True  # unread bytes of this request must not be read as the next one
        self._send(status, File("text/plain; charset=utf-8", f"{sentence}\n".encode()))

    def _send(self, status: HTTPStatus, file: File) -> None:
        self.send_response(status)
        self.send_header("Content-Type", file.media_type)
        self.send_header("Content-Length", str(len(file.content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", self.site.policy)
        if self.site.has_browser:  # the window has no other page, and would only load it in a second renderer
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(file.content)

    def send_error(self, code: int, *_words: str | None, **_more: str | None) -> None:
        """Answer in plain text what http.server itself refuses: other methods, malformed requests."""
        self.close_connection = True
        self._send(HTTPStatus(code), File("text/plain; charset=utf-8", b"The booth does not do that.\n"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's own name
        """Log nothing: the paths hold the secret."""
