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
PLACES = """() => Object.fromEntries(["#back", "#continue", "#tool-help"].flatMap((button) => {
  const box = document.querySelector(button)?.getBoundingClientRect();
  const side = box && Math.round(button === "#back" ? box.left : box.right);
  return box ? [[button, [side, Math.round(box.bottom)]]] : [];
}))"""
"""The outer lower corner of what must stand in one place."""

PLAIN = {"theme": "plain", "size": "1", "reach": "high"}
LOOK = """async (look) => {
  Object.assign(document.documentElement.dataset, look);
  // What follows the size (is there anything to scroll?) is known once the next frame is drawn.
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
}"""
"""As the patient's choice makes the page look, without the taps that choose it."""

EACH_LOOK = f"""async ([languages, looks]) => {{
  const found = [];
  const speak = (code) => document.querySelector(`.toolbar #language-${{code}}[aria-pressed=false]`)?.click();
  for (const language of languages) {{
    speak(language); // on the invitation there is nothing to change yet
    for (const look of looks) {{
      await ({LOOK})(look);
      found.push(...({LAYOUT})().map((wrong) => `${{language}}, ${{JSON.stringify(look)}}: ${{wrong}}`));
    }}
  }}
  speak(languages[0]);
  await ({LOOK})({json.dumps(PLAIN)});
  return found;
}}"""

LANDSCAPE, SMALL = (1920, 1080), (1280, 800)
GLASSES = {"fr": PORTRAIT, "nl": LANDSCAPE, "de": SMALL, "en": PORTRAIT}
"""Where axe looks, by the language spoken there."""


@pytest.fixture
def bridge() -> StubBridge:
    """Of a booth that has everything: a printer too."""
    bridge = StubBridge()
    bridge._configuration = configuration(printer=True)
    return bridge


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_screen(open_booth: OpenBooth, bridge: StubBridge, language: str) -> None:
    """Every pair of language, theme and size on every screen; of all three together half."""
    # axe itself is injected
    page = open_booth(bridge, size=GLASSES[language], has_clock=True, bypass_csp=True)
    found: list[str] = []
    first = LANGUAGES.index(language) % 2

    def visit(screen: str) -> None:
        for number, size in enumerate(SIZES):
            theme = THEMES[(number + first) % 2]
            page.evaluate(LOOK, {"theme": theme, "size": size})
            # Between the smallest and the largest, the looks are other styles of the same elements.
            rules = None if size in {SIZES[0], SIZES[-1]} else RULES_OF_STYLE
            found.extend(f"{screen}, {theme}, size {size}: {wrong}" for wrong in violations(page, rules))
        page.evaluate(LOOK, PLAIN)

    tour(page, bridge, visit, language)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["fr", "nl", "de"])
def test_every_word_has_room_every_target_its_size_and_every_button_its_place(
    open_booth: OpenBooth, bridge: StubBridge, language: str
) -> None:
    glass = GLASSES[language]
    page = open_booth(bridge, size=glass, has_clock=True)
    found: list[str] = []
    places: dict[str, set[tuple[int, int]]] = {}
    reaches = ("high", "low") if glass == PORTRAIT else ("high",)
    looks = [{"size": size, "reach": reach} for size in SIZES for reach in reaches]

    def visit(screen: str) -> None:
        if screen != "attract" and not page.locator(".keyboard, .dialog").count():
            for button, corner in page.evaluate(PLACES).items():
                places.setdefault(button, set()).add(tuple(corner))
        # At the warning a tap on another language would be an answer.
        spoken = [language] if screen == "warning" else sorted(LANGUAGES, key=language.__ne__)
        found.extend(f"{screen}, {wrong}" for wrong in page.evaluate(EACH_LOOK, [spoken, looks]))

    tour(page, bridge, visit, language)
    assert not found, "\n".join(found)
    assert {button: len(corners) for button, corners in places.items()} == dict.fromkeys(BUTTONS, 1)
