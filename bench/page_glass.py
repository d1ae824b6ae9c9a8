"""The page on a glass that can be touched: the real window under Xvfb, and Debian's chromium.

Here: how both are started, touched and ended, and the bare page (`page_bare`) in the same. No measurement.
A touch is a touch event of the debugging protocol; what it led to is told by the page's own clock, by
`page_glass.js`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Playwright, sync_playwright

from bench.children import READY_SECONDS, ROOT, NotReady, end, launch
from kiosk_web.window import CHROMIUM_FLAGS

# Where the tests start the same things.
from tests.plugins.browser import CHROMIUM_ARGUMENTS, PORTRAIT
from tests.plugins.window import Log, debugging_endpoint, free_port, open_x_screen

CHROMIUM = "/usr/bin/chromium-headless-shell"
HELD_SECONDS = 0.06
"""How long a finger stays on the glass."""

_SETTLED_SECONDS = 0.3
_ADDRESS = re.compile(r" at (http://\S+)")
_READY_TITLE = " – "
"""The booth has it in its title from the first screen on, the bare page always."""

SCRIPT = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_PAINTED = """() => new Promise((done) => {
  let latest = 0;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) latest = Math.max(latest, startTime);
    setTimeout(() => done(performance.timeOrigin + latest), 100);
  }).observe({ type: "largest-contentful-paint", buffered: true });
})"""


@dataclass
class Glass:
    """A page that can be touched.

    Attributes:
        presses: Seconds, of each answered touch, until it was painted that the finger had come.
    """

    page: Page
    cdp: CDPSession
    presses: list[float] = field(default_factory=list)

    def tap(self, selector: str) -> None:
        """Touch the middle of what is found first, and let go."""
        place = self.page.evaluate("(selector) => bench.where(selector)", selector)
        self.cdp.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [place]})
        time.sleep(HELD_SECONDS)
        self.cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def answer(self, selector: str) -> float:
        """Touch, and return the seconds until the slowest of its events was painted."""
        self.tap(selector)
        answered, pressed = self.page.evaluate("() => bench.answered()")
        self.presses.append(pressed / 1000)
        return float(answered) / 1000

    def until(self, selector: str) -> None:
        """Wait until this is on the glass, and painted."""
        self.page.evaluate("(selector) => bench.until(selector)", selector)

    def write(self, words: str) -> None:
        """Put words into the field in use, as a keyboard would."""
        self.cdp.send("Input.insertText", {"text": words})


@dataclass(frozen=True)
class Surface:
    """Where a page is shown.

    Attributes:
        name: "window" or "chromium".
        booth: opens the booth in front of a server's port.
        bare: opens the page with one button.
        start: starts either ("kiosk_web" or "bare") from its command; gives the seconds to its first screen.
    """

    name: str
    booth: Callable[[int], AbstractContextManager[Glass]]
    bare: Callable[[], AbstractContextManager[Glass]]
    start: Callable[[str], float]


def chromium(driver: Playwright) -> Browser:
    """Start Debian's chromium, headless."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return driver.chromium.launch(executable_path=CHROMIUM, args=[*CHROMIUM_ARGUMENTS, *sandbox])


@contextmanager
def surfaces() -> Iterator[list[Surface]]:
    """Give the real window, each on an X screen of its own, and chromium."""
    with sync_playwright() as driver, open_x_screen(PORTRAIT) as screen, open_x_screen(PORTRAIT) as other:
        browser = chromium(driver)
        try:
            yield [
                Surface(
                    "window",
                    lambda port: _in_window(driver, screen, _booth(port)),
                    lambda: _in_window(driver, other, ["-m", "bench.page_bare", "window"]),
                    lambda what: _start_window(driver, screen, what),
                ),
                Surface(
                    "chromium",
                    lambda port: _in_chromium(browser, [*_booth(port), "--browser"]),
                    lambda: _in_chromium(browser, ["-m", "bench.page_bare", "serve"]),
                    lambda what: _start_chromium(browser, what),
                ),
            ]
        finally:
            browser.close()


