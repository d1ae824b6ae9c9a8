"""`python -m bench [NAME …] [--quick] [--note TEXT]`: run measurements, print and store the results.

All of them take about half an hour, both of `booths` twenty minutes more, and `journeys` an hour. A quick
run only shows that they run, and stores nothing.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from bench import (
    booking,
    booths,
    codec,
    frames,
    growth,
    machine,
    page,
    report,
    search,
    sessions,
    soak,
    start,
    strangers,
    visit,
    where,
)
from bench.hospital import Hospital, all_free, hospital
from bench.plan import Measure, Plan

MEASUREMENTS: dict[str, Measure] = {
    "frames": frames.measure,
    "codec": codec.measure,
    "search": search.measure,
    "booking": booking.measure,
    "sessions": sessions.measure,
    "start": start.measure,
    "strangers": strangers.measure,
    "soak": soak.measure,
    "visit": visit.measure,
    "growth": growth.measure,
    "where": where.measure,
    "booths": booths.measure,
    "booths-cluster": booths.measure_cluster,
    **page.MEASUREMENTS,
}
CONSULTATIONS = 1_000_000
CONSULTATIONS_QUICKLY = 40_000
RESULTS = Path(__file__).parent / "results"


def main(arguments: list[str] | None = None) -> int:
    """Run what the command line names; return the exit status."""
    parser = argparse.ArgumentParser(prog="script/bench", description="The measurements.")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which ones: {', '.join(MEASUREMENTS)}; default: all"
    )
    parser.add_argument("--quick", action="store_true", help="a small version of each, not stored")
    parser.add_argument("--note", help="a remark about the circumstances, stored with the results")
    parser.add_argument(
        "--data",
        type=Path,
        help="keep the databases of visit, growth and booths here, for more runs today",
    )
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in MEASUREMENTS]
    if unknown:
        parser.error(f"no measurement {unknown[0]}: there are {', '.join(MEASUREMENTS)}")
    begun = time.monotonic()
    sections = {}
    with ExitStack() as stack:
        plan = _plan(stack, options.data, is_quick=options.quick)
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


def _plan(stack: ExitStack, data: Path | None, *, is_quick: bool) -> Plan:
    made: list[Hospital] = []

    def get_hospital() -> Hospital:
        if not made:
            count = CONSULTATIONS_QUICKLY if is_quick else CONSULTATIONS
            made.append(stack.enter_context(hospital(all_free(count))))
        return made[0]

    if data is None:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="borne-bench-")))
        data.chmod(0o711)  # started by root, the database server runs as another user
    return Plan(is_quick, get_hospital, data)


if __name__ == "__main__":
    sys.exit(main())
