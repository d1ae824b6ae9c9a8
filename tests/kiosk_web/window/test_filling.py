"""The window follows its screen: monitor on late, turned, another mode; with a window manager and without."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.plugins.browser import PORTRAIT, SMALL
from tests.plugins.window import BoothWindow, StartWindow, open_x_screen

LANDSCAPE = (1920, 1080)
LARGEST = (1920, 1920)
OUTPUT = "screen"
"""What Xvfb calls its one monitor."""


@dataclass
class Monitor:
    """The monitor of an X screen, which `xrandr` sets."""

    screen: str

    def set_mode(self, size: tuple[int, int]) -> None:
        """Switch it on with this mode."""
        self._xrandr("--output", OUTPUT, "--mode", _mode(size))

    def switch_off(self) -> None:
        """Switch it off: Xvfb does so, but cannot have a screen of no size, which xrandr reports."""
        self._xrandr("--output", OUTPUT, "--off", may_complain=True)

    def offer(self, size: tuple[int, int]) -> None:
        """Add a mode; the timings are any that X accepts."""
        wide, high = size
        timings = [100, wide, wide + 1, wide + 2, wide + 10, high, high + 1, high + 2, high + 10]
        self._xrandr("--newmode", _mode(size), *map(str, timings))
        self._xrandr("--addmode", OUTPUT, _mode(size))

    def _xrandr(self, *arguments: str, may_complain: bool = False) -> None:
        done = subprocess.run(
            ["xrandr", *arguments],
            env={**os.environ, "DISPLAY": self.screen},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        assert may_complain or done.returncode == 0, done.stderr


def _mode(size: tuple[int, int]) -> str:
    return f"booth-{size[0]}x{size[1]}"


@pytest.fixture(params=[False, True], ids=["bare", "window manager"])
def monitor(request: pytest.FixtureRequest) -> Iterator[Monitor]:
    with open_x_screen(LARGEST, is_managed=request.param) as screen:
        made = Monitor(screen)
        for size in (PORTRAIT, LANDSCAPE, SMALL):
            made.offer(size)
        yield made


def wait_until_it_fills(window: BoothWindow, size: tuple[int, int]) -> None:
    window.page.wait_for_function(
        "([w, h]) => innerWidth === w && innerHeight === h && screenX === 0 && screenY === 0", arg=list(size)
    )


def test_it_follows_a_monitor_that_is_turned_and_given_another_mode(
    start_window: StartWindow, monitor: Monitor
) -> None:
    monitor.set_mode(PORTRAIT)
    window = start_window("127.0.0.1", 9, screen=monitor.screen)
    wait_until_it_fills(window, PORTRAIT)
    for size in (LANDSCAPE, SMALL, PORTRAIT):
        monitor.set_mode(size)
        wait_until_it_fills(window, size)


def test_it_fills_a_monitor_that_is_switched_on_after_it(start_window: StartWindow, monitor: Monitor) -> None:
    monitor.set_mode(SMALL)
    monitor.switch_off()
    window = start_window("127.0.0.1", 9, screen=monitor.screen)
    monitor.set_mode(PORTRAIT)
    wait_until_it_fills(window, PORTRAIT)
    monitor.switch_off()
    monitor.set_mode(LANDSCAPE)
    wait_until_it_fills(window, LANDSCAPE)
