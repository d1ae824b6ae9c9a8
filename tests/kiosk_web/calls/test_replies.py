"""What a call returns becomes plain JSON data, whatever its Python types."""

from __future__ import annotations

import datetime as dt
import json

import msgspec
import pytest

from cbp import FreeDay
from kiosk_web.calls.replies import callable_by_the_page


@pytest.mark.parametrize(
    ("made", "plain"),
    [
        (dt.date(2026, 12, 1), "2026-12-01"),
        ((FreeDay(date=dt.date(2026, 12, 1), free=3),), [{"date": "2026-12-01", "free": 3}]),
        ({7: {"hour": None}}, {"7": {"hour": None}}),
        (b"\x00\xff", "AP8="),
    ],
)
def test_a_result_is_plain_data(made: object, plain: object) -> None:
    @callable_by_the_page
    def ask(_self: object) -> object:
        return {"found": made}

    assert json.loads(json.dumps(ask(None), allow_nan=False)) == {"ok": {"found": plain}}


@pytest.mark.parametrize("made", [msgspec.Raw(b"{}"), object()])
def test_a_result_that_is_no_data_is_a_defect(made: object) -> None:
    @callable_by_the_page
    def ask(_self: object) -> object:
        return made

    assert ask(None) == {"code": "INTERNAL_ERROR", "then": "tap"}
