"""The README's examples, run as they are."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import pytest

from socklib import ConnectError, Deadline, connect
from tests.checkout import ROOT
from tests.plugins.processes import signals_of_a_terminal
from tests.socklib.loopback import SOON

README = ROOT / "socklib" / "README.md"
MOST_LINES = 15


def python_blocks() -> list[str]:
    return re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_the_echo_service_is_fifteen_lines_and_works() -> None:
    service, client = python_blocks()
    assert len([line for line in service.splitlines() if line.strip()]) <= MOST_LINES
    with (
        signals_of_a_terminal(),
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


def test_the_echo_service_stops_quietly_though_interrupted_before_it_waits() -> None:
    """Ctrl-C while the main thread still says that it listens."""
    said: list[str] = []

    def say(words: str, **_: object) -> None:
        said.append(words)
        if len(said) == 1:
            signal.raise_signal(signal.SIGINT)

    service, _ = python_blocks()
    with signals_of_a_terminal():
        try:
            exec(compile(service, str(README), "exec"), {"print": say})  # noqa: S102 - the README's own lines
        except KeyboardInterrupt:
            pytest.fail("the example ends with a traceback")
    assert len(said) == 2
    port = int(said[0].rpartition(":")[2])
    with pytest.raises(ConnectError):
        connect("127.0.0.1", port, deadline=Deadline.after(SOON))
