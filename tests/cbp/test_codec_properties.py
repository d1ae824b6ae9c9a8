"""Properties of the codec for any bytes, any JSON and any message."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from cbp import (
    COMMANDS,
    ErrorReply,
    ProtocolViolationError,
    Reply,
    Request,
    RequestError,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
)
from cbp.admin import decode_admin_request
from cbp.admin_token import read_admin_token
from tests.cbp.strategies import json_values, replies, requests

REPLY_TYPES = sorted({command.reply for command in COMMANDS.values()}, key=lambda kind: kind.__name__)
FIELDS = sorted({field for command in COMMANDS.values() for field in command.request.__struct_fields__})
MARK = "Xq7Zk"


def refusal_of(payload: bytes) -> RequestError | None:
    try:
        decode_request(payload)
    except RequestError as refusal:
        return refusal
    return None


def digest(payload: bytes) -> None:
    """Read a payload in every way; an exception that is not ours gets out."""
    refusal_of(payload)
    for read in (decode_admin_request, read_admin_token):
        with contextlib.suppress(RequestError):
            read(payload)
    for kind in REPLY_TYPES:
        with contextlib.suppress(ProtocolViolationError):
            decode_reply(payload, kind)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_but_our_errors(payload: bytes) -> None:
    digest(payload)


@given(json_values)
def test_no_json_raises_anything_but_our_errors(value: object) -> None:
    digest(json.dumps(value).encode())


@given(
    st.sampled_from([*COMMANDS, "LIST_CLIENTS", "GET_STATUS"]),
    st.dictionaries(st.sampled_from([*FIELDS, "token", "x"]), json_values, max_size=6),
    st.booleans(),
)
def test_no_fields_of_a_command_raise_anything_but_our_errors(
    command: str, fields: dict[str, Any], is_ascii: bool
) -> None:
    text = json.dumps({"command": command, "status": "ok"} | fields, ensure_ascii=is_ascii)
    digest(text.encode("utf-8", "surrogatepass"))


@given(requests, st.data())
def test_no_request_with_bytes_changed_raises_anything_but_our_errors(
    request: Request, data: st.DataObject
) -> None:
    payload = bytearray(encode_request(request))
    for place in data.draw(st.lists(st.integers(0, len(payload) - 1), min_size=1, max_size=3)):
        payload[place] = data.draw(st.integers(0, 255))
    digest(bytes(payload[: data.draw(st.integers(0, len(payload)))]))
    digest(bytes(payload))


marked = st.sampled_from([MARK, f"{MARK}\n", MARK * 60, [MARK], {MARK: MARK}, f"2026-01-{MARK}"])


@given(st.sampled_from([*COMMANDS, MARK]), st.dictionaries(st.sampled_from([*FIELDS, "command"]), marked))
def test_a_refusal_repeats_no_value(command: str, fields: dict[str, Any]) -> None:
    pairs = [*fields.items(), ("command", command)]
    payload = "{" + ",".join(f"{json.dumps(name)}:{json.dumps(value)}" for name, value in pairs) + "}"
    refusal = refusal_of(payload.encode())
    if refusal is not None:
        assert MARK not in str(refusal)
        assert refusal.__cause__ is None
        assert refusal.__context__ is None or refusal.__suppress_context__


@given(requests)
def test_a_request_comes_through_as_it_was_sent(request: Request) -> None:
    assert decode_request(encode_request(request)) == request


@given(requests)
def test_a_request_is_plain_json_that_any_library_writes(request: Request) -> None:
    fields = json.loads(encode_request(request))
    assert decode_request(json.dumps(fields, ensure_ascii=True).encode()) == request
    assert decode_request(json.dumps(fields, ensure_ascii=False, indent=1).encode()) == request


@given(replies)
def test_a_reply_comes_through_as_it_was_sent(reply: Reply) -> None:
    kind = COMMANDS["LOGOUT"].reply if isinstance(reply, ErrorReply) else type(reply)
    assert decode_reply(encode_reply(reply), kind) == reply


@given(replies)
def test_a_reply_tells_its_status(reply: Reply) -> None:
    wire = msgspec.json.decode(encode_reply(reply))
    assert wire["status"] == ("error" if isinstance(reply, ErrorReply) else "ok")
