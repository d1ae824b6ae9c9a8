"""Length-prefixed frames: bytes in, payloads out.

No sockets here, and no meaning of payloads. A frame is a header of four bytes, the payload's length as an
unsigned big-endian integer of at least 1, and the payload (`docs/protocol.md`, "Frames").

Whatever the sender does, the decoder guarantees:

- memory is bounded by the bytes really received: a header that announces a gigabyte costs four bytes;
- time is proportional to the bytes received, whether they come one by one or many frames at once;
- the same bytes give the same frames and the same error, however they were split on the way.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from socklib.errors import EmptyFrameError, FrameTooLargeError, FramingError, UnsendableFrameError

_HEADER = struct.Struct("!I")

HEADER_SIZE = _HEADER.size
"""Bytes before the payload."""

LARGEST_PAYLOAD = 2**32 - 1
"""The longest payload that a header can announce, in bytes."""


def encode_frame(payload: bytes) -> bytes:
    """Return the frame that carries a payload, in one piece so that one send is enough.

    Args:
        payload: 1 to `LARGEST_PAYLOAD` bytes.

    Raises:
        UnsendableFrameError: the payload is empty or too long for a header.
    """
    if not 1 <= len(payload) <= LARGEST_PAYLOAD:
        raise UnsendableFrameError(f"a frame carries 1 to {LARGEST_PAYLOAD} bytes, not {len(payload)}")
    return _HEADER.pack(len(payload)) + payload


class FrameDecoder:
    """Splits a stream of bytes into payloads.

    After a `FramingError` the stream cannot be decoded any more: the decoder drops its buffer, ignores
    further bytes, and raises the same error again.

    Args:
        max_payload: the longest payload to accept, in bytes.
    """

    def __init__(self, max_payload: int) -> None:
        self._max_payload = max_payload
        self._buffer = bytearray()
        self._broken: Callable[[], FramingError] | None = None  # makes a new error for each raise

    def __repr__(self) -> str:
        state = "broken" if self._broken else f"{len(self._buffer)} bytes waiting"
        return f"<FrameDecoder {state}>"

    @property
    def buffered(self) -> int:
        """How many received bytes were not returned yet."""
        return len(self._buffer)

    def feed(self, chunk: bytes | memoryview) -> None:
        """Take the next bytes of the stream.

        Args:
            chunk: any number of bytes, split anywhere.
        """
        if self._broken is None:
            self._buffer += chunk

    @property
    def has_frame(self) -> bool:
        """Whether `next_frame` would return a payload."""
        if self._broken is not None or len(self._buffer) < HEADER_SIZE:
            return False
        (length,) = _HEADER.unpack_from(self._buffer)
        return bool(0 < length <= min(self._max_payload, len(self._buffer) - HEADER_SIZE))

    def next_frame(self) -> bytes | None:
        """Return the next whole payload (1 to `max_payload` bytes), or None until all of it has come.

        Raises:
            EmptyFrameError: the next header announces an empty payload.
            FrameTooLargeError: the next header announces more than `max_payload` bytes.
        """
        if self._broken is not None:
            raise self._broken()
        if len(self._buffer) < HEADER_SIZE:
            return None
        (length,) = _HEADER.unpack_from(self._buffer)
        if length == 0:
            raise self._break(lambda: EmptyFrameError("an empty frame was announced"))
        if length > self._max_payload:
            raise self._break(lambda: FrameTooLargeError(length, self._max_payload))
        end = HEADER_SIZE + length
        if len(self._buffer) < end:
            return None
        payload = bytes(memoryview(self._buffer)[HEADER_SIZE:end])
        self._buffer[:end] = bytes(end)  # deleting moves only the start, and a payload may be personal
        del self._buffer[:end]  # cheap: CPython moves the start of the buffer, not its content
        return payload

    def _break(self, error: Callable[[], FramingError]) -> FramingError:
        self._broken = error
        self._buffer.clear()
        return error()
