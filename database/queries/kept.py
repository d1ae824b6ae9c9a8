"""Answers that are kept for a while: one caller reads, and who asks for the same meanwhile waits for it.

No statement here, and no connection. Promises: what `get` returns is no older than `seconds` when it is asked
for; of one key there is one reading at a time; no more than `most` answers are kept; a failed reading fails
for everybody who waits for it, and nothing is kept.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from database.connections.asking import REQUEST_SECONDS, asker
from database.errors import DatabaseUnavailableError

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class _Answer(Generic[V]):
    value: V
    ends_at: float


@dataclass(eq=False, slots=True)
class _Reading(Generic[V]):
    """A reading under way, and what became of it."""

    is_over: threading.Event = field(default_factory=threading.Event)
    changes: list[Callable[[Any, V], V | None]] = field(default_factory=list)
    value: V | None = None
    error: BaseException | None = None
    is_outdated: bool = False


class Kept(Generic[K, V]):
    """Answers by key; safe to use from any thread.

    Args:
        seconds: how long an answer is kept, from the moment its reading begins.
        most: how many answers are kept; the one that was read longest ago is forgotten.
        clock: monotonic seconds.
        group_of: returns the group of a key; `revise` looks at the answers of some groups only.
    """

    def __init__(
        self,
        seconds: float,
        *,
        most: int,
        clock: Callable[[], float],
        group_of: Callable[[K], Hashable] = lambda _: None,
    ) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._group_of = group_of
        self._answers: OrderedDict[K, _Answer[V]] = OrderedDict()
        self._groups: defaultdict[Hashable, set[K]] = defaultdict(set)  # the keys of the answers
        self._readings: dict[K, _Reading[V]] = {}
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: K, read: Callable[[], V], *, other_than: V | None = None) -> V:
        """Return the answer that is kept, or read it.

        Args:
            key: what is asked.
            read: reads the answer.
            other_than: an answer that was found wanting; it is not returned again without a new reading.

        Raises:
            DatabaseUnavailableError: another caller's reading does not come to an end.
            BaseException: whatever `read` raises, to everybody who waits for it.
        """
        while True:
            now = self._clock()
            with self._guard:
                answer = self._answers.get(key)
                if answer is not None and now < answer.ends_at and answer.value is not other_than:
                    return answer.value
                reading = self._readings.get(key)
                is_mine = reading is None
                if reading is None:
                    reading = self._readings[key] = _Reading()
            if is_mine:
                self._read(key, reading, read, now + self._seconds)
            elif not reading.is_over.wait(min(asker().left(), REQUEST_SECONDS)):
                raise DatabaseUnavailableError("the database is unavailable: no answer in time")
            if reading.error is not None:
                raise reading.error
            if is_mine or not reading.is_outdated:
                return cast("V", reading.value)

    def revise(self, change: Callable[[K, V], V | None], groups: Iterable[Hashable] = (None,)) -> None:
        """Change what is kept, and what is being read.

        Args:
            change: returns the answer to keep in the place of another; None: none, it is read again. Called
                under the lock.
            groups: the groups of the answers that it may change.
        """
        with self._guard:
            for key in [key for group in groups for key in self._groups.get(group, ())]:
                answer = self._answers[key]
                value = change(key, answer.value)
                if value is None:
                    self._drop(key)
                elif value is not answer.value:
                    self._answers[key] = _Answer(value, answer.ends_at)
            for reading in self._readings.values():
                reading.changes.append(change)

    def forget_all(self) -> None:
        """Keep nothing of what was read or is being read; who waits for a reading still gets it."""
        with self._guard:
            self._answers.clear()
            self._groups.clear()
            self._readings.clear()

    def _read(self, key: K, reading: _Reading[V], read: Callable[[], V], ends_at: float) -> None:
        try:
            reading.value = read()
        except BaseException as error:  # noqa: BLE001 - raised again by `get`, here and for those who wait
            reading.error = error
        with self._guard:
            if self._readings.get(key) is reading:
                del self._readings[key]
                if reading.error is None:
                    self._keep(key, reading, ends_at)
        reading.is_over.set()

    def _keep(self, key: K, reading: _Reading[V], ends_at: float) -> None:
        """Keep what was read, with the changes that came meanwhile. Under the lock."""
        for change in reading.changes:
            value = change(key, cast("V", reading.value))
            if value is None:
                reading.is_outdated = True  # for who asked after the change; who reads asked before it
                return
            reading.value = value
        self._answers[key] = _Answer(cast("V", reading.value), ends_at)
        self._answers.move_to_end(key)
        self._groups[self._group_of(key)].add(key)
        if len(self._answers) > self._most:
            self._drop(next(iter(self._answers)))

    def _drop(self, key: K) -> None:
        """Keep an answer no longer. Under the lock."""
        del self._answers[key]
        group = self._group_of(key)
        self._groups[group].remove(key)
        if not self._groups[group]:
            del self._groups[group]
