"""The real window: pywebview on Qt under Xvfb and openbox, driven over its debugging port."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.kiosk_web.peer import OK, Peer
from tests.plugins.browser import PORTRAIT, SMALL
from tests.plugins.window import StartWindow


@pytest.fixture
def peer() -> Iterator[Peer]:
    def answer(_connection: int, request: dict[str, Any]) -> dict[str, Any]:
        row = {"id": 5, "doctor_id": 2, "doctor": "Amélie D’Hondt", "specialty_id": 3}
        more = {"specialty": "Cardiologie", "date": "2999-12-01", "hour": "08:30"}
        replies: dict[str, dict[str, Any]] = {
            "LOGIN": {"patient_id": 123456782},
            "GET_SPECIALTIES": {"specialties": [{"id": 3, "name": "Cardiologie"}]},
            "GET_DOCTORS": {"doctors": []},
            "SEARCH_CONSULTATIONS": {"consultations": [row | more], "next": None},
        }
        return OK | replies.get(request["command"], {})

    peer = Peer(answer)
    yield peer
    peer.close()


def test_it_fills_the_screen_and_a_patient_books_in_it(start_window: StartWindow, peer: Peer) -> None:
    window = start_window("127.0.0.1", peer.port)
    page = window.page
    assert tuple(page.evaluate("[innerWidth, innerHeight]")) == PORTRAIT
    page.locator("#to-identify").click()
    page.locator("#last-name").fill("D’Hondt")
    page.locator("#first-name").fill("Amélie")
    page.locator("#patient-number").fill("123456782")
    page.locator("#submit").click()
    page.locator("[data-consultation='5']").click()
    page.locator("#book").click()
    page.get_by_role("button", name="Contrôle de routine").click()
    page.locator("#reason-submit").click()
    expect(page.locator("h1")).to_have_text("Votre consultation est réservée")
    page.locator("#finish").click()
    expect(page.locator("h1")).to_have_text("Bonjour et bienvenue")
    assert window.stop() == 0
    assert peer.commands()[-2:] == ["BOOK_CONSULTATION", "LOGOUT"]
    assert "Hondt" not in window.log


def test_no_other_origin_gets_into_the_window(start_window: StartWindow, peer: Peer) -> None:
    page = start_window("127.0.0.1", peer.port).page
    own = page.evaluate("location.href")
    page.evaluate("setTimeout(() => { location.href = 'http://127.0.0.2:9/' })")
    page.evaluate("setTimeout(() => { open('http://127.0.0.2:9/') })")
    assert page.evaluate("fetch('http://127.0.0.2:9/').then(() => 'let in', () => 'blocked')") == "blocked"
    # By script: Playwright would wait for the navigation that never comes.
    page.evaluate("document.getElementById('to-identify').click()")
    assert page.evaluate("document.getElementById('last-name') !== null")
    assert page.evaluate("location.href") == own


def test_the_pages_policy_holds_in_the_window(start_window: StartWindow, peer: Peer) -> None:
    page = start_window("127.0.0.1", peer.port).page
    script = (
        "new Promise((done) => { const s = document.createElement('script'); s.textContent = 'window.in=1';"
    )
    assert page.evaluate(script + " document.head.append(s); done(window.in ?? 'refused') })") == "refused"


def test_sigint_ends_it_too(start_window: StartWindow, peer: Peer) -> None:
    assert start_window("127.0.0.1", peer.port).stop(signal.SIGINT) == 0


def test_a_window_to_try_it_is_no_larger_than_the_screen(
    start_window: StartWindow, small_x_screen: str, peer: Peer
) -> None:
    window = start_window("127.0.0.1", peer.port, "--windowed", screen=small_x_screen)
    window.page.wait_for_function("() => innerHeight <= 800")
    left, top, width, height = window.page.evaluate("[screenX, screenY, innerWidth, innerHeight]")
    assert left >= 0
    assert top >= 0
    assert left + width <= SMALL[0]
    assert top + height <= SMALL[1]
    assert "Traceback" not in window.log
