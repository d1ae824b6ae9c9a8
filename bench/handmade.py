"""The rival of the codec: the same rules with `json` and ordinary hand-written checks.

It does less than the real codec (no guard against lone surrogates in ignored fields or deep nesting), which
makes it look faster.
"""

from __future__ import annotations

import datetime as dt
import json
import unicodedata
from typing import Any

_LARGEST_ID = 2_147_483_647
_LARGEST_PAGE = 200


def decode_request(payload: bytes) -> dict[str, Any]:
    """Return the fields of a request, checked.

    Raises:
        ValueError: a field is missing or breaks a rule.
    """
    message = json.loads(payload)
    if not isinstance(message, dict):
        raise ValueError("not an object")  # noqa: TRY004 - one kind of error
    match message.get("command"):
        case "LOGIN":
            return _login(message)
        case "SEARCH_CONSULTATIONS":
            return _search(message)
        case "BOOK_CONSULTATION":
            return {
                "consultation_id": _id(message, "consultation_id"),
                "reason": _text(message, "reason", 255),
            }
        case _:
            raise ValueError("unknown command")


def encode_reply(reply: dict[str, Any]) -> bytes:
    """Return the payload of a reply."""
    return json.dumps(reply, ensure_ascii=False, separators=(",", ":")).encode()


def _login(message: dict[str, Any]) -> dict[str, Any]:
    is_new = message.get("new_patient")
    if not isinstance(is_new, bool):
        raise ValueError("new_patient: expected true or false")  # noqa: TRY004
    patient_id = _optional_id(message, "patient_id")
    if patient_id is None and not is_new:
        raise ValueError("patient_id: required")
    return {
        "last_name": _text(message, "last_name", 50),
        "first_name": _text(message, "first_name", 50, may_be_empty=True),
        "new_patient": is_new,
        "patient_id": patient_id,
        "birth_date": _date(message, "birth_date"),
    }


def _search(message: dict[str, Any]) -> dict[str, Any]:
    limit = message.get("limit") or 50
    if not isinstance(limit, int) or isinstance(limit, bool) or not 1 <= limit <= _LARGEST_PAGE:
        raise ValueError("limit: 1 to 200")
    start, end = _date(message, "start_date"), _date(message, "end_date")
    if start and end and start > end:
        raise ValueError("start_date: after end_date")
    return {
        "specialty_id": _optional_id(message, "specialty_id"),
        "doctor_id": _optional_id(message, "doctor_id"),
        "start_date": start,
        "end_date": end,
        "limit": limit,
    }


def _id(message: dict[str, Any], field: str) -> int:
    value = message.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= _LARGEST_ID:
        raise ValueError(f"{field}: 1 to {_LARGEST_ID}")
    return value


def _optional_id(message: dict[str, Any], field: str) -> int | None:
    return None if message.get(field) is None else _id(message, field)


def _date(message: dict[str, Any], field: str) -> dt.date | None:
    value = message.get(field)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) != len("YYYY-MM-DD"):
        raise ValueError(f"{field}: YYYY-MM-DD")
    return dt.date.fromisoformat(value)


def _text(message: dict[str, Any], field: str, length: int, *, may_be_empty: bool = False) -> str:
    value = message.get(field)
    if not isinstance(value, str):
        raise ValueError(f"{field}: expected a text")  # noqa: TRY004
    text = unicodedata.normalize("NFC", value.strip())
    if not (0 if may_be_empty else 1) <= len(text) <= length:
        raise ValueError(f"{field}: 1 to {length} characters")
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise ValueError(f"{field}: a control character")
    return text
