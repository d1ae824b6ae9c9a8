"""From the booth's command to its first screen, and the size of what that loads."""

from __future__ import annotations

import gzip
import tempfile
from collections import Counter
from functools import partial
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from playwright.sync_api import Response, sync_playwright

from bench.children import end, launch
from bench.page_glass import chromium, open_address, surfaces
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, compare

LEVEL = 6
LATER = "healthicons.js"
"""Pictures of later screens, fetched after the first screen is shown."""

_KINDS = {".js": "scripts", ".css": "styles", ".ftl": "words", ".woff2": "typeface", ".svg": "pictures"}


def measure(plan: Plan) -> Result:
    """Measure the start in both, then add up the sizes once."""
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
            OURS: "`python -m kiosk_web`, until its invitation and buttons are painted, which needs an "
            "answer of the bridge; in chromium: `--browser`, in a browser that is already running",
            FLOOR: "a page with one button, in a bare pywebview window with the same flags; in chromium from "
            "a bare `http.server`",
        },
        figures=figures,
        notes=["Wanted: under 3 s.", _weight()],
    )


def _weight() -> str:
    """Return a sentence on what a start loads."""
    plain, later, sizes = 0, 0, Counter[str]()
    files = _files()
    for path, body in files:
        plain += len(body)
        size = len(gzip.compress(body, LEVEL))
        sizes[_KINDS.get(PurePosixPath(path).suffix, "the rest")] += size
        later += size if path.endswith(LATER) else 0
    parts = ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in sizes.most_common())
    return (
        f"A start loads {len(files)} files of {plain / 1000:.0f} kB; each compressed by gzip at level "
        f"{LEVEL}: **{sizes.total() / 1000:.0f} kB** ({parts}), of which {later / 1000:.0f} kB "
        "come after the first screen is shown. Wanted: under 200 kB until then."
    )


def _files() -> list[tuple[str, bytes]]:
    heard: list[Response] = []
    with sync_playwright() as driver, tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        browser = chromium(driver)
        process, line = launch(["-m", "kiosk_web", "--browser", "--server", "127.0.0.1:9"], log)
        try:
            page = browser.new_page()
            page.on("response", lambda response: heard.append(response))  # noqa: PLW0108 - it marks what it is given
            open_address(page, line)
            page.wait_for_load_state("networkidle")
            answers = [response for response in heard if response.request.method == "GET"]
            return [(urlsplit(response.url).path, response.body()) for response in answers]
        finally:
            end(process)
            browser.close()
