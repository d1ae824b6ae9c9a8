"""Frames: the cost of a round trip through socklib, and of splitting a stream into frames."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from bench.children import peer
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, RIVAL, Figure, compare, mean_seconds, median_seconds
from bench.wire import HEADER, frame, open_socket, receive, send_apart
from socklib import Connection, Deadline, FrameDecoder, connect

TIMEOUT = 15.0
STREAM_BYTES = 65_536


def measure(plan: Plan) -> Result:
    """Measure round trips between two processes, and the decoder alone."""
    return Result(
        title="Frames: socklib",
        contenders={
            OURS: "`socklib` at both ends, two processes, calls with a deadline; the decoder: `FrameDecoder`",
            FLOOR: "blocking sockets of the standard library, no deadline, header and payload in one send; "
            "the decoder: the whole stream in one piece, cut by slices",
            RIVAL: "header and payload sent apart, without TCP_NODELAY; the decoder: "
            "`buffer += chunk`, `buffer = buffer[end:]` on bytes",
        },
        figures=[
            _round_trip(plan, "round trip, 100 bytes each way", 100),
            _round_trip(plan, "round trip, 8 KiB each way", 8192),
            _decoding(plan, "decode 64 KiB in one chunk, frames of 100 bytes", 100, STREAM_BYTES),
            _decoding(plan, "decode 64 KiB in one chunk, frames of 8 KiB", 8192 - HEADER.size, STREAM_BYTES),
            _decoding(plan, "decode 64 KiB byte by byte, frames of 100 bytes", 100, 1),
            _decoding(plan, "decode 64 KiB byte by byte, frames of 8 KiB", 8192 - HEADER.size, 1),
        ],
    )


def _round_trip(plan: Plan, name: str, size: int) -> Figure:
    payload = b"x" * size
    with ExitStack() as stack:
        ours_port, bare_port, apart_port = (
            stack.enter_context(peer(kind)) for kind in ("echo", "echo-bare", "echo-apart")
        )
        ours = stack.enter_context(connect("127.0.0.1", ours_port))
        bare = stack.enter_context(open_socket(bare_port))
        apart = stack.enter_context(open_socket(apart_port, nodelay=False))
        return compare(
            name,
            {
                OURS: median_seconds(lambda: _ask(ours, payload), plan.times(200)),
                FLOOR: median_seconds(lambda: _ask_bare(bare, payload), plan.times(200)),
                RIVAL: median_seconds(lambda: _ask_apart(apart, payload), 2),
            },
            rounds=plan.rounds(51),
        )


def _ask(connection: Connection, payload: bytes) -> None:
    deadline = Deadline.after(TIMEOUT)
    connection.send(payload, deadline)
    connection.receive(deadline)


def _ask_bare(stream: socket.socket, payload: bytes) -> None:
    stream.sendall(frame(payload))
    receive(stream)


def _ask_apart(stream: socket.socket, payload: bytes) -> None:
    send_apart(stream, payload)
    receive(stream)


def _decoding(plan: Plan, name: str, payload_size: int, chunk_size: int) -> Figure:
    stream = frame(b"x" * payload_size) * (STREAM_BYTES // (payload_size + HEADER.size))
    chunks = [stream[start : start + chunk_size] for start in range(0, len(stream), chunk_size)]
    expected = _cut(chunks)

    def turn(decode: Callable[[Sequence[bytes]], list[bytes]]) -> Callable[[], float]:
        assert decode(chunks) == expected
        return mean_seconds(lambda: decode(chunks), plan.times(200 if chunk_size > 1 else 10))

    return compare(
        name, {OURS: turn(_decode), FLOOR: turn(_cut), RIVAL: turn(_decode_naively)}, rounds=plan.rounds(9)
    )


def _decode(chunks: Sequence[bytes]) -> list[bytes]:
    decoder, payloads = FrameDecoder(STREAM_BYTES), []
    for chunk in chunks:
        decoder.feed(chunk)
        while (payload := decoder.next_frame()) is not None:
            payloads.append(payload)
    return payloads


def _cut(chunks: Sequence[bytes]) -> list[bytes]:
    stream, payloads, start = b"".join(chunks), [], 0
    while start < len(stream):
        begin = start + HEADER.size
        start = begin + int.from_bytes(stream[start:begin])
        payloads.append(stream[begin:start])
    return payloads


def _decode_naively(chunks: Sequence[bytes]) -> list[bytes]:
    buffer, payloads = b"", []
    for chunk in chunks:
        buffer += chunk
        while len(buffer) >= HEADER.size:
            end = HEADER.size + HEADER.unpack(buffer[: HEADER.size])[0]
            if len(buffer) < end:
                break
            payloads.append(buffer[HEADER.size : end])
            buffer = buffer[end:]
    return payloads
