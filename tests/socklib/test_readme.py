"""The lines that the README shows, run as they stand."""

import contextlib
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

README = Path(__file__).parents[2] / "socklib" / "README.md"
MOST_LINES = 15


def python_blocks() -> list[str]:
    return re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


@contextlib.contextmanager
def interruptible_children() -> Iterator[None]:
    """Let children hear Ctrl-C: a shell that runs the tests behind `&` has all its heirs ignore SIGINT."""
    inherited = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, inherited)


def test_the_echo_service_is_fifteen_lines_and_works() -> None:
    service, client = python_blocks()
    assert len([line for line in service.splitlines() if line.strip()]) <= MOST_LINES
    with (
        interruptible_children(),
        subprocess.Popen(
            [sys.executable, "-c", service], cwd=README.parents[1], stdout=subprocess.PIPE, text=True
        ) as process,
    ):
        try:
            assert process.stdout is not None
            ready = process.stdout.readline()
            port = int(ready.rpartition(":")[2])
            exec(compile(client, str(README), "exec"), {"port": port})  # noqa: S102 - the README's own lines
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 0
        finally:
            process.kill()
