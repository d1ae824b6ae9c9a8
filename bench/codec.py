"""The codec: from bytes to a checked request, from a reply to bytes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import msgspec

from bench import handmade
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, RIVAL, Figure, compare, mean_seconds
from cbp import (
    ErrorReply,
    LoginReply,
    Position,
    RenderedConsultations,
    Reply,
    decode_request,
    encode_reply,
)

REQUESTS = {
    "LOGIN": {
        "command": "LOGIN",
        "last_name": "Lefèvre",
        "first_name": "Amélie",
        "new_patient": False,
        "patient_id": 123_456_782,
        "birth_date": "1980-02-29",
    },
    "SEARCH_CONSULTATIONS": {
        "command": "SEARCH_CONSULTATIONS",
        "specialty_id": 3,
        "doctor_id": 17,
        "start_date": "2030-01-01",
        "end_date": "2030-01-31",
        "limit": 50,
    },
    "BOOK_CONSULTATION": {
        "command": "BOOK_CONSULTATION",
        "consultation_id": 48_213,
        "reason": "Douleurs au genou depuis trois semaines, surtout le matin en me levant.",
    },
}


def measure(plan: Plan) -> Result:
    """Measure requests decoded and replies encoded, one by one."""
    figures = [
        _decoding(plan, f"decode {name} ({len(_wire(request))} bytes)", _wire(request))
        for name, request in REQUESTS.items()
    ]
    figures += [
        _encoding(plan, "encode the reply to LOGIN", LoginReply(patient_id=123_456_782)),
        _encoding(
            plan, "encode an error reply", ErrorReply(code="NOT_AVAILABLE", message="taken, past or unknown")
        ),
        _encoding(plan, "encode a page of 50 consultations", _page()),
    ]
    return Result(
        title="Codec: cbp",
        contenders={
            OURS: "`decode_request`, `encode_reply` (a page's rows come rendered by the database)",
            FLOOR: "`msgspec.json` on plain dictionaries: parsed, nothing checked; "
            "for a page the same rendered rows in a dictionary",
            RIVAL: "the standard library's `json` and checks by hand (`bench/handmade.py`); "
            "a page is made of 50 dictionaries, as rows come from a driver",
        },
        figures=figures,
    )


def _wire(message: object) -> bytes:
    return json.dumps(message, ensure_ascii=False).encode()


def _page() -> RenderedConsultations:
    rows = [
        {
            "id": 1000 + number,
            "doctor_id": 1 + number,
            "doctor": "Amélie Lefèvre",
            "specialty_id": 3,
            "specialty": "Cardiologie",
            "date": "2030-01-07",
            "hour": "08:30",
        }
        for number in range(50)
    ]
    return RenderedConsultations(
        consultations=msgspec.Raw(_wire(rows)), next=Position(dt.date(2030, 1, 7), dt.time(8, 30), 50, 1049)
    )


def _decoding(plan: Plan, name: str, payload: bytes) -> Figure:
    return _compare(
        plan,
        name,
        lambda: decode_request(payload),
        lambda: msgspec.json.decode(payload),
        lambda: handmade.decode_request(payload),
    )


def _encoding(plan: Plan, name: str, reply: Reply) -> Figure:
    by_hand = json.loads(encode_reply(reply))
    plain = dict(by_hand)
    if isinstance(reply, RenderedConsultations):
        plain["consultations"] = reply.consultations
    return _compare(
        plan,
        name,
        lambda: encode_reply(reply),
        lambda: msgspec.json.encode(plain),
        lambda: handmade.encode_reply(by_hand),
    )


def _compare(
    plan: Plan,
    name: str,
    ours: Callable[[], Any],
    floor: Callable[[], Any],
    rival: Callable[[], Any],
) -> Figure:
    times = plan.times(3000)
    contenders = {OURS: ours, FLOOR: floor, RIVAL: rival}
    turns = {contender: mean_seconds(operation, times) for contender, operation in contenders.items()}
    return compare(name, turns, rounds=plan.rounds(15))
