"""What a server tells connections that no thread of its pool serves, and how it closes them.

The payloads are the program's. It promises that nothing here holds up the accept loop: a plain connection
takes a small frame at once, and where a TLS handshake is needed first, other threads do it.
"""

from __future__ import annotations

import contextlib
import socket
from dataclasses import dataclass

from socklib.address import BACKLOG
from socklib.deadline import Deadline
from socklib.errors import SocklibError
from socklib.frames import encode_frame
from socklib.lingering import LingeringCloses
from socklib.pool import ThreadPool
from socklib.served import ServedConnection

_SEND_SECONDS = 0.5
_TLS_SEND_SECONDS = 2.0
_NOTIFIER_THREADS = 16
"""TLS handshakes at once while a stop tells the queue; a handshake mostly waits for the peer."""


@dataclass(frozen=True, slots=True)
class FinalPayloads:
    """The payloads; None: the connection is closed without one.

    Attributes:
        full: there is no room.
        malformed: a proxy's connection has no sound header.
        stopping: the server is stopping.
    """

    full: bytes | None
    malformed: bytes | None
    stopping: bytes | None


class FinalReplies:
    """Sends the last payload of a connection, and closes it; from any thread.

    Args:
        payloads: what to send.
        is_tls: whether connections need a handshake first.
        lingering: closes them so that the payload arrives.
        queue_limit: how many connections a stop may find waiting, besides the system's backlog.
        name: prefix of the threads' names.
    """

    def __init__(
        self,
        payloads: FinalPayloads,
        *,
        is_tls: bool,
        lingering: LingeringCloses,
        queue_limit: int,
        name: str,
    ) -> None:
        self._payloads = payloads
        self._is_tls = is_tls
        self._lingering = lingering
        self._notifiers = ThreadPool[ServedConnection](
            self._send_stopping,
            threads=_NOTIFIER_THREADS,
            queue_limit=queue_limit + BACKLOG,
            name=f"{name}-notifier",
        )
        self.deadline = Deadline.never()
        """When sending ends at the latest; a stop sets it."""

    def refuse(self, connection: ServedConnection) -> None:
        """Tell a connection that there is no room; under TLS only close it."""
        if self._is_tls:
            connection.close()  # a TLS handshake would hold up the accept loop
        else:
            self._send_and_close(connection, self._payloads.full)

    def refuse_malformed(self, stream: socket.socket) -> None:
        """Tell a proxy's new connection that its header is not sound."""
        with contextlib.suppress(OSError):
            if self._payloads.malformed is not None:
                stream.send(encode_frame(self._payloads.malformed))  # a new one takes a small frame whole
        self._lingering.begin(stream)

    def tell_stopping(self, connection: ServedConnection) -> None:
        """Tell a connection that the server is stopping; under TLS in a thread, because of the handshake."""
        if not self._is_tls:
            self._send_stopping(connection)
        elif not self._notifiers.submit(connection):  # no thread can start, or the time is over
            connection.close()

    def finish(self) -> None:
        """Tell nobody else from now on."""
        self._notifiers.finish()

    def join(self, deadline: Deadline) -> None:
        """Wait, after `finish`, until everybody was told; close the rest at the deadline."""
        self._notifiers.join(deadline)
        for untold in self._notifiers.close():
            untold.close()

    def _send_stopping(self, connection: ServedConnection) -> None:
        self._send_and_close(connection, self._payloads.stopping)

    def _send_and_close(self, connection: ServedConnection, payload: bytes | None) -> None:
        if payload is not None:
            seconds = _TLS_SEND_SECONDS if self._is_tls else _SEND_SECONDS
            with contextlib.suppress(SocklibError):
                connection.send(payload, min(Deadline.after(seconds), self.deadline))
        self._lingering.begin(connection._detach())
