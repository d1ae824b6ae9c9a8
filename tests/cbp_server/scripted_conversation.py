"""A stand-in for `Conversation` with scripted payloads, for what the real parts cannot be made to do."""

from __future__ import annotations

from typing import Any

import msgspec

from cbp.server import ConversationOverError, Deadline


class ScriptedConversation:
    """A client that sends these payloads and leaves.

    Args:
        payloads: one request each.

    Attributes:
        replies: what it was answered, decoded.
        marks: whether its place was kept or given up, in order.
    """

    ip = "127.0.0.1"

    def __init__(self, *payloads: bytes) -> None:
        self.to_come = list(payloads)
        self.replies: list[dict[str, Any]] = []
        self.marks: list[str] = []

    def keep(self) -> None:
        self.marks.append("kept")

    def demote(self) -> None:
        self.marks.append("demoted")

    def receive(self, deadline: Deadline) -> bytes:
        if not self.to_come:
            raise ConversationOverError(None, "the script is over")
        return self.to_come.pop(0)

    def send(self, payload: bytes, deadline: Deadline) -> None:
        self.replies.append(msgspec.json.decode(payload))
