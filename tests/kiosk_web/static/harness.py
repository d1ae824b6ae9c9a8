"""One component of the page by itself, with the real files, styles, catalogues and content security policy.

No tests and no screens here. A test uses the fixture `open_component` and passes the text of an ES module,
which is served beside `static/index.html`:

    page = open_component('''
        import { Field } from "./components/field/field.js";
        show(() => html`<${Field} id="name" label=${t("field-last-name")} value="" errors=${[]} />`);
    ''', language="nl")
    page.evaluate("harness.speak('de')")  # renders it again in another language

In scope of that module: `html`, `render`, `useEffect`, `useRef`, `useState`, `t`, `tIn`, `language`,
`locale`, `useLanguage`, `show`, `root` (the element), and `harness` (also on `window`: `show`, `speak`,
`again`, and whatever the test adds). An error or warning on the console fails the test.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page

from kiosk_web.pages.server import BoothServer
from kiosk_web.pages.site import File
from tests.checkout import STATIC
from tests.plugins.browser import PORTRAIT, Complaints, wait_until

GROUND = ("tokens.css", "fonts.css", "base.css", "components/button/button.css")
"""The styles that every component may rely on; it brings the others itself."""

IMPORT = re.compile(r'^(?:import|export)\b[^"]*"(\.\.?/[^"]+)"', re.MULTILINE)
IMPORT_MAP = re.compile(r'<script type="importmap">.*?</script>', re.DOTALL)
BEFORE = """
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "./html.js";
import { language, loadLanguages, locale, t, tIn, useLanguage } from "./i18n.js";
await loadLanguages();
useLanguage("%s");
await document.fonts.ready;
const root = document.getElementById("app");
let shown = () => null;
const again = () => render(shown(), root);
const show = (make) => { shown = make; again(); };
const harness = { show, again, speak: (code) => { useLanguage(code); again(); } };
window.harness = harness;
"""
AFTER = """
await document.fonts.ready;
document.documentElement.dataset.harness = "ready";
"""


class OpenComponent(Protocol):
    """`open_component(script)`: a page with that component alone, in chromium.

    Args:
        script: the text of an ES module (see the top of this file); the styles of what it imports are linked.
        size: of the screen, in CSS pixels.
        language: the page's language at the start.
        attributes: of the root element, such as `{"data-theme": "contrast", "data-size": "4"}`.
        bridge: what answers `call/`, for a component that calls it.
        has_clock: whether the page runs on Playwright's clock, which `stop_clock` can stop.
        context: further options of Playwright's `new_context`, such as `has_touch=True`.
    """

    def __call__(
        self,
        script: str,
        *,
        size: tuple[int, int] = PORTRAIT,
        language: str = "fr",
        attributes: Mapping[str, str] | None = None,
        bridge: Any = None,
        has_clock: bool = False,
        **context: Any,
    ) -> Page: ...


def _styles(script: str) -> list[str]:
    """Return the styles in the folders of all modules that a script imports, directly or not."""
    folders = {path.parent for path in _imported(script, STATIC)} - {STATIC}
    found = sorted(path.relative_to(STATIC).as_posix() for folder in folders for path in folder.glob("*.css"))
    return [*GROUND, *(path for path in found if path not in GROUND)]


def _imported(script: str, folder: Path) -> set[Path]:
    """Return the page's own modules that a script in a folder imports, directly or not."""
    found: set[Path] = set()
    waiting = [(script, folder)]
    while waiting:
        text, place = waiting.pop()
        paths = {(place / path).resolve() for path in IMPORT.findall(text)} - found
        found |= paths
        waiting += [(path.read_text(encoding="utf-8"), path.parent) for path in paths]
    return found


def _document(server: BoothServer, styles: Sequence[str], attributes: Mapping[str, str]) -> str:
    import_map = IMPORT_MAP.search((STATIC / "index.html").read_text(encoding="utf-8"))
    assert import_map, "static/index.html has no import map"
    on_root = "".join(f' {name}="{html.escape(value)}"' for name, value in attributes.items())
    return "\n".join(
        [
            f'<!doctype html><html lang="fr-BE"{on_root}><head><base href="/s/{server.site.secret}/">',
            '<meta charset="utf-8"><meta name="borne-transport" content="http"><title>harness</title>',
            '<link rel="icon" href="icon.svg">',
            *(f'<link rel="stylesheet" href="{path}">' for path in styles),
            import_map[0],
            '<script type="module" src="harness.js"></script></head><body><div id="app"></div></body></html>',
        ]
    )


@pytest.fixture
def open_component(chromium: Browser, serve_booth: Callable[[Any], BoothServer]) -> Iterator[OpenComponent]:
    """Open components by themselves; an error or warning on a console fails the test."""
    contexts = []
    complaints = Complaints()

    def open_(
        script: str,
        *,
        size: tuple[int, int] = PORTRAIT,
        language: str = "fr",
        attributes: Mapping[str, str] | None = None,
        bridge: Any = None,
        has_clock: bool = False,
        **context: Any,
    ) -> Page:
        # Served, not routed: a single route would send every file of the page through Playwright.
        server = serve_booth(bridge or object())
        module = BEFORE % language + script + AFTER
        server.site.files["harness.js"] = File("text/javascript; charset=utf-8", module.encode())
        document = _document(server, _styles(script), attributes or {})
        server.site.page = File("text/html; charset=utf-8", document.encode())
        made = chromium.new_context(
            **{"viewport": {"width": size[0], "height": size[1]}, "reduced_motion": "reduce", **context}
        )
        contexts.append(made)

        page = made.new_page()
        if has_clock:
            page.clock.install()
        page.set_default_timeout(10_000)
        complaints.listen(page)
        page.goto(server.site.url)
        wait_until(page, "document.documentElement.dataset.harness === 'ready'")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints.lines == []