def _booth(port: int) -> list[str]:
    return ["-m", "kiosk_web", "--server", f"127.0.0.1:{port}"]


@contextmanager
def _window(screen: str, arguments: list[str]) -> Iterator[str]:
    """Run a window; gives its debugging endpoint as soon as there is one."""
    own = {"QTWEBENGINE_CHROMIUM_FLAGS": " ".join(CHROMIUM_FLAGS), "QT_QUICK_BACKEND": "software"}
    own |= {"QT_API": "pyqt6", "DISPLAY": screen, "BORNE_DEBUGGING_PORT": free_port()}
    own |= {"QTWEBENGINE_DISABLE_SANDBOX": "1"} if os.geteuid() == 0 else {}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **own},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    log = Log()
    threading.Thread(target=log.listen, args=(process.stderr,), daemon=True).start()
    try:
        yield debugging_endpoint(log)
    finally:
        process.kill()
        process.wait()


def _wait_for_title(endpoint: str) -> None:
    """Ask the browser, not the page: nothing is put into a page whose start is measured."""
    latest = time.monotonic() + READY_SECONDS
    while time.monotonic() < latest:
        with urllib.request.urlopen(f"{endpoint}/json/list", timeout=READY_SECONDS) as reply:  # noqa: S310 - our own
            if any(_READY_TITLE in one["title"] for one in json.load(reply)):
                return
        time.sleep(0.05)
    raise NotReady("the window showed no first screen")


@contextmanager
def _look(driver: Playwright, endpoint: str) -> Iterator[Page]:
    browser = driver.chromium.connect_over_cdp(endpoint, no_defaults=True)
    try:
        yield browser.contexts[0].pages[0]
    finally:
        browser.close()


@contextmanager
def _in_window(driver: Playwright, screen: str, arguments: list[str]) -> Iterator[Glass]:
    with _window(screen, arguments) as endpoint:
        _wait_for_title(endpoint)
        with _look(driver, endpoint) as page:
            yield _glass(page)


@contextmanager
def _in_chromium(browser: Browser, arguments: list[str]) -> Iterator[Glass]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process, line = launch(arguments, log)
        context = browser.new_context(viewport={"width": PORTRAIT[0], "height": PORTRAIT[1]}, has_touch=True)
        try:
            page = context.new_page()
            open_address(page, line)
            yield _glass(page)
        finally:
            context.close()
            end(process)


def open_address(page: Page, line: str) -> None:
    """Open the address that a program's ready line tells, and wait for something to touch."""
    address = _ADDRESS.search(line)
    if address is None:
        raise NotReady(f"no address in {line!r}")
    page.goto(address[1])
    page.locator("button").first.wait_for()


def _glass(page: Page) -> Glass:
    page.set_default_timeout(READY_SECONDS * 1000)
    page.evaluate(SCRIPT)
    return Glass(page, page.context.new_cdp_session(page))


def _start_window(driver: Playwright, screen: str, what: str) -> float:
    arguments = _booth(9) if what == "kiosk_web" else ["-m", "bench.page_bare", "window"]
    begun = time.time()  # the page tells the time of day too
    with _window(screen, arguments) as endpoint:
        _wait_for_title(endpoint)
        time.sleep(_SETTLED_SECONDS)
        with _look(driver, endpoint) as page:
            return float(page.evaluate(_PAINTED)) / 1000 - begun


def _start_chromium(browser: Browser, what: str) -> float:
    arguments = [*_booth(9), "--browser"] if what == "kiosk_web" else ["-m", "bench.page_bare", "serve"]
    context: Any = browser.new_context(viewport={"width": PORTRAIT[0], "height": PORTRAIT[1]})
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        page = context.new_page()
        begun = time.time()
        process, line = launch(arguments, log)
        try:
            open_address(page, line)
            time.sleep(_SETTLED_SECONDS)
            return float(page.evaluate(_PAINTED)) / 1000 - begun
        finally:
            context.close()
            end(process)
