"""Nothing of a patient is left for the next: not in the document, in memory, or on the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.static.steps import activate, begin, choose, confirm_name, go_to, onward, reach
from tests.kiosk_web.static.stub import StubBridge
from tests.plugins.browser import OpenBooth

LAST_NAME, FIRST_NAME, NUMBER = "Quillebœuf", "Zénobie", "246813570"
REASON = "un secret de famille"
SECRETS = (LAST_NAME, FIRST_NAME, NUMBER, "246 813 570", REASON, "Van den Broeck")
"""The doctor too: with whom is as private as why."""


@pytest.fixture
def bridge() -> StubBridge:
    bridge = StubBridge()
    bridge._configuration = bridge._configuration | {"times": {"idle": 60, "warning": 20, "booked": 30}}
    return bridge


def write(page: Page, field: str, words: str) -> None:
    """Type as the keyboard does; Playwright's `fill` would leave the words in the page's memory."""
    page.locator(field).focus()
    page.keyboard.insert_text(words)


def leave_much_behind(page: Page) -> None:
    """Type everything there is to type, see everything there is to see, up to the check screen."""
    begin(page)
    activate(page, "#known")
    write(page, "#last-name", LAST_NAME)
    write(page, "#first-name", FIRST_NAME)
    onward(page)
    write(page, "#patient-number", NUMBER)
    onward(page)
    page.locator("[data-value='3']").wait_for()
    activate(page, "#my-bookings")
    page.locator(".summary").first.wait_for()
    activate(page, "#back")
    choose(page, 3)
    go_to_reason(page)
    choose(page, "own")
    write(page, "#reason", REASON)
    onward(page)
    reach(page, "check")
    activate(page, "#back")
    reach(page, "reason")


def go_to_reason(page: Page) -> None:
    onward(page)
    reach(page, "doctor")
    onward(page)
    page.locator("[name=day]").first.wait_for()
    activate(page, ".day__list label")
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    activate(page, ".choices__tile")
    onward(page)
    reach(page, "reason")


def everything_the_page_can_reach(page: Page) -> Iterator[str]:
    yield page.content()
    yield page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state,"
        " location.href, document.title,"
        " ...[...document.querySelectorAll('input')].map((input) => input.value)])"
    )
    yield page.evaluate(
        "(async () => JSON.stringify([await indexedDB.databases(), await caches?.keys?.()]))()"
    )


def heap(page: Page) -> str:
    """Return a snapshot of the page's JavaScript heap after garbage collection."""
    session = page.context.new_cdp_session(page)
    chunks: list[str] = []
    session.on("HeapProfiler.addHeapSnapshotChunk", lambda event: chunks.append(event["chunk"]))
    session.send("HeapProfiler.collectGarbage")
    session.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
    return "".join(chunks)


def held(text: str) -> list[str]:
    escaped = {secret: secret.encode("ascii", "backslashreplace").decode() for secret in SECRETS}
    return [secret for secret, other in escaped.items() if secret in text or other in text]


@pytest.mark.parametrize("way", ["log out", "time"])
def test_after_the_session_no_word_of_it_is_in_the_document_or_in_memory(
    open_booth: OpenBooth, bridge: StubBridge, way: str
) -> None:
    page = open_booth(bridge, has_clock=True)
    leave_much_behind(page)
    assert held(heap(page)), "the test must be able to find what is held"
    if way == "log out":
        page.locator("#log-out").click()
        reach(page, "ended")
        page.clock.run_for(15_000)
    else:
        page.clock.run_for(90_000)
    reach(page, "attract")
    for text in everything_the_page_can_reach(page):
        assert held(text) == []
    assert held(heap(page)) == []
    begin(page)
    activate(page, "#known")
    expect(page.locator("#last-name")).to_have_value("")


def test_after_the_patient_the_screen_is_the_same_to_the_pixel(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge)
    reach(page, "attract")
    before = page.screenshot()
    begin(page, "de")
    activate(page, "#known")
    write(page, "#last-name", LAST_NAME)
    activate(page, "#back")
    activate(page, "#back")
    page.locator("#leave-go").click()
    reach(page, "attract")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    assert page.screenshot() == before


def test_no_history_leads_back_into_the_session(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge)
    length = page.evaluate("history.length")
    begin(page)
    activate(page, "#known")
    assert page.evaluate("history.length") == length


def test_the_reason_is_not_shown_again_after_booking(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge)
    begin(page)
    activate(page, "#new")
    write(page, "#last-name", LAST_NAME)
    write(page, "#first-name", FIRST_NAME)
    onward(page)
    onward(page)
    confirm_name(page)
    onward(page)
    page.locator("[data-value='1']").wait_for()
    go_to(page, "booked")
    assert "Nouveau symptôme" not in page.content()
    assert LAST_NAME not in page.content()
