"""The free days as a list; and the QR code."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.kiosk_web.static.components.calendar_page import DAYS, heard
from tests.kiosk_web.static.harness import OpenComponent
from tests.plugins.browser import violations


def test_the_list_tells_dates_and_counts_under_their_months(open_calendar: Any) -> None:
    page = open_calendar("list")
    expect(page.get_by_role("group", name="Choisissez un jour")).to_be_visible()
    expect(page.get_by_role("heading", level=3)).to_have_text(
        ["novembre 2026", "décembre 2026", "janvier 2027"]
    )
    expect(page.get_by_role("radio")).to_have_count(len(DAYS))
    row = page.locator(".day-list__row").first
    expect(row).to_contain_text("mardi 24 novembre 2026")
    expect(row).to_contain_text("5 consultations libres")
    many = page.locator(".day-list__row", has=page.locator("[value='2026-12-11']"))
    expect(many).to_contain_text("99 consultations libres ou plus")
    box = row.bounding_box()
    assert box
    assert box["height"] >= 80


def test_a_row_is_chosen_by_a_tap_anywhere_or_by_arrows(open_calendar: Any) -> None:
    page = open_calendar("list")
    page.locator(".day-list__row").nth(1).click(position={"x": 600, "y": 20})
    page.keyboard.press("ArrowDown")
    assert heard(page) == ["2026-11-25", "2026-11-27"]
    expect(page.get_by_role("radio", checked=True)).to_have_value("2026-11-27")


def test_more_days_are_shown_on_demand_and_the_focus_goes_to_the_first_of_them(open_calendar: Any) -> None:
    page = open_calendar("list", limit=4)
    expect(page.get_by_role("radio")).to_have_count(4)
    page.get_by_role("button", name="Afficher d’autres jours").click()
    expect(page.get_by_role("radio")).to_have_count(len(DAYS))
    expect(page.locator("input[value='2026-12-11']")).to_be_focused()
    expect(page.get_by_role("button", name="Afficher d’autres jours")).to_have_count(0)


def test_the_chosen_day_is_never_left_out_of_the_list(open_calendar: Any) -> None:
    page = open_calendar("list", limit=2, selected="2026-12-11")
    expect(page.get_by_role("radio", checked=True)).to_have_value("2026-12-11")


@pytest.mark.parametrize("theme", ["", "contrast"])
def test_a_qr_code_is_black_on_white_in_every_theme_and_large_enough_for_a_phone(
    open_component: OpenComponent, theme: str
) -> None:
    page = open_component(
        """import { QrCode } from "./components/qr-code/qr-code.js";
        show(() => html`<main><h1>Code</h1>
          <${QrCode} drawing=${{ size: 21, path: "M0 0h7v7h-7z" }} label="Votre rendez-vous" /></main>`);
        """,
        attributes={"data-theme": theme},
    )
    code = page.get_by_role("img", name="Votre rendez-vous")
    expect(code).to_have_attribute("viewBox", "0 0 21 21")
    box = code.bounding_box()
    assert box
    assert 280 <= box["width"] == box["height"] <= 360
    ground = code.locator("rect")
    assert ground.bounding_box() == box
    colours = [part.evaluate("one => getComputedStyle(one).fill") for part in (ground, code.locator("path"))]
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert violations(page) == []
