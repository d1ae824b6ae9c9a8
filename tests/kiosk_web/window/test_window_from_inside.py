"""What the window forbids although something else forbids it too: each rule by itself, from inside.

From the page, the outer door hides the inner one: a request that the policy refuses never meets the window's
own refusal, and a debugger answers every dialog before Qt does. One window is asked for all of it
(`inside_the_window.py`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.checkout import ROOT

PATIENCE = 110.0
SWITCHED_OFF = [
    "AllowWindowActivationFromJavaScript",
    "BackForwardCacheEnabled",
    "ErrorPageEnabled",
    "FullScreenSupportEnabled",
    "HyperlinkAuditingEnabled",
    "JavascriptCanAccessClipboard",
    "JavascriptCanOpenWindows",
    "JavascriptCanPaste",
    "LocalContentCanAccessFileUrls",
    "LocalContentCanAccessRemoteUrls",
    "NavigateOnDropEnabled",
    "PdfViewerEnabled",
    "PluginsEnabled",
    "ScreenCaptureEnabled",
]
UNSET = ("DISPLAY", "WAYLAND_DISPLAY", "QT_IM_MODULE")


class Seen(dict[str, Any]):
    """What was seen, by its name; what was not, because the window broke before, fails the test."""

    def __init__(self, complaints: str) -> None:
        super().__init__()
        self._complaints = complaints

    def __missing__(self, name: str) -> None:
        pytest.fail(f"the window broke before it was asked about {name!r}:\n{self._complaints}")


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    """What was seen inside one window."""
    home = str(tmp_path_factory.mktemp("home"))
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    # With a folder for dictionaries, or Qt would check no spelling though it were told to.
    own = {"HOME": home, "QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_DICTIONARIES_PATH": home}
    done = subprocess.run(
        [sys.executable, "-m", "tests.kiosk_web.window.inside_the_window"],
        cwd=ROOT,
        env=environment | own,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    found = Seen(done.stderr)
    for line in done.stdout.splitlines():
        found |= json.loads(line)
    return found


@pytest.mark.parametrize("attribute", SWITCHED_OFF)
def test_what_a_booth_does_not_need_is_switched_off(seen: Seen, attribute: str) -> None:
    assert attribute in seen["off"]


def test_every_page_of_the_window_reaches_the_booths_own_server_only(seen: Seen) -> None:
    assert seen["elsewhere"] == {"is_loaded": False, "visits": []}


def test_nothing_is_behind_the_page_to_go_back_to(seen: Seen) -> None:
    assert seen["can_go_back"] is False


def test_a_download_is_cancelled(seen: Seen) -> None:
    assert seen["download"] == ["DownloadCancelled"]


def test_no_dialog_of_the_browser_is_shown_even_for_a_moment(seen: Seen) -> None:
    assert seen["questions"] == {"answer": [None, False, None], "opened": []}


def test_no_file_is_asked_for(seen: Seen) -> None:
    assert seen["files"] == {"answer": [], "opened": []}


def test_events_that_open_a_menu_or_drop_something_reach_nobody(seen: Seen) -> None:
    assert seen["events"] == ["User"]  # the one that says that others would have been heard


def test_a_long_press_opens_no_menu(seen: Seen) -> None:
    assert seen["long_press"] == "menu: true"


def test_no_spelling_is_checked_that_would_remember_words(seen: Seen) -> None:
    assert seen["is_spell_checked"] is False


def test_no_input_method_of_a_desktop_suggests_former_patients_words(seen: Seen) -> None:
    assert seen["input_method"] == "compose"


def test_nothing_of_a_session_is_kept_on_the_disk(seen: Seen) -> None:
    assert seen["is_private"] is True
