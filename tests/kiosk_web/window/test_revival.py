"""A dead or hung page in the real window is restarted; the staff's exit ends the program."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from kiosk_web.window.hooks import Hooks
from kiosk_web.window.window import PAGE_LOST
from tests.kiosk_web.calls.peer import OK, Peer
from tests.kiosk_web.static.steps import identify, reach
from tests.plugins.processes import descendants
from tests.plugins.window import BoothWindow, StartWindow

MARK = "window.mark = 'the page before'"
ANEW = "() => window.mark === undefined && document.querySelector('h1') !== null"
PATIENCE = 120.0
IMPATIENT = {"BORNE_HEARTBEAT_SECONDS": "3"}


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A server that accepts every login."""
    replies: dict[str, dict[str, Any]] = {
        "LOGIN": {"patient_id": 123456782},
        "GET_SPECIALTIES": {"specialties": [{"id": 3, "name": "Cardiologie"}]},
        "GET_DOCTORS": {"doctors": []},
        "GET_AVAILABILITY": {"days": []},
        "GET_BOOKINGS": {"bookings": []},
    }
    peer = Peer(lambda _connection, request: OK | replies.get(request["command"], {}))
    yield peer
    peer.close()


def _renderer(window: BoothWindow) -> int:
    """Find the process that draws the page."""
    assert window.browser is not None
    told = window.browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    (renderer,) = [process["id"] for process in told["processInfo"] if process["type"] == "renderer"]
    return int(renderer)


def _wait_until_anew(window: BoothWindow) -> None:
    """Wait for the heartbeat of a page that was loaded after the one which the test marked."""
    window.connect()
    window.page.wait_for_function(ANEW)


def test_a_renderer_that_is_killed_comes_back_with_the_first_screen(start_window: StartWindow) -> None:
    window = start_window("127.0.0.1", 9)
    first = window.page.locator("h1").inner_text()
    window.page.evaluate(MARK)
    renderer = _renderer(window)
    window.disconnect()
    os.kill(renderer, signal.SIGKILL)
    window.log.wait_for("the page's renderer has ended")
    _wait_until_anew(window)
    assert window.page.locator("h1").inner_text() == first


def test_a_page_that_hangs_comes_back_with_the_first_screen(start_window: StartWindow) -> None:
    window = start_window("127.0.0.1", 9, environment=IMPATIENT)
    first = window.page.locator("h1").inner_text()
    window.page.evaluate(MARK)
    renderer = _renderer(window)
    window.page.evaluate("void setTimeout(() => { for (;;); })")
    assert int(window.log.wait_for(r"no heartbeat from the page .* \(process (\d+)\)")[1]) == renderer
    window.disconnect()
    window.log.wait_for("the page's renderer has ended")
    _wait_until_anew(window)
    assert window.page.locator("h1").inner_text() == first


def test_the_session_of_a_patient_whose_page_died_is_over(start_window: StartWindow, peer: Peer) -> None:
    window = start_window("127.0.0.1", peer.port)
    identify(window.page)
    reach(window.page, "specialty")
    renderer = _renderer(window)
    window.disconnect()
    os.kill(renderer, signal.SIGKILL)
    window.log.wait_for("the page's renderer has ended")
    window.connect()
    reach(window.page, "ended")
    assert peer.commands()[-1] == "LOGOUT"
    assert "Hondt" not in window.page.content()
    assert "Hondt" not in window.log


def test_a_restarted_page_can_call_the_bridge(start_window: StartWindow) -> None:
    window = start_window("127.0.0.1", 9)
    renderer = _renderer(window)
    window.disconnect()
    os.kill(renderer, signal.SIGKILL)
    window.log.wait_for("the page's renderer has ended")
    window.connect()
    assert "ok" in window.page.evaluate("pywebview.api.configuration()")


def test_a_dead_page_does_not_keep_the_window_from_closing(start_window: StartWindow) -> None:
    window = start_window("127.0.0.1", 9)
    window.page.evaluate("void setTimeout(() => { for (;;); })")
    assert window.stop() == 0


def test_a_page_that_nothing_can_load_any_more_ends_the_program_with_a_status_of_its_own(
    start_window: StartWindow,
) -> None:
    window = start_window("127.0.0.1", 9, environment={"BORNE_LOAD_SECONDS": "4"})
    renderer = _renderer(window)
    window.disconnect()
    zygotes = [pid for pid in descendants(window.process.pid) if _is_zygote(pid)]
    assert zygotes
    for pid in zygotes:
        _kill(pid)
    _kill(renderer)
    assert window.process.wait(PATIENCE) == PAGE_LOST == 3
    window.log.wait_for("cannot be loaded any more")
    assert "Traceback" not in window.log


def _is_zygote(pid: int) -> bool:
    with suppress(OSError):  # gone meanwhile
        return b"--type=zygote" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def test_the_staffs_code_ends_the_program(start_window: StartWindow, tmp_path: Path) -> None:
    configuration = tmp_path / "booth.conf"
    configuration.write_text("[staff]\nexit_code = 246810\n", encoding="utf-8")
    window = start_window("127.0.0.1", 9, "--config", str(configuration))
    window.page.evaluate("void pywebview.api.staff_exit('246810')")
    assert window.process.wait(30) == 0


def test_a_wrong_code_ends_nothing(start_window: StartWindow, tmp_path: Path) -> None:
    configuration = tmp_path / "booth.conf"
    configuration.write_text("[staff]\nexit_code = 246810\n", encoding="utf-8")
    window = start_window("127.0.0.1", 9, "--config", str(configuration))
    assert "ok" not in window.page.evaluate("pywebview.api.staff_exit('135790')")
    assert "ok" in window.page.evaluate("pywebview.api.configuration()")


def test_an_exit_asked_for_before_the_window_exists_closes_it_as_soon_as_it_does() -> None:
    hooks = Hooks()
    closed = threading.Event()
    hooks.leave()
    hooks.on_leaving(closed.set)
    assert closed.is_set()


@pytest.mark.parametrize("variable", ["soon", ""])
def test_a_limit_that_is_no_number_is_an_error(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv("BORNE_HEARTBEAT_SECONDS", variable)
    with pytest.raises(ValueError, match="BORNE_HEARTBEAT_SECONDS"):
        Hooks()
