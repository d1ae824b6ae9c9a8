"""Escapes in the JSON of a request: a lone surrogate is replaced, and many of them cost little."""

from __future__ import annotations

import sys

import pytest

from cbp import decode_request
from cbp.codec import sound_json


@pytest.mark.parametrize(
    "escapes",
    [r"\u0041", r"\ud83d\ude00", r"\ud800", r"\udc00", r"\\"],
    ids=["letter", "pair", "high", "low", "backslash"],
)
def test_a_request_full_of_escapes_costs_no_call_for_each(escapes: str) -> None:
    request = f'{{"command":"GET_DOCTORS","x":"{escapes * 5000}\\ud800"}}'.encode()
    calls = 0

    def count(*_: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        decode_request(request)
    finally:
        sys.setprofile(None)
    assert calls < 100


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        (r"\ud800", r"\u0000"),
        (r"\uDFFF", r"\u0000"),
        (r"\ud800\ud800\udc00", r"\u0000\ud800\udc00"),
        (r"\ud800\udc00\udc00", r"\ud800\udc00\u0000"),
        (r"\udc00\ud800", r"\u0000\u0000"),
        (r"\\ud800", r"\\ud800"),
        (r"\\\ud800", r"\\\u0000"),
        (r"\ud800\\udc00", r"\u0000\\udc00"),
        (r"\\\\ud800\\\udc00", r"\\\\ud800\\\u0000"),
    ],
)
def test_only_a_lone_surrogate_is_replaced(sent: str, read: str) -> None:
    assert sound_json(sent.encode()) == read.encode()
