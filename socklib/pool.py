"""A fixed number of threads and a bounded queue before them; one class owns both.

Items wait in the order they came; one thread serves one item whole. An item is admitted while those
served and those that wait are fewer than `threads` + `queue_limit` together, decided under one lock, so
the bound is exact whatever the threads are just doing.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from socklib.deadline import Deadline
from socklib.seldom import SeldomWarning

_log = logging.getLogger("socklib")

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Load:
    """How full a pool is, in numbers from 0.

    Args:
        threads: threads that there may be.
        busy: threads that serve an item.
        queued: items that wait for a thread.
        queue_limit: items that may wait while every thread serves.
    """

    threads: int
    busy: int
    queued: int
    queue_limit: int


class ThreadPool(Generic[Item]):
    """Threads that serve items from a bounded queue.

    Args:
        serve: called with one item, in one of the threads; what it raises is logged and harms nobody else.
            Items are told apart by their hash; none waits twice.
        threads: how many threads at the most, 1 or more; one starts when an item finds none idle, and stays.
        queue_limit: how many items may wait while every thread serves, 0 or more.
        name: the threads' name, for logs and debuggers.
    """

    def __init__(self, serve: Callable[[Item], None], *, threads: int, queue_limit: int, name: str) -> None:
        self._serve = serve
        self._queue_limit = queue_limit
        self._waiting: OrderedDict[Item, None] = OrderedDict()  # each leaves at the same small cost
        self._busy = 0
        self._is_closed = False
        self._changed = threading.Condition()
        self._most_threads = threads
        self._name = name
        self._idle = 0
        self._trouble = SeldomWarning(
            _log, f"{name}: the system started no thread, %d times lately, beyond the %d there are"
        )
        self._threads: list[threading.Thread] = []

    @property
    def load(self) -> Load:
        """How full the pool is at this moment."""
        with self._changed:
            return Load(self._most_threads, self._busy, len(self._waiting), self._queue_limit)

    def submit(self, item: Item) -> bool:
        """Let an item wait for a thread.

        Args:
            item: what `serve` will be given; it must not be waiting already.

        Returns:
            Whether it waits now; not where there is no room, no thread at all, or the pool was closed.
        """
        with self._changed:
            room = self._most_threads + self._queue_limit
            if self._is_closed or self._busy + len(self._waiting) >= room:
                return False
            self._waiting[item] = None
            if len(self._waiting) > self._idle and len(self._threads) < self._most_threads:
                self._start_thread()
            if not self._threads:  # nobody would ever serve it
                del self._waiting[item]
                return False
            self._changed.notify()
            return True

    def withdraw(self, item: Item) -> bool:
        """Take an item out of the queue; return False where it does not wait there (a thread has it)."""
        with self._changed:
            if item not in self._waiting:
                return False
            del self._waiting[item]
            return True

    def close(self) -> list[Item]:
        """Admit nobody any more; return the items that still waited, which no thread will serve."""
        with self._changed:
            self._is_closed = True
            left = list(self._waiting)
            self._waiting.clear()
            self._changed.notify_all()
            return left

    def finish(self) -> None:
        """Admit nobody any more; those who wait are still served, and then the threads end."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def join(self, deadline: Deadline) -> bool:
        """Wait, after `close` or `finish`, until every thread but the calling one has ended.

        Args:
            deadline: how long to wait for all of them.

        Returns:
            Whether they have.
        """
        others = [thread for thread in self._threads if thread is not threading.current_thread()]
        for thread in others:
            thread.join(deadline.seconds_left())
        return not any(thread.is_alive() for thread in others)

    def _start_thread(self) -> None:
        name = f"{self._name}-{len(self._threads) + 1}"
        thread = threading.Thread(target=self._work, name=name, daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the system gives no more: those there are serve on, the item waits for one
            self._trouble.tell(len(self._threads))
            return
        self._threads.append(thread)

    def _work(self) -> None:
        while (item := self._next()) is not None:
            try:
                self._serve(item)
            except BaseException as error:  # noqa: BLE001 - a thread outlives whatever one item does
                _report(error)
            finally:
                del item  # an idle thread keeps nothing alive
                with self._changed:
                    self._busy -= 1

    def _next(self) -> Item | None:
        with self._changed:
            self._idle += 1
            while not self._waiting and not self._is_closed:
                self._changed.wait()
            self._idle -= 1
            if not self._waiting:
                return None
            self._busy += 1
            return self._waiting.popitem(last=False)[0]


def _report(error: BaseException) -> None:
    """Log where serving failed; not the error's own text, which may quote what a peer sent."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("serving a connection failed with %s; the thread goes on\n%s", type(error).__name__, where)
