"""A place in a search survives the wire, and nothing else passes for one."""

from __future__ import annotations

import base64
import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbp import Position
from cbp.position import _FIELDS, _checksum
from tests.cbp.strategies import positions

BASE64 = string.ascii_letters + string.digits + "-_"
POSITION = Position(dt.date(2030, 1, 2), dt.time(9, 30), 3, 4)


@given(positions)
def test_a_position_comes_back_from_its_text(position: Position) -> None:
    assert Position.from_text(position.to_text()) == position


@given(positions, st.integers(0, 31), st.sampled_from(BASE64))
def test_a_text_with_one_character_changed_is_refused(position: Position, place: int, character: str) -> None:
    text = position.to_text()
    changed = text[:place] + character + text[place + 1 :]
    if changed != text:
        with pytest.raises(ValueError, match="not the position"):
            Position.from_text(changed)


@given(positions, st.integers(0, 31))
def test_a_text_cut_short_is_refused(position: Position, length: int) -> None:
    with pytest.raises(ValueError, match="not the position"):
        Position.from_text(position.to_text()[:length])


@given(st.text() | st.text(BASE64, min_size=32, max_size=32))
def test_an_invented_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the position"):
        Position.from_text(text)


@pytest.mark.parametrize(
    "spell",
    [
        lambda text: text + "=",
        lambda text: text + "====",
        lambda text: text + "\n",
        lambda text: " " + text,
        lambda text: text[:5] + "\n" + text[5:],
        lambda text: text.swapcase(),
        lambda text: text + text,
    ],
)
def test_a_position_has_one_spelling(spell: object) -> None:
    assert callable(spell)
    with pytest.raises(ValueError, match="not the position"):
        Position.from_text(spell(POSITION.to_text()))


@pytest.mark.parametrize(
    "fields",
    [
        (0, 0, 1, 1),
        (3_652_060, 0, 1, 1),
        (2**32 - 1, 0, 1, 1),
        (1, 86_400, 1, 1),
        (1, 2**32 - 1, 1, 1),
        (1, 0, 0, 1),
        (1, 0, 1, 0),
        (1, 0, 2**31, 1),
        (1, 0, 1, 2**31),
    ],
)
def test_an_impossible_position_is_refused_despite_a_right_checksum(fields: tuple[int, ...]) -> None:
    packed = _FIELDS.pack(*fields)
    text = base64.urlsafe_b64encode(packed + _checksum(packed)).decode()
    with pytest.raises(ValueError, match="not the position"):
        Position.from_text(text)


@pytest.mark.parametrize("bad", [0, -1, 2**31])
def test_a_position_holds_no_id_out_of_range(bad: int) -> None:
    with pytest.raises(ValueError, match="ids"):
        Position(dt.date(2030, 1, 2), dt.time(9), bad, 1)
    with pytest.raises(ValueError, match="ids"):
        Position(dt.date(2030, 1, 2), dt.time(9), 1, bad)


@pytest.mark.parametrize("hour", [dt.time(9, 0, 0, 1), dt.time(9, tzinfo=dt.UTC)])
def test_a_position_holds_no_hour_that_its_text_cannot_carry(hour: dt.time) -> None:
    with pytest.raises(ValueError, match="hour"):
        Position(dt.date(2030, 1, 2), hour, 1, 1)


def test_a_position_unpacks_in_the_order_of_a_search() -> None:
    date, hour, doctor_id, consultation_id = POSITION
    assert (date, hour, doctor_id, consultation_id) == (dt.date(2030, 1, 2), dt.time(9, 30), 3, 4)


def test_a_position_is_a_value() -> None:
    same = Position(dt.date(2030, 1, 2), dt.time(9, 30), 3, 4)
    assert {POSITION, same} == {POSITION}
    assert Position(dt.date(2030, 1, 2), dt.time(9, 30), 3, 5) != POSITION
    assert tuple(POSITION) != POSITION
    assert repr(POSITION) == "Position(2030-01-02 09:30:00, doctor 3, consultation 4)"
    with pytest.raises(AttributeError, match="immutable"):
        POSITION.doctor_id = 9
    with pytest.raises(AttributeError, match="immutable"):
        del POSITION.hour
