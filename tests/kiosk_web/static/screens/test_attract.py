"""The invitation: four languages at one tap each, and a picture that neither burns in nor flashes."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.harness import OpenComponent
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth, stop_clock, violations, wait_until

SIZES = [(1080, 1920), (1920, 1080), (1280, 800)]
LANGUAGES = {"fr": "fr-BE", "nl": "nl-BE", "de": "de-BE", "en": "en-GB"}
LOGO = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
SCRIPT = """
import { Attract } from "./screens/attract/attract.js";
harness.heard = [];
let hospital = { name: "Hôpital Sainte-Élisabeth", logo: null, welcome: { fr: "", nl: "", de: "", en: "" } };
let isStill = false;
let isInert = false;
harness.set = (changes) => { hospital = { ...hospital, ...changes }; again(); };
harness.cover = () => { isInert = true; again(); };
root.style.setProperty("height", "100dvh");
show(() => html`<main inert=${isInert} class="app__attract"><${Attract}
  hospital=${hospital}
  onLanguage=${(code) => harness.heard.push(code)}
  isStill=${isStill}
  onStill=${() => { isStill = !isStill; again(); }} /></main>`);
document.querySelector("main").style.setProperty("height", "100%");
"""


@pytest.fixture
def open_attract(open_component: OpenComponent) -> Any:
    def open_(**how: Any) -> Page:
        return open_component(SCRIPT, **how)

    return open_


def heard(page: Page) -> list[str]:
    words: list[str] = page.evaluate("harness.heard")
    return words


def running(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        """document.getAnimations().filter((one) => one.playState === "running")
             .map((one) => one.animationName)"""
    )
    return names


def test_one_tap_on_a_button_in_its_own_language_chooses_it(open_attract: Any) -> None:
    page = open_attract()
    said = page.evaluate("[...document.querySelectorAll('.attract__start')].map((one) => one.textContent)")
    assert len(set(said)) == 4
    for code, lang in LANGUAGES.items():
        button = page.locator(f"#language-{code}")
        expect(button).to_have_attribute("lang", lang)
        button.click()
    assert heard(page) == list(LANGUAGES)


def test_a_letter_chooses_a_language_once_without_auto_repeat(open_attract: Any) -> None:
    page = open_attract()
    for count, key in enumerate("fndeF", start=1):
        page.keyboard.down(key)
        page.keyboard.down(key)
        page.keyboard.up(key)
        wait_until(page, f"harness.heard.length === {count}")
    assert [code[0] for code in heard(page)] == list("fndef")


def test_other_keys_choose_nothing(open_attract: Any) -> None:
    page = open_attract(has_clock=True)
    stop_clock(page)
    for press in ("Control+f", "Alt+d", "x"):
        page.keyboard.press(press)
        page.clock.run_for(1_000)
        assert heard(page) == [], press


def test_a_letter_in_a_scan_chooses_nothing(open_attract: Any) -> None:
    page = open_attract(has_clock=True)
    stop_clock(page)
    for scan in ("N123456782", "1F", "nd"):
        page.keyboard.type(scan)
        page.clock.run_for(1_000)
    assert heard(page) == []
    page.keyboard.press("n")
    page.keyboard.press("Tab")  # no scanner's key
    page.clock.run_for(1_000)
    assert heard(page) == ["nl"]


def test_letters_choose_nothing_behind_a_dialog(open_attract: Any) -> None:
    page = open_attract(has_clock=True)
    stop_clock(page)
    page.evaluate("harness.cover()")
    page.keyboard.press("f")
    page.clock.run_for(1_000)
    assert heard(page) == []


def test_tab_comes_to_the_first_language_first_and_the_focus_is_seen(open_attract: Any) -> None:
    page = open_attract()
    page.keyboard.press("Tab")
    first = page.locator("#language-fr")
    expect(first).to_be_focused()
    assert first.evaluate("one => parseFloat(getComputedStyle(one).outlineWidth)") >= 5
    page.keyboard.press("Enter")
    assert heard(page) == ["fr"]


def test_the_hospital_says_its_own_welcome_and_shows_its_logo(open_attract: Any) -> None:
    page = open_attract()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hôpital Sainte-Élisabeth")
    expect(page.locator("#language-nl")).to_contain_text("Boek hier uw raadpleging")
    page.evaluate(
        f"""harness.set({{ logo: "{LOGO}", welcome: {{ fr: "", nl: "Dag!", de: "Grüß Gott", en: "" }} }})"""
    )
    expect(page.locator("#language-nl")).to_contain_text("Dag!")
    expect(page.locator("#language-fr")).to_contain_text("Réservez ici votre consultation")
    expect(page.locator("img")).to_have_attribute("src", LOGO)


def test_the_motion_can_be_stopped_and_started_again(open_attract: Any) -> None:
    page = open_attract(reduced_motion="no-preference")
    assert {"attract-across", "attract-down", "scene-sun"} <= set(running(page))
    button = page.get_by_role("button", name="Arrêter l’animation")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert running(page) == []
    button.click()
    assert "attract-across" in running(page)


def test_only_transforms_are_animated_and_slowly(open_attract: Any) -> None:
    page = open_attract(reduced_motion="no-preference")
    frames = page.evaluate(
        """document.getAnimations().map((one) => [one.effect.getComputedTiming().duration,
             ...one.effect.getKeyframes().flatMap((frame) => Object.keys(frame))])"""
    )
    told = {"offset", "easing", "composite", "computedOffset", "transform"}
    assert len(frames) >= 7
    assert all(duration >= 50_000 and set(names) <= told for duration, *names in frames)


def test_with_reduced_motion_nothing_is_animated_but_the_picture_shifts_a_little_each_minute(
    open_attract: Any,
) -> None:
    page = open_attract(has_clock=True)
    stop_clock(page)
    assert page.evaluate("document.getAnimations().length") == 0
    expect(page.locator(".attract__still")).to_be_hidden()
    seen = set()
    for _ in range(8):
        box = page.locator("#language-fr").bounding_box()
        assert box
        seen.add((round(box["x"]), round(box["y"])))
        page.clock.run_for(60_000)
    assert len(seen) == 8
    across = [x for x, _ in seen]
    assert 0 < max(across) - min(across) <= 16


def test_letters_choose_nothing_once_the_screen_has_gone(open_attract: Any) -> None:
    page = open_attract(has_clock=True)
    stop_clock(page)
    page.keyboard.press("f")
    page.evaluate("harness.show(() => null)")
    page.keyboard.press("f")
    page.clock.run_for(1_000)
    assert heard(page) == []


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_language_is_in_view_and_large_at_every_size(open_attract: Any, size: tuple[int, int]) -> None:
    page = open_attract(size=size)
    for step in ("1", "2", "3", "4"):
        page.locator(":root").evaluate("(root, size) => { root.dataset.size = size }", step)
        check_languages(page, size)


def check_languages(page: Page, size: tuple[int, int]) -> None:
    for code in LANGUAGES:
        button = page.locator(f"#language-{code}")
        box = button.bounding_box()
        assert box
        assert box["height"] >= 120
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] + box["height"] <= size[1]
        assert button.evaluate(
            "one => one.scrollWidth <= one.clientWidth && one.scrollHeight <= one.clientHeight"
        )
    crossing = page.evaluate(
        """() => [...document.querySelectorAll(".attract__language")].filter((one) => {
          const name = document.createRange();
          name.selectNodeContents(one.querySelector(".attract__code"));
          const key = one.querySelector(".attract__key").getBoundingClientRect();
          return name.getBoundingClientRect().right > key.left;
        }).length"""
    )
    assert crossing == 0


def test_axe_finds_nothing_where_it_moves(open_attract: Any) -> None:
    page = open_attract(reduced_motion="no-preference")
    page.locator(".attract__still").click()
    assert violations(page) == []


def test_axe_finds_nothing(open_attract: Any) -> None:
    page = open_attract()
    for look in ({"theme": "plain", "size": "1"}, {"theme": "contrast"}, {"theme": "plain", "size": "4"}):
        page.locator(":root").evaluate("(root, look) => Object.assign(root.dataset, look)", look)
        assert violations(page) == [], look


MESSAGE = """() => [...document.querySelectorAll(".attract__welcome")].map((one) =>
  [parseFloat(getComputedStyle(one).fontSize), one.getBoundingClientRect().bottom])"""


@pytest.mark.parametrize(("size", "type_px"), [((1080, 1920), 60), ((1920, 1080), 58), ((1280, 800), 39)])
def test_each_card_says_in_large_letters_what_the_machine_is_for(
    open_attract: Any, size: tuple[int, int], type_px: int
) -> None:
    """Read from five metres: 3 % of the width in landscape, more in portrait."""
    page = open_attract(size=size)
    found = page.evaluate(MESSAGE)
    assert len(found) == 4
    assert min(type_size for type_size, _bottom in found) >= type_px
    assert max(bottom for _type, bottom in found) <= size[1]
    scene = page.locator(".scene").first.bounding_box()
    assert scene
    assert scene["height"] >= 180


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_where_the_motion_can_be_stopped_there_is_a_picture_that_moves(
    open_booth: OpenBooth, size: tuple[int, int]
) -> None:
    page = open_booth(StubBridge(), size=size)
    page.emulate_media(reduced_motion="no-preference")
    expect(page.locator(".attract__still")).to_be_visible()
    expect(page.locator(".scene svg").first).to_be_visible()
    for step in ("1", "4"):
        page.locator(":root").evaluate("(root, size) => { root.dataset.size = size }", step)
        land = page.locator(".scene-far").first.bounding_box()
        assert land is None or (land["x"] <= 0 and land["x"] + land["width"] >= size[0]), step
