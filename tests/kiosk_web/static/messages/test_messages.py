"""The words of the booth: complete in four languages, all of them used, none untranslated, all to be said.

French is the source. What the catalogues say and what the page asks for is read by `catalogue.py`; what a
screen does with its words is tested with the screens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.checkout import STATIC
from tests.kiosk_web.static.messages.catalogue import LANGUAGES, Words, asked, catalogue, problems, script

if TYPE_CHECKING:
    from tests.kiosk_web.static.harness import OpenComponent

TRANSLATIONS = LANGUAGES[1:]

SAME = {
    "nl": {
        "medicine has one Greek or Latin word for both": (
            "specialty-allergy specialty-cardiology specialty-dermatology specialty-endocrinology "
            "specialty-neurology specialty-neurosurgery specialty-oncology specialty-psychiatry "
            "specialty-psychology specialty-radiology specialty-urology"
        ),
        "both languages have the word": "key-euro key-plus staff-code",
    },
    "de": {
        "medicine has one Greek or Latin word for both": (
            "specialty-allergy specialty-dermatology specialty-neurology specialty-neurosurgery "
            "specialty-pneumology specialty-psychiatry specialty-psychology specialty-radiology "
            "specialty-surgery specialty-urology"
        ),
        "both languages have the word": "key-euro key-plus staff-code",
    },
    "en": {
        "both languages have the word": (
            "booked-date key-apostrophe key-euro key-plus speech-apostrophe staff-code ticket-summary"
        ),
        "both write the title of a doctor without a full stop": "doctor-name doctor-of-row",
    },
}
"""The keys whose words are the French ones on purpose: by language, then by reason."""

OTHER_VALUES = {("en", "speech-hour"): {"hour", "digits"}}
"""Where a language needs another value than French: English says the nought of 10:05."""

BUTTON_NAMES = {"fr": "«([^»]+)»", "nl": "“([^”]+)”", "de": "„([^“]+)“", "en": r"‘(.+?)’(?!\w)"}
"""How a text names a button: between that language's quotation marks."""

PLURALS = {
    "fr": {"one", "many", "other"},
    "nl": {"one", "other"},
    "de": {"one", "other"},
    "en": {"one", "other"},
}
"""The cardinal categories of the Unicode CLDR."""

LONGEST_UNDER_AN_ICON = 10
"""Letters: a bar of eight buttons, at twice the size on 1080 pixels, has no room for more."""


def test_the_languages_are_those_that_the_page_offers() -> None:
    offered = re.findall(r'code: "(\w+)", locale', script("i18n.js"))
    assert sorted(offered) == sorted(LANGUAGES)
    catalogues = {path.name for path in (STATIC / "messages").iterdir()}
    assert catalogues == {f"{language}.ftl" for language in LANGUAGES}
    fetched_early = re.findall(
        r'rel="preload" as="fetch" crossorigin href="messages/([^"]+)"', script("index.html")
    )
    assert sorted(fetched_early) == sorted(catalogues)


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_language_has_every_key_in_the_same_order(language: str) -> None:
    assert list(catalogue(language)) == list(catalogue("fr"))


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_text_fills_in_the_same_values(language: str) -> None:
    ours = {key: words.values for key, words in catalogue(language).items()}
    french = {key: words.values for key, words in catalogue("fr").items()}
    assert ours == {key: OTHER_VALUES.get((language, key), values) for key, values in french.items()}


def test_every_key_that_the_page_asks_for_exists() -> None:
    assert sorted(set(asked()) - catalogue("fr").keys()) == []


def test_every_key_that_exists_is_asked_for() -> None:
    assert sorted(catalogue("fr").keys() - set(asked())) == []


