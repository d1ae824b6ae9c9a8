"""Messages: any bytes become a typed message or the designed error, and what was read can be written again.

An input is a payload; every reader of `cbp` gets it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, TypeVar

from cbp.admin import ADMIN_COMMANDS, decode_admin_request
from cbp.admin_token import read_admin_token
from cbp.codec import decode_reply, decode_request, encode_reply, encode_request
from cbp.commands import COMMANDS, Command
from cbp.errors import ProtocolViolationError, RequestError
from cbp.replies import ErrorReply
from cbp.requests import Request
from fuzz.target import Target

T = TypeVar("T")

_LONGEST_TEXT = 200  # characters of an error's text: it quotes nothing
_ROWS: tuple[Command[Any], ...] = (*COMMANDS.values(), *ADMIN_COMMANDS.values())
_REPLIES = sorted({command.reply for command in _ROWS}, key=lambda kind: kind.__name__)


def check(payload: bytes) -> None:
    """Read a payload in every way there is."""
    for read in (decode_request, decode_admin_request):
        request = _read(lambda read=read: read(payload))  # type: ignore[misc]
        if request is not None:
            _require_same(request, read)
    _read(lambda: read_admin_token(payload))
    for kind in _REPLIES:
        reply = _read(lambda kind=kind: decode_reply(payload, kind))  # type: ignore[misc]
        if reply is not None:
            again = decode_reply(encode_reply(reply), kind)
            assert again == reply
            assert type(again) in {kind, ErrorReply}


def _read(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except (RequestError, ProtocolViolationError) as refusal:
        text = str(refusal)
    assert 0 < len(text) < _LONGEST_TEXT
    return None


def _require_same(request: Request, read: Callable[[bytes], Request]) -> None:
    written = encode_request(request)
    again = read(written)
    assert again == request
    assert type(again) is type(request)
    assert encode_request(again) == written


def _words() -> list[bytes]:
    types = [kind for row in _ROWS for kind in (row.request, row.reply)]
    fields = {name for kind in types for name in kind.__struct_encode_fields__}
    return [f'"{word}"'.encode() for word in sorted({*COMMANDS, *ADMIN_COMMANDS, *fields})] + [
        *(b'"command":', b'"status":"ok"', b'"status":"error"', b"null", b"true", b"2147483647"),
        *(b"\\ud83d\\ude00", b"\\ud800", b"\\u0000", b'"2026-02-29"', b'"09:30"', b"1.0", b"1e9"),
    ]


TARGET = Target(
    open=lambda: nullcontext(check),
    seeds=[
        b'{"command":"LOGIN","last_name":"Durand","first_name":"","new_patient":false,"patient_id":402817365}',
        b'{"command":"SEARCH_CONSULTATIONS","specialty_id":3,"start_date":"2026-01-01","limit":200,"after":null}',
        b'{"command":"BOOK_CONSULTATION","consultation_id":7,"reason":"\\u00e9t\\u00e9 \\ud83d\\ude00"}',
        b'{"command":"GET_AVAILABILITY","end_date":"9999-12-31"}',
        b'{"command":"UNLOCK","token":"t","ip":"::1"}',
        b'{"status":"error","code":"UNAVAILABLE","retry_after":3,"message":"m"}',
        b'{"status":"ok","patient_id":1}',
    ],
    words=_words(),
    modules=("cbp.codec", "cbp.requests", "cbp.fields", "cbp.position", "cbp.admin"),
    longest=600,
)
