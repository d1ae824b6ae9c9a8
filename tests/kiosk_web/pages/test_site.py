"""What the page server gives to whom: each rule of `kiosk_web/pages/exchange.py`, by raw HTTP."""

from __future__ import annotations

import http.client
import json
import re
import socket
from collections.abc import Callable
from typing import Any

import pytest

from kiosk_web.bridge import Bridge
from kiosk_web.pages.server import BoothServer
from kiosk_web.pages.site import without_secret

JSON = {"Content-Type": "application/json"}


@pytest.fixture
def booth(serve_booth: Callable[[Any], BoothServer]) -> BoothServer:
    return serve_booth(Bridge("127.0.0.1", 1))


def ask(
    booth: BoothServer, path: str, method: str = "GET", body: str | None = None, **headers: str
) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", booth.server_address[1], timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body=body, headers=named)
        response = connection.getresponse()
        return response.status, dict(response.headers), response.read().decode()
    finally:
        connection.close()


def path_of(booth: BoothServer) -> str:
    return booth.site.url.removeprefix(f"http://{booth.site.host}")


def call(booth: BoothServer, name: str, body: str = "[]", **headers: str) -> tuple[int, dict[str, str], str]:
    headers.setdefault("Content_Type", "application/json")
    return ask(booth, f"/s/{booth.site.secret}/call/{name}", "POST", body, **headers)


def test_the_token_opens_the_page_once(booth: BoothServer) -> None:
    status, headers, page = ask(booth, path_of(booth))
    assert status == 200
    assert f'<base href="/s/{booth.site.secret}/">' in page
    assert 'name="borne-transport" content="http"' in page
    assert headers["Cache-Control"] == "no-store"
    assert ask(booth, path_of(booth))[0] == 403  # a second tab, an old token


@pytest.mark.parametrize(
    "header",
    [
        {"Sec_Purpose": "prefetch"},
        {"Sec_Purpose": "prefetch;prerender"},
        {"Purpose": "Prefetch"},
        {"X_Moz": "prefetch"},
        {"X_Purpose": "preview"},
    ],
    ids=str,
)
def test_a_prefetch_does_not_use_up_the_token(booth: BoothServer, header: dict[str, str]) -> None:
    status, headers, text = ask(booth, path_of(booth), **header)
    assert status == 503
    assert headers["Cache-Control"] == "no-store"
    assert booth.site.secret not in text
    assert ask(booth, path_of(booth))[0] == 200


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=wrong", "/?token=%ff", "/index.html"])
def test_without_the_token_there_is_nothing(booth: BoothServer, path: str) -> None:
    status, _headers, text = ask(booth, path)
    assert status in {403, 404}
    assert booth.site.secret not in text
    assert ask(booth, path_of(booth))[0] == 200  # and does not use up the token


def test_every_file_of_the_page_lies_under_the_secret(booth: BoothServer) -> None:
    page = ask(booth, path_of(booth))[2]
    named = re.findall(r'(?:href|src)="([\w./-]+\.(?:css|js|svg))"', page)
    names = {*named, *(name for name in booth.site.files if name.endswith(".css"))}
    assert named
    assert len(names) > 10
    for name in names:
        assert ask(booth, f"/s/{booth.site.secret}/{name}")[0] == 200, name
        assert ask(booth, f"/{name}")[0] == 404
        assert ask(booth, f"/s/{'x' * len(booth.site.secret)}/{name}")[0] == 404


@pytest.mark.parametrize(
    "tail",
    [
        "../bridge.py",
        "..%2fbridge.py",
        "%2e%2e/bridge.py",
        "components/../../bridge.py",
        "//etc/passwd",
        "/etc/passwd",
        "main.js%00",
        "index.html",
        "",
        ".",
    ],
)
def test_no_path_leads_out_of_the_page(booth: BoothServer, tail: str) -> None:
    assert ask(booth, f"/s/{booth.site.secret}/{tail}")[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:1", ""])
def test_another_host_name_gets_nothing(booth: BoothServer, host: str) -> None:
    name = host.format(port=booth.server_address[1])
    assert ask(booth, path_of(booth), Host=name)[0] == 403
    assert call(booth, "configuration", Host=name)[0] == 403
    assert ask(booth, path_of(booth))[0] == 200


def test_it_listens_on_loopback_only(booth: BoothServer) -> None:
    assert booth.server_address[0] == "127.0.0.1"
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", booth.server_address[1]), timeout=5)


def test_a_call_reaches_the_bridge(booth: BoothServer) -> None:
    status, headers, text = call(booth, "configuration")
    assert status == 200
    assert json.loads(text)["ok"]["language"] == "fr"
    assert headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    "name", ["_end", "__init__", "_session", "nothing", "", "configuration/", "../configuration"]
)
def test_only_the_bridges_public_methods_are_called(booth: BoothServer, name: str) -> None:
    assert call(booth, name)[0] == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "OPTIONS", "HEAD"])
def test_a_call_is_a_post(booth: BoothServer, method: str) -> None:
    assert ask(booth, f"/s/{booth.site.secret}/call/configuration", method)[0] in {404, 501}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_call_is_json_so_that_no_foreign_form_can_make_one(booth: BoothServer, kind: str) -> None:
    assert call(booth, "configuration", Content_Type=kind)[0] == 415


@pytest.mark.parametrize("body", ["", "{}", "null", "[", "\x00", "[" * 10_000])
def test_a_calls_arguments_are_an_array(booth: BoothServer, body: str) -> None:
    assert call(booth, "configuration", body)[0] == 400


def test_a_call_has_a_bounded_size(booth: BoothServer) -> None:
    assert call(booth, "configuration", "[" + " " * 20_000 + "]")[0] == 413
    assert call(booth, "configuration", "[]", Content_Length="99999999999")[0] == 411
    assert call(booth, "configuration", "[]", Content_Length="-1")[0] == 411


@pytest.mark.parametrize(
    "header", [{"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}]
)
def test_another_origin_gets_nothing(booth: BoothServer, header: dict[str, str]) -> None:
    assert call(booth, "configuration", **header)[0] == 403
    assert ask(booth, path_of(booth), **header)[0] == 403


def test_our_own_origin_is_let_in(booth: BoothServer) -> None:
    own = {"Origin": f"http://{booth.site.host}", "Sec_Fetch_Site": "same-origin"}
    assert call(booth, "configuration", **own)[0] == 200


def test_the_policy_is_strict_on_every_answer(booth: BoothServer) -> None:
    for path in (path_of(booth), "/", f"/s/{booth.site.secret}/main.js"):
        policy = ask(booth, path)[1]["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/s/kq-7/vendor/page.js", "vendor/page.js"),
        ("/s/kq-7/", ""),
        ("/other.js", "/other.js"),
        ("", ""),
    ],
)
def test_a_log_shows_a_file_without_the_secret(path: str, shown: str) -> None:
    assert without_secret(path) == shown
