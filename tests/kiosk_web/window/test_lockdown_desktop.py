"""The booth's window on a desktop: it fills the screen, is the only one, and leaves nothing to paste."""

from __future__ import annotations

import pytest

from tests.plugins.locked_booth import FIELDS, LockedBooth
from tests.plugins.window import StartWindow
from tests.plugins.x11 import MIDDLE, XScreen


def test_it_refuses_to_close(booth: LockedBooth) -> None:
    (client,) = booth.x.clients()
    booth.x.ask_to_close(client)
    # The window manager does one thing after the other: when this was done, so was that.
    booth.x.leave_fullscreen(client)
    assert booth.window.process.poll() is None
    assert booth.is_unmoved()


def test_it_comes_back_to_the_whole_screen(booth: LockedBooth) -> None:
    (client,) = booth.x.clients()
    booth.x.leave_fullscreen(client)
    assert booth.is_unmoved()


def test_it_comes_back_from_an_icon(booth: LockedBooth) -> None:
    (client,) = booth.x.clients()
    booth.x.minimise(client)
    booth.click_field("second")
    assert booth.is_unmoved()


@pytest.mark.parametrize("selection", ["PRIMARY", "CLIPBOARD"])
def test_words_of_a_patient_are_on_no_clipboard(booth: LockedBooth, selection: str) -> None:
    for letter in "hondt":
        booth.x.strike(letter)
    booth.x.strike("Shift_L", "Home")
    booth.page.wait_for_function("() => getSelection().toString() === 'hondt'")
    booth.page.evaluate("document.execCommand('copy')")
    booth.settle()
    assert booth.x.owner_of(selection) == 0


def test_the_middle_button_pastes_nothing(booth: LockedBooth) -> None:
    for letter in "hondt":
        booth.x.strike(letter)
    booth.x.strike("Shift_L", "Home")
    booth.page.wait_for_function("() => getSelection().toString() === 'hondt'")
    booth.x.click(*FIELDS["second"], MIDDLE)
    booth.click_field("second")
    assert booth.value("second") == ""


def test_a_window_with_windowed_can_be_closed(start_window: StartWindow) -> None:
    window = start_window("127.0.0.1", 9, "--windowed")
    screen = XScreen(window.screen)
    screen.ask_to_close(screen.clients()[0])
    assert window.process.wait(30) == 0
    screen.close()
