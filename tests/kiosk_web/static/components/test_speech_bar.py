"""The bar of the read-aloud mode: repeat, quieter, louder, stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.kiosk_web.static.speech.narration import NARRATOR, heard, start
from tests.plugins.browser import violations

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

NAMES = {"fr": "Lecture à voix haute", "nl": "Voorlezen", "de": "Vorlesen", "en": "Read aloud"}
BAR = (
    NARRATOR
    + """
import { SpeechBar } from "./components/speech-bar/speech-bar.js";
show(() => html`<main><h1>Bonjour</h1></main><${SpeechBar} narrator=${narrator} />`);
"""
)


SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]
LOOKS = [{"size": "1", "theme": ""}, {"size": "4", "theme": ""}, {"size": "1", "theme": "contrast"}]
BOXES = "buttons => buttons.map((one) => one.getBoundingClientRect().toJSON())"


def test_the_bar_is_shown_while_reading_is_on_large_and_accessible(open_component: OpenComponent) -> None:
    page = open_component(BAR)
    expect(page.get_by_role("region")).to_have_count(0)
    start(page)
    for language, name in NAMES.items():
        page.evaluate("code => harness.speak(code)", language)
        bar = page.get_by_role("region", name=name)
        expect(bar).to_be_visible()
        for look in LOOKS:
            page.locator(":root").evaluate("(root, look) => Object.assign(root.dataset, look)", look)
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                boxes = bar.get_by_role("button").evaluate_all(BOXES)
                assert min(min(box["width"], box["height"]) for box in boxes) >= 80, (language, look)
                assert all(0 <= box["x"] <= width - box["width"] for box in boxes), (language, look)
                assert bar.evaluate("element => element.scrollWidth <= element.clientWidth"), (language, look)
            if language == "fr" or look == LOOKS[0]:
                assert violations(page) == [], (language, look)


def test_the_bar_repeats_changes_the_volume_and_stops(open_component: OpenComponent) -> None:
    page = open_component(BAR)
    start(page)
    page.get_by_role("button", name="Répéter").click()
    assert heard(page)[-1] == "Bonjour"
    louder = page.get_by_role("button", name="Plus fort")
    for level in ("4", "5", "5"):
        louder.click(force=True)  # Playwright would not click a disabled button
        expect(page.get_by_text(f"Volume {level} sur 5")).to_be_visible()
    expect(louder).to_have_attribute("aria-disabled", "true")
    heard(page)
    page.get_by_role("button", name="Moins fort").click()
    expect(page.get_by_text("Volume 4 sur 5")).to_be_visible()
    assert heard(page)[-1] == "Volume 4 sur 5"
    page.get_by_role("button", name="Arrêter la lecture").click()
    expect(page.get_by_role("region", name="Lecture à voix haute")).to_have_count(0)
