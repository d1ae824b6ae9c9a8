"""How many files and bytes the page fetches at its start: a measure that no machine changes."""

from __future__ import annotations

import gzip
from collections import Counter

from playwright.sync_api import Page

from tests.checkout import STATIC
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth

INDEX = STATIC / "index.html"
MOST = 200_000
MOST_FILES = 16
"""Two joined files, four catalogues, four fonts, and what `script/bundle` leaves alone."""
LATER = "healthicons.js"
"""Fetched after the first screen is drawn: pictures of a later one."""


def test_a_start_fetches_few_files_under_200_kb_compressed_and_nothing_twice(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge)
    page.locator(".attract").wait_for()
    names = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    files = [name for name in names if "/call/" not in name and not name.startswith("data:")]
    assert [name for name, count in Counter(files).items() if count > 1] == []
    assert len(files) <= MOST_FILES, "run script/bundle"
    sizes = {name: compressed(fetch(page, name)) for name in files}
    start = compressed(INDEX.read_bytes()) + sum(
        size for name, size in sizes.items() if not name.endswith(LATER)
    )
    assert 50_000 < start < MOST, sorted(sizes.items(), key=lambda one: -one[1])[:10]


def fetch(page: Page, address: str) -> bytes:
    answer = page.request.get(address)
    assert answer.ok, address
    return answer.body()


def compressed(content: bytes) -> int:
    return len(gzip.compress(content, 6))
