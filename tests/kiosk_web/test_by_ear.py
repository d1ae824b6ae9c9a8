"""The screen covered and the mouse put away: a patient who knows only what is said books all the same.

Every decision below is made on words that the booth asked its voice for, never on the document. The voice
itself, and that it sounds, are tested in test_read_aloud_sound.py.
"""

from __future__ import annotations

import queue
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.kiosk_web.stub import StubBridge

PATIENCE = 10.0
SILENCE = 2.0
"""Seconds: a Tab that leaves the page for the browser's own bars is answered by nothing."""
PAUSE = 0.3
STEPS = 100


class NotSaidError(AssertionError):
    """The booth said something else."""

    def __init__(self, words: str, said: list[str]) -> None:
        super().__init__(f"{words!r} was not said, but {said}")
        self.said = said


@dataclass
class BlindPatient:
    """Hears, and presses keys."""

    page: Page
    bridge: StubBridge

    def press(self, key: str) -> None:
        self._forget()
        self.page.keyboard.press(key)

    def write(self, words: str) -> None:
        self.page.keyboard.type(words)

    def hear(self, words: str, patience: float = PATIENCE, pause: float = PATIENCE) -> str:
        """Listen until these words are said; return the sentence.

        Args:
            words: What to wait for.
            patience: Seconds until the voice begins.
            pause: Seconds between two sentences.
        """
        said: list[str] = []
        while True:
            try:
                wait = pause if said else patience
                said.append(self.bridge._spoken.get(timeout=wait).replace("\u00a0", " "))
            except queue.Empty:
                raise NotSaidError(words, said) from None
            if words in said[-1]:
                return said[-1]

    def go(self, key: str, words: str) -> None:
        """Press a key until these words are said about the place where that led; Tab comes round again."""
        passed: list[str] = []
        for _ in range(STEPS):
            self.press(key)
            try:
                self.hear(words, patience=SILENCE, pause=PAUSE)
            except NotSaidError as other:
                passed += other.said
            else:
                return
        raise NotSaidError(words, passed)

    def _forget(self) -> None:
        while not self.bridge._spoken.empty():
            self.bridge._spoken.get()


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
    patient.go("Tab", "Relisez votre numéro")
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
    patient.hear("Avec quel médecin")
    patient.go("Tab", "N’importe quel médecin")
    patient.press("Enter")
    patient.hear("Quel jour souhaitez-vous venir")
    patient.go("Tab", "libre")
    patient.press("Enter")
    patient.go("Tab", "Continuer")
    patient.press("Enter")
    patient.hear("À quelle heure")
    patient.go("Tab", "docteur Jean-François Lefèvre")
    patient.press("Space")
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


def test_a_server_out_of_reach_is_heard_with_the_fate_of_what_was_typed(
    page: Page, bridge: StubBridge
) -> None:
    patient = BlindPatient(page, bridge)
    patient.press("F2")
    patient.hear("Français")
    patient.press("f")
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
    patient.hear("La borne ne joint pas le service de réservation")
    patient.hear("Ce que vous avez choisi et écrit est gardé")
