"""What is said about each element, and about a whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kiosk_web.static.speech.narration import IDENTIFY, IDENTIFY_READ, heard, heard_at, open_with

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

ROOT = "document.getElementById('app')"
BEFORE = '<button id="before">Avant</button>'
THINGS = {
    "a button": ("<button>Continuer</button>", ["Continuer, bouton"]),
    "a button with a drawing": (
        '<button><svg aria-hidden="true"><title>croix</title></svg> <span>Fermer</span></button>',
        ["Fermer, bouton"],
    ),
    "a button with a name of its own": ('<button aria-label="Fermer">×</button>', ["Fermer, bouton"]),
    "a button with a hint in it": (
        "<button><div>Déjà venu</div><div>J’ai un numéro</div></button>",
        ["Déjà venu, J’ai un numéro, bouton"],
    ),
    "a button that cannot be pressed yet": (
        '<button aria-disabled="true">Continuer</button>',
        ["Continuer, bouton, pas encore disponible"],
    ),
    "a button that waits": ('<button aria-busy="true">Réserver</button>', ["Réserver, bouton, un instant"]),
    "an answer that is chosen": (
        '<button aria-pressed="true">Cardiologie</button>',
        ["Cardiologie, bouton, sélectionné"],
    ),
    "an answer that is not": (
        '<button aria-pressed="false">Cardiologie</button>',
        ["Cardiologie, bouton, non sélectionné"],
    ),
    "a button that unfolds": ('<button aria-expanded="false">Aide</button>', ["Aide, bouton, fermé"]),
    "a button that opens a choice": (
        '<button aria-haspopup="dialog">Médecin<span> : </span>Tous</button>',
        ["Médecin : Tous, bouton, ouvre un choix"],
    ),
    "a link with a picture": ('<a href="#there"><img alt="Plan"></a>', ["Plan, lien"]),
    "an empty field": ("<label>Nom <input></label>", ["Nom, champ à remplir, vide"]),
    "a field with its hint": (
        '<label for="n">Nom</label><input id="n" value="Li" aria-describedby="h"><p id="h">Le vôtre.</p>',
        ["Nom, champ à remplir, Li", "Le vôtre."],
    ),
    "a field with its error": (
        '<label for="n">Nom</label><input id="n" aria-invalid="true" aria-describedby="e">'
        '<p id="e">Écrivez votre nom.</p>',
        ["Nom, champ à remplir, vide, à corriger", "Écrivez votre nom."],
    ),
    "a number": (
        '<label>Numéro <input data-keyboard="number" value="123 456 782"></label>',
        ["Numéro, champ pour des chiffres, 1 2 3, 4 5 6, 7 8 2"],
    ),
    "a secret code": (
        '<label>Code <input data-secret="true" value="4711"></label>',
        ["Code, champ à remplir"],
    ),
    "a text of several lines": (
        '<span id="l">Raison</span><textarea aria-labelledby="l">Toux</textarea>',
        ["Raison, champ à remplir, Toux"],
    ),
    "one of two answers": (
        '<label><input type="radio" name="r" checked>Matin</label>'
        '<label><input type="radio" name="r">Soir</label>',
        ["Matin, choix unique, sélectionné, 1 sur 2"],
    ),
    "one of two answers of our own": (
        '<div role="radiogroup" aria-label="Quand"><b role="radio" tabindex="0" aria-checked="false">Soir</b>'
        '<b role="radio" aria-checked="true">Matin</b></div>',
        ["Quand, Soir, choix unique, non sélectionné, 1 sur 2"],
    ),
    "a box to tick": ('<label><input type="checkbox">Lu</label>', ["Lu, case à cocher, non coché"]),
    "a switch": (
        '<div role="switch" tabindex="0" aria-checked="true">Contraste</div>',
        ["Contraste, interrupteur, coché"],
    ),
    "a day of a calendar": (
        '<table role="grid" aria-label="Novembre 2026"><tr><td role="gridcell" tabindex="0" '
        'aria-selected="true" aria-label="mardi 24 novembre, 3 consultations libres">24</td></tr></table>',
        ["Novembre 2026, mardi 24 novembre, 3 consultations libres, sélectionné"],
    ),
    "a field of a group": (
        '<fieldset aria-describedby="h"><legend>Naissance</legend><p id="h">Facultative.</p>'
        '<label>Jour <input data-keyboard="number"></label></fieldset>',
        ["Naissance, Jour, champ pour des chiffres, vide", "Facultative."],
    ),
    "an hour and a title": ("<button>10:30 Dr Lefèvre</button>", ["10 heures 30 docteur Lefèvre, bouton"]),
}


def said_of(open_component: OpenComponent, elements: list[str], *, language: str = "fr") -> list[list[str]]:
    """Return what is said, for each element, when the patient goes there from a button before it."""
    page = open_with(open_component, "", language=language)
    said = []
    for element in elements:
        page.evaluate("(markup) => { root.innerHTML = markup; }".replace("root", ROOT), BEFORE + element)
        heard_at(page, "#before")
        page.keyboard.press("Tab")
        said.append(heard(page))
    return said


def test_the_focus_says_name_role_value_and_state(open_component: OpenComponent) -> None:
    said = said_of(open_component, [element for element, _ in THINGS.values()])
    assert dict(zip(THINGS, said, strict=True)) == {thing: words for thing, (_, words) in THINGS.items()}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", "Nina, knop, geselecteerd"),
        ("de", "Nina, Schaltfläche, ausgewählt"),
        ("en", "Nina, button, selected"),
    ],
)
def test_roles_and_states_are_said_in_the_language_of_the_page(
    open_component: OpenComponent, language: str, words: str
) -> None:
    assert said_of(open_component, ['<button aria-pressed="true">Nina</button>'], language=language) == [
        [words]
    ]


def test_a_button_in_another_language_is_said_in_that_one(open_component: OpenComponent) -> None:
    page = open_with(open_component, '<button lang="nl" id="nl">Nederlands</button>')
    assert heard_at(page, "#nl") == ["Nederlands, knop"]
    assert page.evaluate("harness.asked.at(-1)") == ["Nederlands, knop", "nl"]


HOURS = {
    "fr": "mardi, 8 heures 5, docteur Müller, 1 heure",
    "nl": "mardi, 8 uur 5, dokter Müller, 1 uur",
    "de": "mardi, 8 Uhr 5, Doktor Müller, 1 Uhr",
    "en": "mardi, 8 05, Doctor Müller, 1 o’clock",
}
NUMBERS = {
    "Votre numéro : 123 456 782.": "Votre numéro : 1 2 3, 4 5 6, 7 8 2.",
    "123456782": "1 2 3, 4 5 6, 7 8 2",
    "85.07.30-033.28": "8 5, 0 7, 3 0, 0 3 3, 2 8",
    "04 242 52 00": "0 4, 2 4 2, 5 2, 0 0",
    "mardi 24 novembre 2026": "mardi 24 novembre 2026",
    "Par exemple : 7 3 1948": "Par exemple : 7 3 1948",
    "24/11/2026": "24/11/2026",
    "12 sur 45": "12 sur 45",
}


def spoken(open_component: OpenComponent, written: list[tuple[str, str]]) -> list[str]:
    """Return how texts, each with its language, are said."""
    page = open_with(open_component, "", is_on=False)
    said: list[str] = page.evaluate(
        """async (written) => {
          const { piece } = await import("./speech/aloud.js");
          return written.map(([text, language]) => piece(text, language).text);
        }""",
        written,
    )
    return said


def test_hours_and_titles_are_said_in_words(open_component: OpenComponent) -> None:
    said = spoken(open_component, [("mardi, 08:05, Dr Müller, 01:00", language) for language in HOURS])
    assert said == list(HOURS.values())


def test_the_word_for_hour_is_not_said_twice(open_component: OpenComponent) -> None:
    assert spoken(open_component, [("um 10:30 Uhr", "de")]) == ["um 10 Uhr 30"]


def test_long_numbers_are_said_digit_by_digit_and_dates_are_not(open_component: OpenComponent) -> None:
    assert spoken(open_component, [(text, "fr") for text in NUMBERS]) == list(NUMBERS.values())


def test_a_text_is_cut_into_sentences_that_the_voice_can_say(open_component: OpenComponent) -> None:
    page = open_with(open_component, "", is_on=False)
    cut = """(text) => import('./speech/aloud.js').then(({ sentences }) =>
        sentences({ text, language: "fr" }).map((piece) => piece.text))"""
    said = page.evaluate(cut, "Bonjour. Êtes-vous déjà venu ? Oui !")
    assert said == ["Bonjour.", "Êtes-vous déjà venu ?", "Oui !"]
    long = ("un mot, " * 200).strip()
    parts = page.evaluate(cut, long)
    assert max(map(len, parts)) <= 280
    assert " ".join(parts) == long


def test_a_group_is_named_only_on_entering_it(open_component: OpenComponent) -> None:
    page = open_with(open_component, IDENTIFY)
    heard_at(page, "#name")
    page.keyboard.press("Tab")
    assert heard(page)[0] == "Date de naissance, Jour, champ pour des chiffres, vide"
    page.keyboard.press("Tab")
    assert heard(page) == ["Mois, champ pour des chiffres, vide"]


def test_the_error_of_a_date_is_heard_at_each_of_its_fields(open_component: OpenComponent) -> None:
    page = open_with(
        open_component,
        '<fieldset aria-describedby="e"><legend>Naissance</legend><p id="e">Ce jour n’existe pas.</p>'
        '<label>Jour <input id="d" aria-invalid="true"></label>'
        '<label>Mois <input aria-invalid="true"></label></fieldset>',
    )
    heard_at(page, "#d")
    page.keyboard.press("Tab")
    assert heard(page) == ["Mois, champ à remplir, vide, à corriger", "Ce jour n’existe pas."]


# --- a whole screen ----------------------------------------------------------------------------------


def read(open_component: OpenComponent, markup: str) -> list[str]:
    """Return what is said on arriving at a screen."""
    page = open_with(open_component, markup)
    page.evaluate("harness.asked.length = 0; harness.narrator.readScreen()")
    return heard(page)


def test_a_screen_is_its_heading_its_text_and_what_can_be_done(open_component: OpenComponent) -> None:
    assert read(open_component, IDENTIFY) == IDENTIFY_READ


def test_a_term_and_its_description_are_one_sentence(open_component: OpenComponent) -> None:
    said = read(
        open_component,
        "<main><h1>Vérifiez</h1><dl><div><dt>Médecin</dt><dd>Dr Lefèvre <button>Changer</button></dd></div>"
        "<div><dt>Quand ?</dt><dd>mardi</dd></div></dl></main>",
    )
    assert said == ["Vérifiez", "Médecin: docteur Lefèvre", "Quand ?", "mardi", "Boutons :", "Changer"]


def test_a_dozen_answers_are_named_and_the_others_counted(open_component: OpenComponent) -> None:
    rows = "".join(f'<label><input type="radio" name="h">heure {i}</label>' for i in range(40))
    said = read(open_component, f"<main><h1>Heures</h1>{rows}</main>")
    assert said[:3] == ["Heures", "À choisir :", "heure 0"]
    assert said[-1] == "et 28 autres"
    assert len(said) == 15


def test_each_part_of_a_screen_is_said_in_its_own_language(open_component: OpenComponent) -> None:
    page = open_with(
        open_component, '<main><h1>Bonjour</h1><p lang="de">Willkommen</p><p lang="nl">Welkom</p></main>'
    )
    page.evaluate("harness.asked.length = 0; harness.narrator.readScreen()")
    heard(page)
    assert page.evaluate("harness.asked") == [["Bonjour", "fr"], ["Willkommen", "de"], ["Welkom", "nl"]]
