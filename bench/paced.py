"""Requests at a steady rate over many sessions, however many there are.

In a closed loop a thousand sessions only queue behind each other. Patients do not: each asks now and then. So
the rate is the same for ten and for a thousand, the moments are random, and the time of a reply counts from
the moment at which its request was due.
"""

from __future__ import annotations

import selectors
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from bench.dialects import Message
from bench.loops import Talk
from bench.wire import CHUNK


@dataclass
class _Asker:
    """A session, and the requests that are due in it."""

    talk: Talk
    due: deque[float] = field(default_factory=deque)
    received: bytearray = field(default_factory=bytearray)


def paced(
    talks: Sequence[Talk], chance: Random, ask: Callable[[], Message], rate: float, seconds: float
) -> list[float]:
    """Send requests at random moments, each in a session at random; return the seconds until each reply.

    Args:
        talks: the sessions, all logged in.
        chance: draws moments and sessions.
        ask: makes a request.
        rate: requests a second, on average.
        seconds: how long; replies are waited for.
    """
    times, begun = list[float](), time.perf_counter()
    moments = deque[float]()
    while not moments or moments[-1] < begun + seconds:
        moments.append((moments[-1] if moments else begun) + chance.expovariate(rate))
    askers = [_Asker(talk) for talk in talks]
    under_way = len(moments)

    def send(asker: _Asker) -> None:
        stream, dialect = asker.talk
        stream.send(dialect.request(ask()))

    with selectors.DefaultSelector() as selector:
        for asker in askers:
            selector.register(asker.talk[0], selectors.EVENT_READ, asker)
        while under_way:
            while moments and moments[0] <= time.perf_counter():
                asker = chance.choice(askers)
                asker.due.append(moments.popleft())
                if len(asker.due) == 1:
                    send(asker)
            wait = max(0.0, moments[0] - time.perf_counter()) if moments else None
            for key, _ in selector.select(wait):
                if _has_answered(key.data):
                    times.append(time.perf_counter() - key.data.due.popleft())
                    under_way -= 1
                    if key.data.due:
                        send(key.data)
    return times


def _has_answered(asker: _Asker) -> bool:
    stream, dialect = asker.talk
    chunk = stream.recv(CHUNK)
    if not chunk:
        raise EOFError("the server closed a session under load")
    asker.received += chunk
    if not dialect.is_whole(asker.received):
        return False
    dialect.content(bytes(asker.received))
    asker.received.clear()
    return True
