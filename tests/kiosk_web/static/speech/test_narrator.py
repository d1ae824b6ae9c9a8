"""Reading aloud: when something is said, what silences it, and that nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kiosk_web.static.speech.narration import IDENTIFY, IDENTIFY_READ, heard, heard_at, open_with, start
from tests.plugins.browser import stop_clock

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

NAME = ["Nom, champ à remplir, vide", "Comme sur votre carte."]


@pytest.mark.parametrize("action", ["pointer", "key"])
def test_any_action_silences_what_is_being_said_at_once(open_component: OpenComponent, action: str) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("harness.volumes.length = 0; harness.isHeld = true; harness.narrator.readScreen()")
    page.wait_for_function("() => harness.volumes.length === 1")
    if action == "pointer":
        page.mouse.move(900, 1800)
        page.mouse.down()
    else:
        page.keyboard.down("Shift")
    assert page.evaluate("harness.narrator.isSpeaking()") is False
    assert heard(page) == ["Qui êtes-vous ?"]


def test_a_newer_sentence_silences_one_that_is_still_being_fetched(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("harness.isSlow = true; harness.narrator.readScreen()")
    page.evaluate("harness.isSlow = false; harness.narrator.setVolume(2); harness.answer()")
    assert heard(page) == ["Volume 2 sur 5"]


def test_the_next_sentence_is_fetched_while_one_sounds(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("harness.asked.length = 0; harness.isHeld = true; harness.narrator.readScreen()")
    page.wait_for_function("() => harness.asked.length === 2")
    assert page.evaluate("harness.said()") == ["Qui êtes-vous ?"]
    assert [text for text, _ in page.evaluate("harness.asked")] == IDENTIFY_READ[:2]


@pytest.mark.parametrize("is_focus_first", [True, False])
def test_the_focus_that_a_screen_sets_neither_interrupts_nor_repeats_its_reading(
    open_component: OpenComponent, is_focus_first: bool
) -> None:
    page = open_with(open_component, IDENTIFY)
    steps = ["document.getElementById('screen-title').focus()", "harness.narrator.readScreen()"]
    page.evaluate("; ".join(steps if is_focus_first else reversed(steps)))
    assert heard(page) == IDENTIFY_READ


@pytest.mark.parametrize("is_focus_first", [True, False])
def test_a_screen_that_opens_in_a_field_ends_with_that_field(
    open_component: OpenComponent, is_focus_first: bool
) -> None:
    page = open_with(open_component, IDENTIFY)
    page.keyboard.press("Shift")
    steps = ["document.getElementById('name').focus()", "harness.narrator.readScreen()"]
    page.evaluate("; ".join(steps if is_focus_first else reversed(steps)))
    assert heard(page) == IDENTIFY_READ + NAME


DIALOG = """<div><div role="dialog" aria-labelledby="t"><h2 id="t" tabindex="-1">Toujours là ?</h2>
<p>La session se ferme dans <b id="left">20</b> secondes.</p><button>Je continue</button></div></div>"""


def test_a_dialog_that_opens_is_read_and_not_the_screen_behind_it(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("(markup) => { harness.add(markup); document.getElementById('t').focus(); }", DIALOG)
    words = ["Toujours là ?", "La session se ferme dans 20 secondes.", "Boutons :", "Je continue"]
    assert heard(page) == words
    page.evaluate("document.getElementById('left').textContent = '19'")
    assert heard(page) == [], "a countdown is said once"
    page.evaluate("document.getElementById('left').textContent = '20'; harness.narrator.readScreen()")
    assert heard(page) == words


def test_a_countdown_in_an_alert_is_said_once(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("harness.add('<p role=alert>Encore <b id=left>20</b> secondes.</p>')")
    assert heard(page) == ["Encore 20 secondes."]
    page.evaluate("document.getElementById('left').textContent = '19'")
    assert heard(page) == []


def test_a_status_waits_for_its_turn(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("harness.isHeld = true; document.getElementById('name').focus()")
    page.evaluate("harness.add('<p role=status>3 consultations libres</p>')")
    page.evaluate("harness.isHeld = false; harness.end()")
    assert heard(page) == [*NAME, "3 consultations libres"]


def test_an_alert_does_not_wait(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("harness.isHeld = true; document.getElementById('name').focus()")
    page.wait_for_function("() => harness.asked.at(-1)[0] === 'Comme sur votre carte.'")
    page.evaluate("harness.isHeld = false; harness.add('<p role=alert>Le réseau est coupé.</p>')")
    assert heard(page) == [NAME[0], "Le réseau est coupé."]
    page.evaluate("harness.narrator.repeat()")
    assert heard(page) == ["Le réseau est coupé."]


def test_a_status_that_changes_is_said_again_and_one_that_stays_is_not(open_component: OpenComponent) -> None:
    page = open_with(open_component, '<p role="status" id="s">Recherche en cours</p>')
    page.evaluate("document.getElementById('s').textContent = '5 consultations'")
    assert heard(page) == ["5 consultations"]
    page.evaluate("document.getElementById('s').textContent = '5 consultations'")
    assert heard(page) == []


def test_a_message_that_comes_with_its_screen_is_said_once(open_component: OpenComponent) -> None:
    page = open_with(open_component, "")
    page.evaluate("""harness.add('<main><h1>Bonjour</h1><p role=status>Tout est effacé.</p></main>');
        harness.narrator.readScreen()""")
    assert heard(page) == ["Bonjour", "Tout est effacé."]


def test_the_buttons_of_a_message_are_not_read_with_it(open_component: OpenComponent) -> None:
    page = open_with(open_component, "")
    page.evaluate("harness.add('<section role=alert><h2>Coupé</h2><button id=r>Dans 5 s</button></section>')")
    assert heard(page) == ["Coupé"]
    page.evaluate("document.getElementById('r').textContent = 'Réessayer'")
    assert heard(page) == []


def test_a_choice_that_changes_is_said(open_component: OpenComponent) -> None:
    page = open_with(
        open_component,
        '<fieldset><legend>Quand</legend><label><input type="radio" name="r" id="a" checked>Matin</label>'
        '<label><input type="radio" name="r">Soir</label></fieldset>'
        '<label><input type="checkbox" id="c">Lu</label>'
        '<button id="p" aria-pressed="false">Contraste</button>',
    )
    heard_at(page, "#a")
    page.keyboard.press("ArrowDown")
    assert heard(page)[-1] == "Soir, choix unique, sélectionné, 2 sur 2"
    heard_at(page, "#c")
    page.keyboard.press("Space")
    assert heard(page)[-1] == "Lu, case à cocher, coché"
    heard_at(page, "#p")
    page.evaluate("document.getElementById('p').setAttribute('aria-pressed', 'true')")
    assert heard(page) == ["Contraste, bouton, sélectionné"]


# --- the key, repeating ------------------------------------------------------------------------------


def test_the_key_turns_reading_on_and_then_repeats(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY, is_on=False)
    assert heard_at(page, "#name") == []
    page.keyboard.press("F2")
    said = heard(page)
    assert said[0].startswith("La lecture à voix haute est activée")
    assert said[-len(IDENTIFY_READ + NAME) :] == IDENTIFY_READ + NAME
    field = heard_at(page, "#day")
    page.keyboard.press("F2")
    assert heard(page) == field


def test_repeating_in_a_field_says_its_present_value(open_component: OpenComponent) -> None:
    page = open_with(open_component, '<label>Nom <input id="n"></label>')
    heard_at(page, "#n")
    page.keyboard.press("a")
    heard(page)
    page.keyboard.press("F2")
    assert heard(page) == ["Nom, champ à remplir, a"]


def test_the_screen_is_repeated_when_the_last_element_is_gone(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    heard_at(page, "#day")
    page.evaluate("document.getElementById('day').remove(); harness.narrator.repeat()")
    assert heard(page)[0] == "Qui êtes-vous ?"


def test_the_repeat_button_does_not_repeat_itself(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    heard_at(page, "#name")
    assert heard_at(page, "#repeat") == ["Répéter, bouton"]
    page.evaluate("harness.narrator.repeat()")
    assert heard(page) == NAME


# --- the end -----------------------------------------------------------------------------------------


def test_while_reading_is_off_the_voice_is_not_called(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("harness.narrator.stop()")
    assert heard(page) == ["La lecture à voix haute est arrêtée."]
    page.evaluate("harness.asked.length = 0")
    page.locator("#name").focus()
    page.keyboard.press("a")
    page.evaluate("harness.add('<p role=alert>Coupé</p>')")
    page.evaluate("harness.narrator.readScreen(); harness.narrator.repeat()")
    assert heard(page) == []
    assert page.evaluate("harness.asked") == []


def test_a_reset_drops_everything_and_resets_the_volume(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("harness.narrator.setVolume(5)")
    assert heard(page) == ["Volume 5 sur 5"]
    heard_at(page, "#name")
    page.evaluate("harness.isSlow = true; harness.narrator.readScreen()")
    page.evaluate("harness.narrator.reset(); harness.isSlow = false; harness.answer()")
    assert heard(page) == []
    state = "[harness.narrator.isOn(), harness.narrator.isSpeaking(), harness.narrator.volume()]"
    assert page.evaluate(state) == [False, False, 3]
    page.evaluate("harness.volumes.length = 0")
    start(page)
    assert set(page.evaluate("harness.volumes")) == {0.45}


def test_a_reset_in_the_middle_of_a_sentence_says_no_more(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate("harness.volumes.length = 0; harness.isHeld = true; harness.narrator.readScreen()")
    page.wait_for_function("() => harness.volumes.length === 1")
    page.evaluate("harness.narrator.reset()")
    assert heard(page) == ["Qui êtes-vous ?"]
    page.keyboard.press("F2")
    page.evaluate("harness.isHeld = false; harness.end()")
    assert heard(page)[0].startswith("La lecture à voix haute est activée"), "nothing old is repeated"


def test_the_volume_changes_what_sounds_and_stays_in_its_limits(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    for wanted, level, loudness in ((9, 5, 1.0), (-1, 1, 0.12)):
        page.evaluate("(wanted) => harness.narrator.setVolume(wanted)", wanted)
        assert heard(page) == [f"Volume {level} sur 5"]
        assert page.evaluate("harness.volumes.at(-1)") == pytest.approx(loudness)


# --- a voice that fails --------------------------------------------------------------------------------


def test_a_booth_without_a_voice_turns_it_off(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY, is_on=False)
    page.evaluate("""harness.changes = []; harness.reply = { code: "NO_VOICE" };
        harness.narrator.onChange(() => harness.changes.push(harness.narrator.isOn()));
        harness.narrator.start()""")
    assert heard(page) == []
    assert page.evaluate("harness.changes") == [True, False]


@pytest.mark.parametrize("reply", ['{ code: "INTERNAL_ERROR" }', "{}", "{ ok: { audio: 7 } }"])
def test_a_sentence_that_the_voice_cannot_say_is_skipped(open_component: OpenComponent, reply: str) -> None:
    page = open_with(open_component, IDENTIFY)
    page.evaluate(f"harness.reply = {reply}; harness.narrator.readScreen()")
    assert heard(page) == []
    page.evaluate("delete harness.reply")
    assert heard_at(page, "#name") == NAME


def test_a_voice_that_does_not_answer_is_given_up_after_5_s(open_component: OpenComponent) -> None:
    page = open_with(open_component, '<button id="b">Continuer</button>', has_clock=True)
    stop_clock(page)
    page.evaluate("harness.isSlow = true")
    page.locator("#b").focus()
    assert page.evaluate("harness.narrator.isSpeaking()") is True
    page.clock.run_for(4_900)
    assert page.evaluate("harness.narrator.isSpeaking()") is True
    page.clock.run_for(200)
    assert page.evaluate("harness.narrator.isSpeaking()") is False
