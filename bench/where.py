"""Where a request's processor time goes: the server's by its parts, and the database's."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from functools import partial

from bench import contenders
from bench.by_request import REQUESTS
from bench.contenders import Cost
from bench.hospital import CONFIG, Hospital, hospital
from bench.loops import Loop, Patients
from bench.plan import Plan, Result
from bench.profiled import ENDING, OTHER
from bench.rounds import OURS, Figure, Spread
from bench.visit import CONSULTATIONS, CONSULTATIONS_QUICKLY
from bench.visitors import large

SECONDS = 2.0
BATCHES = 8
COLUMNS = ("framing", "decode", "session", "queries", "lease", "driver", "encode", OTHER)


def measure(plan: Plan) -> Result:
    """Profile the server under each request at one connection, and measure the same without a profile."""
    size = large(CONSULTATIONS_QUICKLY if plan.is_quick else CONSULTATIONS)
    seconds = 0.1 if plan.is_quick else SECONDS
    runs: dict[str, Callable[[Loop], Cost]] = {
        **{name: partial(Loop.repeat, ask=ask) for name, ask in REQUESTS.items()},
        "login": _several(Loop.log_in),
        "booking": _several(Loop.book),
    }
    with hospital(size, plan.data / str(size.consultations)) as place:
        patients = Patients(place, random.Random(2))  # noqa: S311 - not for secrets
        plain, figures = {}, []
        with contenders.ours(place) as contender:
            for name, run in runs.items():
                run(Loop(contender, patients, 1, seconds / 4))  # fills caches
                plain[name] = run(Loop(contender, patients, 1, seconds))
                each = plain[name].of_both()
                spread = Spread(each, each, each)
                figures.append(Figure(name, "s", 1, spread, None, None, None, None))
        lines = [
            _line(name, plain[name], _profile(place, patients, run, seconds)) for name, run in runs.items()
        ]
    return Result(
        title="Where a request's processor time goes",
        contenders={
            OURS: "the real server and its database, one connection. The parts of the server are shares of a "
            "second run under cProfile, by the processor time of its threads"
        },
        figures=figures,
        notes=[
            f"| µs a request | {' | '.join(COLUMNS)} | database | together |",
            f"|---|{'---:|' * (len(COLUMNS) + 2)}",
            *lines,
            "",
            "framing: `socklib`; decode, encode: `cbp`; session: `cbp_server`; queries: `database/queries`; "
            "lease: `database/connections`; driver: PyMySQL. What they call of Python's library counts as "
            "theirs.",
        ],
    )


def _several(run: Callable[[Loop], Cost]) -> Callable[[Loop], Cost]:
    """Return what carries out a batch several times."""

    def runs(loop: Loop) -> Cost:
        total = Cost()
        for _ in range(BATCHES if loop.seconds >= 1 else 1):
            cost = run(loop)
            total.server += cost.server
            total.database += cost.database
            total.seconds += cost.seconds
        return total

    return runs


def _profile(
    place: Hospital, patients: Patients, run: Callable[[Loop], Cost], seconds: float
) -> dict[str, float]:
    """Return each part's share of the server's processor time."""
    with contenders.ours(place, "bench.profiled") as contender:
        run(Loop(contender, patients, 1, seconds))
    result = (place.folder / CONFIG).with_suffix(ENDING)
    parts = json.loads(result.read_text(encoding="utf-8"))
    result.unlink()
    return {part: seconds / sum(parts.values()) for part, seconds in parts.items()}


def _line(name: str, cost: Cost, shares: dict[str, float]) -> str:
    cells = [cost.of_server() * shares.get(part, 0.0) for part in COLUMNS]
    cells += [cost.of_database(), cost.of_both()]
    return f"| {name} | {' | '.join(f'{1e6 * cell:,.0f}' for cell in cells)} |"
