"""How a visit's cost grows with the hospital, and with the sessions that are there at once."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from statistics import median

from bench import contenders
from bench.by_request import REQUESTS
from bench.children import ROOT
from bench.contenders import Contender, Cost, failures
from bench.hospital import Hospital, hospital
from bench.ladders import Ladder, ladders
from bench.loops import Loop, Patients, Talk
from bench.machine import pss
from bench.paced import paced
from bench.plan import Plan, Result
from bench.rounds import OURS, RIVAL, Figure, figure, interleave
from bench.visitors import Visitors, large

CONSULTATIONS = (10_000, 100_000, 1_000_000, 5_000_000)
CONSULTATIONS_QUICKLY = (10_000, 20_000)
CONNECTIONS = 16
SESSIONS = (10, 100, 1000)
SESSIONS_QUICKLY = (5, 20)
RATE = 200.0
"""Requests a second, over all sessions together."""
SIMPLE = "doctors of a specialty"
SECONDS = 4.0

_STARTS: dict[str, Callable[[Hospital], AbstractContextManager[Contender]]] = {
    OURS: lambda place: contenders.ours(
        place, pool_threads=1024, connections_per_address=0, idle_timeout=600
    ),
    RIVAL: contenders.rival,
}

PLOT = ROOT / "docs" / "pictures" / "growth.svg"

Measured = dict[str, list[Cost]]
"""What each turn cost, by contender."""


def measure(plan: Plan) -> Result:
    """Measure visits by the size of the hospital and by the sessions, then requests at a steady rate."""
    counts = CONSULTATIONS_QUICKLY if plan.is_quick else CONSULTATIONS
    with ExitStack() as stack:
        places = [stack.enter_context(hospital(large(count), plan.data / str(count))) for count in counts]
        by_size = _by_size(plan, places)
    with hospital(large(counts[-2]), plan.data / str(counts[-2])) as place:
        visits, requests, memory = _by_sessions(plan, place)
    if not plan.is_quick:
        PLOT.write_text(_draw(by_size, requests, memory), encoding="utf-8")
    return Result(
        title="Growth: visits by the size of the hospital and by the sessions there at once",
        contenders={
            OURS: "the real server; with many sessions `pool_threads` 1024 and no limit of an address",
            RIVAL: "FastAPI on uvicorn, as in `visit`",
        },
        figures=[
            *_lines(by_size, "a visit, {:,} consultations", _OF_VISITS),
            *_lines(visits, "visits, {:,} at once", _OF_VISITS),
            *_lines(requests, f"{RATE:.0f} requests a second over {{:,}} sessions", _OF_REQUESTS),
            *(
                figure(f"memory of the server (PSS) with {count:,} sessions", costs, "B")
                for count, costs in memory.items()
            ),
        ],
        notes=[
            f"By size: {CONNECTIONS} connections in a closed loop, all sizes in each round. At once: so many "
            "visits in a closed loop. The requests at a steady rate are GET_DOCTORS of a specialty at random "
            "moments in sessions at random; their time counts from the moment at which each was due.",
            *(
                note
                for count, turns in by_size.items()
                for note in failures(turns, f"{count:,} consultations")
            ),
            *(note for count, turns in visits.items() for note in failures(turns, f"{count:,} at once")),
        ],
    )


_OF_VISITS: dict[str, tuple[str, Callable[[Cost], float]]] = {
    "visits": ("rate", lambda cost: cost.elapsed / len(cost.seconds)),
    "p99": ("s", lambda cost: cost.percentile(99)),
    "processor time": ("s", Cost.of_both),
    "processor time of the database": ("s", Cost.of_database),
}
_OF_REQUESTS: dict[str, tuple[str, Callable[[Cost], float]]] = {
    "p50": ("s", lambda cost: cost.percentile(50)),
    "p99": ("s", lambda cost: cost.percentile(99)),
    "processor time": ("s", Cost.of_both),
}


def _lines(
    measured: Mapping[int, Measured], words: str, wanted: Mapping[str, tuple[str, Callable[[Cost], float]]]
) -> Iterator[Figure]:
    for count, turns in measured.items():
        for name, (unit, value) in wanted.items():
            costs = {who: [value(cost) for cost in costs] for who, costs in turns.items()}
            yield figure(f"{words.format(count)}: {name}", costs, unit)


def _by_size(plan: Plan, places: list[Hospital]) -> dict[int, Measured]:
    """Let visitors come to hospitals of each size, all of them in each round."""
    seconds = 0.3 if plan.is_quick else SECONDS
    turns: dict[str, Callable[[], Cost]] = {}
    with ExitStack() as stack:
        for place in places:
            for who, start in _STARTS.items():
                visitors = Visitors(stack.enter_context(start(place)), place.size, _chance())
                turns[f"{who} {place.consultations}"] = partial(visitors.come, CONNECTIONS, seconds)
        found = interleave(turns, plan.rounds(3))
    return {
        place.consultations: {who: found[f"{who} {place.consultations}"] for who in _STARTS}
        for place in places
    }


def _by_sessions(
    plan: Plan, place: Hospital
) -> tuple[dict[int, Measured], dict[int, Measured], dict[int, dict[str, list[float]]]]:
    """Return visits, requests at a steady rate, and memory in bytes, each by the number of sessions."""
    counts = SESSIONS_QUICKLY if plan.is_quick else SESSIONS
    seconds = 0.3 if plan.is_quick else SECONDS
    visits: dict[str, Callable[[], Cost]] = {}
    requests: dict[str, Callable[[], Cost]] = {}
    patients, memory = Patients(place, _chance()), dict[int, dict[str, list[float]]]()
    with ExitStack() as stack:
        for count in counts:
            for who, start in _STARTS.items():
                contender = stack.enter_context(start(place))
                visits[f"{who} {count}"] = partial(
                    Visitors(contender, place.size, _chance()).come, count, seconds
                )
        found_visits = interleave(visits, plan.rounds(2))
    with ExitStack() as stack:
        running: dict[str, Contender] = {}
        for count in counts:
            for who, start in _STARTS.items():
                contender = running[f"{who} {count}"] = stack.enter_context(start(place))
                loop = Loop(contender, patients, 16, seconds)
                talks = stack.enter_context(loop.sessions(count))
                requests[f"{who} {count}"] = partial(_steady, contender, talks, patients, seconds)
        found_requests = interleave(requests, plan.rounds(5))
        for count in counts:
            memory[count] = {who: [sum(map(pss, running[f"{who} {count}"].pids))] for who in _STARTS}

    def by_count(found: Mapping[str, list[Cost]]) -> dict[int, Measured]:
        return {count: {who: found[f"{who} {count}"] for who in _STARTS} for count in counts}

    return by_count(found_visits), by_count(found_requests), memory


def _chance() -> random.Random:
    return random.Random(16)  # noqa: S311 - not for secrets


def _steady(contender: Contender, talks: list[Talk], patients: Patients, seconds: float) -> Cost:
    ask, cost = REQUESTS[SIMPLE], Cost()
    with cost.counted(contender):
        cost.seconds = paced(
            talks, patients.chance, lambda: ask(patients.chance, patients.hospital.size), RATE, seconds
        )
    return cost


def _draw(
    by_size: Mapping[int, Measured],
    requests: Mapping[int, Measured],
    memory: Mapping[int, Mapping[str, list[float]]],
) -> str:
    def of(measured: Mapping[int, Measured], value: Callable[[Cost], float]) -> dict[str, list[float]]:
        return {
            who: [1000 * median(value(cost) for cost in turns[who]) for turns in measured.values()]
            for who in _STARTS
        }

    sizes, sessions = [f"{count:,}" for count in by_size], [f"{count:,}" for count in requests]
    mib = {who: [costs[who][0] / 2**20 for costs in memory.values()] for who in _STARTS}
    return ladders(
        [
            Ladder("processor time of a visit, ms, by consultations", sizes, of(by_size, Cost.of_both)),
            Ladder(
                f"p99 of a visit at {CONNECTIONS} connections, ms, by consultations",
                sizes,
                of(by_size, lambda cost: cost.percentile(99)),
            ),
            Ladder(
                f"p99 of a request at {RATE:.0f} a second, ms, by sessions",
                sessions,
                of(requests, lambda cost: cost.percentile(99)),
            ),
            Ladder("memory of the server, MiB, by sessions", sessions, mib),
        ],
        "Cost of a visit by the size of the hospital; latency and memory by the number of sessions",
    )
