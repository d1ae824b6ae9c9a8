"""Frames with the standard library alone, on blocking sockets, for floors, rivals and the load.

It deliberately uses none of the program's code, which is measured against it.
"""

from __future__ import annotations

import socket
import struct

HEADER = struct.Struct("!I")
CHUNK = 65_536


def open_socket(port: int, *, nodelay: bool = True) -> socket.socket:
    """Connect to a port of this machine."""
    stream = socket.create_connection(("127.0.0.1", port), timeout=30)
    if nodelay:
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return stream


def frame(payload: bytes) -> bytes:
    """Return header and payload in one piece."""
    return HEADER.pack(len(payload)) + payload


def send_apart(stream: socket.socket, payload: bytes) -> None:
    """Send header and payload separately, as common C implementations do."""
    stream.sendall(HEADER.pack(len(payload)))
    stream.sendall(payload)


def receive(stream: socket.socket) -> bytes:
    """Return the next payload of a peer that sends one frame at a time.

    Raises:
        EOFError: the peer has closed the connection.
    """
    buffer = stream.recv(CHUNK)
    if not buffer:
        raise EOFError
    while len(buffer) < HEADER.size or len(buffer) < HEADER.size + HEADER.unpack_from(buffer)[0]:
        chunk = stream.recv(CHUNK)
        if not chunk:
            raise EOFError
        buffer += chunk
    return buffer[HEADER.size :]
