"""Child processes of a measurement: start them, wait for their ready line, end them whatever happens.

They listen on 127.0.0.1, on a port that the system chooses.
"""

from __future__ import annotations

import re
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
READY_SECONDS = 30.0
_PORT = re.compile(r"listening on .+:(\d+)")


class NotReadyError(Exception):
    """A process ended, or printed something else, before it was ready."""


def launch(arguments: Sequence[str], stderr: IO[str]) -> tuple[subprocess.Popen[str], str]:
    """Start a Python process of the project and wait for its first line on stdout.

    Args:
        arguments: the command line after `python`.
        stderr: a file for its log.

    Returns:
        The process and the line.

    Raises:
        NotReadyError: it printed nothing within `READY_SECONDS`.
    """
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=stderr, text=True
    )
    assert process.stdout is not None
    poller = select.poll()  # select(2) takes no descriptor over 1,023
    poller.register(process.stdout, select.POLLIN)
    is_readable = bool(poller.poll(1000 * READY_SECONDS))
    line = process.stdout.readline() if is_readable else ""
    if not line:
        end(process)
        stderr.seek(0)
        raise NotReadyError(
            f"python {' '.join(arguments[:2])} did not start: {stderr.read()[-2000:].strip()}"
        )
    return process, line


def end(process: subprocess.Popen[str]) -> None:
    """End a process, and wait for it."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


@contextmanager
def listening(*arguments: str) -> Iterator[tuple[int, int]]:
    """Run a server of the project, `python ARGUMENTS`; yield its port and process id."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        process, line = launch(arguments, log)
        try:
            found = _PORT.match(line)
            if found is None:
                raise NotReadyError(f"python {' '.join(arguments[:2])} said {line!r}")
            yield int(found[1]), process.pid
        finally:
            end(process)


@contextmanager
def peer(*arguments: str) -> Iterator[int]:
    """Run one of `bench.peers`; yield its port."""
    with listening("-m", "bench.peers", *arguments) as (port, _):
        yield port
