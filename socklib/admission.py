"""Who is let in, who waits for a thread, and who gives a place to a newcomer: one table, under one lock.

Whose turn it is to go is decided in `occupancy.py`. Added here: connections with something to say are served
before silent ones, and a queued connection whose whole request has waited for `PATIENCE_SECONDS` gets the
thread of an idle one. It promises that nothing here waits for a peer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

from socklib.occupancy import AddressLoad, Occupancy
from socklib.pool import ThreadPool
from socklib.queue_watch import QueueWatch
from socklib.served import ServedConnection

PATIENCE_SECONDS = 0.25
"""How long a whole request waits for a thread before an idle connection loses its own."""


class Admission:
    """Admits connections to a pool of threads.

    Args:
        pool: the threads and their queue; it bounds neither.
        places: connections that may be served or wait at once.
        per_address: connections an address may hold at once; 0: no bound.
        evicts_idle: whether idle connections give their place to a newcomer; if not, only those hung up do.
        turn_away: tells a connection that nobody serves that there is no room, and closes it; must not block.
        on_starvation: called when a whole request has waited for `PATIENCE_SECONDS` and no thread can be
            freed for it, with what the address holds whose connections are kept most; not under the lock.

    Raises:
        OSError: the system has no descriptor to give.
    """

    def __init__(
        self,
        pool: ThreadPool[ServedConnection],
        *,
        places: int,
        per_address: int,
        evicts_idle: bool,
        turn_away: Callable[[ServedConnection], None],
        on_starvation: Callable[[AddressLoad], None],
    ) -> None:
        self._pool = pool
        self._places = places
        self._turn_away = turn_away
        self._on_starvation = on_starvation
        self._occupancy = Occupancy[ServedConnection](
            lambda one: evicts_idle and one._is_idle, per_address=per_address
        )
        self._watch = QueueWatch[ServedConnection]()
        self._requests_since: dict[ServedConnection, float] = {}  # queued with a whole request, oldest first
        self._hung_up: dict[ServedConnection, None] = {}  # those of them whose peer may have left
        self._guard = threading.Lock()
        self.evicted = 0

    def fileno(self) -> int:
        """Return a descriptor that becomes readable when `look` should be called."""
        return self._watch.fileno()

    def admit(self, connection: ServedConnection) -> bool:
        """Let a newcomer wait for a thread, in somebody's place if need be; return whether it was let in."""
        host = connection.peer.host
        if self._is_full(host):
            self._read_news()  # who has left since gives a place first
        with self._guard:
            if self._is_full(host) and not self._evict_for(host):
                return False
            self._occupancy.add(connection, host, time.monotonic())
        self._watch.watch(connection)  # first: the thread that takes it unwatches it
        if self._pool.submit(connection):
            return True
        self.forget(connection)
        return False

    def begin(self, connection: ServedConnection) -> None:
        """Note that a thread has taken a connection from the queue."""
        self._watch.unwatch(connection)
        with self._guard:
            self._requests_since.pop(connection, None)
            self._hung_up.pop(connection, None)

    def keep(self, connection: ServedConnection) -> None:
        """Never evict a connection from now on."""
        with self._guard:
            self._occupancy.keep(connection)

    def forget(self, connection: ServedConnection) -> None:
        """Give a connection's place back."""
        self._watch.unwatch(connection)
        with self._guard:
            self._remove(connection)

    def make_room(self) -> None:
        """Evict one connection if any is idle: the process is out of descriptors."""
        with self._guard:
            self._evict_first(self._occupancy.victims())

    def look(self) -> float | None:
        """See to the queue: prefer those with a whole request, and free a thread for one that has waited.

        Returns:
            The seconds after which to look again; None: when there is news.
        """
        self._read_news()
        seconds, starves = self._free_threads()
        if starves is not None:
            self._on_starvation(starves)
        return seconds

    def limit_addresses(self, per_address: int) -> None:
        """Change how many connections an address may hold; who is over it stays."""
        with self._guard:
            self._occupancy.per_address = per_address

    def by_address(self) -> list[AddressLoad]:
        """Return what each address holds, most first."""
        with self._guard:
            return self._occupancy.by_address()

    def close(self) -> None:
        """Watch nobody any more; the table stays."""
        self._watch.close()

    def _is_full(self, host: str) -> bool:
        return self._occupancy.is_full(host) or len(self._occupancy) >= self._places

    def _read_news(self) -> None:
        for connection, has_hung_up in self._watch.news():
            if connection._has_request():
                with self._guard:  # held, or a thread could begin to serve it in between
                    if self._pool.prefer(connection):
                        self._requests_since.setdefault(connection, time.monotonic())
                        if has_hung_up:
                            self._hung_up[connection] = None
            elif has_hung_up and not self._pool.has_idle_thread and self._pool.withdraw(connection):
                self.forget(connection)
                connection.close()

    def _free_threads(self) -> tuple[float | None, AddressLoad | None]:
        """Free a thread for each request that has waited.

        Returns:
            The seconds after which to look again; and, where none can be freed, who has most sessions.
        """
        now = time.monotonic()
        with self._guard:
            for connection, since in list(self._requests_since.items()):
                left = since + PATIENCE_SECONDS - now
                if left > 0:
                    return left, None
                if self._pool.has_idle_thread:
                    return PATIENCE_SECONDS, None
                served = self._occupancy.victims(among=lambda one: one._wake_up >= 0)
                if not self._evict_first(served):
                    most = max(self._occupancy.by_address(), key=lambda load: load.kept)
                    return PATIENCE_SECONDS, most if most.kept else None
                self._requests_since.pop(connection, None)  # a thread is on its way
        return None, None

    def _evict_for(self, newcomer: str) -> bool:
        """Evict whoever gives a place to a newcomer; return whether there is one. Under the lock."""
        is_full = self._occupancy.is_full(newcomer)
        for gone in list(self._hung_up):
            if not is_full or gone.peer.host == newcomer:
                del self._hung_up[gone]
                if self._pool.withdraw(gone):
                    self._remove(gone)
                    self.evicted += 1
                    self._watch.unwatch(gone)
                    self._turn_away(gone)  # a peer that only half-closed still reads
                    return True
        return self._evict_first(self._occupancy.victims(newcomer))

    def _evict_first(self, victims: Iterator[ServedConnection]) -> bool:
        """Evict the first of these that is still idle; return whether there is one. Under the lock."""
        for victim in victims:
            if victim._try_evict():
                self._remove(victim)
                self.evicted += 1
                if self._pool.withdraw(victim):  # no thread has it: it is ours
                    self._watch.unwatch(victim)
                    self._turn_away(victim)
                return True
        return False

    def _remove(self, connection: ServedConnection) -> None:
        self._occupancy.remove(connection)
        self._requests_since.pop(connection, None)
        self._hung_up.pop(connection, None)
