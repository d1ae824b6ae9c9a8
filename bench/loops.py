"""One request in a closed loop against one contender: what each costs, and how long each takes.

A login or a booking is not to be repeated at will by one session, so those come in batches: what prepares a
batch is not counted.
"""

from __future__ import annotations

import random
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice

from bench.contenders import MOST_BOOKINGS, Contender, Cost
from bench.dialects import Dialect, Message
from bench.filling import Size
from bench.hospital import Hospital
from bench.load import Script, Session, converse
from bench.visitors import booking, is_passer_by, login
from bench.wire import CHUNK, open_socket

BATCH = 48
"""Connections of a batch; the server has 64 threads."""

_FREE = "SELECT id FROM consultations WHERE doctor_id = %s AND patient_id IS NULL ORDER BY RAND(%s) LIMIT %s"

Talk = tuple[socket.socket, Dialect]

Ask = Callable[[random.Random, Size], Message]
"""Makes a request, each time about another doctor, specialty or day."""


@dataclass
class Patients:
    """Who logs in and books: each patient in one batch only.

    Attributes:
        hospital: whose patients.
        chance: draws what they ask.
    """

    hospital: Hospital
    chance: random.Random
    _numbers: Iterator[int] = field(init=False)
    _doctors: Iterator[int] = field(init=False)

    def __post_init__(self) -> None:
        self._doctors = cycle(range(1, self.hospital.size.doctors + 1))
        visitors = range(self.hospital.size.visitors, 0, -1)
        self._numbers = (number for number in visitors if not is_passer_by(number, self.hospital.size))

    def next(self) -> int:
        """Return a patient who has booked nothing."""
        return next(self._numbers)

    def free(self, doctors: int) -> list[list[int]]:
        """Return free consultations of the next doctors, as many of each as a patient may hold."""
        with closing(self.hospital.connect()) as connection, connection.cursor() as cursor:
            found = []
            for doctor in islice(self._doctors, doctors):
                cursor.execute(_FREE, (doctor, self.chance.randrange(2**31), MOST_BOOKINGS))
                found.append([number for (number,) in cursor.fetchall()])
            return found


@dataclass(frozen=True)
class Loop:
    """How long a loop lasts, and over how many connections it goes.

    Attributes:
        contender: who is asked.
        patients: who asks.
        connections: how many requests are under way at once.
        seconds: how long; requests that have begun end.
    """

    contender: Contender
    patients: Patients
    connections: int
    seconds: float

    def repeat(self, ask: Ask) -> Cost:
        """Let as many sessions as there are connections ask without a pause until the time is over."""
        cost = Cost()
        with self.sessions(self.connections) as sessions:
            until = time.perf_counter() + self.seconds
            self._count(cost, sessions, [self._until(until, ask, dialect, cost) for _, dialect in sessions])
        return cost

    def once(self, message: Message) -> tuple[list[Message], int]:
        """Return the rows of the answer to one request, and how many bytes it is."""
        with self.sessions(1) as [(stream, dialect)]:
            reply = bytearray()
            stream.sendall(dialect.request(message))
            while not dialect.is_whole(reply):
                reply += stream.recv(CHUNK)
            return dialect.rows(bytes(reply)), len(reply)

    def log_in(self) -> Cost:
        """Let connections that exist already log in."""
        cost = Cost()
        with self._connected(BATCH) as talks:
            scripts = [_say(dialect, [login(self.patients.next())], cost) for _, dialect in talks]
            self._count(cost, talks, scripts)
        return cost

    def book(self) -> Cost:
        """Let sessions book, each as much as a patient may hold."""
        cost = Cost()
        with self.sessions(BATCH) as sessions:
            scripts = [
                _say(dialect, [booking(number) for number in numbers], cost)
                for (_, dialect), numbers in zip(sessions, self.patients.free(BATCH), strict=True)
            ]
            self._count(cost, sessions, scripts)
        return cost

    def _count(self, cost: Cost, talks: Sequence[Talk], scripts: Sequence[Script]) -> None:
        coming = [
            Session(stream, script, dialect.is_whole)
            for (stream, dialect), script in zip(talks, scripts, strict=True)
        ]
        with cost.counted(self.contender):
            converse(coming, self.connections)

    @contextmanager
    def _connected(self, count: int) -> Iterator[list[Talk]]:
        with ExitStack() as stack:
            streams = [stack.enter_context(open_socket(self.contender.port)) for _ in range(count)]
            yield [(stream, self.contender.dialect()) for stream in streams]

    @contextmanager
    def sessions(self, count: int) -> Iterator[list[Talk]]:
        """Open so many sessions; yield them."""
        with self._connected(count) as talks:
            logins = Cost()
            scripts = [_say(dialect, [login(self.patients.next())], logins) for _, dialect in talks]
            self._count(logins, talks, scripts)
            yield talks

    def _until(self, until: float, ask: Ask, dialect: Dialect, cost: Cost) -> Script:
        patients = self.patients
        while True:
            sent_at = time.perf_counter()
            dialect.content((yield dialect.request(ask(patients.chance, patients.hospital.size))))
            cost.seconds.append(time.perf_counter() - sent_at)
            if time.perf_counter() >= until:
                return


def _say(dialect: Dialect, messages: Sequence[Message], cost: Cost) -> Script:
    for message in messages:
        sent_at = time.perf_counter()
        dialect.content((yield dialect.request(message)))
        cost.seconds.append(time.perf_counter() - sent_at)
