"""A patient's whole visit, and each of its requests, beside a FastAPI server on the same tables."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial

from bench.by_request import by_request
from bench.children import ROOT, listening
from bench.contenders import Contender, Cost, failures, ours, rival
from bench.dialects import Cbp
from bench.filling import Size
from bench.hospital import hospital
from bench.load import Script, Session, converse
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, RIVAL, Figure, figure, interleave
from bench.visitors import REQUESTS_A_VISIT, Visitors, large
from bench.wanted import drawn, judged
from bench.wire import frame, open_socket

CONSULTATIONS = 1_000_000
CONSULTATIONS_QUICKLY = 20_000
CONNECTIONS = (1, 16)
SECONDS = 5.0

PLOT = ROOT / "docs" / "pictures" / "visit.svg"

_FLOOR_BYTES = 2048
"""What the floor answers to each request: about the mean of a visit's replies."""


def measure(plan: Plan) -> Result:
    """Measure whole visits at 1 and 16 connections, then each request."""
    size = large(CONSULTATIONS_QUICKLY if plan.is_quick else CONSULTATIONS)
    with hospital(size, plan.data / str(size.consultations)) as place, ExitStack() as stack:
        both = {OURS: stack.enter_context(ours(place)), RIVAL: stack.enter_context(rival(place))}
        with _bare(place.database_pid) as bare:
            notes, figures = list[str](), list[Figure]()
            for count in CONNECTIONS:
                costs = _visits(plan, both, bare, count, size)
                figures += _lines(costs, count)
                notes += failures(costs, f"{count} connection{'s' if count > 1 else ''}")
        figures += by_request(plan, place, both)
    if not plan.is_quick:
        PLOT.write_text(drawn(figures), encoding="utf-8")
    return Result(
        title=f"A visit: {size.consultations:,} consultations of {size.doctors:,} doctors of "
        f"{size.specialties} specialties on {size.days} days, {size.percent_booked} % booked, "
        f"{size.patients:,} patients",
        contenders={
            OURS: "the real server, with the limits that ship",
            FLOOR: f"a visit: connect and {REQUESTS_A_VISIT} round trips to a bare server, a thread a "
            f"connection, that answers {_FLOOR_BYTES} bytes and asks no database; a request: the same with "
            "as many bytes; the database: `SELECT 1` and its row by PyMySQL",
            RIVAL: "FastAPI on uvicorn: two workers, requests in threads, a PyMySQL connection a thread, "
            "plain SQL with the same indexes (`bench/rival.py`)",
        },
        figures=figures,
        notes=[
            "Closed loop: each connection's next request leaves as soon as its reply is there. Processor "
            "times are of all processes of a server and of the database, by their clocks "
            "(clock_getcpuclockid(3)).",
            *notes,
            "",
            *judged(figures),
        ],
    )


def _visits(
    plan: Plan, both: Mapping[str, Contender], bare: Contender, connections: int, size: Size
) -> dict[str, list[Cost]]:
    seconds = 0.3 if plan.is_quick else SECONDS
    chance = random.Random(connections)  # noqa: S311 - not for secrets
    turns: dict[str, Callable[[], Cost]] = {
        who: partial(Visitors(contender, size, chance).come, connections, seconds)
        for who, contender in both.items()
    }
    turns[FLOOR] = partial(_bare_visits, bare, connections, seconds)
    return interleave(turns, plan.rounds(5))


def _lines(costs: Mapping[str, list[Cost]], connections: int) -> list[Figure]:
    def line(name: str, unit: str, value: Callable[[Cost], float], *, has_floor: bool = True) -> Figure:
        values = {
            who: [value(cost) for cost in turns] for who, turns in costs.items() if has_floor or who != FLOOR
        }
        words = f"a visit, {connections} connection{'s' if connections > 1 else ''}"
        return figure(f"{words}: {name}", values, unit)

    return [
        line("visits", "rate", lambda cost: cost.elapsed / len(cost.seconds)),
        line("p50", "s", lambda cost: cost.percentile(50)),
        line("p99", "s", lambda cost: cost.percentile(99)),
        line("processor time", "s", Cost.of_both),
        line("processor time of the server", "s", Cost.of_server),
        line("processor time of the database", "s", Cost.of_database, has_floor=False),
    ]


@contextmanager
def _bare(database_pid: int) -> Iterator[Contender]:
    """Run the floor: it answers every frame with the same bytes."""
    with listening("-m", "bench.peers", "canned", str(_FLOOR_BYTES)) as (port, pid):
        yield Contender(port, Cbp, [pid], database_pid)


def _bare_visits(bare: Contender, connections: int, seconds: float) -> Cost:
    cost, until, request = Cost(), time.perf_counter() + seconds / 4, frame(b'{"command": "GET_DOCTORS"}')

    def script(begun: float) -> Script:
        for _ in range(REQUESTS_A_VISIT):
            yield request
        cost.seconds.append(time.perf_counter() - begun)

    def coming() -> Iterator[Session]:
        while True:
            begun = time.perf_counter()
            yield Session(open_socket(bare.port), script(begun), is_own=True)
            if time.perf_counter() >= until:
                return

    with cost.counted(bare):
        converse(coming(), connections)
    return cost
