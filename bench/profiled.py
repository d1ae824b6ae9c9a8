"""The real server with a profile of its threads: `python -m bench.profiled --config FILE`, like `cbp_server`.

The clock is each thread's own processor time, so waiting for a client or the database does not count. When
the server has stopped, the seconds spent in each part are in FILE with the ending `.profile.json`.
"""

from __future__ import annotations

import cProfile
import json
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.children import ROOT
from cbp_server.command import main
from stopsignal import StopSignals

PARTS = {
    "socklib/": "framing",
    "cbp/server.py": "framing",
    "cbp/": "decode",
    "cbp_server/": "session",
    "database/connections/": "lease",
    "database/queries/": "queries",
    "site-packages/pymysql/": "driver",
}
"""What begins with which path belongs to which part; the first that fits."""

OTHER = "other"

ENDING = ".profile.json"

Code = Any
"""What a profile calls a function: a code object, or a built-in's name."""


class Profiles:
    """A profile of each thread that starts from now on."""

    def __init__(self) -> None:
        self._profiles: list[cProfile.Profile] = []
        threading.setprofile(self._begin)

    def _begin(self, *_: object) -> None:
        """Replace this hook, in the thread that has just started, by a profile."""
        profile = cProfile.Profile(time.thread_time)
        self._profiles.append(profile)
        profile.enable()

    def parts(self) -> dict[str, float]:
        """Return the seconds spent in each part.

        A function of another package, or a built-in, counts for the parts that called it.
        """
        own: defaultdict[Code, float] = defaultdict(float)
        calls: defaultdict[Code, defaultdict[Code, float]] = defaultdict(lambda: defaultdict(float))
        for profile in self._profiles:
            for entry in profile.getstats():
                own[entry.code] += entry.inlinetime
                for call in entry.calls or ():
                    calls[call.code][entry.code] += call.inlinetime
        shares: dict[Code, dict[str, float]] = {}
        found: defaultdict[str, float] = defaultdict(float)
        for code, seconds in own.items():
            for part, share in _shares(code, calls, shares).items():
                found[part] += seconds * share
        return dict(found)


def _shares(
    code: Code, calls: Mapping[Code, Mapping[Code, float]], known: dict[Code, dict[str, float]]
) -> dict[str, float]:
    """Return which parts a function's own time belongs to; the shares add up to 1."""
    if code in known:
        return known[code]
    part = _part(code)
    known[code] = {part or OTHER: 1.0}  # also what a circle of foreign functions comes back to
    callers = calls.get(code, {})
    total = sum(callers.values())
    if part is None and total > 0:
        mixed: defaultdict[str, float] = defaultdict(float)
        for caller, seconds in callers.items():
            for name, share in _shares(caller, calls, known).items():
                mixed[name] += share * seconds / total
        known[code] = mixed
    return known[code]


def _part(code: Code) -> str | None:
    """Return the part that a function belongs to; None: that of its callers."""
    if isinstance(code, str):
        return None
    path = code.co_filename.removeprefix(f"{ROOT}/")
    part = next(
        (part for start, part in PARTS.items() if path.startswith(start) or f"/{start}" in path), None
    )
    return "encode" if part == "decode" and "encode" in code.co_name else part


if __name__ == "__main__":
    profiles = Profiles()
    status = main(sys.argv[1:], signals=StopSignals(reloads=True))
    Path(sys.argv[-1]).with_suffix(ENDING).write_text(json.dumps(profiles.parts()), encoding="utf-8")
    sys.exit(status)
