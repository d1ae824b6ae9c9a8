"""From the command to the ready line: the server, and the booth for a browser."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress

from bench.children import ROOT, NotReadyError, end, launch
from bench.plan import Plan, Result
from bench.rounds import FLOOR, OURS, Figure, compare

_FLOOR = "import pymysql, msgspec"


def measure(plan: Plan) -> Result:
    """Measure both programs; if one does not start, leave it out and say so."""
    hospital = plan.get_hospital()
    with hospital.server() as (port, _):  # writes the configuration, and serves the booth
        config = str(hospital.folder / "server.conf")
        programs = {
            "python -m cbp_server": ["-m", "cbp_server", "--config", config],
            "python -m kiosk_web --browser": [
                "-m",
                "kiosk_web",
                "--browser",
                "--server",
                f"127.0.0.1:{port}",
            ],
        }
        figures, notes = [], []
        for name, arguments in programs.items():
            with suppress(NotReadyError):
                figures.append(_start(plan, name, arguments))
                continue
            notes.append(f"`{name}` did not start, so it is not measured.")
    return Result(
        title="Start: from the command to the ready line",
        contenders={
            OURS: "the program, until its ready line was read",
            FLOOR: f'`python -c "{_FLOOR}"`, until it ends',
        },
        figures=figures,
        notes=notes,
    )


def _start(plan: Plan, name: str, arguments: list[str]) -> Figure:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:

        def ours() -> float:
            begun = time.perf_counter()
            process, _ = launch(arguments, log)
            seconds = time.perf_counter() - begun
            end(process)
            return seconds

        return compare(
            name,
            {OURS: ours, FLOOR: _python(_FLOOR)},
            rounds=plan.rounds(9),
        )


def _python(code: str) -> Callable[[], float]:
    def turn() -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
        return time.perf_counter() - begun

    return turn
