"""A hall of booths in one cheap process (`python -m bench.hall SETTINGS`), each with patient after patient.

One thread and one epoll hold all connections, each from an address of its own, as a hospital's booths have.
A patient comes as soon as the one before has left: the busiest hour that so many booths can have. At the
beginning every booth is somewhere within a visit: what lies before that is done without thought.

Thought is measured by a clock that may go faster than time; answers are measured by time. It prints a line
when every booth has begun, and obeys lines on stdin: `pace N` lets the clock go N times as fast, `count`
begins a new tally, `tell` prints it as JSON, and the end of stdin ends it.
"""

from __future__ import annotations

import heapq
import os
import random
import resource
import select
import socket
import sys
import time
from dataclasses import dataclass, field
from itertools import count

import msgspec

from bench.clock import Clock
from bench.dialects import Cbp, Message, RefusedError
from bench.filling import Size
from bench.patient import VISIT_SECONDS, Patients, Visit, is_new
from bench.tally import Tally
from bench.wire import CHUNK

ANSWER_SECONDS = 15.0
"""How long a booth waits for an answer (`kiosk_web/bridge.py`)."""

_CLOSED, _NO_ANSWER = "closed", "no answer"
_STDIN = 0
_LATE_BIND = getattr(socket, "IP_BIND_ADDRESS_NO_PORT", 24)


class HallSettings(msgspec.Struct, frozen=True):
    """How a hall is.

    Attributes:
        ports: of the servers, on 127.0.0.1; the booths take turns.
        booths: how many.
        size: what the hospital holds.
        arrival: within how many seconds all booths begin.
        pace: how many times faster than time patients think.
        seed: of all that is drawn.
    """

    ports: tuple[int, ...]
    booths: int
    size: Size
    arrival: float
    pace: float = 1.0
    seed: int = 1


@dataclass(eq=False)
class _Booth:
    """A booth, its patient and its connection of the moment.

    Attributes:
        address: its own.
        port: of its server.
        skipped: seconds of thought that are still to be left out.
        visit: what its patient does.
        turn: which entry among those that are due is its own.
        message: what was asked last.
        asked_at: when (`time.perf_counter`), while the answer is awaited; else 0.
    """

    address: str
    port: int
    skipped: float
    visit: Visit
    turn: int = 0
    message: Message = field(default_factory=dict)
    asked_at: float = 0.0
    stream: socket.socket | None = None
    descriptor: int = -1
    received: bytearray = field(default_factory=bytearray)


