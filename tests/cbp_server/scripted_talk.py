"""The interface of `Talk`, playing payloads: for what the real parts cannot be made to do."""

from typing import Any

import msgspec

from cbp.server import Deadline, TalkOver


class ScriptedTalk:
    """A client that says these payloads and leaves.

    Args:
        payloads: one request each.

    Attributes:
        said: what it was answered, decoded.
    """

    ip = "127.0.0.1"

    def __init__(self, *payloads: bytes) -> None:
        self.to_come = list(payloads)
        self.said: list[dict[str, Any]] = []

    def receive(self, deadline: Deadline) -> bytes:
        if not self.to_come:
            raise TalkOver(None, "the script is over")
        return self.to_come.pop(0)

    def send(self, payload: bytes, deadline: Deadline) -> None:
        self.said.append(msgspec.json.decode(payload))
