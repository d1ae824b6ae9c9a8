"""Fixtures with the real page: in Debian's chromium over the booth's browser mode, and in the real window.

No test here. What is started here is ended here, by its own id, whatever the test did to it.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright

from kiosk_web.browser import BoothServer

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
READY_SECONDS = 30.0
PORTRAIT = (1080, 1920)
SMALL = (1280, 800)
CHROMIUM_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
OPENBOX = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard/><mouse/><menu/>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
"""

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class OpenBooth(Protocol):
    """`open_booth(bridge)`: a page of the booth in chromium, in front of any bridge."""

    def __call__(self, bridge: Any, *, size: tuple[int, int] = PORTRAIT, **context: Any) -> Page: ...


class StartWindow(Protocol):
    """`start_window(host, port, "--windowed")`: the real window, driven over its debugging port."""

    def __call__(self, host: str, port: int, *arguments: str, screen: str | None = None) -> BoothWindow: ...


@dataclass
class BoothWindow:
    """`python -m kiosk_web` on a screen of its own; `page` is what stands in it."""

    process: subprocess.Popen[str]
    page: Page
    log_file: Path
    screen: str

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal; return the exit status."""
        self.process.send_signal(sign)
        return self.process.wait(READY_SECONDS)


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


def violations(page: Page) -> list[str]:
    """Give what axe finds on the screen as it stands, with the rules that are off by default on."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
    found: list[str] = page.evaluate(
        """async (tags) => {
          const result = await axe.run(document, {
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
    """Playwright itself, one a test process."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright_driver: Playwright) -> Iterator[Browser]:
    """Debian's chromium, headless, one a test process."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    browser = playwright_driver.chromium.launch(
        executable_path="/usr/bin/chromium", args=[*CHROMIUM_ARGUMENTS, *sandbox]
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

    def open_(bridge: Any, *, size: tuple[int, int] = PORTRAIT, **context: Any) -> Page:
        made = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **context
        )
        contexts.append(made)
        page = made.new_page()
        page.set_default_timeout(10_000)
        complaints.listen(page)
        page.goto(serve_booth(bridge).url)
        page.wait_for_selector("h1")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints.lines == []


@pytest.fixture(scope="session")
def x_screen() -> Iterator[str]:
    """An X screen of 1080×1920 with a window manager that has no keys, menus or decorations."""
    with _x_screen(PORTRAIT) as screen:
        yield screen


@pytest.fixture
def small_x_screen() -> Iterator[str]:
    """The same, of 1280×800: a laptop's."""
    with _x_screen(SMALL) as screen:
        yield screen


@contextlib.contextmanager
def _x_screen(pixels: tuple[int, int]) -> Iterator[str]:
    folder = Path(tempfile.mkdtemp(prefix="borne-x-"))
    (folder / "rc.xml").write_text(OPENBOX, encoding="utf-8")
    reading, writing = os.pipe()
    size = f"{pixels[0]}x{pixels[1]}x24"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[writing],
        **quiet,
    )
    os.close(writing)
    manager = None
    try:
        ready, _, _ = select.select([reading], [], [], READY_SECONDS)
        assert ready, "Xvfb did not start"
        screen = f":{os.read(reading, 16).decode().strip()}"
        manager = subprocess.Popen(
            ["openbox", "--config-file", str(folder / "rc.xml"), "--sm-disable"],
            env={**os.environ, "DISPLAY": screen, "HOME": str(folder)},
            **quiet,
        )
        yield screen
    finally:
        os.close(reading)
        for process in (manager, server):
            if process is not None:
                process.terminate()
                process.wait(READY_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def start_window(x_screen: str, playwright_driver: Playwright, tmp_path: Path) -> Iterator[StartWindow]:
    """Start the real window on the X screen."""
    running: list[tuple[subprocess.Popen[str], Browser | None]] = []

    def start(host: str, port: int, *arguments: str, screen: str | None = None) -> BoothWindow:
        display = screen or x_screen
        log_file = tmp_path / f"window-{len(running)}.log"
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk_web", "--server", f"{host}:{port}", *arguments],
            cwd=ROOT,
            env={**os.environ, "DISPLAY": display, "BORNE_DEBUGGING_PORT": _free_port()},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        running.append((process, None))
        endpoint = _debugging_endpoint(process, log_file)
        browser = playwright_driver.chromium.connect_over_cdp(endpoint, no_defaults=True)
        running[-1] = (process, browser)
        page = browser.contexts[0].pages[0]
        page.set_default_timeout(15_000)
        page.wait_for_selector("h1")
        return BoothWindow(process, page, log_file, display)

    yield start
    for process, browser in running:
        if browser is not None:
            browser.close()
        process.kill()
        process.wait()


def _free_port() -> str:
    """Find a port nobody listens on; Qt's debugging cannot be told to find its own."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def _debugging_endpoint(process: subprocess.Popen[str], log_file: Path) -> str:
    """Read the window's log until it names its debugging port; go on copying the log after that."""
    found: list[str] = []
    told = threading.Event()

    def read() -> None:
        assert process.stderr is not None
        with log_file.open("a", encoding="utf-8", buffering=1) as log:
            for line in process.stderr:
                log.write(line)
                match = re.search(r"DevTools listening on ws://([\d.]+:\d+)/", line)
                if match:
                    found.append(f"http://{match[1]}")
                    told.set()
        told.set()

    threading.Thread(target=read, daemon=True).start()
    assert told.wait(READY_SECONDS), "the window did not say its debugging port"
    assert found, log_file.read_text(encoding="utf-8")
    with urllib.request.urlopen(f"{found[0]}/json/version", timeout=READY_SECONDS):  # noqa: S310 - our own window
        return found[0]
