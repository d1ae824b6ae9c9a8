"""SIGTERM and SIGINT while the real window starts: status 0 and soon, whatever Qt is doing.

The moments are seen from outside, in `/proc`: what signals are caught, what is loaded, what children run.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.plugins.processes import children_inherit

PATIENCE = 30.0
SOON = 5.0
"""Seconds in which it has to end on a machine that runs other tests too; pywebview's own patience is 20."""

Moment = Callable[[int], bool]


def hears_signals(pid: int) -> bool:
    """Tell whether it catches both signals; Python alone catches neither, as SIGINT was ignored."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = int(status.split("SigCgt:")[1].split()[0], 16)
    return all(caught >> (number - 1) & 1 for number in (signal.SIGTERM, signal.SIGINT))


def has_loaded(library: str) -> Moment:
    return lambda pid: library in Path(f"/proc/{pid}/maps").read_text()


def has_renderers(pid: int) -> bool:
    """Tell whether Chromium's own processes run: Qt is in the middle of making the page."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            said = status.read_text()
        except OSError:  # gone meanwhile
            continue
        if "QtWebEngine" in said.split("\n", 1)[0] and f"\nPPid:\t{pid}\n" in said:
            return True
    return False


MOMENTS: dict[str, Moment] = {
    "as soon as it hears signals": hears_signals,
    "while Qt is loaded": has_loaded("libQt6WebEngineCore"),
    "while Qt reaches the screen": has_loaded("libqxcb"),
    "while Chromium starts": has_renderers,
}


@pytest.fixture
def starting(x_screen: str) -> Iterator[subprocess.Popen[str]]:
    """The window's process, just begun."""
    with tempfile.TemporaryFile("w+") as said:
        with children_inherit(signal.SIGINT, ignored=True):
            process = subprocess.Popen(
                [sys.executable, "-m", "kiosk_web", "--server", "127.0.0.1:9"],
                cwd=ROOT,
                env={**os.environ, "DISPLAY": x_screen},
                stdout=subprocess.DEVNULL,
                stderr=said,
                text=True,
            )
        yield process
        process.kill()
        process.wait()
        said.seek(0)
        assert "Traceback" not in said.read()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT], ids=lambda sign: sign.name)
@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_it_ends_with_status_0_at_any_moment_of_its_start(
    starting: subprocess.Popen[str], moment: Moment, sign: signal.Signals
) -> None:
    deadline = time.monotonic() + PATIENCE
    while not moment(starting.pid):  # as often as can be: some moments are short
        assert starting.poll() is None, "it ended by itself"
        assert time.monotonic() < deadline, "the moment did not come"
    starting.send_signal(sign)
    assert starting.wait(SOON) == 0
