"""`docs/protocol.md` tells the protocol that the code speaks: its examples, commands, fields and codes."""

from __future__ import annotations

import json
import re
import struct
import sys
import typing
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from cbp import (
    CLOSING_CODES,
    COMMANDS,
    MAX_CALENDAR_DAYS,
    MAX_FREE_A_DAY,
    CbpClient,
    CbpError,
    ErrorCode,
    ErrorReply,
    Logout,
    decode_reply,
    decode_request,
    encode_reply,
    encode_request,
)
from cbp.admin import ADMIN_COMMANDS, decode_admin_request
from tests.checkout import ROOT

PAGE = (ROOT / "docs" / "protocol.md").read_text(encoding="utf-8")
ALL_COMMANDS = dict(COMMANDS) | dict(ADMIN_COMMANDS)


def sections() -> dict[str, str]:
    """Return each heading's text, up to the next heading of any level."""
    parts = re.split(r"^#{1,3} (.+)$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


SECTIONS = sections()


def examples() -> Iterator[Any]:
    for heading, text in SECTIONS.items():
        for number, block in enumerate(re.findall(r"```json\n(.*?)```", text, re.DOTALL), 1):
            yield pytest.param(heading, block, id=f"{heading} {number}")


def structs_within(kind: Any) -> Iterator[type[msgspec.Struct]]:
    """Yield every struct in a type, itself included."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
        for inner in typing.get_type_hints(kind, vars(sys.modules[kind.__module__])).values():
            yield from structs_within(inner)
    for inner in typing.get_args(kind):
        yield from structs_within(inner)


@pytest.mark.parametrize(("heading", "block"), list(examples()))
def test_an_example_is_what_the_codec_reads_and_writes(heading: str, block: str) -> None:
    message = json.loads(block)
    payload = block.encode()
    if "command" in message:
        assert message["command"] == heading or heading not in ALL_COMMANDS
        decode = decode_admin_request if message["command"] in ADMIN_COMMANDS else decode_request
        again = encode_request(decode(payload))
    else:
        kind = ALL_COMMANDS[heading].reply if heading in ALL_COMMANDS else ErrorReply
        reply = decode_reply(payload, kind)
        assert isinstance(reply, ErrorReply) == (message["status"] == "error")
        again = encode_reply(reply)
    assert json.loads(again) == message


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_a_command_has_a_section_with_a_request_and_its_reply(command: str) -> None:
    blocks = re.findall(r"```json\n(.*?)```", SECTIONS[command], re.DOTALL)
    assert {"command", "status"} <= {field for block in blocks for field in json.loads(block)}


@pytest.mark.parametrize("command", ALL_COMMANDS)
def test_a_command_has_every_field_in_its_section(command: str) -> None:
    row = ALL_COMMANDS[command]
    told = SECTIONS[command] + (SECTIONS["ACBP/1, for administrators"] if command in ADMIN_COMMANDS else "")
    fields = {
        field
        for kind in (row.request, row.reply)
        for inner in structs_within(kind)
        for field in inner.__struct_fields__
    }
    assert [field for field in sorted(fields) if f"`{field}`" not in told] == []


def test_the_bounds_of_a_calendar_are_told() -> None:
    told = SECTIONS["GET_AVAILABILITY"]
    assert f"at most {MAX_CALENDAR_DAYS}" in told
    assert f"`free` {MAX_FREE_A_DAY} means" in told


def test_an_error_reply_has_every_field_told() -> None:
    assert [field for field in ErrorReply.__struct_fields__ if f"`{field}`" not in SECTIONS["Codes"]] == []


def test_the_table_of_codes_has_each_code_once_and_tells_what_becomes_of_the_connection() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \| .+ \| (.+) \|$", SECTIONS["Codes"], re.MULTILINE)
    assert [code for code, _ in rows] == list(ErrorCode)
    closing = {code for code, connection in rows if connection == "closes"}
    assert closing == CLOSING_CODES | {ErrorCode.UNAUTHORIZED}


def test_no_code_and_no_command_is_told_that_the_protocol_does_not_have() -> None:
    words = set(re.findall(r"`([A-Z]+_[A-Z_]+|LOGIN|LOGOUT)`", PAGE))
    of_the_client = {"DISCONNECTED", "UNREACHABLE", "PROTOCOL_VIOLATION", "TCP_NODELAY"}
    assert words - of_the_client <= set(ErrorCode) | set(ALL_COMMANDS)


def test_the_frame_shown_is_the_frame_of_a_logout() -> None:
    figures = re.search(r"```\n(00 00 00 14 .+)\n", SECTIONS["Frames"])
    assert figures is not None
    payload = encode_request(Logout())
    assert bytes.fromhex(figures[1]) == struct.pack(">I", len(payload)) + payload


@pytest.mark.parametrize("kind", CbpError.__subclasses__())
def test_each_failure_of_the_python_client_is_told(kind: type[CbpError]) -> None:
    told = SECTIONS["From Python"]
    code = kind("told by the server").code
    assert f"`{kind.__name__}`" in told or f"`{code}`" in told


def test_the_python_example_calls_methods_that_exist() -> None:
    methods = re.findall(r"(?:client|CbpClient)\.([a-z_]+)\(", SECTIONS["From Python"])
    assert methods
    assert [method for method in methods if not hasattr(CbpClient, method)] == []


def test_the_contents_lead_to_every_part() -> None:
    def anchor(heading: str) -> str:
        return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")

    parts = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    assert re.findall(r"^- \[(.+)\]\(#(.+)\)$", PAGE, re.MULTILINE) == [
        (part, anchor(part)) for part in parts
    ]
