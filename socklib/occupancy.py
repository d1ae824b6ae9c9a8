"""Who holds the places of a server, and whose place a newcomer gets: eviction under pressure.

Pure code: no sockets, no clock, no lock; the server asks under a lock of its own. The rules:

- A connection is *kept* (never evicted) once its handler says so, for good.
- Until then it is evictable whenever it is *idle*: no whole request of it is being answered or waits. The
  table asks the connections for that.
- A newcomer whose address is full takes the place of that address's oldest idle connection; any other takes
  that of the oldest idle connection of the address that holds most connections which are not kept.
- Where nothing is evictable, nobody goes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class AddressLoad:
    """What one address holds.

    Attributes:
        host: the address.
        kept: its connections that are kept.
        others: its other connections.
        oldest: when the oldest of them all came, in the seconds of the caller's clock.
    """

    host: str
    kept: int
    others: int
    oldest: float


@dataclass(slots=True)
class _Place:
    host: str
    since: float


@dataclass(slots=True)
class _Address(Generic[Item]):
    """The places of one address, each in the order in which the connections came."""

    kept: dict[Item, None] = field(default_factory=dict)
    others: dict[Item, None] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.kept) + len(self.others)


class Occupancy(Generic[Item]):
    """The table of connections: by address, kept or not.

    Args:
        is_idle: whether a connection has no whole request in hand or waiting.
        per_address: how many connections an address may hold, kept or not; 0: no bound.
    """

    def __init__(self, is_idle: Callable[[Item], bool], *, per_address: int = 0) -> None:
        self.per_address = per_address
        self._is_idle = is_idle
        self._places: dict[Item, _Place] = {}
        self._addresses: dict[str, _Address[Item]] = {}

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, item: object) -> bool:
        return item in self._places

    def add(self, item: Item, host: str, now: float) -> None:
        """Note a connection that was let in.

        Args:
            item: the connection; it is not in the table.
            host: its peer's address.
            now: when it came, in seconds; never less than before.
        """
        self._places[item] = _Place(host, now)
        self._addresses.setdefault(host, _Address()).others[item] = None

    def keep(self, item: Item) -> None:
        """Evict this connection never; nothing happens where it is not in the table."""
        if (place := self._places.get(item)) is not None:
            address = self._addresses[place.host]
            if item in address.others:
                del address.others[item]
                address.kept[item] = None

    def remove(self, item: Item) -> bool:
        """Forget a connection; return whether it was in the table."""
        place = self._places.pop(item, None)
        if place is None:
            return False
        address = self._addresses[place.host]
        address.kept.pop(item, None)
        address.others.pop(item, None)
        if not len(address):
            del self._addresses[place.host]
        return True

    def is_full(self, host: str) -> bool:
        """Tell whether an address holds as many connections as it may."""
        address = self._addresses.get(host)
        return bool(self.per_address) and address is not None and len(address) >= self.per_address

    def victims(
        self, newcomer: str | None = None, *, among: Callable[[Item], bool] = lambda _: True
    ) -> Iterator[Item]:
        """Yield whose place a newcomer gets, and who follows should that one turn out not to be idle.

        The table must not change meanwhile.

        Args:
            newcomer: the newcomer's address; None: only a thread is wanted, whoever's.
            among: which idle connections are worth closing at all.
        """
        if newcomer is not None and self.is_full(newcomer):
            yield from self._idle_of(self._addresses[newcomer], among)
            return
        if (first := self._first(among)) is None:
            return
        yield first  # mostly all that is wanted
        for address in self._by_need(among):
            yield from (item for item in self._idle_of(address, among) if item is not first)

    def by_address(self) -> list[AddressLoad]:
        """Return what each address holds, most first."""
        loads = [
            AddressLoad(
                host,
                len(address.kept),
                len(address.others),
                min(self._places[item].since for item in (*address.kept, *address.others)),
            )
            for host, address in self._addresses.items()
        ]
        return sorted(loads, key=lambda load: (-load.kept - load.others, load.host))

    def _first(self, among: Callable[[Item], bool]) -> Item | None:
        """Find the oldest idle connection of the address that holds most, in one walk from the oldest on."""
        most = max((len(address.others) for address in self._addresses.values()), default=0)
        found, held = None, 0
        for item, place in self._places.items():  # in the order in which they came
            others = self._addresses[place.host].others
            if len(others) > held and item in others and self._is_idle(item) and among(item):
                found, held = item, len(others)
                if held == most:
                    break
        return found

    def _by_need(self, among: Callable[[Item], bool]) -> list[_Address[Item]]:
        """Return the addresses with an idle connection, in the order in which they lose one."""
        firsts = [
            (-len(address.others), self._places[item].since, number, address)
            for number, address in enumerate(self._addresses.values())
            if (item := next(self._idle_of(address, among), None)) is not None
        ]
        return [address for *_, address in sorted(firsts, key=lambda first: first[:3])]

    def _idle_of(self, address: _Address[Item], among: Callable[[Item], bool]) -> Iterator[Item]:
        """Yield the idle connections of an address that are not kept, the oldest first."""
        return (item for item in address.others if self._is_idle(item) and among(item))
