"""On every screen of the booth: axe finds nothing, and every word and target has its room.

docs/accessibility.md, "Reading and touching".
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.kiosk_web.static.screens.tour import IDLE, StubStage, tour
from tests.kiosk_web.static.stub import StubBridge, configuration
from tests.plugins.browser import PORTRAIT, OpenBooth, violations

LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8").rstrip(";\n")
LANGUAGES = ("fr", "nl", "de", "en")
SIZES = ("1", "2", "3", "4")
AXE_LOOKS = {
    "fr": {"theme": "plain", "size": "1"},
    "nl": {"theme": "contrast", "size": "4"},
    "de": {"theme": "contrast", "size": "1"},
    "en": {"theme": "plain", "size": "4"},
}
"""What axe sees of each tour. Sizes between are other lengths in the same styles: layout.js measures them."""
BUTTONS = ("#back", "#continue", "#tool-help")
PLACES = """(buttons) => document.querySelector(".keyboard, .dialog") ? {} : Object.fromEntries(
  buttons.flatMap((button) => {
    const box = document.querySelector(button)?.getBoundingClientRect();
    const side = box && Math.round(button === "#back" ? box.left : box.right);
    return box ? [[button, [side, Math.round(box.bottom)]]] : [];
  }))"""
"""The outer lower corner of each button that stays in one place, unless keyboard or dialog is open."""

PLAIN = {"theme": "plain", "size": "1", "reach": "high"}
LOOK = """async (look) => {
  Object.assign(document.documentElement.dataset, look);
  // Whether there is anything to scroll is known once the next frame is laid out; the buttons for it come in
  // a task of their own, and change the layout. The page's clock is Playwright's, and so are its animation
  // frames; an IntersectionObserver reports after a real frame.
  const frame = () => new Promise((drawn) => {
    const watcher = new IntersectionObserver(() => { watcher.disconnect(); drawn(); });
    watcher.observe(document.documentElement);
  });
  await frame();
  await new Promise((taken) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = taken;
    port2.postMessage(null);
  });
  await frame();
}"""
"""Gives the page a look that a patient can choose, without the taps that choose it."""

EACH_LOOK = f"""async ([languages, looks]) => {{
  const found = [];
  document.documentElement.style.clipPath = "inset(100%)"; // paint nothing: painting takes longest
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
"""The screen size of each tour, by the patient's language."""

ROOM_FOR = {"fr": ("fr", "nl"), "nl": LANGUAGES, "de": LANGUAGES, "en": ("en", "de")}
"""The languages whose words are measured on that tour: together all four at each size."""


@pytest.fixture
def bridge() -> StubBridge:
    """Return the bridge of a booth with a printer, where no visit is too long."""
    bridge = StubBridge()
    times = {"idle": IDLE, "warning": IDLE, "booked": IDLE}
    bridge._configuration = configuration(printer=True, times=times)
    return bridge


@pytest.mark.timeout(900)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_everything_has_its_room_and_place(
    open_booth: OpenBooth, bridge: StubBridge, language: str
) -> None:
    """On every screen; together the tours show axe both themes at the smallest size and at the largest."""
    glass = GLASSES[language]
    # axe itself is injected
    page = open_booth(bridge, size=glass, has_clock=True, bypass_csp=True)
    found: list[str] = []
    places: dict[str, set[tuple[int, int]]] = {}
    reaches = ("high", "low") if glass == PORTRAIT else ("high",)
    looks = [{"size": size, "reach": reach} for size in SIZES for reach in reaches]

    def run_axe(screen: str) -> None:
        page.evaluate(LOOK, AXE_LOOKS[language])
        found.extend(f"{screen}, {AXE_LOOKS[language]}: {wrong}" for wrong in violations(page))
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

    tour(page, StubStage(bridge), visit, language)
    assert not found, "\n".join(found)
    assert {button: len(corners) for button, corners in places.items()} == dict.fromkeys(BUTTONS, 1)
