"""Inputs once more, without a fuzzer: what they cover, and which of them are worth keeping.

`python -m fuzz.replay NAME FOLDER …` prints the coverage of the target's modules, in per cent.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

import coverage

from fuzz.target import NAMES, load

Arc = tuple[str, int, int]
"""A step within a file, from line to line."""


def inputs_of(folders: Iterable[Path]) -> list[bytes]:
    """Return the inputs of some folders, each once, the shortest first."""
    found = {path.read_bytes() for folder in folders if folder.is_dir() for path in folder.iterdir()}
    return sorted(found, key=lambda data: (len(data), data))


def minimise(name: str, inputs: Iterable[bytes]) -> list[bytes]:
    """Return the inputs that each take a step which none before took, or take it many times more often."""
    target = load(name)
    tracer = _Tracer({str(import_module(module).__file__) for module in target.modules})
    kept, seen = [], set[tuple[Arc, int]]()
    threading.settrace(tracer.trace)  # for the threads of a server, which start with the target
    sys.settrace(tracer.trace)
    try:
        with target.open() as check:
            for data in inputs:
                check(data)
                reached = {(arc, count.bit_length()) for arc, count in tracer.arcs.items()}
                if reached - seen:
                    kept.append(data)
                seen |= reached
                tracer.arcs = Counter()
    finally:
        sys.settrace(None)
        threading.settrace(None)
    return kept


class _Tracer:
    """Counts the steps from line to line within some files.

    Args:
        files: their paths.
    """

    def __init__(self, files: set[str]) -> None:
        self._files = files
        self.arcs: Counter[Arc] = Counter()

    def trace(self, frame: FrameType, _event: str, _: Any) -> Any:
        """Follow a call into one of the files, as `sys.settrace` wants it."""
        file, last = frame.f_code.co_filename, frame.f_lineno
        if file not in self._files:
            return None

        def step(frame: FrameType, event: str, _: Any) -> Any:
            nonlocal last
            if event == "line":
                self.arcs[file, last, frame.f_lineno] += 1
                last = frame.f_lineno
            return step

        return step


def main() -> int:
    """Replay folders of inputs under coverage; print the per cent of lines and branches."""
    name, *folders = sys.argv[1:]
    assert name in NAMES
    measure = coverage.Coverage(branch=True, data_file=None, concurrency=["thread"])
    measure.start()
    target = load(name)
    with target.open() as check:
        for data in inputs_of(map(Path, folders)):
            check(data)
    measure.stop()
    files = [str(import_module(module).__file__) for module in target.modules]
    with Path("/dev/null").open("w", encoding="ascii") as nowhere:
        print(f"{measure.report(include=files, file=nowhere):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
