"""The reservation servers that a booth knows, and which of them it asks next.

They share one database, so any of them can go on with a session that began at another: the patient is
logged in again, and what is safe to repeat is repeated (`patient_session.py`). Each booth has one that it
asks first, so that the booths of a hospital spread over the servers. It promises that a server that failed
is asked again only after a pause, which doubles while it fails, or when no other answers; and that the log
has one line when the booth leaves a server, and one when that server serves it again.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cbp import Address, CbpClient, CbpError, UnreachableError
from kiosk_web.calls.outcomes import outcome_of

FIRST_PAUSE, LONGEST_PAUSE = 30.0, 480.0
"""Seconds until a server that failed is asked again, the first time and at most."""

CONNECT_SECONDS = 3.0
"""How long a server may take to accept a connection where there is another one to ask."""

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Failing:
    """A server that failed: until when it is passed over, and how long that was."""

    until: float
    pause: float


class Servers:
    """Connects to one of several servers; safe from any thread.

    Args:
        addresses: where they listen, at least one.
        connect: opens a connection to one of them; raises UnreachableError.
        first: index of the one to prefer, modulo their number.
        clock: monotonic seconds.
    """

    def __init__(
        self,
        addresses: Sequence[Address],
        connect: Callable[[Address], CbpClient],
        *,
        first: int = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._first = first
        self._addresses = self._turned(addresses)
        self._connect = connect
        self._clock = clock
        self._lock = threading.Lock()
        self._failing: dict[Address, _Failing] = {}

    @property
    def count(self) -> int:
        """How many servers there are."""
        return len(self._addresses)

    def change(self, addresses: Sequence[Address], connect: Callable[[Address], CbpClient]) -> None:
        """Use others from now on; arguments as in the constructor."""
        with self._lock:
            self._addresses = self._turned(addresses)
            self._connect = connect
            self._failing = {one: how for one, how in self._failing.items() if one in self._addresses}

    def dial(self) -> tuple[CbpClient, Address]:
        """Return a connection to the first server that takes one, and where it is.

        Raises:
            UnreachableError: none does.
        """
        addresses, connect = self._in_turn()
        for address in addresses:
            try:
                return connect(address), address
            except UnreachableError as error:
                self.failed(address, error)
                last = error
        raise last

    def failed(self, address: Address, error: CbpError) -> None:
        """Take note of how a request to a server ended; an error about the request itself is an answer."""
        if self.count == 1:
            return
        if not outcome_of(error).asks_another:
            self.answered(address)
            return
        with self._lock:
            before, now = self._failing.get(address), self._clock()
            if before is None:
                pause = FIRST_PAUSE
            elif now < before.until:  # asked early, because no other answered
                pause = before.pause
            else:
                pause = min(2 * before.pause, LONGEST_PAUSE)
            self._failing[address] = _Failing(now + pause, pause)
        if before is None:
            _log.warning("the reservation server at %s fails, so this booth asks another: %s", address, error)

    def answered(self, address: Address) -> None:
        """Take note that a server did what it was asked."""
        if address not in self._failing:
            return
        with self._lock:
            was_failing = self._failing.pop(address, None)
        if was_failing:
            _log.warning("the reservation server at %s serves this booth again", address)

    def _turned(self, addresses: Sequence[Address]) -> tuple[Address, ...]:
        start = self._first % len(addresses)
        return (*addresses[start:], *addresses[:start])

    def _in_turn(self) -> tuple[list[Address], Callable[[Address], CbpClient]]:
        """Return all addresses, those that failed lately last, and what connects to them."""
        with self._lock:
            now = self._clock()
            ends = {address: one.until for address, one in self._failing.items() if one.until > now}
            return sorted(self._addresses, key=lambda one: ends.get(one, -math.inf)), self._connect
