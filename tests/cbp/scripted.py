"""A server that follows a test's script, byte for byte; and a client for it.

The server shares no code with the client: its frames and its JSON are its own.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
from collections.abc import Callable
from typing import Any

from cbp import CbpClient

PATIENCE = 20.0


class Peer:
    """The server's end of one connection, for a script to use."""

    def __init__(self, stream: socket.socket) -> None:
        stream.settimeout(PATIENCE)
        self._stream = stream

    def hear(self) -> Any:
        """Return the next request's JSON; None at the end of the connection."""
        header = self._read(4)
        if not header:
            return None
        return json.loads(self._read(struct.unpack(">I", header)[0]))

    def say(self, message: Any) -> None:
        payload = json.dumps(message).encode()
        self.write(struct.pack(">I", len(payload)) + payload)

    def write(self, data: bytes) -> None:
        self._stream.sendall(data)

    def stop_talking(self) -> None:
        self._stream.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        """Close so that the other end sees a reset."""
        self._stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._stream.close()

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self._stream.recv(size - len(data))
            if not part:
                break
            data += part
        return data


class ScriptedServer:
    """Listens on a free port and plays one script per connection, in order."""

    def __init__(self, *scripts: Callable[[Peer], None]) -> None:
        self._scripts = scripts
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(PATIENCE)
        self.host, self.port = self._listener.getsockname()
        self._failures: list[BaseException] = []
        self._thread = threading.Thread(target=self._play)
        self._thread.start()

    def finish(self) -> None:
        """Wait for the scripts to end, and raise what went wrong in one."""
        self._thread.join(PATIENCE)
        self._listener.close()
        if self._failures:
            raise self._failures[0]
        assert not self._thread.is_alive()

    def _play(self) -> None:
        try:
            for script in self._scripts:
                stream, _ = self._listener.accept()
                with stream:
                    script(Peer(stream))
        except BaseException as failure:  # noqa: BLE001 - raised by finish(), in the test's own thread
            self._failures.append(failure)


def client_of(server: ScriptedServer, *, timeout: float = PATIENCE) -> CbpClient:
    return CbpClient.connect(server.host, server.port, timeout=timeout)


def is_closed(client: CbpClient) -> bool:
    return repr(client).startswith("<CbpClient closed")


def answers(*pairs: tuple[dict[str, Any], dict[str, Any]]) -> Callable[[Peer], None]:
    """Return a script that expects these requests and gives these replies."""

    def script(peer: Peer) -> None:
        for request, reply in pairs:
            assert peer.hear() == request
            peer.say(reply)
        assert peer.hear() is None

    return script
