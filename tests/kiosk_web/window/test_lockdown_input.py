"""Real keys and buttons on the booth's window: keys that type work, browser shortcuts do not."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from tests.plugins.locked_booth import TARGET, LockedBooth
from tests.plugins.x11 import BACK, FORWARD, MIDDLE, RIGHT, WHEEL_UP

CONTROL, ALT, SHIFT = "Control_L", "Alt_L", "Shift_L"
COMMANDS: dict[str, list[tuple[str, ...]]] = {
    "reload": [("F5",), (CONTROL, "r"), (CONTROL, "F5"), (CONTROL, SHIFT, "r"), ("XF86Reload",)],
    "print, save or open": [(CONTROL, "p"), ("Print",), (CONTROL, "s"), (CONTROL, "o")],
    "find": [(CONTROL, "f"), (CONTROL, "g"), ("F3",)],
    "look behind the page": [("F12",), (CONTROL, SHIFT, "i"), (CONTROL, SHIFT, "c"), (CONTROL, "u")],
    "zoom": [(CONTROL, "plus"), (CONTROL, "minus"), (CONTROL, "0")],
    "turn pages": [(ALT, "Left"), (ALT, "Right"), (ALT, "Home"), ("XF86Back",), ("XF86Forward",)],
    "open or close a window": [(CONTROL, "n"), (CONTROL, "t"), (CONTROL, "w"), (CONTROL, "q"), (ALT, "F4")],
    "go elsewhere": [(CONTROL, "l"), (ALT, "d"), ("F6",), ("XF86HomePage",), (CONTROL, "j"), (CONTROL, "h")],
    "leave the whole screen": [("F11",), (ALT, "Return"), (ALT, "space"), (ALT, "Tab"), ("Super_L", "d")],
    "open a menu or help": [("Menu",), (SHIFT, "F10"), ("F10",), ("F1",), ("F7",)],
    "copy, cut, paste or undo": [
        *((CONTROL, key) for key in ["a", "c", "x", "v", "z", "Insert"]),
        *((SHIFT, key) for key in ["Insert", "Delete"]),
        ("XF86Copy",),
        ("XF86Paste",),
    ],
}


@pytest.fixture
def belgian(booth: LockedBooth) -> Iterator[LockedBooth]:
    """A Belgian keyboard, which has dead keys and AltGr."""
    display = ["-display", booth.window.screen]
    subprocess.run(["setxkbmap", *display, "be"], check=True)
    yield booth
    subprocess.run(["setxkbmap", *display, "us"], check=True)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_key_that_commands_a_browser_is_not_heard(booth: LockedBooth, command: str) -> None:
    for keys in COMMANDS[command]:
        booth.x.strike(*keys)
    booth.x.strike("e")
    booth.wait_until_heard("keydown", "e")
    assert [key for key in booth.heard("keydown") if key != "Shift"] == ["e"]
    assert booth.value("first") == "e"
    assert booth.is_unmoved()


@pytest.mark.parametrize(
    ("key", "heard"),
    [("F2", "F2"), ("Tab", "Tab"), ("Escape", "Escape"), ("Return", "Enter"), ("Down", "ArrowDown")],
)
def test_a_key_of_the_journey_is_heard(booth: LockedBooth, key: str, heard: str) -> None:
    booth.page.evaluate(
        "document.getElementById('way-out').addEventListener('cancel', (e) => e.preventDefault())"
    )
    booth.x.strike(key)
    booth.wait_until_heard("keydown", heard)


def test_letters_and_capitals_are_typed(booth: LockedBooth) -> None:
    booth.x.strike("a")
    booth.x.strike("Shift_L", "b")
    booth.x.strike("space")
    booth.x.strike("minus")
    booth.page.wait_for_function("() => document.getElementById('first').value === 'aB -'")


def test_what_stands_behind_altgr_is_typed(belgian: LockedBooth) -> None:
    belgian.x.strike("ISO_Level3_Shift", "eacute")
    belgian.page.wait_for_function("() => document.getElementById('first').value === '@'")


def test_an_accent_from_a_dead_key_is_typed(belgian: LockedBooth) -> None:
    belgian.x.strike("dead_circumflex")
    belgian.x.strike("e")
    belgian.page.wait_for_function("() => document.getElementById('first').value === 'ê'")


def test_a_held_key_types_once(booth: LockedBooth) -> None:
    booth.x.hold_until_repeated("a")
    booth.x.strike("z")
    booth.wait_until_heard("keydown", "z")
    assert booth.value("first") == "az"


def test_every_key_of_a_scanner_is_heard(booth: LockedBooth) -> None:
    number = "112233344455556667777888899990000"
    booth.x.scan(number)
    booth.x.strike("z")
    booth.wait_until_heard("keydown", "z")
    assert booth.value("first") == number + "z"


def test_a_held_backspace_erases_one_letter(booth: LockedBooth) -> None:
    for letter in "abc":
        booth.x.strike(letter)
    booth.x.hold_until_repeated("BackSpace")
    booth.x.strike("z")
    booth.wait_until_heard("keydown", "z")
    assert booth.value("first") == "abz"


@pytest.mark.parametrize("button", [MIDDLE, RIGHT, BACK, FORWARD])
def test_only_the_first_button_is_heard(booth: LockedBooth, button: int) -> None:
    booth.x.click(*TARGET, button)
    booth.click_field("second")
    assert set(booth.heard("mousedown")) == {0}
    assert booth.heard("auxclick") == []
    assert booth.heard("contextmenu") == []
    assert booth.is_unmoved()


@pytest.mark.parametrize("key", ["Control_L", "Shift_L", "Alt_L", "Super_L"])
def test_a_click_with_a_key_held_is_not_heard(booth: LockedBooth, key: str) -> None:
    booth.put("return Object.assign(document.createElement('a'), { href: location.href, textContent: 'x' })")
    with booth.x.holding(key):
        booth.x.click(*TARGET)
    booth.click_field("second")
    assert booth.heard("click") == [0, 0]  # the two fields'
    assert booth.is_unmoved()


def test_the_wheel_with_a_key_held_does_not_zoom(booth: LockedBooth) -> None:
    size = booth.page.evaluate("[innerWidth, devicePixelRatio, visualViewport.scale]")
    with booth.x.holding("Control_L"):
        booth.x.click(*TARGET, WHEEL_UP)
    booth.click_field("second")
    assert booth.heard("wheel") == []
    assert booth.page.evaluate("[innerWidth, devicePixelRatio, visualViewport.scale]") == size


def test_the_wheel_alone_is_heard(booth: LockedBooth) -> None:
    booth.x.click(*TARGET, WHEEL_UP)
    booth.page.wait_for_function("() => window.heard.some(([type]) => type === 'wheel')")
