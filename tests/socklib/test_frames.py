"""The framing, without a socket: `docs/protocol.md`, "Frames"."""

from __future__ import annotations

import ctypes
import itertools
import struct
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socklib import (
    EmptyFrameError,
    FrameDecoder,
    FrameTooLargeError,
    FramingError,
    UnsendableFrameError,
    encode_frame,
)

LIMIT = 1000

payloads = st.lists(st.binary(min_size=1, max_size=LIMIT), max_size=8)


def decode_in_chunks(stream: bytes, cuts: list[int]) -> tuple[list[bytes], type[FramingError] | None]:
    """Return the frames of a stream that comes split at these places, and the error that ended it."""
    decoder = FrameDecoder(LIMIT)
    frames: list[bytes] = []
    places = sorted({0, len(stream), *(cut % (len(stream) + 1) for cut in cuts)})
    for begin, end in itertools.pairwise(places):
        decoder.feed(stream[begin:end])
        try:
            while (frame := decoder.next_frame()) is not None:
                frames.append(frame)
        except FramingError as error:
            return frames, type(error)
    return frames, None


def test_a_frame_is_four_bytes_of_length_and_the_payload() -> None:
    assert encode_frame(b"hello") == b"\x00\x00\x00\x05hello"


@given(payloads, st.lists(st.integers(min_value=0)))
def test_any_split_of_the_stream_gives_the_same_frames(sent: list[bytes], cuts: list[int]) -> None:
    stream = b"".join(map(encode_frame, sent))
    assert decode_in_chunks(stream, cuts) == (sent, None)


@given(st.binary(max_size=3 * LIMIT), st.lists(st.integers(min_value=0)))
def test_any_split_of_any_bytes_gives_the_same_frames_and_the_same_error(
    stream: bytes, cuts: list[int]
) -> None:
    assert decode_in_chunks(stream, cuts) == decode_in_chunks(stream, list(range(len(stream))))


def test_a_length_of_zero_is_an_empty_frame() -> None:
    decoder = FrameDecoder(LIMIT)
    decoder.feed(struct.pack("!I", 0))
    with pytest.raises(EmptyFrameError):
        decoder.next_frame()


def test_the_limit_itself_is_accepted() -> None:
    decoder = FrameDecoder(LIMIT)
    decoder.feed(encode_frame(b"x" * LIMIT))
    assert decoder.next_frame() == b"x" * LIMIT


def test_one_byte_over_the_limit_is_refused_by_its_header_alone() -> None:
    decoder = FrameDecoder(LIMIT)
    decoder.feed(struct.pack("!I", LIMIT + 1))
    with pytest.raises(FrameTooLargeError) as caught:
        decoder.next_frame()
    assert (caught.value.announced, caught.value.limit) == (LIMIT + 1, LIMIT)


def test_a_broken_stream_stays_broken_and_keeps_nothing() -> None:
    decoder = FrameDecoder(LIMIT)
    decoder.feed(struct.pack("!I", 0))
    with pytest.raises(EmptyFrameError):
        decoder.next_frame()
    decoder.feed(encode_frame(b"too late") * 100)
    assert decoder.buffered == 0
    with pytest.raises(EmptyFrameError):
        decoder.next_frame()


def test_a_header_that_announces_a_gigabyte_costs_no_memory() -> None:
    tracemalloc.start()
    try:
        decoder = FrameDecoder(2**31)
        decoder.feed(struct.pack("!I", 2**30) + b"only this came")
        assert decoder.next_frame() is None
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10_000


def test_returned_frames_are_not_kept() -> None:
    decoder = FrameDecoder(LIMIT)
    decoder.feed(encode_frame(b"one") + encode_frame(b"two") + b"\x00")
    assert [decoder.next_frame(), decoder.next_frame(), decoder.next_frame()] == [b"one", b"two", None]
    assert decoder.buffered == 1


def test_a_returned_payload_is_wiped_from_the_buffer() -> None:
    decoder = FrameDecoder(LIMIT)
    decoder.feed(encode_frame(b"Quixwozzle") + b"\x00" * 40)  # or the rest would move to a smaller buffer
    begin = ctypes.addressof(ctypes.c_char.from_buffer(decoder._buffer))
    assert ctypes.string_at(begin, 14) == encode_frame(b"Quixwozzle")
    assert decoder.next_frame() == b"Quixwozzle"
    assert ctypes.string_at(begin, 14) == bytes(14)


def test_the_state_is_told_without_the_content() -> None:
    decoder = FrameDecoder(LIMIT)
    decoder.feed(b"\x00\x00\x00\x09secret")
    assert repr(decoder) == "<FrameDecoder 10 bytes waiting>"


def test_an_empty_payload_cannot_be_sent() -> None:
    with pytest.raises(UnsendableFrameError):
        encode_frame(b"")
