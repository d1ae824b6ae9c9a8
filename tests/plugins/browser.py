"""Fixtures with the real page in Debian's chromium, over the booth's browser mode.

No test here, and not the real window (`window.py`). What is started here is ended here, whatever the
test did to it.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

from kiosk_web.browser import BoothServer

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PORTRAIT = (1080, 1920)
SMALL = (1280, 800)
CHROMIUM_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class OpenBooth(Protocol):
    """`open_booth(bridge)`: a page of the booth in chromium, in front of any bridge."""

    def __call__(
        self, bridge: Any, *, size: tuple[int, int] = PORTRAIT, has_clock: bool = False, **context: Any
    ) -> Page: ...


@dataclass
class Complaints:
    """What a page's console said that it should not have."""

    lines: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.lines.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.lines.append(message.text)


def wait_until(page: Page, condition: str) -> None:
    """Wait for what a script says, looked at in every frame: the other waits soon look twice a second."""
    page.wait_for_function(f"() => Boolean({condition})")  # an element as the answer would be kept alive


def violations(page: Page, rules: list[str] | None = None) -> list[str]:
    """Give what axe finds on the screen as it stands, with the rules that are off by default on.

    Args:
        page: Where.
        rules: By their names; all of them when None.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
    found: list[str] = page.evaluate(
        """async ([tags, rules]) => {
          const result = await axe.run(document, {
            resultTypes: ["violations"],
            ...(rules ? { runOnly: { type: "rule", values: rules } } : {
              runOnly: { type: "tag", values: tags },
              rules: { "target-size": { enabled: true }, "color-contrast-enhanced": { enabled: true } },
            }),
          });
          return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" | ")}`);
        }""",
        [AXE_TAGS, rules],
    )
    return found


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Playwright itself, one a test process."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    """Debian's chromium, headless, one a test process."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright_driver.chromium.launch(
        executable_path="/usr/bin/chromium-headless-shell", args=[*CHROMIUM_ARGUMENTS, *sandbox]
    )
    yield browser
    browser.close()


@pytest.fixture
def serve_booth() -> Iterator[Callable[[Any], BoothServer]]:
    """Serve the page with a bridge, as `--browser` does; its `url` opens it once."""
    servers: list[BoothServer] = []

    def serve(bridge: Any) -> BoothServer:
        server = BoothServer(bridge)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return server

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def open_booth(chromium: Browser, serve_booth: Callable[[Any], BoothServer]) -> Iterator[OpenBooth]:
    """Open the booth's page in chromium; a complaint on its console fails the test."""
    contexts = []
    complaints = Complaints()

    def open_(
        bridge: Any, *, size: tuple[int, int] = PORTRAIT, has_clock: bool = False, **context: Any
    ) -> Page:
        made = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **context
        )
        contexts.append(made)
        page = made.new_page()
        if has_clock:  # before the page's first timer
            page.clock.install()
        page.set_default_timeout(10_000)
        complaints.listen(page)
        page.goto(serve_booth(bridge).url)
        wait_until(page, "document.querySelector('h1')")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints.lines == []
