"""One connection to the page server: what it has sent, what it is owed, and until when it may take its time.

No sockets are opened here and nothing waits. Which connection is evicted for a newcomer is a pure function.
Memory is bounded by `LONGEST_HEAD` + `LONGEST_BODY`, whatever a peer sends.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus

from kiosk_web.pages.exchange import LONGEST_BODY, LONGEST_HEAD, Exchange, body_length
from kiosk_web.pages.site import Site

END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
LONGEST_END = 4

REQUEST_SECONDS = 5.0
"""For a whole request, counted from its first byte; for the first one from the connection's start."""

ANSWER_SECONDS = 10.0
"""For a peer to read an answer."""

IDLE_SECONDS = 120.0
"""Between two requests of a connection that knew the secret; a browser opens another when it needs one."""


@dataclass(eq=False)
class Connection:
    """One connection.

    Attributes:
        since: when it began what it is in now (monotonic, seconds).
        is_ours: whether a request of it knew the secret; others are strangers.
        is_calling: whether the bridge works on a call of it.
        closes: whether it is closed once `outgoing` is sent.
    """

    stream: socket.socket
    since: float
    is_ours: bool = False
    is_calling: bool = False
    closes: bool = False
    incoming: bytearray = field(default_factory=bytearray)
    outgoing: memoryview = field(default=memoryview(b""))
    _searched: int = 0

    @property
    def room(self) -> int:
        """How many more bytes may be received before some are answered."""
        return LONGEST_HEAD + LONGEST_BODY - len(self.incoming)

    @property
    def deadline(self) -> float | None:
        """When it is closed if nothing changes; None: not while the bridge works."""
        if self.is_calling:
            return None
        if self.outgoing:
            return self.since + ANSWER_SECONDS
        return self.since + (IDLE_SECONDS if self.is_ours and not self.incoming else REQUEST_SECONDS)

    def next_exchange(self, site: Site) -> Exchange | None:
        """Take the next whole request and return its exchange; None: more has to come first."""
        end = END_OF_HEAD.search(self.incoming, max(0, self._searched - LONGEST_END))
        self._searched = 0 if end else len(self.incoming)
        if (len(self.incoming) if end is None else end.end()) > LONGEST_HEAD:
            self.incoming.clear()
            return Exchange.refusing(site, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        if end is None:
            return None
        length = end.end() + body_length(bytes(self.incoming[: end.end()]))
        if len(self.incoming) < length:
            return None
        request = bytes(self.incoming[:length])
        del self.incoming[:length]
        return Exchange.of(site, request)


def evicted(connections: Iterable[Connection]) -> Connection | None:
    """Return which of these, oldest first, gives its place to a newcomer.

    A stranger before any that knew the secret, however long that one has been idle; never one whose call is
    under way.
    """
    idle = [connection for connection in connections if not connection.is_calling]
    strangers = [connection for connection in idle if not connection.is_ours]
    if strangers:
        return strangers[0]
    return min(idle, key=lambda connection: connection.since, default=None)
