"""The page on a touch screen: the real window under Xvfb, and Debian's chromium.

Starts, touches and ends both, with the booth or with the bare page (`page_bare`). No measurement is here.
A touch is a touch event of the debugging protocol; `page_glass.js` times the response by the page's clock.
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

from bench.children import READY_SECONDS, ROOT, NotReadyError, end, launch
from kiosk_web.window.window import CHROMIUM_FLAGS
from tests.plugins.browser import CHROMIUM_ARGUMENTS, PORTRAIT
from tests.plugins.window import Log, debugging_endpoint, free_port, open_x_screen

CHROMIUM = "/usr/bin/chromium-headless-shell"
HELD_SECONDS = 0.06
"""How long a finger stays on the screen."""

_SETTLED_SECONDS = 0.3
_ADDRESS = re.compile(r" at (http://\S+)")
_READY_TITLE = " – "
"""Part of the booth's title from the first screen on, and of the bare page's title."""

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
        presses: for each answered touch, the seconds until the press itself was painted.
        pid: of the window's process; 0 in chromium.
        log: what the window has written to stderr.
    """

    page: Page
    cdp: CDPSession
    presses: list[float] = field(default_factory=list)
    pid: int = 0
    log: Log = field(default_factory=Log)

    def tap(self, selector: str) -> None:
        """Touch the middle of the first match, and release, as soon as a touch there is accepted."""
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
        """Wait until this is on the screen, and painted."""
        self.page.evaluate("(selector) => bench.until(selector)", selector)

    def write(self, words: str) -> None:
        """Type text into the focused field, as a keyboard would."""
        self.cdp.send("Input.insertText", {"text": words})


@dataclass(frozen=True)
class Surface:
    """Where a page is shown.

    Attributes:
        name: "window" or "chromium".
        booth: opens the booth, connected to the server on this port.
        bare: opens the bare page.
        start: starts either ("kiosk_web" or "bare") by its command; returns the seconds to its first screen.
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
def surfaces(size: tuple[int, int] = PORTRAIT) -> Iterator[list[Surface]]:
    """Yield the real window, each on its own X screen, and chromium.

    Args:
        size: of the glass, in pixels.
    """
    with sync_playwright() as driver, open_x_screen(size) as screen, open_x_screen(size) as other:
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
                    lambda port: _in_chromium(browser, [*_booth(port), "--browser"], size),
                    lambda: _in_chromium(browser, ["-m", "bench.page_bare", "serve"], size),
                    lambda what: _start_chromium(browser, what),
                ),
            ]
        finally:
            browser.close()


def _booth(port: int) -> list[str]:
    return ["-m", "kiosk_web", "--server", f"127.0.0.1:{port}"]


@contextmanager
def _window(screen: str, arguments: list[str]) -> Iterator[tuple[str, int, Log]]:
    """Run a window; yield its debugging endpoint as soon as there is one, its process id and its log."""
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
        yield debugging_endpoint(log), process.pid, log
    finally:
        process.kill()
        process.wait()


def _wait_for_title(endpoint: str) -> None:
    """Wait for a first screen. Asks the browser, not the page, whose start is being measured."""
    latest = time.monotonic() + READY_SECONDS
    while time.monotonic() < latest:
        with urllib.request.urlopen(f"{endpoint}/json/list", timeout=READY_SECONDS) as reply:  # noqa: S310 - our own
            if any(_READY_TITLE in one["title"] for one in json.load(reply)):
                return
        time.sleep(0.05)
    raise NotReadyError("the window showed no first screen")


@contextmanager
def _look(driver: Playwright, endpoint: str) -> Iterator[Page]:
    browser = driver.chromium.connect_over_cdp(endpoint, no_defaults=True)
    try:
        yield browser.contexts[0].pages[0]
    finally:
        browser.close()


@contextmanager
def _in_window(driver: Playwright, screen: str, arguments: list[str]) -> Iterator[Glass]:
    with _window(screen, arguments) as (endpoint, pid, log):
        _wait_for_title(endpoint)
        with _look(driver, endpoint) as page:
            glass = _glass(page)
            glass.pid, glass.log = pid, log
            yield glass


@contextmanager
def _in_chromium(browser: Browser, arguments: list[str], size: tuple[int, int]) -> Iterator[Glass]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process, line = launch(arguments, log)
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=True)
        try:
            page = context.new_page()
            open_address(page, line)
            yield _glass(page)
        finally:
            context.close()
            end(process)


def open_address(page: Page, line: str) -> None:
    """Open the address in a program's ready line, and wait for a button."""
    address = _ADDRESS.search(line)
    if address is None:
        raise NotReadyError(f"no address in {line!r}")
    page.goto(address[1])
    page.locator("button").first.wait_for()


def _glass(page: Page) -> Glass:
    page.set_default_timeout(READY_SECONDS * 1000)
    page.evaluate(SCRIPT)
    return Glass(page, page.context.new_cdp_session(page))


def _start_window(driver: Playwright, screen: str, what: str) -> float:
    arguments = _booth(9) if what == "kiosk_web" else ["-m", "bench.page_bare", "window"]
    begun = time.time()  # wall-clock time, as the page reports it
    with _window(screen, arguments) as (endpoint, _, _):
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
