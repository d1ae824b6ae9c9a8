"""What a visitor says to a reservation server, and how it reads the answer: in CBP, or in the rival's HTTP.

It uses none of the program's code but msgspec for JSON. A dialect is one session's: HTTP carries a token.
Requests are messages of `docs/protocol.md`, so that both contenders are asked the same.
"""

from __future__ import annotations

from typing import Any, Protocol
from urllib.parse import urlencode

import msgspec

from bench.load import is_whole_frame
from bench.wire import HEADER, frame

Message = dict[str, Any]

_OK = b'{"status":"ok"'


class RefusedError(Exception):
    """A request was answered with an error."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Dialect(Protocol):
    """How one session speaks."""

    def request(self, message: Message) -> bytes:
        """Return the bytes of a request."""

    def is_whole(self, received: bytearray) -> bool:
        """Return whether a whole reply has arrived."""

    def content(self, reply: bytes) -> bytes:
        """Return the JSON of a reply.

        Raises:
            RefusedError: it is an error.
        """

    def rows(self, reply: bytes) -> list[Message]:
        """Return the specialties, doctors, consultations or days of a reply."""


class Cbp:
    """Frames of JSON (`docs/protocol.md`)."""

    def request(self, message: Message) -> bytes:
        """Return a frame."""
        return frame(msgspec.json.encode(message))

    def is_whole(self, received: bytearray) -> bool:
        """Return whether a whole frame has arrived."""
        return is_whole_frame(received)

    def content(self, reply: bytes) -> bytes:
        """Return the payload."""
        payload = reply[HEADER.size :]
        if not payload.startswith(_OK):
            raise RefusedError(msgspec.json.decode(payload)["code"])
        return payload

    def message(self, reply: bytes) -> Message:
        """Return the whole reply, decoded."""
        return msgspec.json.decode(self.content(reply), type=Message)

    def rows(self, reply: bytes) -> list[Message]:
        """Return the only list of the reply."""
        return next(rows for rows in self.message(reply).values() if type(rows) is list)


class Http:
    """HTTP/1.1 with a connection kept alive, and a token that LOGIN gives (`bench.rival`)."""

    _PATHS = {  # noqa: RUF012 - read only
        "LOGIN": "POST /login",
        "LOGOUT": "POST /logout",
        "BOOK_CONSULTATION": "POST /bookings",
        "GET_SPECIALTIES": "GET /specialties",
        "GET_DOCTORS": "GET /doctors",
        "SEARCH_CONSULTATIONS": "GET /consultations",
        "GET_AVAILABILITY": "GET /availability",
    }

    def __init__(self) -> None:
        self._token = ""

    def request(self, message: Message) -> bytes:
        """Return a request with its head."""
        fields = {name: value for name, value in message.items() if name != "command"}
        path, body, kind = self._PATHS[message["command"]], b"", ""
        if path.startswith("POST"):
            body = msgspec.json.encode(fields) if fields else b""
            kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        elif fields:
            path += "?" + urlencode(fields)
        token = f"Authorization: Bearer {self._token}\r\n" if self._token else ""
        return f"{path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{token}{kind}\r\n".encode() + body

    def is_whole(self, received: bytearray) -> bool:
        """Return whether head and body have arrived."""
        end = received.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(received[:end]).lower()
        _, _, length = head.partition(b"content-length:")
        return len(received) >= end + 4 + int(length.split(b"\r\n", 1)[0])

    def content(self, reply: bytes) -> bytes:
        """Return the body."""
        head, _, body = reply.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RefusedError(str(msgspec.json.decode(body)["detail"]))
        if body.startswith(b'{"patient_id"'):
            self._token = msgspec.json.decode(body)["token"]
        return body

    def rows(self, reply: bytes) -> list[Message]:
        """Return the body, or the consultations in it."""
        body = msgspec.json.decode(self.content(reply))
        return body if type(body) is list else body["consultations"]
