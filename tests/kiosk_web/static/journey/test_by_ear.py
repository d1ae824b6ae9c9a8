"""A patient who sees nothing and uses only keys books by what is read aloud.

Every decision below is made on sentences that the booth asked its voice for, never on the document. The
voice itself and its sound are tested in test_read_aloud_sound.py.
"""

from __future__ import annotations

import queue
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.kiosk_web.static.steps import choose, enter, onward, reach
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth

PATIENCE = 10.0
"""Seconds until a sentence is said; what is waited for takes a moment."""
STEPS = 100
LISTEN = """() => {
  let fetching = 0;
  const { fetch } = window;
  window.fetch = (address, options) => {
    const answer = fetch(address, options);
    if (address !== "call/speak") return answer;
    fetching += 1;
    const read = answer.then((reply) => reply.clone().text());
    read.finally(() => setTimeout(() => { fetching -= 1; }));
    return answer;
  };
  const voices = new Set();
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function () {
    voices.add(this);
    return play.call(this);
  };
  // A sound that has ended or was silenced is released. Its events cannot be counted: loading the next
  // drops them.
  const isSpeaking = () => fetching > 0 || [...voices].some((voice) => voice.hasAttribute("src"));
  window.silence = async () => {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    while (isSpeaking()) await new Promise((resolve) => setTimeout(resolve));
  };
  // The pace of a hand, on a machine of any speed: keys that come faster are a scanner's.
  const times = new WeakMap();
  let time = performance.now();
  Object.defineProperty(Event.prototype, "timeStamp", {
    get() {
      if (!times.has(this)) times.set(this, (time += 100));
      return times.get(this);
    },
  });
}"""
"""Gives the page `silence()`, which waits until nothing is being said, and 0.1 s between two events."""


class NotSaidError(AssertionError):
    """The booth said something else."""

    def __init__(self, words: str, said: list[str]) -> None:
        super().__init__(f"{words!r} was not said, but {said}")


@dataclass
class BlindPatient:
    """Someone who hears, and presses keys."""

    page: Page
    bridge: StubBridge

    def press(self, key: str) -> None:
        self._forget()
        self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)

    def hear(self, words: str) -> None:
        """Listen until these words are said."""
        said: list[str] = []
        while not said or words not in said[-1]:
            try:
                said.append(self._next(PATIENCE))
            except queue.Empty:
                raise NotSaidError(words, said) from None

    def go(self, key: str, words: str) -> None:
        """Press a key until these words are said about where it leads; Tab comes round again."""
        passed: list[str] = []
        for _ in range(STEPS):
            self.press(key)
            self.page.evaluate("silence()")
            said = self._forget()
            if any(words in sentence for sentence in said):
                return
            passed += said
        raise NotSaidError(words, passed)

    def _next(self, patience: float = 0.0) -> str:
        return self.bridge._spoken.get(timeout=patience).replace("\u00a0", " ")

    def _forget(self) -> list[str]:
        said = []
        while not self.bridge._spoken.empty():
            said.append(self._next())
        return said


@pytest.fixture
def page(open_booth: OpenBooth, bridge: StubBridge) -> Page:
    page = open_booth(bridge)
    page.evaluate(LISTEN)  # before the voice is first asked for
    return page


def test_a_patient_books_by_ear_alone(page: Page, bridge: StubBridge) -> None:
    patient = BlindPatient(page, bridge)
    patient.press("F2")
    patient.hear("F2 répète")
    patient.hear("Français")
    patient.press("f")
    patient.hear("Êtes-vous déjà venu chez nous")
    patient.go("Tab", "J’ai un numéro de patient")
    patient.press("Enter")
    patient.hear("Comment vous appelez-vous")
    patient.hear("Nom")
    patient.write("D’Hondt")
    patient.go("Tab", "Prénom")
    patient.write("Amélie")
    patient.press("Enter")
    patient.hear("Quel est votre numéro de patient")
    patient.write("123456789")  # a slip
    patient.press("Enter")
    patient.hear("un chiffre semble inexact")
    patient.press("Enter")
    patient.hear("Numéro de patient")
    patient.press("End")
    patient.press("Backspace")
    patient.hear("effacé")
    patient.write("2")
    patient.press("Enter")
    _search(patient)
    assert bridge._asked("book") == [(2, "Nouveau symptôme")]
    patient.go("Tab", "J’ai terminé")
    patient.press("Enter")
    patient.hear("Tout ce que vous avez écrit est effacé")


