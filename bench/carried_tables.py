"""What was carried, as rows of the result and as tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bench.carried import Carried
from bench.rounds import OURS, Figure, figure
from bench.tally import Answers

_TAKEN = (
    *("visits/s", "hall", "each server", "each database", "each HAProxy"),
    *("sessions", "threads", "connections", "failed visits"),
)


def outcome(carried: Carried) -> str:
    """Return what became of a load, in a few words."""
    told = carried.told
    failed = f"failed visits: {_failed(told.failures, told.visits)}"
    if told.every is None:
        return f"no answer; {failed}"
    return f"{told.every.count / told.seconds:,.0f} requests/s, p99 {1000 * told.every.p99:,.0f} ms; {failed}"


def figures(words: str, carried: Carried) -> Iterator[Figure]:
    """Return the rows of one load: requests a second, how long answers took, memory."""
    every = carried.told.every
    if every is not None:
        yield figure(f"{words}: requests", {OURS: [carried.told.seconds / every.count]}, "rate")
        for name, seconds in _times(every).items():
            yield figure(f"{words}: {name}", {OURS: [seconds]})
    yield figure(f"{words}: memory of a server (RSS)", {OURS: [float(carried.memory)]}, "B")


def taken(runs: Mapping[str, Carried]) -> Iterator[str]:
    """Return a table of what each load took."""
    yield (
        "Shares of a core; the hall is the process of all booths, and p99 in brackets how late its requests "
        "left. Sessions of all servers, threads of one, connections to the database, at most."
    )
    yield ""
    yield f"| | {' | '.join(_TAKEN)} |"
    yield "|---" * (1 + len(_TAKEN)) + "|"
    for words, carried in runs.items():
        told = carried.told
        cells = [
            words,
            f"{told.visits / told.seconds:.1f}",
            f"{told.share:.2f} ({1000 * told.late_p99:.1f} ms)",
            *map(_shares, (carried.servers, carried.databases, carried.proxies)),
            f"{carried.sessions:,}",
            f"{carried.threads:,}",
            f"{carried.connections}",
            _failed(told.failures, told.visits),
        ]
        yield f"| {' | '.join(cells)} |"


def by_command(runs: Mapping[str, Carried]) -> Iterator[str]:
    """Return a table of how long the answers to each command took."""
    commands = sorted({command for carried in runs.values() for command in carried.told.commands})
    yield "Answers by command, ms: p50 / p99 / p99.9 / worst (how many; without p99.9 where too few)."
    yield ""
    yield f"| | {' | '.join(commands)} |"
    yield "|---" * (1 + len(commands)) + "|"
    for words, carried in runs.items():
        found = carried.told.commands
        cells = [_milliseconds(found[name]) if name in found else "–" for name in commands]
        yield f"| {' | '.join([words, *cells])} |"


def _times(answers: Answers) -> dict[str, float]:
    tenths = {} if answers.p999 is None else {"p99.9": answers.p999}
    return {"p50": answers.p50, "p99": answers.p99, **tenths, "worst": answers.worst}


def _shares(shares: list[float]) -> str:
    return ", ".join(f"{share:.3f}" for share in shares) or "–"


def _milliseconds(answers: Answers) -> str:
    told = " / ".join(f"{1000 * seconds:,.1f}" for seconds in _times(answers).values())
    return f"{told} ({answers.count:,})"


def _failed(failures: Mapping[str, int], whole: int) -> str:
    if not failures:
        return f"0 of {whole:,}"
    told = ", ".join(f"{count:,} {code}" for code, count in sorted(failures.items()))
    return f"{told}; {whole:,} whole"
