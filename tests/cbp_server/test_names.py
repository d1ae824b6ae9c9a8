"""When two spellings are the same name: `docs/protocol.md`, "LOGIN"."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbp_server.names import are_same_names
from database import fold_name, fold_names, has_letter, tidy_name
from database.demo import names as demo_names
from tests.checkout import ROOT

KEYBOARD = ROOT / "kiosk_web" / "static" / "components" / "keyboard"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Durand", "durand"),
        ("Amélie", "AMELIE"),
        ("  Zoé ", "Zoe\u0301"),
        ("Straße", "STRASSE"),
        ("Straẞe", "strasse"),
        ("Łukasz", "lukasz"),
        ("Bjørn", "bjorn"),
        ("Cœur", "coeur"),
        ("İpek", "ipek"),
        ("Işık", "isik"),
        ("D'Hondt", "d’hondt"),
        ("D'Hondt", "D`Hondt"),
        ("D'Hondt", "D\u00b4Hondt"),
        ("D'Hondt", "D\u02bcHondt"),
        ("D'Hondt", "D\u2032Hondt"),
        ("D'Hondt", "d' hondt"),
        ("Jean-Pierre", "Jean Pierre"),
        ("Jean-Pierre", "jean\u2011pierre"),
        ("Jean-Pierre", "jean \u2013 pierre"),
        ("Jean-Pierre", "jean\u2212pierre"),
        ("Van den Broeck", "van  den\u00a0broeck"),
        ("Van den Broeck", "Van\tden\u2009Broeck"),
        ("Durand", "Du\u00adrand\u200b"),
        ("Durand", "\u202eDurand"),
        ("Durand", "\ufeffDurand\u3164"),
        ("Durand", "Dur\x7fand"),
        ("Li", "Ｌｉ"),
        ("Li", "\N{MATHEMATICAL BOLD CAPITAL L}\N{MATHEMATICAL BOLD SMALL I}"),
        ("O'Neil", "O\N{FULLWIDTH GRAVE ACCENT}Neil"),
        ("'n", "\N{LATIN SMALL LETTER N PRECEDED BY APOSTROPHE}"),
        ("Nguyễn", "Nguyen"),
        ("Đặng", "dang"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Durand", "Durant"),
        ("Van Damme", "Vandamme"),
        ("Jean-Pierre", "Jeanpierre"),
        ("D'Hondt", "Dhondt"),
        ("李", "王"),
        ("Лев", "Лео"),
        ("กา", "กี"),
    ],
)
def test_names_that_differ(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


def test_both_names_have_to_match() -> None:
    assert are_same_names(("Durand", "Zoé"), ("durand", "zoe"))
    assert not are_same_names(("Durand", "Zoé"), ("Durand", "Zita"))
    assert not are_same_names(("Durand", "Zoé"), ("Dupont", "Zoé"))


@pytest.mark.parametrize("written", ["", "-", "‐", " - ", "\u200b", "–"])
def test_one_name_is_one_name_however_it_is_written(written: str) -> None:
    assert fold_names("Suharto", written) == ("suharto", "")
    assert are_same_names(("Suharto", ""), (written, "suharto"))
    assert are_same_names(("Suharto", written), ("suharto", ""))
    assert not are_same_names(("Suharto", written), ("Suharto", "A"))


@pytest.mark.parametrize("written", ["", "-", "\u200b", "\u3164"])
def test_nobody_logs_in_without_a_name(written: str) -> None:
    assert not are_same_names((written, written), ("", ""))
    assert not are_same_names((written, ""), ("-", "-"))


@given(st.text(max_size=60))
def test_a_folded_name_folds_to_itself(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text(max_size=60))
def test_neither_case_nor_space_around_makes_another_name(name: str) -> None:
    assert fold_name(f" {name}\u00a0") == fold_name(name)


def test_no_two_people_of_the_demo_are_one() -> None:
    people = list(itertools.product(demo_names.LAST_NAMES, demo_names.FIRST_NAMES))
    assert len({fold_names(*person) for person in people}) == len(people)


def test_every_letter_of_the_keyboard_is_its_plain_letter_and_every_sign_is_known() -> None:
    accents = re.findall(
        r'"?([a-z’\'-])"?: "([^"]+)",', (KEYBOARD / "accents.js").read_text(encoding="utf-8")
    )
    assert len(accents) > 15
    doubled = {"æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
    for plain, others in accents:
        for character in others:
            for written in (character, character.upper()):
                assert fold_name(f"x{written}x") == fold_name(f"x{doubled.get(character, plain)}x"), written


def test_whatever_a_key_writes_has_one_meaning_at_login_and_throttle() -> None:
    text = (KEYBOARD / "layouts.js").read_text(encoding="utf-8")
    keys = {key for key in re.findall(r'"([^"{}]|\\")"', text) if key != ","}
    assert {"’", "-", ".", "ß", "é", "1", "'"} <= keys
    for key in keys:
        assert fold_name(f"a{key}b") == fold_name(f"A{key.upper()}B")
        assert fold_name(f"a{key}b") != "ab"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Van  den\u00a0Broeck", "Van den Broeck"),
        ("Van\u2009den\u3000Broeck", "Van den Broeck"),
        ("Du\u00adrand\u200b", "Durand"),
        ("\u202eDurand\u202c", "Durand"),
        ("\u3164Durand\ufe0f", "Durand"),
        ("O’Brien–Smith", "O’Brien–Smith"),
        ("\u200b", ""),
    ],
)
def test_a_name_is_kept_with_single_spaces_and_nothing_invisible(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept
    assert fold_name(typed) == fold_name(kept)


@pytest.mark.parametrize("name", ["李", "Ng", "’t", "O", "Ж", "أحمد", "X Æ A-12"])
def test_any_letter_makes_a_name(name: str) -> None:
    assert has_letter(name)


@pytest.mark.parametrize("name", ["-", "’", "42", "\U0001f600", ". .", ""])
def test_signs_alone_make_no_name(name: str) -> None:
    assert not has_letter(name)
