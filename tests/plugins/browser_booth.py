"""Fixtures with the real booth in browser mode: `python -m kiosk_web --browser` in a process of its own.

No tests here. The bridge is called over HTTP, as the page does. Every fixture stops what it started.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.checkout import ROOT
from tests.plugins.processes import children_inherit

PATIENCE = 30.0
HOSPITAL_TIME = "CET-1CEST,M3.5.0,M10.5.0/3"
"""Of the hospital in `booth.conf` as it ships; a booth in another zone says so in its log."""


@dataclass
class BrowserBooth:
    """A booth for a browser; `page` is the address of its page's folder."""

    process: subprocess.Popen[str]
    page: str
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text(encoding="utf-8")

    def call(self, name: str, *arguments: object) -> dict[str, Any]:
        """Call the bridge as the page does; return its answer."""
        request = urllib.request.Request(  # noqa: S310 - our own
            f"{self.page}call/{name}",
            data=json.dumps(arguments).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:  # noqa: S310 - our own
            answer: dict[str, Any] = json.load(response)
        return answer

    def stop(self) -> int:
        """Send SIGTERM; return the exit status."""
        self.process.terminate()
        return self.process.wait(PATIENCE)


StartBrowserBooth = Callable[..., BrowserBooth]


@pytest.fixture
def start_browser_booth(tmp_path: Path) -> Iterator[StartBrowserBooth]:
    """Start the booth with these arguments."""
    running: list[subprocess.Popen[str]] = []

    def start(*arguments: object) -> BrowserBooth:
        log_file = tmp_path / f"booth-{len(running)}.log"
        with log_file.open("w") as log, children_inherit(signal.SIGHUP, ignored=False):
            process = subprocess.Popen(
                [sys.executable, "-m", "kiosk_web", "--browser", *map(str, arguments)],
                cwd=ROOT,
                env=os.environ | {"TZ": HOSPITAL_TIME},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        running.append(process)
        assert process.stdout
        url = process.stdout.readline().removeprefix("booth at ").strip()
        with urllib.request.urlopen(url, timeout=PATIENCE) as response:  # noqa: S310 - our own
            base = re.search(r'<base href="(/s/[^"]+)">', response.read().decode())
        assert base
        return BrowserBooth(process, url.partition("/?")[0] + base[1], log_file)

    yield start
    for process in running:
        assert process.stdout
        with closing(process.stdout):
            process.terminate()
            process.wait(PATIENCE)
