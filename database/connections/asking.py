"""Who asks the database, and until when: what the pool needs to know of a request to be fair to all of them.

A request may run several statements. They share one deadline, so that the request is answered in time.
"""

from __future__ import annotations

import time
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

REQUEST_SECONDS = 8.5
"""How long a request may use the database: UNAVAILABLE comes within 10 s (`docs/protocol.md`, "Codes")."""


@dataclass(frozen=True)
class Asker:
    """A request at the database.

    Attributes:
        address: where it came from; requests of one address share a turn.
        session: whose it is, unique within the address.
        ends_at: when it is given up, by `time.monotonic`.
    """

    address: Hashable
    session: Hashable
    ends_at: float

    def left(self) -> float:
        """Return the seconds left."""
        return self.ends_at - time.monotonic()


_NOBODY = Asker(None, None, float("inf"))
_asker: ContextVar[Asker] = ContextVar("asker", default=_NOBODY)


@contextmanager
def asking_for(address: Hashable, session: Hashable, *, seconds: float = REQUEST_SECONDS) -> Iterator[None]:
    """Run one request of a session; every call of this thread on the database meanwhile is its.

    Args:
        address: where the request came from.
        session: whose it is.
        seconds: when its calls on the database are given up.
    """
    token = _asker.set(Asker(address, session, time.monotonic() + seconds))
    try:
        yield
    finally:
        _asker.reset(token)


def asker() -> Asker:
    """Return whose request this thread carries out; outside of any, nobody's, without a deadline."""
    return _asker.get()
