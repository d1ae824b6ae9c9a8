"""Text size, contrast, reach and voice: chosen by the patient, reset after the patient."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from kiosk_web.configuration.hospital import contrast_ratio
from tests.checkout import STATIC
from tests.kiosk_web.static.steps import activate, begin, choose, enter, onward, reach, say_name
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import PORTRAIT, OpenBooth

TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
TEXT_ON_GROUND = [
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "sunken"),
    ("ink", "brand-tint"),
    ("ink-soft", "ground"),
    ("ink-soft", "surface"),
    ("ink-soft", "sunken"),
    ("ink-soft", "brand-tint"),
    ("brand", "surface"),
    ("brand", "ground"),
    ("on-brand", "brand"),
    ("on-brand", "brand-pressed"),
    ("good", "good-tint"),
    ("alert", "alert-tint"),
    ("alert", "surface"),
    ("alert", "ground"),
]
CONTROL_ON_GROUND = [("edge", "surface"), ("edge", "ground"), ("brand", "ground"), ("focus", "ground")]
CONTROL_ON_GROUND += [("focus", "surface"), ("focus", "brand-tint"), ("warm", "surface")]


def colours(theme: str) -> dict[str, str]:
    """Read the colours of a theme; the contrast theme begins from the plain one."""
    plain, _, rest = TOKENS.partition('[data-theme="contrast"]')
    found = dict(re.findall(r"--colour-([\w-]+): (#[0-9a-f]{6});", plain))
    if theme == "contrast":
        found |= dict(re.findall(r"--colour-([\w-]+): (#[0-9a-f]{6});", rest))
    return found


@pytest.mark.parametrize("theme", ["plain", "contrast"])
def test_text_has_7_to_1_on_its_ground_and_controls_3_to_1(theme: str) -> None:
    found = colours(theme)
    for text, ground in TEXT_ON_GROUND:
        assert contrast_ratio(found[text], found[ground]) >= 7, (text, ground)
    for control, ground in CONTROL_ON_GROUND:
        assert contrast_ratio(found[control], found[ground]) >= 3, (control, ground)


def test_four_sizes_the_largest_twice_the_first(page: Page) -> None:
    begin(page)
    sizes = []
    page.locator("#tool-look").click()
    for size in range(1, 5):
        choose(page, size)
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)"))
    assert sizes[3] == 2 * sizes[0]
    assert sorted(set(sizes)) == sizes


def test_no_text_is_under_24_px(page: Page) -> None:
    enter(page)
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('.app *')].filter((e) => e.checkVisibility() &&"
        " [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))"
        ".map((e) => parseFloat(getComputedStyle(e).fontSize)))"
    )
    assert smallest >= 24


def test_low_reach_moves_every_control_to_the_lower_half_with_one_tap(page: Page) -> None:
    begin(page)
    page.locator("#tool-reach").click()
    for step in ("who", "name"):
        reach(page, step)
        tops = page.evaluate(
            "[...document.querySelectorAll('button, input')].filter((e) => e.checkVisibility())"
            ".map((e) => e.getBoundingClientRect().top)"
        )
        assert min(tops) >= PORTRAIT[1] / 2
        if step == "who":
            activate(page, "#new")
    page.locator("#last-name").fill("Durand")  # the on-screen keyboard hides the toolbar
    page.locator("#first-name").fill("Zoé")
    page.get_by_role("button", name="Terminé").click()
    page.locator("#tool-reach").click()
    box = page.locator(".header").bounding_box()
    assert box
    assert box["y"] == 0


def test_the_look_is_reset_after_the_patient(page: Page) -> None:
    begin(page, "de")
    page.locator("#tool-look").click()
    choose(page, 4)
    choose(page, "true")
    page.locator("#look-done").click()
    page.locator("#tool-reach").click()
    root = page.locator("html")
    for name, value in (
        ("lang", "de-BE"),
        ("data-size", "4"),
        ("data-theme", "contrast"),
        ("data-reach", "low"),
    ):
        expect(root).to_have_attribute(name, value)
    activate(page, "#back")
    reach(page, "attract")
    for name, value in (
        ("lang", "fr-BE"),
        ("data-size", "1"),
        ("data-theme", "plain"),
        ("data-reach", "high"),
    ):
        expect(root).to_have_attribute(name, value)


def test_colour_is_never_the_only_sign_of_a_choice(page: Page) -> None:
    enter(page)
    choose(page, 1)
    chosen = page.locator("[data-chosen]")
    expect(chosen.locator(".choices__mark .icon")).to_be_visible()
    assert chosen.locator(".choices__words").evaluate("(e) => getComputedStyle(e).fontWeight") == "700"
    onward(page)
    reach(page, "doctor")


def test_a_language_without_a_voice_has_no_button_for_it(open_booth: OpenBooth) -> None:
    bridge = StubBridge()
    bridge._configuration = {**bridge._configuration, "speech": ["nl"]}
    page = open_booth(bridge)
    begin(page)
    expect(page.locator("#tool-speech")).to_have_count(0)
    page.locator("#language-nl").click()
    expect(page.locator("#tool-speech")).to_be_visible()


def test_the_voice_and_its_volume_are_reset_after_the_patient(open_booth: OpenBooth) -> None:
    page = open_booth(StubBridge(), has_clock=True)
    begin(page)
    page.locator("#tool-speech").click()
    bar = page.locator(".speech-bar")
    expect(bar).to_be_visible()
    before = bar.inner_text()
    page.get_by_role("button", name="Plus fort").click()
    louder = bar.inner_text()
    activate(page, "#back")
    reach(page, "attract")
    expect(bar).to_have_count(0)
    begin(page)
    page.locator("#tool-speech").click()
    expect(bar).to_be_visible()
    assert bar.inner_text() == before != louder


def test_buttons_scroll_a_long_screen_to_its_end(open_booth: OpenBooth) -> None:
    page = open_booth(StubBridge(), size=(1280, 800))
    begin(page)
    page.locator("#tool-look").click()
    choose(page, 4)
    page.locator("#look-done").click()
    activate(page, "#known")
    say_name(page)
    page.locator("#patient-number").fill("123456782")
    onward(page)
    last = page.locator(".choices__tile").last
    expect(last).not_to_be_in_viewport()
    down = page.get_by_role("button", name="Descendre")
    while not down.get_attribute("aria-disabled"):
        down.click(force=True)  # it may be at its end by now; one under a shield scrolls nothing
    expect(last).to_be_in_viewport(ratio=0.9)
