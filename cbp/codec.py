"""Messages to bytes and back: one payload, one message.

No sockets and no state here. Promises: decoding a request raises RequestRefused's two kinds and
nothing else, whatever the bytes, and their texts repeat no value of the payload; what a server
encodes, a client decodes to the same values.

How a request is read: bytes must be UTF-8 throughout; the envelope gives the command (and with it
the whole JSON is checked); the command's row gives the type, and msgspec holds every field of it
to that type. The rest of the rules stand in the structs' own `__post_init__`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar

import msgspec
from msgspec import DecodeError, Struct, ValidationError
from msgspec.json import Decoder, Encoder

from cbp.commands import COMMANDS
from cbp.errors import MalformedRequest, ProtocolViolation, UnknownCommand
from cbp.position import Position
from cbp.replies import ErrorReply, Reply
from cbp.requests import Request

MAX_REQUEST = 65_536
"""The longest payload that a server accepts, in bytes (`spec/protocol.md`, "Frame")."""

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


def request_decoders(requests: Mapping[str, type[Q]]) -> Mapping[str, Decoder[Q]]:
    """A decoder a command, for `read_request`.

    Args:
        requests: command to type of request.
    """
    return {command: Decoder(request, dec_hook=_read_own_type) for command, request in requests.items()}


_request_decoders = request_decoders({name: command.request for name, command in COMMANDS.items()})


def decode_request(payload: bytes) -> Request:
    """The request that a client sent.

    Args:
        payload: what one frame held, any bytes at all.

    Returns:
        One of the types of COMMANDS, within every range of `spec/protocol.md`.

    Raises:
        MalformedRequest: answer BAD_REQUEST.
        UnknownCommand: answer UNKNOWN_COMMAND.
    """
    return read_request(payload, _request_decoders)


def read_request(payload: bytes, decoders: Mapping[str, Decoder[Q]]) -> Q:
    """`decode_request` for any table of commands.

    Args:
        payload: what one frame held, any bytes at all.
        decoders: command to decoder, from `request_decoders`.

    Raises:
        MalformedRequest: answer BAD_REQUEST.
        UnknownCommand: answer UNKNOWN_COMMAND.
    """
    text = sound_json(payload)
    command = parse(_envelope_decoder.decode, text).command
    decoder = decoders.get(command)
    if decoder is None:
        raise UnknownCommand("a command that the protocol does not have")
    return parse(decoder.decode, text)


def encode_request(request: Request) -> bytes:
    """The payload that carries this request.

    Args:
        request: one of the types of COMMANDS, or an administrator's; `build_request` makes one safely.

    Raises:
        UnicodeEncodeError: a text in it holds a lone surrogate.
    """
    return _encoder.encode(request)


def build_request(request_type: type[Q], **fields: object) -> Q:
    """A request from what a caller gave, held to the rules that the server would hold it to.

    Args:
        request_type: which request.
        fields: its fields; a date may be a `datetime.date` or `YYYY-MM-DD`.

    Raises:
        MalformedRequest: the server would answer BAD_REQUEST. The text repeats no value.
    """
    request = parse(lambda values: msgspec.convert(values, request_type, dec_hook=_read_own_type), fields)
    try:
        payload = encode_request(request)
    except UnicodeEncodeError:
        raise MalformedRequest("a text holds a lone surrogate") from None
    if len(payload) > MAX_REQUEST:
        raise MalformedRequest(f"longer than {MAX_REQUEST} bytes")
    return request


def encode_reply(reply: Reply) -> bytes:
    """The payload that carries this reply.

    Args:
        reply: any reply; the rows of a Rendered one must be sound JSON, and are passed through unread.

    Raises:
        TypeError, UnicodeEncodeError: it holds what no message can carry: a defect of the program.
    """
    return _encoder.encode(reply)


def decode_reply(payload: bytes, expected: type[R]) -> R | ErrorReply:
    """The reply that a server sent.

    Fields that we do not know are ignored, and so is a code that we do not know: it is told as it is.

    Args:
        payload: what one frame held.
        expected: the type of the reply when all is well.

    Raises:
        ProtocolViolation: it is neither that nor an error.
    """
    try:
        text = sound_json(payload)
        status = parse(_reply_envelope_decoder.decode, text).status
        if status == "error":
            return parse(_error_decoder.decode, text)
        return parse(_reply_decoder(expected).decode, text)
    except MalformedRequest as error:
        raise ProtocolViolation(f"no {expected.__name__}: {error}") from None


_reply_decoders: dict[type[Reply], Decoder[Any]] = {}


def _reply_decoder(expected: type[R]) -> Decoder[R]:
    if expected not in _reply_decoders:
        _reply_decoders[expected] = Decoder(expected, dec_hook=_read_own_type)
    return _reply_decoders[expected]


def parse(decode: Callable[[Any], T], source: object) -> T:
    """Run a decoder of msgspec so that it fails in our words.

    Args:
        decode: the decoder.
        source: what it decodes.

    Raises:
        MalformedRequest: it cannot be decoded. The text repeats no value of the source.
    """
    try:
        return decode(source)
    except RecursionError:
        raise MalformedRequest("nested too deep") from None
    except ValidationError as error:
        _refuse_field(error)
    except DecodeError as error:  # its text has a place, no value
        raise MalformedRequest(str(error)) from None


def _refuse_field(error: ValidationError) -> NoReturn:
    # "Invalid value 'x' - at `$.command`": msgspec's one text with a value in it, when `command` or
    # `status` stands in an object twice, or not as the type that was asked for.
    text = str(error)
    raise MalformedRequest("command or status: unexpected" if "Invalid value" in text else text) from None


# An escaped backslash, a pair of surrogates, or (as the group) a lone one.
_ESCAPES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})"
)


def sound_json(payload: bytes) -> bytes:
    r"""The payload, known to be UTF-8 throughout, and with no lone surrogate in it.

    msgspec does not look at the encoding of a field that it skips, and takes a lone surrogate
    (`\ud800`, which is sound JSON) for broken JSON even there, where the protocol ignores what
    it does not know. Each becomes U+0000, which no field that we do know accepts.

    Args:
        payload: what one frame held, any bytes at all.

    Raises:
        MalformedRequest: it is not UTF-8.
    """
    try:
        text = payload.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedRequest(f"not UTF-8 (byte {error.start})") from None
    if "\\u" not in text:
        return payload
    return _ESCAPES.sub(lambda found: r"\u0000" if found[1] else found[0], text).encode()
