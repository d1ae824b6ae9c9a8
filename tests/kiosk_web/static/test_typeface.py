"""How digits are drawn, read off a picture of them."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.kiosk_web.static.harness import OpenComponent

DIGIT = """
  const digit = document.createElement("span");
  digit.textContent = "%s";
  digit.id = "digit";
  Object.assign(digit.style, { fontWeight: "%s", fontVariantNumeric: "%s" });
  Object.assign(digit.style, { display: "inline-block", fontSize: "300px", color: "#000" });
  document.getElementById("app").replaceChildren(digit);
  document.fonts.ready.then(() => true)
"""


def strokes_down_the_middle(page: Page, digit: str, weight: str, numeric: str) -> int:
    """Count the strokes that a line from the top of a digit to its foot crosses."""
    page.evaluate(DIGIT % (digit, weight, numeric))
    picture = Image.open(io.BytesIO(page.locator("#digit").screenshot())).convert("L")
    middle = picture.width // 2
    column = picture.crop((middle, 0, middle + 1, picture.height)).tobytes()
    is_ink = [value < 128 for value in column]
    return sum(now and not before for before, now in zip([False, *is_ink], is_ink, strict=False))


@pytest.mark.parametrize("numeric", ["normal", "tabular-nums"])
@pytest.mark.parametrize("weight", ["400", "600", "700"])
def test_the_nought_has_no_slash_that_makes_it_an_eight(
    open_component: OpenComponent, weight: str, numeric: str
) -> None:
    page = open_component("show(() => null);")
    assert strokes_down_the_middle(page, "8", weight, numeric) == 3
    assert strokes_down_the_middle(page, "0", weight, numeric) == 2
