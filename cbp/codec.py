"""Messages to bytes and back: one payload, one message.

No sockets and no state here. It promises: whatever the bytes, decoding a request raises only the two kinds of
RequestError, whose texts repeat no value of the payload; what a server encodes, a client decodes to the same
values.

How a request is decoded: the bytes must be UTF-8 throughout; the envelope gives the command (and with it the
whole JSON is checked); the command's row gives the type, and msgspec checks every field against it. The
remaining rules are in the structs' own `__post_init__`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

import msgspec
from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import Decoder, Encoder

from cbp.commands import COMMANDS, Command
from cbp.errors import (
    InvalidArgumentError,
    MalformedRequestError,
    ProtocolViolationError,
    UnknownCommandError,
)
from cbp.position import Position
from cbp.replies import ErrorReply, Reply
from cbp.requests import Request, SearchPage

MAX_REQUEST = 65_536
"""The longest payload that a server accepts, in bytes (`docs/protocol.md`, "Frames")."""

R = TypeVar("R", bound=Reply)
Q = TypeVar("Q", bound=Request)
T = TypeVar("T")


class _Envelope(Struct):
    command: str


class _ReplyEnvelope(Struct):
    status: str


def _write_own_type(value: object) -> str:
    if isinstance(value, Position):
        return value.to_text()
    raise TypeError(f"no message holds a {type(value).__name__}")


def _read_own_type(expected: type, value: object) -> Position:
    if expected is Position and isinstance(value, str):
        return Position.from_text(value)
    raise ValueError("expected the position of a page")


_encoder = Encoder(enc_hook=_write_own_type)
_envelope_decoder = Decoder(_Envelope)
_reply_envelope_decoder = Decoder(_ReplyEnvelope)
_error_decoder = Decoder(ErrorReply)


def request_decoders(commands: Mapping[str, Command[Q]]) -> Mapping[str, Decoder[Q]]:
    """Return a decoder for each command of a table, for `read_request`."""
    return {name: Decoder(command.request, dec_hook=_read_own_type) for name, command in commands.items()}


_request_decoders = request_decoders(COMMANDS)
Decoder(SearchPage)  # which `build_request` converts to


def decode_request(payload: bytes) -> Request:
    """Decode a client's request.

    Args:
        payload: any bytes.

    Returns:
        One of the types of COMMANDS, within the ranges of `docs/protocol.md`, "Messages".

    Raises:
        MalformedRequestError: answer BAD_REQUEST.
        UnknownCommandError: answer UNKNOWN_COMMAND.
    """
    return read_request(payload, _request_decoders)


def read_request(payload: bytes, decoders: Mapping[str, Decoder[Q]]) -> Q:
    """Decode a request of any table of commands.

    Args:
        payload: any bytes.
        decoders: command to decoder, from `request_decoders`.

    Raises:
        MalformedRequestError: answer BAD_REQUEST.
        UnknownCommandError: answer UNKNOWN_COMMAND.
    """
    text = sound_json(payload)
    command = parse(_envelope_decoder.decode, text).command
    decoder = decoders.get(command)
    if decoder is None:
        raise UnknownCommandError("a command that the protocol does not have")
    return parse(decoder.decode, text)


def encode_request(request: Request) -> bytes:
    """Return a request's payload.

    Args:
        request: any request, checked by `build_request`.

    Raises:
        InvalidArgumentError: a text holds a lone surrogate, or the payload is longer than `MAX_REQUEST`.
    """
    try:
        payload = _encoder.encode(request)
    except UnicodeEncodeError:
        raise InvalidArgumentError("a text holds a lone surrogate") from None
    if len(payload) > MAX_REQUEST:
        raise InvalidArgumentError(f"longer than {MAX_REQUEST} bytes")
    return payload


def build_request(request_type: type[Q], **fields: object) -> Q:
    """Return a request made of these fields, checked by the server's own rules.

    Args:
        request_type: which request.
        fields: its fields; a date may be a `datetime.date` or `YYYY-MM-DD`.

    Raises:
        InvalidArgumentError: the server would answer BAD_REQUEST. The text repeats no value.
    """
    try:
        return parse(lambda values: msgspec.convert(values, request_type, dec_hook=_read_own_type), fields)
    except MalformedRequestError as error:
        raise InvalidArgumentError(str(error)) from None


def encode_reply(reply: Reply) -> bytes:
    """Return a reply's payload.

    Args:
        reply: any reply; the rows of a Rendered one must be valid JSON, and are passed through unread.

    Raises:
        TypeError, UnicodeEncodeError: a value cannot be encoded: a defect of the program.
    """
    return _encoder.encode(reply)


def decode_reply(payload: bytes, expected: type[R]) -> R | ErrorReply:
    """Decode a server's reply.

    Unknown fields are ignored; an unknown error code is returned as it is.

    Args:
        payload: any bytes.
        expected: the type of the reply if all is well; of a command that `prepare_replies` knows.

    Raises:
        ProtocolViolationError: it is neither that nor an error reply.
    """
    try:
        text = sound_json(payload)
        status = parse(_reply_envelope_decoder.decode, text).status
        if status == "error":
            return parse(_error_decoder.decode, text)
        decoder: Decoder[R] = _reply_decoders[expected]
        return parse(decoder.decode, text)
    except MalformedRequestError as error:
        raise ProtocolViolationError(f"no {expected.__name__}: {error}") from None


_reply_decoders: dict[type[Reply], Decoder[Any]] = {}


def prepare_replies(commands: Iterable[Command[Q]]) -> None:
    """Make the decoders of these commands' replies, for `decode_reply`; while a module is imported.

    Later threads may be there: msgspec shows a struct to the others before it has read all of its fields, and
    a thread that decodes with a struct that was half read ends the process.
    """
    for command in commands:
        _reply_decoders[command.reply] = Decoder(command.reply, dec_hook=_read_own_type)


prepare_replies(COMMANDS.values())


def parse(decode: Callable[[Any], T], source: object) -> T:
    """Run a decoder of msgspec; translate its errors.

    Args:
        decode: the decoder.
        source: its argument.

    Raises:
        MalformedRequestError: it cannot be decoded. The text repeats no value of the source.
    """
    try:
        return decode(source)
    except RecursionError:
        raise MalformedRequestError("nested too deep") from None
    except ValidationError as error:
        _refuse_field(error)
    except DecodeError as error:  # its text has a position, and no value
        raise MalformedRequestError(str(error)) from None


def _refuse_field(error: ValidationError) -> NoReturn:
    # "Invalid value 'x' - at `$.command`" is msgspec's only text with a value in it. It comes when `command`
    # or
    # `status` is in an object twice, or is not the tag of the expected type.
    text = str(error)
    raise MalformedRequestError(
        "command or status: unexpected" if "Invalid value" in text else text
    ) from None


# A lone surrogate, where no backslash is escaped. No text of its own for each match, so no call for each: a
# payload may hold ten thousand.
_LONE = re.compile(
    r"\\u[dD](?:[89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    r"|[c-fC-F][0-9a-fA-F]{2}(?<!\\u[dD][89abAB][0-9a-fA-F]{2}.{6}))"
)
_ESCAPED_BACKSLASH, _STAND_IN = "\\\\", "\0\0"


def sound_json(payload: bytes) -> bytes:
    r"""Return the payload as UTF-8 without lone surrogates, for msgspec to decode.

    msgspec does not check the encoding of a field that it skips, and takes a lone surrogate (`\ud800`, which
    is valid JSON) for broken JSON even in a field that the protocol ignores. Each becomes U+0000, which no
    known field accepts.

    Args:
        payload: any bytes.

    Raises:
        MalformedRequestError: it is not UTF-8.
    """
    try:
        text = payload.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedRequestError(f"not UTF-8 (byte {error.start})") from None
    if ("\\ud" not in text and "\\uD" not in text) or "\0" in text:  # a bare U+0000 is no JSON
        return payload
    text = _LONE.sub(r"\\u0000", text.replace(_ESCAPED_BACKSLASH, _STAND_IN))
    return text.replace(_STAND_IN, _ESCAPED_BACKSLASH).encode()
