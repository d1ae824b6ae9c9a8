"""Length-prefixed frames: bytes in, payloads out.

No sockets here, and no idea what a payload means. A frame is a header of four bytes, the payload's
length as an unsigned big-endian integer of at least 1, and the payload (`spec/protocol.md`, "Frame").

Goals of the decoder, whatever the sender does:

- memory is bounded by the bytes really received: a header that announces a gigabyte costs four bytes;
- time is proportional to the bytes received, whether they come one by one or many frames at once;
- the same bytes give the same frames and the same error, however they were split on the way.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

from socklib.errors import EmptyFrame, FrameTooLarge, FramingError, UnsendableFrame

_HEADER = struct.Struct("!I")

HEADER_SIZE = _HEADER.size
"""Bytes of a frame before its payload."""

LARGEST_PAYLOAD = 2**32 - 1
"""The most bytes that a header can announce."""


def encode_frame(payload: bytes) -> bytes:
    """Return the frame that carries a payload, in one piece so that it can be sent at once.

    Args:
        payload: 1 to `LARGEST_PAYLOAD` bytes.

    Raises:
        UnsendableFrame: the payload is empty or too long for a header.
    """
    if not 1 <= len(payload) <= LARGEST_PAYLOAD:
        raise UnsendableFrame(f"a frame carries 1 to {LARGEST_PAYLOAD} bytes, not {len(payload)}")
    return _HEADER.pack(len(payload)) + payload


class FrameDecoder:
    """Cuts a stream of bytes into the payloads it carries.

    After a `FramingError` the stream cannot be understood any more: the decoder forgets what it held,
    ignores what it is fed, and raises the same error again.

    Args:
        max_payload: the longest payload to accept, in bytes.
    """

    def __init__(self, max_payload: int) -> None:
        self._max_payload = max_payload
        self._buffer = bytearray()
        self._broken: Callable[[], FramingError] | None = None  # each error raised is a new one

    def __repr__(self) -> str:
        state = "broken" if self._broken else f"{len(self._buffer)} bytes waiting"
        return f"<FrameDecoder {state}>"

    @property
    def buffered(self) -> int:
        """How many bytes are held: received, and not yet handed out."""
        return len(self._buffer)

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes of the stream.

        Args:
            chunk: any number of bytes, cut anywhere; after a `FramingError` they are ignored.
        """
        if self._broken is None:
            self._buffer += chunk

    def next_frame(self) -> bytes | None:
        """Return the next whole payload (1 to `max_payload` bytes), or None while it has not all come.

        Raises:
            EmptyFrame: the next header announces no bytes.
            FrameTooLarge: the next header announces more than `max_payload` bytes.
        """
        if self._broken is not None:
            raise self._broken()
        if len(self._buffer) < HEADER_SIZE:
            return None
        (length,) = _HEADER.unpack_from(self._buffer)
        if length == 0:
            raise self._break(lambda: EmptyFrame("a frame of no bytes was announced"))
        if length > self._max_payload:
            raise self._break(lambda: FrameTooLarge(length, self._max_payload))
        end = HEADER_SIZE + length
        if len(self._buffer) < end:
            return None
        payload = bytes(memoryview(self._buffer)[HEADER_SIZE:end])
        del self._buffer[:end]  # CPython moves the start of the buffer, not its content
        return payload

    def _break(self, error: Callable[[], FramingError]) -> FramingError:
        self._broken = error
        self._buffer.clear()
        return error()
