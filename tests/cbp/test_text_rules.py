"""Every rule for names and reasons in `docs/protocol.md`, "Messages"."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest

from cbp import BookConsultation, Login, MalformedRequestError, decode_request

LOGIN = {
    "command": "LOGIN",
    "last_name": "Durand",
    "first_name": "Amélie",
    "new_patient": False,
    "patient_id": 7,
}
BOOK = {"command": "BOOK_CONSULTATION", "consultation_id": 7, "reason": "Douleurs"}


def decoded(message: dict[str, Any], **changes: Any) -> Any:
    return decode_request(json.dumps(message | changes).encode())


TEXTS = [(LOGIN, "last_name", 50), (LOGIN, "first_name", 50), (BOOK, "reason", 255)]


@pytest.mark.parametrize(("message", "field", "length"), TEXTS)
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Durand\t", "Durand"),
        ("\u00a0Durand\u3000\n", "Durand"),
        ("Ame\u0301lie", "Am\u00e9lie"),
        ("d'Artagnan - Mac Gregor", "d'Artagnan - Mac Gregor"),
        ("\U0001f600", "\U0001f600"),
        (r"\ud800", r"\ud800"),
    ],
)
def test_a_text_is_trimmed_and_composed(
    message: dict[str, Any], field: str, length: int, typed: str, kept: str
) -> None:
    assert getattr(decoded(message, **{field: typed}), field) == kept


@pytest.mark.parametrize(("message", "field", "length"), TEXTS)
@pytest.mark.parametrize(
    "character", ["x", "é", "e\u0301", "\U0001f600", "\u1fa7", "\u03c9\u0314\u0342\u0345"]
)
def test_a_text_is_measured_in_composed_characters(
    message: dict[str, Any], field: str, length: int, character: str
) -> None:
    longest = "  " + character * length + "  "
    assert len(getattr(decoded(message, **{field: longest}), field)) == length
    with pytest.raises(MalformedRequestError, match=f"longer than {length}"):
        decoded(message, **{field: character * (length + 1)})


@pytest.mark.parametrize(("message", "field", "length"), TEXTS)
@pytest.mark.parametrize(
    "value",
    [
        pytest.param("Du\x00rand", id="NUL"),
        pytest.param("Du\nrand", id="a line feed inside"),
        pytest.param("Du\x7frand", id="DEL"),
        pytest.param("Du\x85rand", id="a C1 control"),
        pytest.param("Durand\x1b", id="ESC at the end"),
        pytest.param("Du\ud800rand", id="a high surrogate alone"),
        pytest.param("\udfffDurand", id="a low surrogate alone"),
        pytest.param("\udc00\ud800", id="surrogates in the wrong order"),
        pytest.param("\ud800\ud800\udc00", id="a high surrogate before a pair"),
        pytest.param("\u0301" * 32_000, id="32,000 combining marks"),
        pytest.param(5, id="a number"),
        pytest.param(["Durand"], id="a list"),
    ],
)
def test_a_text_is_nothing_else(message: dict[str, Any], field: str, length: int, value: object) -> None:
    with pytest.raises(MalformedRequestError):
        decoded(message, **{field: value})


EMPTY = ["", " \t\u2003\n"]


@pytest.mark.parametrize("nothing", EMPTY)
@pytest.mark.parametrize(("message", "field"), [(LOGIN, "last_name"), (BOOK, "reason")])
def test_a_last_name_or_a_reason_is_not_empty(message: dict[str, Any], field: str, nothing: str) -> None:
    with pytest.raises(MalformedRequestError, match="empty"):
        decoded(message, **{field: nothing})


@pytest.mark.parametrize("nothing", EMPTY)
@pytest.mark.parametrize("known", [{}, {"new_patient": False, "patient_id": 7}], ids=["new", "known"])
def test_a_person_with_one_name_has_an_empty_first_name(nothing: str, known: dict[str, Any]) -> None:
    assert decoded(LOGIN | known, first_name=nothing).first_name == ""


def test_a_message_built_in_the_program_is_cleaned_too() -> None:
    login = Login(last_name=" Durand ", first_name="Ame\u0301lie", new_patient=True)
    assert (login.last_name, login.first_name) == ("Durand", "Amélie")
    with pytest.raises(ValueError, match="reason: empty"):
        BookConsultation(consultation_id=1, reason=" ")
    with pytest.raises(ValueError, match="reason: expected a text"):
        BookConsultation(consultation_id=1, reason=cast("str", None))


def test_no_new_patient_was_born_before_1880() -> None:
    new = {**LOGIN, "new_patient": True}
    assert decoded(new, birth_date="1880-01-01").birth_date is not None
    with pytest.raises(MalformedRequestError, match="birth_date: before 1880"):
        decoded(new, birth_date="1879-12-31")
