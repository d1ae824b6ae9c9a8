"""`python -m bench [NAME …] [--quick] [--note TEXT]`: runs measurements, prints them, keeps the results.

All of them take about twelve minutes. A quick run only shows that they run, and keeps nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from bench import booking, codec, frames, machine, page, report, search, sessions, start
from bench.hospital import Hospital, hospital
from bench.plan import Measure, Plan

MEASUREMENTS: dict[str, Measure] = {
    "frames": frames.measure,
    "codec": codec.measure,
    "search": search.measure,
    "booking": booking.measure,
    "sessions": sessions.measure,
    "start": start.measure,
    **page.MEASUREMENTS,
}
CONSULTATIONS = 1_000_000
CONSULTATIONS_QUICKLY = 40_000
RESULTS = Path(__file__).parent / "results"


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line names; return the exit status."""
    parser = argparse.ArgumentParser(prog="script/bench", description="The measurements.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which: {', '.join(MEASUREMENTS)}; all if none"
    )
    parser.add_argument("--quick", action="store_true", help="a small one of each, kept nowhere")
    parser.add_argument("--note", help="what a reader must know of the machine, kept with the results")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in MEASUREMENTS]
    if unknown:
        parser.error(f"no measurement {unknown[0]}: there are {', '.join(MEASUREMENTS)}")
    begun = time.monotonic()
    sections = {}
    with ExitStack() as stack:
        plan = _plan(stack, is_quick=options.quick)
        for name in options.names or MEASUREMENTS:
            print(f"bench: {name}", file=sys.stderr, flush=True)
            circumstances = {
                "taken": f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC",
                "load average before": machine.load(),
            }
            result = MEASUREMENTS[name](plan)
            circumstances |= {"load average after": machine.load()}
            circumstances |= {"note": options.note} if options.note else {}
            sections[name] = report.section(result, {**circumstances, "machine": machine.describe()})
            print(report.table(name, sections[name]), flush=True)
            if not options.quick:
                report.write(RESULTS, sections, list(MEASUREMENTS))
    print(f"bench: {time.monotonic() - begun:.0f} s", file=sys.stderr)
    return 0


def _plan(stack: ExitStack, *, is_quick: bool) -> Plan:
    made: list[Hospital] = []

    def get_hospital() -> Hospital:
        if not made:
            count = CONSULTATIONS_QUICKLY if is_quick else CONSULTATIONS
            print(f"bench: filling a database with {count:,} consultations", file=sys.stderr, flush=True)
            made.append(stack.enter_context(hospital(count)))
        return made[0]

    return Plan(is_quick, get_hospital)


if __name__ == "__main__":
    sys.exit(main())
