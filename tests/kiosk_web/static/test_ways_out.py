"""The ways out of the page in a browser, with no window behind `boot.js`: a menu, a link to elsewhere.

The menu of a long press is tried in test_window_from_inside.py: this chromium knows no long press.
"""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.plugins.browser import wait_until

LISTEN = """(kind) => {
  window.heard = [];
  // Last of all: whoever wanted to prevent it has done so.
  window.addEventListener(kind, (event) => window.heard.push(event.defaultPrevented));
}"""
LINK = """(address) => {
  const link = document.createElement("a");
  Object.assign(link, { href: address, id: "elsewhere", textContent: "elsewhere" });
  Object.assign(link.style, { position: "fixed", inset: "0 auto auto 0", zIndex: 9, padding: "40px" });
  document.body.append(link);
}"""


def prevented(page: Page) -> list[bool]:
    """Tell of each event whether what the browser would have done was prevented; waits for the first."""
    wait_until(page, "window.heard.length")
    found: list[bool] = page.evaluate("window.heard")
    return found


@pytest.mark.parametrize("by", ["button", "key"])
def test_no_menu_opens(page: Page, by: str) -> None:
    page.evaluate(LISTEN, "contextmenu")
    if by == "button":
        page.locator("h1").click(button="right")
    else:
        page.keyboard.press("ContextMenu")
    assert prevented(page) == [True]


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("tokens.css", []),
        ("https://www.example.org/", []),
        ("https://www.example.org/", ["Control"]),
        ("#app", ["Shift"]),
    ],
    ids=str,
)
def test_a_link_to_elsewhere_is_not_followed(
    page: Page, address: str, keys: list[Literal["Control", "Shift"]]
) -> None:
    page.evaluate(LISTEN, "click")
    page.evaluate(LINK, address)
    before = page.url
    page.locator("#elsewhere").click(modifiers=[*keys])
    assert prevented(page) == [True]
    expect(page.locator("#elsewhere")).to_be_visible()
    assert page.url == before
    assert page.context.pages == [page]
