"""A pool of threads and its bounded FIFO queue; one class owns both.

An item is admitted while fewer than `threads` + `queue_limit` items are served or queued. That is decided
under one lock, so the bound is exact.
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
from socklib.rate_limited import RateLimitedWarning

_log = logging.getLogger("socklib")

Item = TypeVar("Item", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Load:
    """How full a pool is.

    Args:
        threads: how many threads there may be.
        busy: threads that serve an item.
        queued: items that wait for a thread.
        queue_limit: items that may wait while every thread is busy.
    """

    threads: int
    busy: int
    queued: int
    queue_limit: int


class ThreadPool(Generic[Item]):
    """Threads that serve items from a bounded queue.

    Args:
        serve: serves one item, in one of the threads; what it raises is logged and affects no other item.
        threads: the most threads, 1 or more; one starts when an item finds none idle, and stays.
        queue_limit: how many items may wait while every thread is busy, 0 or more.
        name: prefix of the threads' names, and of log lines.
    """

    def __init__(self, serve: Callable[[Item], None], *, threads: int, queue_limit: int, name: str) -> None:
        self._serve = serve
        self._queue_limit = queue_limit
        self._waiting: OrderedDict[Item, None] = (
            OrderedDict()
        )  # an ordered set: `withdraw` takes constant time
        self._preferred: OrderedDict[Item, None] = OrderedDict()  # moved here from there, and served first
        self._busy = 0
        self._is_closed = False
        self._changed = threading.Condition()
        self._most_threads = threads
        self._name = name
        self._idle = 0
        self._failure_warning = RateLimitedWarning(
            _log, f"{name}: the system refused to start a thread %d times lately; there are %d"
        )
        self._threads: list[threading.Thread] = []

    @property
    def load(self) -> Load:
        """How full the pool is at this moment."""
        with self._changed:
            return Load(self._most_threads, self._busy, self._queued, self._queue_limit)

    @property
    def has_idle_thread(self) -> bool:
        """Whether a thread is idle or can still be started, so that nothing has to wait for one."""
        with self._changed:
            return self._queued < self._idle or len(self._threads) < self._most_threads

    @property
    def is_closed(self) -> bool:
        """Whether it admits no more items."""
        return self._is_closed

    @property
    def _queued(self) -> int:
        return len(self._waiting) + len(self._preferred)

    def submit(self, item: Item) -> bool:
        """Queue an item for the next free thread.

        Args:
            item: the argument for `serve`; it must not be in the queue already.

        Returns:
            Whether it was queued; False if there is no room, no thread at all, or the pool was closed.
        """
        has_failed = False
        with self._changed:
            room = self._most_threads + self._queue_limit
            if self._is_closed or self._busy + self._queued >= room:
                return False
            self._waiting[item] = None
            if self._queued > self._idle and len(self._threads) < self._most_threads:
                has_failed = not self._start_thread()
            count = len(self._threads)
            if count:
                self._changed.notify()
            else:  # nobody would ever serve it
                del self._waiting[item]
        if has_failed:
            self._failure_warning.log(count)  # not under the lock: writing may take long
        return count > 0

    def withdraw(self, item: Item) -> bool:
        """Take an item out of the queue; return False if it is not there (a thread has it)."""
        with self._changed:
            for queue in (self._waiting, self._preferred):
                if item in queue:
                    del queue[item]
                    return True
            return False

    def prefer(self, item: Item) -> bool:
        """Serve a queued item before those that are not preferred; return whether it is queued."""
        with self._changed:
            if item in self._waiting:
                del self._waiting[item]
                self._preferred[item] = None
            return item in self._preferred

    def close(self) -> list[Item]:
        """Admit no more items; empty the queue and return what was in it."""
        with self._changed:
            self._is_closed = True
            left = [*self._preferred, *self._waiting]
            self._preferred.clear()
            self._waiting.clear()
            self._changed.notify_all()
            return left

    def finish(self) -> None:
        """Admit no more items; the threads serve those in the queue, then end."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def join(self, deadline: Deadline) -> bool:
        """Wait, after `close` or `finish`, until every thread but the calling one has ended.

        Args:
            deadline: for all of them together.

        Returns:
            Whether they have ended.
        """
        others = [thread for thread in self._threads if thread is not threading.current_thread()]
        for thread in others:
            thread.join(deadline.seconds_left())
        return not any(thread.is_alive() for thread in others)

    def _start_thread(self) -> bool:
        name = f"{self._name}-{len(self._threads) + 1}"
        thread = threading.Thread(target=self._work, name=name, daemon=True)
        try:
            thread.start()
        except RuntimeError:  # the system gives no more threads; the item waits for one of those there are
            return False
        self._threads.append(thread)
        return True

    def _work(self) -> None:
        while (item := self._next()) is not None:
            try:
                self._serve(item)
            except BaseException as error:  # noqa: BLE001 - a thread survives whatever one item does
                report_defect("serving a connection failed; the thread goes on", error)
            finally:
                del item  # or an idle thread would keep it alive
                with self._changed:
                    self._busy -= 1

    def _next(self) -> Item | None:
        with self._changed:
            self._idle += 1
            while not self._queued and not self._is_closed:
                self._changed.wait()
            self._idle -= 1
            if not self._queued:
                return None
            self._busy += 1
            return (self._preferred or self._waiting).popitem(last=False)[0]


def report_defect(what: str, error: BaseException) -> None:
    """Log where something failed, without the error's text: it may quote what a peer sent.

    Args:
        what: what failed, and what happens now.
        error: what was raised.
    """
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s: %s\n%s", what, type(error).__name__, where)
