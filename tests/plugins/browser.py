"""Fixtures that open the real page in Debian's chromium, through the booth's browser mode.

No tests here; the real window is in `window.py`. Every fixture stops what it started.

A test about time opens its page with `has_clock`, calls `stop_clock`, and lets time pass with
`page.clock.run_for`: then it gives the same result on a machine of any speed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

from kiosk_web.pages.server import BoothServer
from tests.checkout import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STOP_AHEAD = 10.0
"""Seconds: more than the page's clock may run on between reading it and stopping it, on a slow machine."""

PORTRAIT = (1080, 1920)
SMALL = (1280, 800)
CHROMIUM_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # For less work: every site is one of ours, and no test looks at the edges of letters.
    "--disable-gpu",
    "--disable-lcd-text",
    "--disable-site-isolation-trials",
    "--renderer-process-limit=1",
)
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class OpenBooth(Protocol):
    """`open_booth(bridge)`: the booth's page in chromium, with any bridge behind it.

    Args:
        bridge: what the page calls.
        size: of the screen, in CSS pixels.
        has_clock: whether the page runs on Playwright's clock, which `stop_clock` can stop.
        context: further options of Playwright's `new_context`, such as `has_touch=True`.
    """

    def __call__(
        self, bridge: Any, *, size: tuple[int, int] = PORTRAIT, has_clock: bool = False, **context: Any
    ) -> Page: ...


@dataclass
class Complaints:
    """The errors and warnings on a page's console."""

    lines: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.lines.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.lines.append(message.text)


def wait_until(page: Page, condition: str) -> None:
    """Wait until a JavaScript expression is true; it is evaluated in every frame.

    Playwright's other waits poll less and less often, down to twice a second.
    """
    page.wait_for_function(f"() => Boolean({condition})")  # returning an element would keep it alive


def stop_clock(page: Page) -> None:
    """Stop the clock of a page that was opened with `has_clock`.

    From here on, timers and animation frames run only during `page.clock.run_for`. Stopping moves the
    clock forward by `STOP_AHEAD` seconds: a timer that is shorter than that has fired.
    """
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + STOP_AHEAD)


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page as it is now; target-size and color-contrast-enhanced are on too."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
    found: list[str] = page.evaluate(
        """async (tags) => {
          const result = await axe.run(document, {
            resultTypes: ["violations"],
            runOnly: { type: "tag", values: tags },
            rules: { "target-size": { enabled: true }, "color-contrast-enhanced": { enabled: true } },
          });
          return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" | ")}`);
        }""",
        AXE_TAGS,
    )
    return found


@pytest.fixture(scope="session")
def playwright_driver() -> Iterator[Playwright]:
    """Return Playwright itself; one for each test process."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    """Return Debian's chromium, headless; one for each test process."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright_driver.chromium.launch(
        executable_path="/usr/bin/chromium-headless-shell", args=[*CHROMIUM_ARGUMENTS, *sandbox]
    )
    yield browser
    browser.close()


@pytest.fixture
def serve_booth() -> Iterator[Callable[[Any], BoothServer]]:
    """Serve the page and a bridge, as `--browser` does; the site's `url` opens the page once."""
    servers: list[BoothServer] = []

    def serve(bridge: Any) -> BoothServer:
        server = BoothServer(bridge)
        servers.append(server)
        server.serve_beside()
        return server

    yield serve
    for server in servers:
        server.server_close()


@pytest.fixture
def open_booth(chromium: Browser, serve_booth: Callable[[Any], BoothServer]) -> Iterator[OpenBooth]:
    """Open the booth's page in chromium; an error or warning on its console fails the test."""
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
        page.goto(serve_booth(bridge).site.url)
        wait_until(page, "document.querySelector('h1')")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints.lines == []
