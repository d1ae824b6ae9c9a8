"""Nobody reads what the patient before left: in the document, in memory, in a picture of the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.kiosk_web.steps import begin, choose, go_to, onward, reach
from tests.kiosk_web.stub import StubBridge
from tests.plugins.browser import OpenBooth

LAST_NAME, FIRST_NAME, NUMBER = "Quillebœuf", "Zénobie", "246813570"
REASON = "un secret de famille"
SECRETS = (LAST_NAME, FIRST_NAME, NUMBER, "246 813 570", REASON, "Van den Broeck")
"""The doctor, too: with whom is as private as why."""


@pytest.fixture
def bridge() -> StubBridge:
    bridge = StubBridge()
    bridge._configuration = bridge._configuration | {"times": {"idle": 60, "warning": 20, "booked": 30}}
    return bridge


def write(page: Page, field: str, words: str) -> None:
    """Type as the keyboard does; Playwright's own `fill` would leave the words in the page's memory."""
    page.locator(field).focus()
    page.keyboard.insert_text(words)


def leave_much_behind(page: Page) -> None:
    """Type everything there is to type, see everything there is to see, up to the check screen."""
    begin(page)
    page.locator("#known").click()
    write(page, "#last-name", LAST_NAME)
    write(page, "#first-name", FIRST_NAME)
    onward(page)
    write(page, "#patient-number", NUMBER)
    onward(page)
    page.locator("[data-value='3']").wait_for()
    page.locator("#my-bookings").click()
    page.locator(".summary").first.wait_for()
    page.locator("#back").click()
    choose(page, 3)
    go_to_reason(page)
    choose(page, "own")
    write(page, "#reason", REASON)
    onward(page)
    reach(page, "check")
    page.locator("#back").click()
    reach(page, "reason")


def go_to_reason(page: Page) -> None:
    onward(page)
    reach(page, "doctor")
    onward(page)
    page.locator("[name=day]").first.wait_for()
    page.locator(".day__list label").first.click()
    onward(page)
    page.locator("[name=hour]").first.wait_for()
    page.locator(".choices__tile").first.click()
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
    """Take everything that JavaScript still holds, after the garbage went."""
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
    assert held(heap(page)), "the test must be able to find what is there"
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
    page.locator("#known").click()
    expect(page.locator("#last-name")).to_have_value("")


def test_the_wiped_screen_is_the_one_before_the_patient_to_the_pixel(
    open_booth: OpenBooth, bridge: StubBridge
) -> None:
    page = open_booth(bridge)
    reach(page, "attract")
    before = page.screenshot()
    begin(page, "de")
    page.locator("#known").click()
    write(page, "#last-name", LAST_NAME)
    page.locator("#back").click()
    page.locator("#back").click()
    page.locator("#leave-go").click()
    reach(page, "attract")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    assert page.screenshot() == before


def test_no_history_leads_back_into_the_session(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge)
    length = page.evaluate("history.length")
    begin(page)
    page.locator("#known").click()
    assert page.evaluate("history.length") == length


def test_the_reason_is_not_shown_again_after_booking(open_booth: OpenBooth, bridge: StubBridge) -> None:
    page = open_booth(bridge)
    begin(page)
    page.locator("#new").click()
    write(page, "#last-name", LAST_NAME)
    write(page, "#first-name", FIRST_NAME)
    onward(page)
    onward(page)
    reach(page, "new-number")
    onward(page)
    page.locator("[data-value='1']").wait_for()
    go_to(page, "booked")
    assert "Nouveau symptôme" not in page.content()
    assert LAST_NAME not in page.content()
