"""What a stand is: what is proved, and what can be broken in it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from cbp.admin_client import AcbpClient
from prove.proxy import Endpoint
from prove.tables import Tables

BOOKINGS_PER_PATIENT = 4
"""Few, so that the limit is reached often."""

LIMITS: Mapping[str, object] = {
    "bookings_per_patient": BOOKINGS_PER_PATIENT,
    "registrations_per_hour": 0,
    "logins_per_address": 0,
    "connections_per_address": 0,
}
"""What a proved server has in its `[server]`: all clients have one address."""

Break = Callable[[random.Random], float | None]
"""Breaks something and mends it; draws what it chooses from what it is given. Returns the time (monotonic)
from which on a server that ended by it was no more, or None."""

AdminPort = Callable[[], AcbpClient | None]
"""Called in the thread that is going to ask: returns a client of an admin port; None while it is down."""


class Stand(Protocol):
    """What clients use and a nemesis breaks.

    Attributes:
        name: for people.
        addresses: where clients connect; each goes on at the next one when one is lost.
        admin_ports: one for each server.
        limit: consultations that a patient may hold.
        breaks: every fault by its name.
        database_killers: those that kill a database with what is not on its disk.
        outages: those in which nobody can write; their pauses are told apart.
    """

    name: str
    addresses: Sequence[Endpoint]
    admin_ports: Sequence[AdminPort]
    limit: int
    breaks: Mapping[str, Break]
    database_killers: frozenset[str]
    outages: frozenset[str]

    def read_tables(self) -> Tables:
        """Return what the tables hold."""

    def read_tables_at_the_end(self) -> Tables:
        """End the servers, kill the database once more, and return what is left."""

    def counts(self) -> Mapping[str, int]:
        """Return figures of the stand's own for the report."""

    def defects(self) -> Sequence[str]:
        """Return what is wrong besides the answers: defects that the servers logged, nodes that differ."""
