"""A page with a stand-in for the voice and the sound, so that a test can see what is said. No tests here.

A sentence sounds and ends at once, unless `harness.isHeld`; the voice answers at once, unless
`harness.isSlow`. The real voice and the real sound are tested in test_read_aloud_sound.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from playwright.sync_api import Page

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

NARRATOR = """
import { createNarrator } from "./speech/narrator.js";

const said = [];    // every sentence that began to sound
const asked = [];   // every sentence that the voice was asked for, with its language
const volumes = [];
let current = null; // what sounds now
const unanswered = [];
const speak = async (text, language) => {
  asked.push([text, language]);
  if (harness.isSlow) await new Promise((resolve) => unanswered.push(resolve));
  return harness.reply ?? { ok: { audio: text } };
};
const play = (audio, volume) => {
  let stop;
  const ended = new Promise((resolve) => { stop = resolve; });
  said.push(audio);
  volumes.push(volume);
  current = { stop };
  if (!harness.isHeld) stop();
  return { ended, stop, setVolume: (louder) => volumes.push(louder) };
};
const narrator = createNarrator({ speak, play, root: () => root, language });
Object.assign(harness, {
  narrator, asked, volumes,
  isHeld: false,
  isSlow: false,
  said: () => said.splice(0),
  end: () => current.stop(),
  answer: () => unanswered.splice(0).forEach((resolve) => resolve()),
  quiet: async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    while (narrator.isSpeaking()) await new Promise((resolve) => setTimeout(resolve));
    return said.splice(0);
  },
  add: (markup) => root.insertAdjacentHTML("beforeend", markup),
});
"""

IDENTIFY = """
<header><button>Se déconnecter</button></header>
<main>
  <h1 id="screen-title" tabindex="-1">Qui êtes-vous ?</h1>
  <p>Écrivez votre nom. C’est tout.</p>
  <span aria-hidden="true">décor</span><p hidden>caché</p>
  <label for="name">Nom</label><p id="name-hint">Comme sur votre carte.</p>
  <input id="name" aria-describedby="name-hint">
  <fieldset aria-describedby="birth-hint">
    <legend>Date de naissance</legend><p id="birth-hint">Par exemple : 7 3 1948</p>
    <label for="day">Jour</label><input id="day" data-keyboard="number">
    <label for="month">Mois</label><input id="month" data-keyboard="number">
  </fieldset>
</main>
<footer><button>Retour</button><button>Continuer</button></footer>
<aside data-speech="skip"><button id="repeat">Répéter</button></aside>
"""

IDENTIFY_READ = [
    "Qui êtes-vous ?",
    "Écrivez votre nom.",
    "C’est tout.",
    "À remplir :",
    "Nom",
    "Date de naissance, Jour",
    "Mois",
    "Boutons :",
    "Retour",
    "Continuer",
]


def open_with(
    open_component: OpenComponent, markup: str, *, language: str = "fr", is_on: bool = True, **options: Any
) -> Page:
    """Open a page with these elements and turn reading on; what it says first is over."""
    page = open_component(f"{NARRATOR}\nroot.innerHTML = `{markup}`;", language=language, **options)
    if is_on:
        start(page)
    return page


def start(page: Page) -> list[str]:
    """Turn reading on; return what is said at that."""
    page.evaluate("harness.narrator.start()")
    return heard(page)


def heard(page: Page) -> list[str]:
    """Wait until nothing is being said; return what was said since the last time."""
    said: list[str] = page.evaluate("harness.quiet()")
    return said


def heard_at(page: Page, selector: str) -> list[str]:
    """Move the focus there; return what is said."""
    page.locator(selector).focus()
    return heard(page)
