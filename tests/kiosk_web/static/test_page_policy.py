"""What the page's content security policy refuses, tried in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser

from kiosk_web.pages.server import BoothServer
from tests.kiosk_web.static.stub import StubBridge

ELSEWHERE = "https://elsewhere.example/"
ADD = "Object.assign(document.body.appendChild(document.createElement('{}')), {{ {} }})"
ATTEMPTS = {
    "an inline script": (ADD.format("script", "textContent: '1'"), "script-src-elem"),
    "a script from elsewhere": (ADD.format("script", f"src: '{ELSEWHERE}'"), "script-src-elem"),
    "text run as a script": ("setTimeout(() => eval('1'))", "script-src"),
    "a handler in an attribute": ("document.body.setAttribute('onclick', '1')", "script-src-attr"),
    "a worker": ("new Worker(URL.createObjectURL(new Blob(['1'])))", "worker-src"),
    "a style element": (ADD.format("style", "textContent: '*{}'"), "style-src-elem"),
    "a style attribute": ("document.body.setAttribute('style', 'color: red')", "style-src-attr"),
    "a request": (f"fetch('{ELSEWHERE}').catch(() => {{}})", "connect-src"),
    "a beacon": (f"navigator.sendBeacon('{ELSEWHERE}')", "connect-src"),
    "a socket": ("new WebSocket('wss://elsewhere.example/')", "connect-src"),
    "a picture": (f"new Image().src = '{ELSEWHERE}'", "img-src"),
    "a sound": (f"new Audio('{ELSEWHERE}')", "media-src"),
    "a font": (f"new FontFace('f', 'url({ELSEWHERE})').load().catch(() => {{}})", "font-src"),
    "a frame": (ADD.format("iframe", f"src: '{ELSEWHERE}'"), "frame-src"),
    "a plugin": (ADD.format("object", f"data: '{ELSEWHERE}'"), "object-src"),
    "another base of all addresses": (f"document.querySelector('base').href = '{ELSEWHERE}'", "base-uri"),
    "a form that is sent": (ADD.format("form", "") + ".submit()", "form-action"),
}
"""Ways to run a foreign script or to carry words out of the page, and the directive that refuses each."""

REFUSED = """() => new Promise((resolve) => {
  document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), {
    once: true,
  });
  %s;
})"""


def test_the_policy_refuses_foreign_scripts_and_every_way_to_carry_words_out(
    chromium: Browser, serve_booth: Callable[[Any], BoothServer]
) -> None:
    page = chromium.new_page()
    page.goto(serve_booth(StubBridge()).site.url)
    page.locator("h1").wait_for()
    refused = {name: page.evaluate(REFUSED % attempt) for name, (attempt, _) in ATTEMPTS.items()}
    page.context.close()
    assert refused == {name: directive for name, (_, directive) in ATTEMPTS.items()}
