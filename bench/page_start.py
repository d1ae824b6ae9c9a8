"""The booth from its command to its first screen, and the weight of what that loads."""

from __future__ import annotations

import gzip
import tempfile
from collections import Counter
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from playwright.sync_api import Response, sync_playwright

from bench.children import end, launch
from bench.page_glass import CHROMIUM, _open, surfaces
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, compare

LEVEL = 6
_KINDS = {".js": "scripts", ".css": "styles", ".ftl": "words", ".woff2": "typeface", ".svg": "pictures"}


def measure(plan: Plan) -> Result:
    """Measure the start in both, then weigh it once."""
    with surfaces() as both:
        figures = [
            compare(
                f"{surface.name}: to a first screen that can be used",
                {OURS: partial(surface.start, "kiosk_web"), FLOOR: partial(surface.start, "bare")},
                rounds=plan.rounds(7),
            )
            for surface in both
        ]
    return Result(
        title="The booth's start: from the command to a first screen that can be used",
        contenders={
            OURS: "`python -m kiosk_web`, until its invitation is painted with its buttons, which it is only "
            "after the bridge has answered; in chromium `--browser`, in a browser that runs already",
            FLOOR: "a page with one button, in a bare pywebview window with the same flags; in chromium from "
            "a bare `http.server`",
        },
        figures=figures,
        notes=["Wanted: under 3 s.", _weight()],
    )


def _weight() -> str:
    """Say what a start loads."""
    got: dict[str, int] = {}
    plain = 0
    kinds: Counter[str] = Counter()
    for response in _responses():
        path = urlsplit(response.url).path
        body = response.body()
        got[path] = len(gzip.compress(body, LEVEL))
        plain += len(body)
        kinds[_KINDS.get(PurePosixPath(path).suffix, "the rest")] += got[path]
    parts = ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in kinds.most_common())
    return (
        f"A start loads {len(got)} files of {plain / 1000:.0f} kB; each compressed by gzip at level {LEVEL}: "
        f"**{sum(got.values()) / 1000:.0f} kB** ({parts}). Wanted: under 200 kB."
    )


def _responses() -> list[Response]:
    heard: list[Response] = []
    with sync_playwright() as driver, tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        process, line = launch(["-m", "kiosk_web", "--browser", "--server", "127.0.0.1:9"], log)
        try:
            page = browser.new_page()
            page.on("response", heard.append)
            _open(page, line)
            page.wait_for_load_state("networkidle")
            for response in heard:
                response.body()  # while there is a browser to ask
            return [response for response in heard if response.request.method == "GET"]
        finally:
            end(process)
            browser.close()
