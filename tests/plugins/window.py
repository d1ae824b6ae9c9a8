"""Fixtures with the booth's real window, under Xvfb and a window manager, driven through its debugging port.

No tests here. Every fixture stops what it started, by process id.
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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, Playwright

from tests.checkout import ROOT
from tests.plugins.browser import PORTRAIT, SMALL

READY_SECONDS = 30.0
OPENBOX = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <keyboard/><mouse/><menu/>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
"""


class StartWindow(Protocol):
    """`start_window(host, port, "--windowed")`: the real window, driven through its debugging port.

    Without a host the `config` says where the server is: its booth.conf.
    """

    def __call__(
        self,
        host: str = "",
        port: int = 0,
        *arguments: str,
        config: Path | None = None,
        screen: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> BoothWindow: ...


class Log:
    """What the window has written to stderr; a test can wait for it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._more = threading.Condition()
        self._is_over = False

    def __str__(self) -> str:
        return "".join(self._lines)

    def __contains__(self, text: str) -> bool:
        return text in str(self)

    def forget(self) -> None:
        """Drop everything written so far."""
        with self._more:
            self._lines.clear()

    def listen(self, stream: Iterable[str]) -> None:
        for line in stream:
            with self._more:
                self._lines.append(line)
                self._more.notify_all()
        with self._more:
            self._is_over = True
            self._more.notify_all()

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Wait until a regular expression matches what was written; return the match."""
        found: list[re.Match[str]] = []

        def look() -> bool:
            found.extend(re.finditer(pattern, str(self)))
            return bool(found) or self._is_over

        with self._more:
            self._more.wait_for(look, READY_SECONDS)
        assert found, f"the window did not say {pattern!r}, but:\n{self}"
        return found[0]


@dataclass
class BoothWindow:
    """`python -m kiosk_web` on an X screen; `page` is the page in it."""

    process: subprocess.Popen[str]
    screen: str
    endpoint: str
    driver: Playwright
    log: Log
    browser: Browser | None = None

    @property
    def page(self) -> Page:
        assert self.browser is not None
        return self.browser.contexts[0].pages[0]

    def connect(self) -> None:
        """Connect to the window's page, or connect again after its renderer was replaced."""
        self.disconnect()
        self.browser = self.driver.chromium.connect_over_cdp(self.endpoint, no_defaults=True)
        (context,) = self.browser.contexts
        if not context.pages:  # it crashed and is about to be loaded again
            context.wait_for_event("page")
        self.page.set_default_timeout(15_000)
        self.page.wait_for_selector("h1", state="attached")

    def disconnect(self) -> None:
        """Disconnect; the window stays as it is."""
        if self.browser is not None:
            self.browser.close()
            self.browser = None

    def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Send the signal; return the exit status."""
        self.process.send_signal(sign)
        return self.process.wait(READY_SECONDS)


@pytest.fixture(scope="session")
def x_screen() -> Iterator[str]:
    """An X screen of 1080×1920 with a window manager without keys, menus or decorations."""
    with open_x_screen(PORTRAIT) as screen:
        yield screen


@pytest.fixture
def small_x_screen() -> Iterator[str]:
    """The same of 1280×800, like a laptop."""
    with open_x_screen(SMALL) as screen:
        yield screen


@pytest.fixture
def bare_x_screen() -> Iterator[str]:
    """An X screen of 1280×800 without a window manager."""
    with open_x_screen(SMALL, is_managed=False) as screen:
        yield screen


@contextlib.contextmanager
def open_x_screen(pixels: tuple[int, int], *, is_managed: bool = True) -> Iterator[str]:
    """Run an X screen of this size, with a window manager if `is_managed`; yield its name.

    It does not reset itself when its last client leaves: modes that `xrandr` has added stay.
    """
    folder = Path(tempfile.mkdtemp(prefix="borne-x-"))
    (folder / "rc.xml").write_text(OPENBOX, encoding="utf-8")
    reading, writing = os.pipe()
    size = f"{pixels[0]}x{pixels[1]}x24"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing],
        **quiet,
    )
    os.close(writing)
    manager = None
    try:
        ready, _, _ = select.select([reading], [], [], READY_SECONDS)
        assert ready, "Xvfb did not start"
        screen = f":{os.read(reading, 16).decode().strip()}"
        if is_managed:
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
def start_window(x_screen: str, playwright_driver: Playwright) -> Iterator[StartWindow]:
    """Start the real window on the X screen."""
    with _windows(x_screen, playwright_driver) as start:
        yield start


@pytest.fixture(scope="module")
def start_shared_window(playwright_driver: Playwright) -> Iterator[StartWindow]:
    """Start windows that a whole module shares, on an X screen of its own."""
    with open_x_screen(PORTRAIT) as screen, _windows(screen, playwright_driver) as start:
        yield start


@contextlib.contextmanager
def _windows(x_screen: str, playwright_driver: Playwright) -> Iterator[StartWindow]:
    running: list[BoothWindow] = []
    processes: list[subprocess.Popen[str]] = []

    def start(
        host: str = "",
        port: int = 0,
        *arguments: str,
        config: Path | None = None,
        screen: str | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> BoothWindow:
        display = screen or x_screen
        where = [] if config is None else ["--config", str(config)]
        where += ["--server", f"{host}:{port}"] if host else []
        process = subprocess.Popen(
            [sys.executable, "-m", "kiosk_web", *where, *arguments],
            cwd=ROOT,
            env={
                **os.environ,
                "DISPLAY": display,
                "BORNE_DEBUGGING_PORT": free_port(),
                **(environment or {}),
            },
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        log = Log()
        threading.Thread(target=log.listen, args=(process.stderr,), daemon=True).start()
        endpoint = debugging_endpoint(log)
        window = BoothWindow(process, display, endpoint, playwright_driver, log)
        running.append(window)
        window.connect()
        return window

    try:
        yield start
    finally:
        for process in processes:  # first, because closing below can fail and would leave the window behind
            process.kill()
            process.wait()
        for window in running:
            window.disconnect()


def free_port() -> str:
    """Return a free port; Qt's debugging server cannot choose one itself."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def debugging_endpoint(log: Log) -> str:
    """Wait until the window's debugging port answers; return its address."""
    endpoint = f"http://{log.wait_for(r'DevTools listening on ws://([0-9.]+:[0-9]+)/')[1]}"
    with urllib.request.urlopen(f"{endpoint}/json/version", timeout=READY_SECONDS):  # noqa: S310 - our own window
        return endpoint
