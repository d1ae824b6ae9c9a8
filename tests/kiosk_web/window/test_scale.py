"""Screens of twice full HD show the same at twice the size, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plugins.window import StartWindow, open_x_screen

CASES = {
    (3840, 2160): (1920, 1080),
    (2160, 3840): (1080, 1920),
    (1366, 768): (1366, 768),
}
"""The pixels of a screen, and those of the page on it."""


@pytest.mark.parametrize("pixels", CASES, ids=str)
def test_the_page_is_laid_out_as_on_full_hd(start_window: StartWindow, pixels: tuple[int, int]) -> None:
    with open_x_screen(pixels, is_managed=False) as screen:
        page = start_window("127.0.0.1", 9, screen=screen).page
        assert tuple(page.evaluate("[innerWidth, innerHeight]")) == CASES[pixels]
        page.reload()  # as the watchdog does
        page.locator(".attract").wait_for()
        assert tuple(page.evaluate("[innerWidth, innerHeight]")) == CASES[pixels]


def test_the_scale_can_be_set(start_window: StartWindow, small_x_screen: str, tmp_path: Path) -> None:
    configuration = tmp_path / "booth.conf"
    configuration.write_text("[booth]\nscale = 1.25\n", encoding="utf-8")
    page = start_window("127.0.0.1", 9, "--config", str(configuration), screen=small_x_screen).page
    assert tuple(page.evaluate("[innerWidth, innerHeight]")) == (1024, 640)
