"""How many booths a server carries, patients with their thoughts included, and where that bends first.

Every booth is taken all the time: the busiest hour that a hospital with so many booths can have. Then the
patients at some of them think ever faster, until answers are late: as many requests as more booths would
send, over as many sessions.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing

from bench.arrangements import PLACES, Arrangement, servers
from bench.carried import BENT_FAILURES, BENT_SECONDS, Carried, carry
from bench.carried_tables import by_command, figures, outcome, taken
from bench.cluster import cluster, missing
from bench.filling import Size, give_back
from bench.hall import HallSettings
from bench.hospital import Hospital, hospital
from bench.plan import Plan, Result
from bench.rounds import OURS
from bench.simulation import simulation
from bench.visitors import large

CONSULTATIONS = 1_000_000
CONSULTATIONS_QUICKLY = 20_000

SECONDS = {40: 20.0, 400: 20.0, 4000: 30.0, 8000: 20.0}
"""How long each number of booths is watched."""
SECONDS_QUICKLY = {4: 1.0, 12: 1.0}
BENDING, BENDING_QUICKLY = 4000, 12
"""How many booths' patients think faster and faster."""

PACES = (2, 4, 8, 16, 32)
PACES_QUICKLY = (2,)
PACE_SECONDS = 12.0
SETTLE_SECONDS = 4.0

ARRIVALS = 100.0
"""How many booths begin in a second."""
QUICK = 60.0
"""How many times faster than time patients think in a quick run."""

Runs = dict[str, Carried]
"""What was carried, by what it was."""


def measure(plan: Plan) -> Result:
    """Let patients come to each number of booths, with one server and with two."""
    size, runs = _size(plan), Runs()
    with hospital(size, plan.data / str(size.consultations)) as place:
        for count, words in {1: "one server", 2: "two servers"}.items():
            for booths in _seconds(plan):
                with servers(count, place) as arrangement:
                    runs |= _carried(plan, arrangement, words, booths)
            _give_back(place)
    return _result("Booths: patients with their thoughts, one server and two on a database", size, runs)


def measure_cluster(plan: Plan) -> Result:
    """Let patients come to each number of booths, with two servers and three nodes."""
    title = "Booths: patients with their thoughts, two servers on a cluster of three nodes behind HAProxy"
    size, runs = _size(plan), Runs()
    if packages := missing():
        return Result(title, {}, [], [f"Not measured: this machine lacks {', '.join(packages)}."])
    with cluster(size, plan.data / str(size.consultations)) as arrangement:
        for booths in _seconds(plan):
            runs |= _carried(plan, arrangement, "the cluster", booths)
    return _result(title, size, runs)


def _size(plan: Plan) -> Size:
    return large(CONSULTATIONS_QUICKLY if plan.is_quick else CONSULTATIONS)


def _seconds(plan: Plan) -> dict[int, float]:
    return SECONDS_QUICKLY if plan.is_quick else SECONDS


def _carried(plan: Plan, arrangement: Arrangement, words: str, booths: int) -> Runs:
    """Watch so many booths, and tell what came of it."""
    runs = Runs()
    for more, carried in _loads(plan, arrangement, booths):
        name = f"{words}, {booths:,} booths{more}"
        runs[name] = carried
        print(f"bench: {name}: {outcome(carried)}", file=sys.stderr, flush=True)
    return runs


def _result(title: str, size: Size, runs: Runs) -> Result:
    return Result(
        title=f"{title}, {size.consultations:,} consultations of {size.doctors:,} doctors",
        contenders={
            OURS: f"the real server, `pool_threads` {PLACES}, else the limits that ship; databases flush "
            "each commit to the disk; each booth has an address of its own and always a patient, for three "
            "minutes each (`bench/patient.py`)"
        },
        figures=[line for words, carried in runs.items() for line in figures(words, carried)],
        notes=[
            "“4 × as fast” is thought divided by four: as many requests as four times as many booths send. "
            f"The load grows until it bends: p99 of all answers over {BENT_SECONDS:g} s, or over "
            f"{100 * BENT_FAILURES:g} % of the visits fail. LOGIN includes connecting. Servers, databases "
            "and the booths themselves share the machine.",
            *(f"Bent: {name}: {outcome(carried)}." for name, carried in runs.items() if carried.has_bent),
            "",
            *taken(runs),
            "",
            *by_command(runs),
        ],
    )


def _loads(plan: Plan, arrangement: Arrangement, booths: int) -> Iterator[tuple[str, Carried]]:
    """Iterate over what was carried by so many booths, faster and faster where that is wanted."""
    usual = QUICK if plan.is_quick else 1.0
    settle, watched = (0.3, 1.0) if plan.is_quick else (SETTLE_SECONDS, PACE_SECONDS)
    settings = HallSettings(arrangement.ports, booths, arrangement.size, booths / ARRIVALS, usual)
    with simulation(settings) as running:
        time.sleep(settle)
        yield "", carry(arrangement, running, _seconds(plan)[booths])
        if booths != (BENDING_QUICKLY if plan.is_quick else BENDING):
            return
        for pace in PACES_QUICKLY if plan.is_quick else PACES:
            running.go(usual * pace)
            time.sleep(settle)
            carried = carry(arrangement, running, watched)
            yield f" {pace} × as fast", carried
            if carried.has_bent:
                return


def _give_back(place: Hospital) -> None:
    with closing(place.connect()) as connection, connection.cursor() as cursor:
        give_back(cursor, place.size)
