"""Whose turn it is: the order in which those who wait are served, as plain code.

No threads here, and no connection. Promise: who has used little lately is served before who has used much; of
equals, the one that asked first. What counts is what the session has used, and a part of what all sessions of
its address have used: one visitor's costly questions make that visitor wait, new sessions of the same address
do not help, and a hall of booths behind one address is not put behind a stranger for its number. Use is
forgotten with a half-life, and waiting makes up for some of it: who comes anew all the time, from many
addresses, does not keep a patient waiting who has used something already.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

HALF_LIFE_SECONDS = 5.0
"""After which half of what somebody has used is forgotten."""

ADDRESS_SHARE = 1 / 16
"""The part of an address's use that counts for each of its sessions: so many honest sessions weigh as one."""

REMEMBERED_SECONDS = 12 * HALF_LIFE_SECONDS
"""After which a use has less than a four-thousandth left, and is forgotten whole."""

MOST_REMEMBERED = 4096
"""Addresses, and sessions, whose use is remembered; the one that used something longest ago is forgotten."""

WAITING_SHARE = 1 / 4
"""The seconds of use that a second of waiting makes up for.

With more, those who ask costly questions and have waited long would go before a patient who has just come."""

T = TypeVar("T")


@dataclass(slots=True)
class Use:
    """How many seconds were used, as of a time of the clock."""

    seconds: float = 0.0
    as_of: float = 0.0

    def at(self, now: float) -> float:
        """Return what is not forgotten yet."""
        return float(self.seconds * 0.5 ** ((now - self.as_of) / HALF_LIFE_SECONDS))


class Uses:
    """What each of many has used lately; bounded in memory."""

    def __init__(self) -> None:
        self._uses: OrderedDict[Hashable, Use] = OrderedDict()

    def __len__(self) -> int:
        return len(self._uses)

    def of(self, who: Hashable, now: float) -> float:
        """Return the seconds that somebody has used lately."""
        use = self._uses.get(who)
        return use.at(now) if use else 0.0

    def add(self, who: Hashable, seconds: float, now: float) -> None:
        """Note a use that ended now."""
        self._uses[who] = Use(self.of(who, now) + seconds, now)
        self._uses.move_to_end(who)
        while len(self._uses) > MOST_REMEMBERED or self._oldest_is_over(now):
            self._uses.popitem(last=False)

    def _oldest_is_over(self, now: float) -> bool:
        oldest = next(iter(self._uses.values()))
        return oldest.as_of < now - REMEMBERED_SECONDS


@dataclass(frozen=True, slots=True, eq=False)
class Waiting(Generic[T]):
    """Somebody who waits.

    Attributes:
        address: of whom.
        session: of whom, within the address.
        ticket: what the caller needs to serve them.
    """

    address: Hashable
    session: Hashable
    ticket: T = field(repr=False)


class FairQueue(Generic[T]):
    """Those who wait, and what everybody has used lately; not safe for threads.

    Args:
        clock: monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._waiting: OrderedDict[Waiting[T], float] = OrderedDict()  # since when
        self._addresses, self._sessions = Uses(), Uses()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, waiting: Waiting[T]) -> None:
        """Queue somebody."""
        self._waiting[waiting] = self._clock()

    def remove(self, waiting: Waiting[T]) -> bool:
        """Take somebody out who no longer wants to wait; return whether they waited."""
        return self._waiting.pop(waiting, None) is not None

    def note_use(self, address: Hashable, session: Hashable, seconds: float) -> None:
        """Note what somebody has used, in seconds."""
        now = self._clock()
        self._addresses.add(address, seconds, now)
        self._sessions.add((address, session), seconds, now)

    def pop(self) -> Waiting[T] | None:
        """Take out whose turn it is; None if nobody waits."""
        now = self._clock()

        def use_left(waiting: Waiting[T]) -> float:
            address, session = waiting.address, waiting.session
            of_its_address = self._addresses.of(address, now)
            used = self._sessions.of((address, session), now) + of_its_address * ADDRESS_SHARE
            return used - (now - self._waiting[waiting]) * WAITING_SHARE

        # Of equals, the one that asked first.
        first = min(self._waiting, key=use_left, default=None)
        if first is not None:
            del self._waiting[first]
        return first
