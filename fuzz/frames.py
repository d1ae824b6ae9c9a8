"""Frames: however a stream is cut, the same payloads and the same error, in memory paid for in bytes.

An input: a byte for the limit, a byte for how many cuts, a byte for each cut's distance, then the stream.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from itertools import cycle

from fuzz.target import Target
from socklib.errors import EmptyFrameError, FrameTooLargeError, FramingError
from socklib.frames import HEADER_SIZE, FrameDecoder, encode_frame

Outcome = tuple[list[bytes], type[FramingError] | None]

_MOST_CUTS = 16
_SLACK = 200  # bytes: an empty bytearray, and what CPython allocates in advance


def check(data: bytes) -> None:
    """Compare the decoder with the rule of the page, in one piece and in pieces."""
    if len(data) < 2:
        return
    limit, count = 1 + data[0], data[1] % _MOST_CUTS
    steps, stream = data[2 : 2 + count], data[2 + count :]
    wanted = by_the_rule(stream, limit)
    assert _decode([stream], limit) == wanted
    assert _decode(_cut(stream, steps or b"\1"), limit) == wanted


def by_the_rule(stream: bytes, limit: int) -> Outcome:
    """Return the payloads of a stream, and what ends it, as `docs/protocol.md`, "Frames" says."""
    payloads: list[bytes] = []
    rest = stream
    while len(rest) >= HEADER_SIZE:
        length = int.from_bytes(rest[:HEADER_SIZE])
        if length == 0:
            return payloads, EmptyFrameError
        if length > limit:
            return payloads, FrameTooLargeError
        if len(rest) < HEADER_SIZE + length:
            break
        payloads.append(rest[HEADER_SIZE : HEADER_SIZE + length])
        rest = rest[HEADER_SIZE + length :]
    assert stream == b"".join(map(encode_frame, payloads)) + rest
    return payloads, None


def _cut(stream: bytes, steps: bytes) -> list[bytes]:
    pieces: list[bytes] = []
    begin = 0
    for step in cycle(steps):
        if begin >= len(stream):
            return pieces
        pieces.append(stream[begin : begin + step % 64 + 1])
        begin += step % 64 + 1
    return pieces


def _decode(pieces: list[bytes], limit: int) -> Outcome:
    decoder, left = FrameDecoder(limit), 0
    payloads: list[bytes] = []
    for piece in pieces:
        decoder.feed(piece)
        left += len(piece)
        while True:
            assert decoder.buffered == left
            assert sys.getsizeof(decoder._buffer) <= 2 * left + _SLACK
            is_whole = decoder.has_frame
            try:
                payload = decoder.next_frame()
            except FramingError as error:
                assert not is_whole
                _require_broken(decoder, type(error))
                return payloads, type(error)
            assert (payload is not None) is is_whole
            if payload is None:
                break
            payloads.append(payload)
            left -= HEADER_SIZE + len(payload)
    return payloads, None


def _require_broken(decoder: FrameDecoder, kind: type[FramingError]) -> None:
    decoder.feed(encode_frame(b"too late"))
    assert decoder.buffered == 0
    assert not decoder.has_frame
    again = None
    try:
        decoder.next_frame()
    except FramingError as error:
        again = type(error)
    assert again is kind, "a broken stream went on, or broke otherwise"


TARGET = Target(
    open=lambda: nullcontext(check),
    seeds=[
        b"\xff\0" + encode_frame(b"hello") + encode_frame(b"again"),
        b"\x0a\3\0\1\2" + encode_frame(b"in pieces") + b"\0\0\0\0",
        b"\x04\1\7" + encode_frame(b"long!"),
    ],
    words=[b"\0\0\0\0", b"\0\0\0\1", b"\0\0\1\0", b"\xff\xff\xff\xff"],
    modules=("socklib.frames",),
    longest=600,
)
