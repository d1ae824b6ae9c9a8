"""The real window: pywebview on Qt under Xvfb and openbox, driven over its debugging port.

What it forbids is tried in test_lockdown*.py, what becomes of a dead page in test_revival.py.
"""

from __future__ import annotations

import signal
from pathlib import Path

from tests.kiosk_web.static.steps import begin
from tests.plugins.browser import PORTRAIT, SMALL
from tests.plugins.window import StartWindow


def test_it_fills_the_screen(start_window: StartWindow) -> None:
    page = start_window("127.0.0.1", 9).page
    assert tuple(page.evaluate("[innerWidth, innerHeight]")) == PORTRAIT


def test_it_fills_a_screen_without_a_window_manager(start_window: StartWindow, bare_x_screen: str) -> None:
    page = start_window("127.0.0.1", 9, screen=bare_x_screen).page
    assert tuple(page.evaluate("[innerWidth, innerHeight]")) == SMALL


def test_a_touch_leads_to_the_first_question(start_window: StartWindow) -> None:
    begin(start_window("127.0.0.1", 9).page)


def test_a_screen_that_does_not_exist_is_logged_and_the_first_is_used(
    start_window: StartWindow, tmp_path: Path
) -> None:
    configuration = tmp_path / "booth.conf"
    configuration.write_text("[booth]\nscreen = 7\n", encoding="utf-8")
    window = start_window("127.0.0.1", 9, "--config", str(configuration))
    assert tuple(window.page.evaluate("[innerWidth, innerHeight]")) == PORTRAIT
    window.log.wait_for("no screen 7")


def test_the_pages_policy_holds_in_the_window(start_window: StartWindow) -> None:
    page = start_window("127.0.0.1", 9).page
    script = (
        "new Promise((done) => { const s = document.createElement('script'); s.textContent = 'window.in=1';"
    )
    assert page.evaluate(script + " document.head.append(s); done(window.in ?? 'refused') })") == "refused"


def test_sigint_ends_it_too(start_window: StartWindow) -> None:
    assert start_window("127.0.0.1", 9).stop(signal.SIGINT) == 0


def test_a_window_with_windowed_is_no_larger_than_the_screen(
    start_window: StartWindow, small_x_screen: str
) -> None:
    window = start_window("127.0.0.1", 9, "--windowed", screen=small_x_screen)
    window.page.wait_for_function("() => innerHeight <= 800")
    left, top, width, height = window.page.evaluate("[screenX, screenY, innerWidth, innerHeight]")
    assert left >= 0
    assert top >= 0
    assert left + width <= SMALL[0]
    assert top + height <= SMALL[1]
    assert "Traceback" not in window.log
