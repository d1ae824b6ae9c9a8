"""A scripted server on a real socket, for faults that the real one cannot be made to show.

Its frames and its JSON are its own: it shares no code with the client.
"""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable
from typing import Any

PATIENCE = 20.0
OK: dict[str, Any] = {"status": "ok"}

Answer = Callable[[int, dict[str, Any]], "dict[str, Any] | None"]


def refusal(code: str, **more: Any) -> dict[str, Any]:
    """Give an error reply."""
    return {"status": "error", "code": code, "message": "said by a test", **more}


class Peer:
    """Listens on a free port and answers each request as the test's function says.

    Args:
        answer: given the connection's number (from 1) and the request; None cuts the connection.
    """

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.heard: list[tuple[int, str]] = []
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def commands(self) -> list[str]:
        return [command for _connection, command in self.heard]

    def close(self) -> None:
        """Stop listening and close every connection, as a server that is gone."""
        for stream in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                stream.shutdown(socket.SHUT_RDWR)
            stream.close()

    def stop_listening(self) -> None:
        """Refuse new connections; keep those that are open."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        number = 0
        while True:
            try:
                stream, _address = self._listener.accept()
            except OSError:
                return
            number += 1
            stream.settimeout(PATIENCE)
            self._open.append(stream)
            threading.Thread(target=self._serve, args=(stream, number), daemon=True).start()

    def _serve(self, stream: socket.socket, number: int) -> None:
        with stream:
            try:
                while header := _read(stream, 4):
                    request = json.loads(_read(stream, struct.unpack(">I", header)[0]))
                    self.heard.append((number, request["command"]))
                    reply = self._answer(number, request)
                    if reply is None:
                        return
                    payload = json.dumps(reply).encode()
                    stream.sendall(struct.pack(">I", len(payload)) + payload)
            except OSError:
                return


def _read(stream: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        part = stream.recv(size - len(data))
        if not part:
            return b""
        data += part
    return data
