"""How much a start of the page fetches: a size, and so no matter of the machine (issue 3, "Fast")."""

from __future__ import annotations

import gzip
from collections import Counter
from pathlib import Path

from playwright.sync_api import Page

from tests.kiosk_web.stub import StubBridge
from tests.plugins.browser import OpenBooth

INDEX = Path(__file__).parents[2] / "kiosk_web/static/index.html"
MOST = 200_000
LATER = "healthicons.js"
"""Fetched when the first screen stands: pictures of a later one."""


def test_a_start_fetches_under_200_kb_compressed_and_nothing_twice(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge)
    page.locator(".attract").wait_for()
    names = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    files = [name for name in names if "/call/" not in name and not name.startswith("data:")]
    assert [name for name, count in Counter(files).items() if count > 1] == []
    sizes = {name: compressed(fetch(page, name)) for name in files}
    start = compressed(INDEX.read_bytes()) + sum(
        size for name, size in sizes.items() if not name.endswith(LATER)
    )
    assert 100_000 < start < MOST, sorted(sizes.items(), key=lambda one: -one[1])[:10]


def fetch(page: Page, address: str) -> bytes:
    answer = page.request.get(address)
    assert answer.ok, address
    return answer.body()


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))
