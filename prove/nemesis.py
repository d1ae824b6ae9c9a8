"""The nemesis: breaks the stand, one fault after another, drawn by the seed.

It knows no fault by itself; the stand has them. Every fault comes once before one comes again, and each waits
until patients can do everything again after the one before.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

from prove.history import LIFE_SECONDS, Fault, Recorder
from prove.stand import Stand

_LONGEST_REST = 2.0


def order_of_faults(names: Sequence[str], seed: int) -> Iterator[str]:
    """Iterate for ever over the names, in rounds that are each shuffled."""
    chance = random.Random(f"{seed} faults")
    while True:
        yield from chance.sample(names, len(names))


def torment(
    stand: Stand, recorder: Recorder, seed: int, seconds: float, only: Sequence[str] | None = None
) -> None:
    """Break and mend for this long, in the calling thread; return when all goes on after the last fault.

    Args:
        stand: what is broken.
        recorder: where it is noted.
        seed: of the run.
        seconds: how long.
        only: the names of the faults; default: all that the stand has.
    """
    end = time.monotonic() + seconds
    for number, name in enumerate(order_of_faults(only or list(stand.breaks), seed), start=1):
        chance = random.Random(f"{seed} fault {number}")
        time.sleep(chance.uniform(0.3, _LONGEST_REST))
        recorder.wait_for_life(LIFE_SECONDS)
        if time.monotonic() >= end:
            return
        _do(name, stand, chance, recorder)


def _do(name: str, stand: Stand, chance: random.Random, recorder: Recorder) -> None:
    begin, clock = recorder.now(), time.monotonic()
    ended = stand.breaks[name](chance)
    recorder.add(
        Fault(
            name=name,
            begin=begin,
            end=recorder.now(),
            server_ended=None if ended is None else round(begin + ended - clock, 6) + 0.001,
            database_ended=name in stand.database_killers,
            is_outage=name in stand.outages,
        )
    )