class Hall:
    """All booths, in one thread.

    Attributes:
        clock: the patients'.
        tally: what is counted at the moment.
    """

    def __init__(self, settings: HallSettings) -> None:
        self.clock = Clock(settings.pace)
        self.tally = Tally()
        self._patients = Patients(settings.size, random.Random(settings.seed))  # noqa: S311 - no secrets
        self._dialect = Cbp()
        self._epoll = select.epoll()
        self._epoll.register(_STDIN, select.EPOLLIN)
        self._by_descriptor: dict[int, _Booth] = {}
        self._due: list[tuple[float, int, _Booth]] = []
        self._turns = count(1)
        self._booths = []
        for number in range(settings.booths):
            skipped = self._patients.chance.uniform(0, VISIT_SECONDS)
            port = settings.ports[number % len(settings.ports)]
            booth = _Booth(address(number), port, skipped, self._patients.visit())
            self._booths.append(booth)
            self._come(booth, settings.arrival * settings.pace * number / settings.booths)

    def work(self) -> bool:
        """Do what is due or has come, or wait for it, a second at most; return whether stdin is readable."""
        while self._due and (late := -self.clock.until(self._due[0][0])) >= 0:
            _, turn, booth = heapq.heappop(self._due)
            if turn == booth.turn and self._go_on(booth, b""):
                self.tally.late.append(late)
        wait = self.clock.until(self._due[0][0]) if self._due else 1.0
        has_order = False
        for descriptor, event in self._epoll.poll(max(0.0, min(wait, 1.0))):
            if descriptor == _STDIN:
                has_order = True
            elif (found := self._by_descriptor.get(descriptor)) is not None:
                self._hear(found, event)
        return has_order

    def give_up(self) -> None:
        """End the visits whose answer is overdue."""
        overdue = time.perf_counter() - ANSWER_SECONDS
        for booth in self._booths:
            if 0 < booth.asked_at < overdue:
                self._fail(booth, _NO_ANSWER)

    def _come(self, booth: _Booth, moment: float) -> None:
        thought = next(booth.visit)
        assert isinstance(thought, float), "a visit begins with thought"
        self._think(booth, thought, moment)

    def _go_on(self, booth: _Booth, reply: bytes) -> bool:
        """Let a patient go on; return whether a request is sent."""
        try:
            step = booth.visit.send(reply)
        except StopIteration:
            self.tally.visits += 1
            self._next_patient(booth)
        except RefusedError as error:
            self._fail(booth, error.code)
        else:
            if isinstance(step, dict):
                self._ask(booth, step)
                return True
            self._think(booth, step, self.clock.now())
        return False

    def _think(self, booth: _Booth, seconds: float, since: float) -> None:
        left_out = min(seconds, booth.skipped)
        booth.skipped -= left_out
        booth.turn = next(self._turns)
        heapq.heappush(self._due, (since + seconds - left_out, booth.turn, booth))

    def _ask(self, booth: _Booth, message: Message) -> None:
        booth.message, booth.asked_at = message, time.perf_counter()
        if booth.stream is None:
            self._connect(booth)  # the request follows when the connection is there
        else:
            self._send(booth)

    def _connect(self, booth: _Booth) -> None:
        stream = booth.stream = socket.socket()
        stream.setblocking(False)
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        stream.setsockopt(socket.IPPROTO_IP, _LATE_BIND, 1)
        stream.bind((booth.address, 0))
        stream.connect_ex(("127.0.0.1", booth.port))
        booth.descriptor = stream.fileno()
        self._by_descriptor[booth.descriptor] = booth
        self._epoll.register(stream, select.EPOLLOUT)

    def _send(self, booth: _Booth) -> None:
        assert booth.stream is not None
        try:
            booth.stream.send(self._dialect.request(booth.message))
        except OSError:
            self._fail(booth, _CLOSED)

    def _hear(self, booth: _Booth, event: int) -> None:
        assert booth.stream is not None
        if event & select.EPOLLOUT and not event & select.EPOLLERR:
            self._epoll.modify(booth.stream, select.EPOLLIN)
            self._send(booth)
            return
        try:
            chunk = booth.stream.recv(CHUNK)
        except OSError:
            chunk = b""
        booth.received += chunk
        if not chunk:
            self._fail(booth, _CLOSED)
        elif self._dialect.is_whole(booth.received):
            reply = bytes(booth.received)
            booth.received.clear()
            self._answered(booth, reply)

    def _answered(self, booth: _Booth, reply: bytes) -> None:
        if booth.asked_at:
            self.tally.answered(_name(booth.message), time.perf_counter() - booth.asked_at)
            booth.asked_at = 0.0
            self._go_on(booth, reply)
            return
        try:
            self._dialect.content(reply)  # unsolicited: the server tells why it closes
        except RefusedError as error:
            self._fail(booth, error.code)

    def _fail(self, booth: _Booth, code: str) -> None:
        self.tally.failures[code] += 1
        self._next_patient(booth)

    def _next_patient(self, booth: _Booth) -> None:
        if booth.stream is not None:
            del self._by_descriptor[booth.descriptor]
            booth.stream.close()  # which takes it out of epoll too
        booth.stream, booth.asked_at = None, 0.0
        booth.received.clear()
        booth.visit = self._patients.visit()
        self._come(booth, self.clock.now())


def address(number: int) -> str:
    """Return the address of a booth, by its number from 0 on."""
    return f"127.{64 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"


def _name(message: Message) -> str:
    """Return how a request is counted."""
    return f"{message['command']} (new)" if is_new(message) else str(message["command"])


def main() -> None:
    """Run a hall until stdin ends."""
    settings = msgspec.json.decode(sys.argv[1], type=HallSettings)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    hall, orders = Hall(settings), b""
    is_here, looked = False, time.perf_counter()
    while True:
        has_order = hall.work()
        if not is_here and hall.clock.now() >= settings.arrival * settings.pace:
            is_here = True
            print("here", flush=True)
        if time.perf_counter() > looked + 1.0:
            looked = time.perf_counter()
            hall.give_up()
        if not has_order:
            continue
        chunk = os.read(_STDIN, 4096)
        if not chunk:
            return
        *lines, orders = (orders + chunk).split(b"\n")
        for line in lines:
            _obey(hall, line.decode())


def _obey(hall: Hall, line: str) -> None:
    match line.split():
        case ["pace", pace]:
            hall.clock.go(float(pace))
        case ["count"]:
            hall.tally = Tally()
        case ["tell"]:
            print(msgspec.json.encode(hall.tally.told()).decode(), flush=True)


if __name__ == "__main__":
    main()