def test_every_problem_says_what_happened_what_it_means_and_what_to_do() -> None:
    told = sorted(key for key in catalogue("fr") if key.startswith("problem-"))
    assert told == sorted(f"{key}{part}" for key in problems() for part in ("", ".what", ".todo"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_has_plurals_of_its_language_and_one_for_all_else(language: str) -> None:
    for key, words in catalogue(language).items():
        if not words.counted:
            assert words.variants == [], key
            continue
        *special, default = words.variants
        assert {name for name in special if not name.isdigit()} <= PLURALS[language], key
        assert default == "*other", key


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_no_text_is_left_in_french(language: str) -> None:
    french = catalogue("fr")
    same = {
        key
        for key, words in catalogue(language).items()
        if words.plain == french[key].plain and re.search(r"[^\W\d_]{2}", words.plain)
    }
    assert sorted(same) == sorted(" ".join(SAME[language].values()).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_that_names_a_button_names_it_as_the_button_does(language: str) -> None:
    labels = {words.plain for words in catalogue(language).values()}
    for key, words in catalogue(language).items():
        for name in re.findall(BUTTON_NAMES[language], words.plain):
            assert name.strip() in labels, f"{key}: {name}"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_language_names_the_same_buttons_in_a_text(language: str) -> None:
    for key, words in catalogue("fr").items():
        assert _buttons(language, key) == _buttons("fr", key), f"{key}: {words.plain}"


def _buttons(language: str, key: str) -> list[set[str]]:
    """Give the keys of each button that a text names, in some order."""
    texts = catalogue(language)
    names = re.findall(BUTTON_NAMES[language], texts[key].plain)
    return sorted(({one for one in texts if texts[one].plain == name.strip()} for name in names), key=sorted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_under_an_icon_of_the_bar_is_short(language: str) -> None:
    labels = {key: words.plain for key, words in catalogue(language).items() if key.startswith("tool-")}
    assert labels
    assert {key: label for key, label in labels.items() if len(label) > LONGEST_UNDER_AN_ICON} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_apostrophes_and_quotation_marks_are_the_printed_ones(language: str) -> None:
    assert [key for key, words in catalogue(language).items() if re.search("['\"]", words.plain)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sign_is_left_alone_on_a_line(language: str) -> None:
    # Where a language writes a space there, it is one that does not break: U+00A0; the font has no U+202F.
    breaking = re.compile("[ \u202f\u2009][?!:;»…]|«[ \u202f\u2009]")
    assert [key for key, words in seen(language).items() if breaking.search(words.text)] == []


def test_french_writes_a_space_at_its_high_signs() -> None:
    tight = re.compile("[^\u00a0][?!:;»]|«[^\u00a0]")
    assert [key for key, words in seen("fr").items() if tight.search(words.text)] == []


def seen(language: str) -> dict[str, Words]:
    """Give the texts that stand in lines on the screen; those of the read-aloud mode are heard."""
    return {key: words for key, words in catalogue(language).items() if not key.startswith("speech-")}


SAY_ALL = """
harness.sayAll = (keys, samples) => {
  const wrong = [];
  const hear = (code, key, values) => {
    try {
      const words = tIn(code, key, values);
      const isBroken = words === key || !words.trim() || /[{}$]|undefined|NaN/.test(words);
      if (isBroken) wrong.push(`${code} ${key}: ${words}`);
    } catch (error) {
      wrong.push(`${code} ${key}: ${error}`);
    }
  };
  for (const code of ["fr", "nl", "de", "en"])
    for (const key of keys) for (const values of samples) hear(code, key, values);
  return wrong;
};
show(() => html`<p>${t("waiting")}</p>`);
"""


def test_every_text_of_every_language_can_be_said_in_the_browser(open_component: OpenComponent) -> None:
    every = [words for language in LANGUAGES for words in catalogue(language).values()]
    counted = {name for words in every for name in words.counted}
    named = {name: "Zoé" for words in every for name in words.values - counted}
    samples = [named | dict.fromkeys(counted, number) for number in (0, 1, 2, 21)]
    page = open_component(SAY_ALL)
    say_all = "([keys, samples]) => harness.sayAll(keys, samples)"
    assert page.evaluate(say_all, [list(catalogue("fr")), samples]) == []
    assert page.evaluate(say_all, [["no-such-text"], samples]), "the check would not hear a missing text"


@pytest.mark.parametrize(
    ("language", "desk"), [("fr", "accueil"), ("nl", "onthaal"), ("de", "Empfang"), ("en", "reception")]
)
@pytest.mark.parametrize(
    "problem",
    [
        "unreachable",
        "disconnected",
        "unavailable",
        "server-busy",
        "too-many-registrations",
        "too-many-bookings",
        "defect",
    ],
)
def test_problems_that_waiting_may_not_solve_name_the_desk(language: str, desk: str, problem: str) -> None:
    text = (STATIC / "messages" / f"{language}.ftl").read_text(encoding="utf-8")
    found = re.search(rf"^problem-{problem} = .*\n(?:    .*\n)*", text, re.MULTILINE)
    assert found
    assert desk in found[0]
