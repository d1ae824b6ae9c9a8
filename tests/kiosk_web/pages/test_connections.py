"""One connection to the page server: the security headers of each answer, and when the connection closes."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from kiosk_web.bridge import Bridge
from kiosk_web.pages import connection
from kiosk_web.pages.server import BoothServer

PATIENCE = 10.0
MARKS = {
    "Cache-Control": "no-store",  # nothing personal stays on the disk
    "Cross-Origin-Opener-Policy": "same-origin",  # a page that opened this one gets no handle to it
    "Cross-Origin-Resource-Policy": "same-origin",  # no other page can load a file for a side channel
    "Referrer-Policy": "no-referrer",  # the token stands in the address
    "X-Content-Type-Options": "nosniff",  # no file runs that is not meant to
}


@pytest.fixture
def booth(serve_booth: Callable[[Any], BoothServer]) -> BoothServer:
    return serve_booth(Bridge("127.0.0.1", 1))


@contextmanager
def connected(booth: BoothServer) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", booth.server_address[1]), timeout=PATIENCE) as stream:
        yield stream


def request(booth: BoothServer, line: str, body: str = "", **headers: str) -> bytes:
    """Return a request with `{token}` and `{secret}` of its first line filled in."""
    named = {"Host": booth.site.host, **{name.replace("_", "-"): value for name, value in headers.items()}}
    if body:
        named.setdefault("Content-Length", str(len(body)))
    first = line.format(token=booth.site.url.partition("?")[2], secret=booth.site.secret)
    lines = [f"{first} HTTP/1.1", *(f"{name}: {value}" for name, value in named.items())]
    return ("\r\n".join([*lines, "", ""]) + body).encode()


def answer(stream: socket.socket, method: str = "GET") -> http.client.HTTPResponse:
    """Read one answer and leave the connection open."""
    response = http.client.HTTPResponse(stream, method=method)
    response.begin()
    response.read()
    return response


JSON = {"Content_Type": "application/json"}
ANSWERS: dict[str, tuple[int, str, str, dict[str, str]]] = {
    "the page": (200, "GET /?{token}", "", {}),
    "a file": (200, "GET /s/{secret}/main.js", "", {}),
    "a call": (200, "POST /s/{secret}/call/configuration", "[]", JSON),
    "no token": (403, "GET /", "", {}),
    "another host": (403, "GET /?{token}", "", {"Host": "evil.example"}),
    "a look ahead": (503, "GET /?{token}", "", {"Sec_Purpose": "prefetch"}),
    "no such file": (404, "GET /s/{secret}/nothing", "", {}),
    "no such call": (404, "POST /s/{secret}/call/nothing", "[]", JSON),
    "no JSON": (415, "POST /s/{secret}/call/configuration", "[]", {}),
    "no length": (411, "POST /s/{secret}/call/configuration", "", JSON),
    "too long": (413, "POST /s/{secret}/call/configuration", "[]", JSON | {"Content_Length": "99999"}),
    "no array": (400, "POST /s/{secret}/call/configuration", "{}", JSON),
    "another method": (501, "PUT /", "[]", {}),
    "no request": (400, "GET / /", "", {}),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_has_the_security_headers(booth: BoothServer, name: str) -> None:
    status, line, body, headers = ANSWERS[name]
    with connected(booth) as stream:
        stream.sendall(request(booth, line, body, **headers))
        response = answer(stream)
    assert response.status == status
    assert {mark: response.headers[mark] for mark in MARKS} == MARKS
    assert response.headers["Content-Security-Policy"].endswith("; frame-ancestors 'none'")


@pytest.mark.parametrize("name", [name for name, (status, *_rest) in ANSWERS.items() if status == 200])
def test_a_good_request_keeps_the_connection_open(booth: BoothServer, name: str) -> None:
    _status, line, body, headers = ANSWERS[name]
    with connected(booth) as stream:
        stream.sendall(request(booth, line, body, **headers))
        answer(stream)
        stream.sendall(request(booth, "GET /s/{secret}/main.js"))
        assert answer(stream).status == 200


@pytest.mark.parametrize("name", [name for name, (status, *_rest) in ANSWERS.items() if status != 200])
def test_a_refusal_closes_the_connection(booth: BoothServer, name: str) -> None:
    status, line, body, headers = ANSWERS[name]
    hidden = request(booth, "GET /s/{secret}/main.js")  # in what a refusal leaves unread
    with connected(booth) as stream:
        stream.sendall(request(booth, line, body, **headers) + hidden)
        response = answer(stream)
        assert response.status == status
        assert response.headers["Connection"] == "close"
        assert nothing_more(stream)


def nothing_more(stream: socket.socket) -> bool:
    """Wait for the end of the connection; tell whether it ends here."""
    try:
        return stream.recv(1) == b""
    except ConnectionResetError:  # closed with unread bytes
        return True


@pytest.mark.parametrize("said", ["", "POST /s/{secret}/call/log_out HTTP/1.1\r\nHost: ", "half a call"])
def test_a_silent_connection_is_closed(
    booth: BoothServer, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    assert connection.REQUEST_SECONDS == 5
    monkeypatch.setattr(connection, "REQUEST_SECONDS", 0.05)
    half = request(booth, "POST /s/{secret}/call/configuration", "[", **JSON, Content_Length="2")
    with connected(booth) as stream:
        stream.sendall(half if said == "half a call" else said.encode())
        assert nothing_more(stream)