def _search(patient: BlindPatient) -> None:
    patient.hear("Pour quelle spécialité venez-vous")
    patient.go("Tab", "Cardiologie")
    patient.go("ArrowDown", "Dermatologie")
    patient.press("Enter")
    patient.hear("Un seul médecin")
    patient.go("Tab", "docteur Jean-François Lefèvre")
    patient.press("Enter")
    patient.hear("Quel jour vous convient")
    patient.go("Tab", "libre")
    patient.press("Enter")
    patient.go("Tab", "Continuer")
    patient.press("Enter")
    patient.hear("À quelle heure")
    patient.hear("la seule heure libre")
    patient.go("Tab", "Le matin")
    patient.press("Enter")
    patient.hear("Pourquoi venez-vous")
    patient.go("Tab", "Contrôle de routine")
    patient.go("ArrowDown", "Nouveau symptôme")
    patient.press("Enter")
    patient.hear("Rien n’est encore réservé")
    patient.hear("Dermatologie")
    patient.go("Tab", "Réserver")
    patient.press("Enter")
    patient.hear("Votre consultation est réservée")
    patient.hear("Vous n’avez plus rien à faire")
    patient.press("F2")
    patient.hear("Votre consultation est réservée")


def test_answers_that_come_late_are_read_when_they_are_there(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge)
    enter(page)
    choose(page, 1)
    onward(page)
    reach(page, "doctor")
    released = bridge._hold("availability")
    onward(page)
    reach(page, "day")
    page.evaluate(LISTEN)
    patient = BlindPatient(page, bridge)
    patient.press("F2")
    patient.hear("Quel jour vous convient")
    patient.hear("Un instant")
    page.evaluate("silence()")
    released.set()
    patient.hear("À choisir")
    patient.hear("1 consultation libre")


def test_the_question_is_not_said_again_before_its_answers(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge)
    enter(page)
    page.evaluate(LISTEN)
    patient = BlindPatient(page, bridge)
    patient.press("F2")
    patient.hear("Pour quelle spécialité venez-vous")
    patient.hear("À choisir")
    page.evaluate("silence()")
    said = patient._forget()
    assert "Cardiologie, le cœur" in said
    assert not [words for words in said if "Pour quelle spécialité" in words]


def test_a_patient_with_one_name_hears_that_one_field_is_left(page: Page, bridge: StubBridge) -> None:
    patient = BlindPatient(page, bridge)
    patient.press("F2")
    patient.hear("Français")
    patient.press("f")
    patient.hear("Êtes-vous déjà venu chez nous")
    patient.go("Tab", "J’ai un numéro de patient")
    patient.press("Enter")
    patient.hear("Nom")
    patient.write("Suharto")
    patient.go("Tab", "Je n’ai qu’un nom, case à cocher, non coché")
    patient.press("Enter")
    patient.hear("coché")
    patient.hear("Écrivez-le dans le champ au-dessus")
    patient.go("Shift+Tab", "Votre nom, champ à remplir, Suharto")


def test_an_unreachable_server_is_announced_and_what_was_typed_is_kept(
    page: Page, bridge: StubBridge
) -> None:
    patient = BlindPatient(page, bridge)
    patient.press("F2")
    patient.hear("Français")
    patient.press("f")
    patient.hear("Êtes-vous déjà venu chez nous")
    patient.go("Tab", "C’est ma première fois")
    patient.press("Enter")
    patient.hear("Comment vous appelez-vous")
    bridge._refuse("register", {"code": "UNREACHABLE"})
    patient.hear("Nom")
    patient.write("Durand")
    patient.go("Tab", "Prénom")
    patient.write("Zoé")
    patient.press("Enter")
    patient.hear("Quelle est votre date de naissance")
    patient.press("Enter")
    patient.hear("Vos données sont-elles justes")
    patient.hear("Nom: Durand")
    patient.hear("Prénom: Zoé")
    patient.go("Tab", "Continuer")
    patient.press("Enter")
    patient.hear("La borne ne joint pas le service de réservation")
    patient.hear("Ce que vous avez choisi et écrit est gardé")
