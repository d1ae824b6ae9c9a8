"""What holds on every screen of the booth: axe, and room for every word.

kiosk.md, "Reading and touching".
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.kiosk_web.stub import StubBridge, configuration
from tests.kiosk_web.tour import tour
from tests.plugins.browser import PORTRAIT, OpenBooth, violations

LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
LANGUAGES = ("fr", "nl", "de", "en")
THEMES = ("plain", "contrast")
SIZES = ("1", "2", "3", "4")
RULES_OF_STYLE = ["color-contrast", "color-contrast-enhanced", "target-size", "scrollable-region-focusable"]
BUTTONS = ("#back", "#continue", "#tool-help")
PLACES = """(buttons) => document.querySelector(".keyboard, .dialog") ? {} : Object.fromEntries(
  buttons.flatMap((button) => {
    const box = document.querySelector(button)?.getBoundingClientRect();
    const side = box && Math.round(button === "#back" ? box.left : box.right);
    return box ? [[button, [side, Math.round(box.bottom)]]] : [];
  }))"""
"""The outer lower corner of what must stand in one place; in one go: the keyboard may come at any moment."""

PLAIN = {"theme": "plain", "size": "1", "reach": "high"}
LOOK = """async (look) => {
  Object.assign(document.documentElement.dataset, look);
  // What follows the size (is there anything to scroll?) is known once the next frame is laid out. The clock
  // of these pages is a toy one, and so are its frames: what is seen of an element is told after a real one.
  await new Promise((drawn) => {
    const frame = new IntersectionObserver(() => { frame.disconnect(); drawn(); });
    frame.observe(document.documentElement);
  });
}"""
"""As the patient's choice makes the page look, without the taps that choose it."""

EACH_LOOK = f"""async ([languages, looks]) => {{
  const found = [];
  document.documentElement.style.clipPath = "inset(100%)"; // nothing to paint: it takes longest
  const speak = (code) => document.querySelector(`.toolbar #language-${{code}}[aria-pressed=false]`)?.click();
  for (const language of languages) {{
    speak(language); // on the invitation there is nothing to change yet
    for (const look of looks) {{
      await ({LOOK})(look);
      found.push(...({LAYOUT})().map((wrong) => `${{language}}, ${{JSON.stringify(look)}}: ${{wrong}}`));
    }}
  }}
  speak(languages[0]);
  document.documentElement.style.clipPath = "";
  await ({LOOK})({json.dumps(PLAIN)});
  return found;
}}"""

LANDSCAPE, SMALL = (1920, 1080), (1280, 800)
GLASSES = {"fr": PORTRAIT, "nl": LANDSCAPE, "de": SMALL, "en": PORTRAIT}
"""Where each tour is made, by the language in which the patient answers."""

ROOM_FOR = {"fr": ("fr", "nl"), "nl": LANGUAGES, "de": LANGUAGES, "en": ("en", "de")}
"""Whose words are measured on that tour: all four on each glass."""


@pytest.fixture
def bridge() -> StubBridge:
    """Of a booth that has everything: a printer too."""
    bridge = StubBridge()
    bridge._configuration = configuration(printer=True)
    return bridge


@pytest.mark.timeout(300)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_everything_has_its_room_and_place(
    open_booth: OpenBooth, bridge: StubBridge, language: str
) -> None:
    """On every screen; axe sees every pair of language, theme and size, of all three together half."""
    glass = GLASSES[language]
    # axe itself is injected
    page = open_booth(bridge, size=glass, has_clock=True, bypass_csp=True)
    found: list[str] = []
    places: dict[str, set[tuple[int, int]]] = {}
    first_theme = LANGUAGES.index(language) % 2
    reaches = ("high", "low") if glass == PORTRAIT else ("high",)
    looks = [{"size": size, "reach": reach} for size in SIZES for reach in reaches]

    def run_axe(screen: str) -> None:
        for number, size in enumerate(SIZES):
            theme = THEMES[(number + first_theme) % 2]
            page.evaluate(LOOK, {"theme": theme, "size": size})
            # Between the smallest and the largest, the looks are other styles of the same elements.
            rules = None if size in {SIZES[0], SIZES[-1]} else RULES_OF_STYLE
            found.extend(f"{screen}, {theme}, size {size}: {wrong}" for wrong in violations(page, rules))
        page.evaluate(LOOK, PLAIN)

    def measure(screen: str) -> None:
        # At the warning a tap on another language would be an answer.
        others = () if screen == "warning" else ROOM_FOR[language]
        spoken = [language, *(other for other in others if other != language)]
        found.extend(f"{screen}, {wrong}" for wrong in page.evaluate(EACH_LOOK, [spoken, looks]))

    def visit(screen: str) -> None:
        if screen != "attract":
            for button, corner in page.evaluate(PLACES, BUTTONS).items():
                places.setdefault(button, set()).add(tuple(corner))
        run_axe(screen)
        measure(screen)

    tour(page, bridge, visit, language)
    assert not found, "\n".join(found)
    assert {button: len(corners) for button, corners in places.items()} == dict.fromkeys(BUTTONS, 1)
