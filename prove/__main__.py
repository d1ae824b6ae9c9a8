"""`python -m prove [server|cluster] [--quick] [--seed N] [--seconds S]`: break it a while, judge its answers.

The exit status is 1 if a promise was broken. Pauses are reported and never judged.
"""

from __future__ import annotations

import argparse
import secrets
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from prove import figures
from prove.administrator import Administrator
from prove.board import Board
from prove.checker import Violation, judge
from prove.clients import Client
from prove.cluster.network import enter_own_network
from prove.cluster.stand import three_nodes
from prove.history import History, Recorder, Row, Run, read
from prove.nemesis import torment
from prove.one_server import one_server
from prove.processes import ROOT
from prove.small_disk import enter_own_mounts
from prove.stand import Stand

STANDS: Mapping[str, Callable[[int, int], AbstractContextManager[Stand]]] = {
    "server": one_server,
    "cluster": three_nodes,
}
QUICK_SECONDS = 40.0
SECONDS = 300.0
CLIENTS = 16
_DAYS_A_SECOND = 0.5
_FEWEST_DAYS = 20
_MOST_SHOWN = 10
_STOP_SECONDS = 120.0


def main(arguments: list[str] | None = None) -> int:
    """Run, or judge an old run again; return the exit status."""
    parser = argparse.ArgumentParser(prog="script/prove", description="Is anything lost or doubled?")
    parser.add_argument(
        "stand", nargs="?", choices=("server", "cluster"), default="server", help="what is proved"
    )
    parser.add_argument("--quick", action="store_true", help="about a minute")
    parser.add_argument("--seed", type=int, help="repeat that run's choices; default: a new one")
    parser.add_argument("--seconds", type=float, help=f"how long; default: {SECONDS:.0f}")
    parser.add_argument("--clients", type=int, default=CLIENTS, help=f"patients at once; default: {CLIENTS}")
    parser.add_argument("--only", action="append", metavar="FAULT", help="break only so; may be repeated")
    parser.add_argument("--untimed", action="store_true", help="judge no delay: for a busy machine")
    parser.add_argument("--judge", type=Path, metavar="FILE", help="judge that run's history once more")
    parser.add_argument("--history", type=Path, help="where to keep the history; default: in var/prove/")
    options = parser.parse_args(arguments)
    if options.judge is not None:
        old = read(options.judge)
        return _report(old, {}, old.run.defects, is_timed=not options.untimed)
    command = [sys.executable, "-m", "prove", *(sys.argv[1:] if arguments is None else arguments)]
    if options.stand == "cluster":
        enter_own_network(command)
    else:
        enter_own_mounts(command)
    seed = secrets.randbelow(1_000_000) if options.seed is None else options.seed
    seconds = options.seconds or (QUICK_SECONDS if options.quick else SECONDS)
    kept = options.history or ROOT / "var" / "prove" / f"{seed}.jsonl"
    kept.parent.mkdir(parents=True, exist_ok=True)
    recorder = Recorder(kept)
    days = max(_FEWEST_DAYS, round(seconds * _DAYS_A_SECOND))
    with STANDS[options.stand](seed, days) as stand:
        if unknown := {*(options.only or ())} - stand.breaks.keys():
            parser.error(f"{min(unknown)!r} is no fault; there are: {', '.join(stand.breaks)}")
        _say(f"seed {seed}, {seconds:.0f} s, {stand.name}, {options.clients} clients")
        history = _prove(stand, recorder, seed, seconds, options)
        counts = stand.counts()
    status = _report(history, counts, history.run.defects, is_timed=not options.untimed)
    if status:
        _say(f"the history is in {kept}")
    elif options.history is None:
        kept.unlink()
    return status


def _prove(
    stand: Stand, recorder: Recorder, seed: int, seconds: float, options: argparse.Namespace
) -> History:
    """Let clients and nemesis loose on the stand; return what came of it."""
    before = stand.read_tables()
    board = Board(before.people, before.rows)
    is_over = threading.Event()
    threads: list[Client | Administrator] = [
        Client(number, seed, stand.addresses, recorder=recorder, board=board, is_over=is_over)
        for number in range(1, options.clients + 1)
    ]
    threads += [Administrator(port, recorder, is_over) for port in stand.admin_ports]
    for thread in threads:
        thread.start()
    try:
        torment(stand, recorder, seed, seconds, options.only)
    finally:
        is_over.set()
    for thread in threads:
        thread.join(_STOP_SECONDS)
        if thread.is_alive() or thread.failure is not None:
            raise RuntimeError(f"{thread.name} did not come to its end") from thread.failure
    after = stand.read_tables_at_the_end()
    patients_before = frozenset(person.number for person in before.people)
    run = Run(
        seed=seed,
        seconds=seconds,
        clients=options.clients,
        limit=stand.limit,
        patients_before=patients_before,
        patients_after=frozenset(person.number for person in after.people),
        servers=len(stand.admin_ports),
        defects=tuple(stand.defects()),
        marks={person.number: person.mark for person in after.people if person.number not in patients_before},
    )
    return recorder.finish(run, _joined(before.rows, after.rows))


def _joined(before: tuple[Row, ...], after: tuple[Row, ...]) -> list[Row]:
    holders = {row.id: row.after for row in before}
    return [
        Row(
            id=row.id,
            doctor=row.doctor,
            specialty=row.specialty,
            date=row.date,
            hour=row.hour,
            before=holders[row.id],
            after=row.after,
            booked_by=row.booked_by,
        )
        for row in after
    ]


def _report(history: History, counts: Mapping[str, int], defects: Sequence[str], *, is_timed: bool) -> int:
    """Print figures and verdict; return the exit status."""
    for line in figures.lines(history, counts):
        _say(line)
    found = judge(history, is_timed=is_timed)
    for rule, violations in found.items():
        _say(f"BROKEN: {rule}, {len(violations)} times")
        for violation in violations[:_MOST_SHOWN]:
            _show(violation)
    for line in defects:
        _say(f"BROKEN: {line}")
    if not any(call.command == "BOOK" and call.outcome == "ok" for call in history.calls):
        _say("nothing was booked, so nothing is proved")
        return 1
    if found or defects:
        return 1
    _say("nothing lost, nothing doubled")
    return 0


def _show(violation: Violation) -> None:
    _say(f"  {violation.what}")
    for call in violation.calls[:_MOST_SHOWN]:
        code = f" {call.code}" if call.code else ""
        about = f" {call.consultation}" if call.consultation else ""
        _say(
            f"    call {call.number}, session {call.session}: {call.command}{about} of {call.patient}, "
            f"{call.begin:.3f} to {call.end:.3f} s: {call.outcome}{code}"
        )


def _say(line: str) -> None:
    print(f"prove: {line}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
