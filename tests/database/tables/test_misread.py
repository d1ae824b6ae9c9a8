"""UTF-8 read as latin1 is recognised and restored, and right text never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from database.tables.misread import as_meant, misread

NAMES = [
    "Amélie",
    "Łukasz Wałęsa",
    "Nguyễn Ngọc",
    "Şahin Özgür",
    "O’Brien",
    "Ångström",
    "Лев Толстой",
    "Ελένη",
    "李小龙",
    "José 🙂",
    "Hawaiʻi",
    "À l’œil",
    "Amélie".replace("é", "e\N{COMBINING ACUTE ACCENT}"),
]

RIGHT = [
    "Maes",
    "KRÍŽ",
    "MÜŽ",
    "Voß–Weiß",
    "Voß’s",
    "ANDRÉ’S",
    "ANDRÉ–MARIE",
    "ANDRÉ\N{NO-BREAK SPACE}MARIE",
    "LUKÁŠ",
    "Obésité\N{NO-BREAK SPACE}– nutrition",
    "Santé\N{NO-BREAK SPACE}– diabète",
    "Santé\N{NO-BREAK SPACE}«\N{NO-BREAK SPACE}bio»",
    "São João",
    "Straße",
    "Ã",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_misread_name_is_restored_however_often_it_was_misread(name: str) -> None:
    assert as_meant(misread(name)) == name
    assert as_meant(misread(misread(name))) == name
    assert as_meant(misread(misread(misread(name)))) == name


@pytest.mark.parametrize("name", [*RIGHT, *NAMES])
def test_right_text_is_left_alone(name: str) -> None:
    assert as_meant(name) is None


LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz éèêëàâçîïôûùüñöäåøłęąśżźćńşğıțșőű")


@given(st.text(LETTERS, max_size=20))
def test_any_european_name_is_restored_and_never_misjudged(name: str) -> None:
    assert as_meant(name) is None
    assert as_meant(misread(name)) == (None if name.isascii() else name)


@given(st.text(max_size=20))
def test_any_text_at_all_is_judged(text: str) -> None:
    meant = as_meant(text)
    assert meant is None or meant != text
