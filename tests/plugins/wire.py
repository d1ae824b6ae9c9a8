"""A client written from docs/protocol.md alone: bytes and JSON, nothing of the project's own code.

It can also send what no proper client sends: half frames, no frames, frames too large.
"""

from __future__ import annotations

import json
import socket
import struct
from typing import Any

SECONDS = 15.0

Message = dict[str, Any]


class WireClient:
    """One connection to a server, as bytes."""

    def __init__(self, address: tuple[str, int]) -> None:
        self.stream = socket.create_connection(address, timeout=SECONDS)
        self.stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> WireClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()

    def ask(self, command: str, **fields: object) -> Message:
        """Send a request and return the reply."""
        self.say({"command": command, **fields})
        return self.hear()

    def say(self, message: object) -> None:
        """Send any JSON as one frame."""
        self.say_bytes(json.dumps(message).encode())

    def say_bytes(self, payload: bytes) -> None:
        """Send any bytes as one frame."""
        self.stream.sendall(struct.pack("!I", len(payload)) + payload)

    def hear(self) -> Message:
        """Return the next frame's message."""
        (length,) = struct.unpack("!I", self._exactly(4))
        message = json.loads(self._exactly(length))
        assert isinstance(message, dict)
        return message

    def is_closed(self) -> bool:
        """Wait for the server to close the connection; False if it sends something instead."""
        try:
            return self.stream.recv(1) == b""
        except ConnectionResetError:
            return True

    def register(self, last_name: str = "Durand", first_name: str = "Amélie", **more: object) -> int:
        """Log in as a new patient; return the number."""
        reply = self.ask("LOGIN", last_name=last_name, first_name=first_name, new_patient=True, **more)
        assert reply["status"] == "ok", reply
        number = reply["patient_id"]
        assert isinstance(number, int)
        return number

    def log_in(self, last_name: str, first_name: str, number: object) -> Message:
        """Log in as a known patient; return the reply."""
        return self.ask(
            "LOGIN", last_name=last_name, first_name=first_name, new_patient=False, patient_id=number
        )

    def search(self, **criteria: object) -> list[Message]:
        """Return every free consultation, page after page."""
        found: list[Message] = []
        after = None
        while True:
            page = self.ask("SEARCH_CONSULTATIONS", **criteria, after=after)
            assert page["status"] == "ok", page
            found += page["consultations"]
            after = page["next"]
            if after is None:
                return found

    def _exactly(self, count: int) -> bytes:
        received = b""
        while len(received) < count:
            chunk = self.stream.recv(count - len(received))
            if not chunk:
                raise ConnectionError(f"closed after {len(received)} of {count} bytes")
            received += chunk
        return received


def narrow_stream(address: tuple[str, int]) -> socket.socket:
    """Connect with small buffers: unless the client reads, a few answers fill them."""
    stream = socket.socket()
    stream.settimeout(SECONDS)
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)  # the system raises it to its minimum
    stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 100)  # which keeps the server's buffer small
    stream.connect(address)
    return stream


def error_code(reply: Message) -> str:
    """Return the code of an error reply."""
    assert reply["status"] == "error", reply
    code = reply["code"]
    assert isinstance(code, str)
    return code
