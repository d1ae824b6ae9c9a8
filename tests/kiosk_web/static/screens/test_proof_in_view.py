"""What a patient takes home is whole on the glass, without scrolling.

docs/accessibility.md, "The way through".
"""

from __future__ import annotations

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.kiosk_web.printing.qr_reading import read_picture
from tests.kiosk_web.static.screens.glass import cut
from tests.kiosk_web.static.steps import enter, go_to, on_each_glass, onward, register
from tests.kiosk_web.static.stub import StubBridge, configuration

PROOF = ("#screen-title", ".summary dd", ".qr-code", "#print", "#booked-call", "#continue")
"""Date, hour, doctor and specialty; the code to scan; Print; and whom to call."""


OVER_THE_EDGE = """() => {
  const number = document.querySelector(".new-number__digits");
  return number.scrollWidth > number.clientWidth ? 1 : 0;
}"""


@pytest.fixture
def bridge() -> StubBridge:
    """Return the bridge of a booth with a printer."""
    bridge = StubBridge()
    bridge._configuration = configuration(printer=True)
    return bridge


def _speak(page: Page, language: str) -> None:
    page.locator(f".toolbar #language-{language}").click()
    expect(page.locator(f".toolbar #language-{language}")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("is_new", [False, True], ids=["known", "new"])
def test_the_proof_is_whole_and_a_phone_reads_its_code_from_the_glass(page: Page, is_new: bool) -> None:
    if is_new:
        register(page)
        onward(page)
        page.locator("[data-value='1']").wait_for()
    else:
        enter(page)
    go_to(page, "booked")
    page.locator(".qr-code").wait_for()
    found = []
    proof = (*PROOF, ".new-number__digits") if is_new else PROOF
    for size in on_each_glass(page):
        for language in ("fr", "nl", "de", "en"):
            _speak(page, language)
            found += [(size, language, selector) for selector in cut(page, *proof)]
            if is_new:
                found += [(size, language, "digits")] * page.evaluate(OVER_THE_EDGE)
        entry = read_picture(Image.open(io.BytesIO(page.screenshot())))
        assert "BEGIN:VEVENT" in entry, size
        assert "Amélie D’Hondt" in entry, size
    assert found == []


def test_print_is_a_big_button_and_the_rest_stays_when_the_ticket_is_out(page: Page) -> None:
    enter(page)
    go_to(page, "booked")
    page.locator(".qr-code").wait_for()
    for size in on_each_glass(page):
        button = page.locator("#print").bounding_box()
        assert button, size
        assert button["height"] >= 80, size
        assert button["width"] >= 240, size
    page.locator("#print").click()
    expect(page.get_by_text("Prenez votre ticket")).to_be_visible()
    assert [cut(page, *PROOF, "#print-state") for _ in on_each_glass(page)] == [[], [], []]
