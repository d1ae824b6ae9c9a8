"""The window's page comes from the booth itself: from the one port that its process listens on."""

from __future__ import annotations

import http.client
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from tests.plugins.window import BoothWindow, StartWindow

LISTENING = "0A"


def listening_ports(pid: int) -> set[int]:
    """Find the TCP ports on which a process listens."""
    sockets = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            sockets.add(str(descriptor.readlink()).removeprefix("socket:[").removesuffix("]"))
    tables = "".join(Path(f"/proc/net/{kind}").read_text() for kind in ("tcp", "tcp6"))
    rows = [line.split() for line in tables.splitlines()]
    return {int(row[1].split(":")[1], 16) for row in rows if row[3] == LISTENING and row[9] in sockets}


def ask(window: BoothWindow, path: str, method: str = "GET") -> int:
    address = urlsplit(window.page.url)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=30)
    try:
        connection.request(method, path, body="[]", headers={"Content-Type": "application/json"})
        return connection.getresponse().status
    finally:
        connection.close()


def test_nobody_but_the_booth_serves_its_page(start_window: StartWindow) -> None:
    window = start_window("127.0.0.1", 9)
    debugging = urlsplit(window.endpoint).port
    page = urlsplit(window.page.url)
    assert page.hostname == "127.0.0.1"
    assert listening_ports(window.process.pid) == {page.port, debugging}


def test_a_stranger_gets_neither_the_page_nor_a_call(start_window: StartWindow) -> None:
    window = start_window("127.0.0.1", 9)
    secret = urlsplit(window.page.url).path
    assert ask(window, "/") == 403
    assert ask(window, "/index.html") == 404
    assert ask(window, f"/s/{'x' * 43}/") == 404
    assert ask(window, secret) == 200
    assert (
        ask(window, f"{secret}call/configuration", "POST") == 404
    )  # the window has its own way to the bridge
    assert ask(window, "/call/configuration", "POST") == 404
