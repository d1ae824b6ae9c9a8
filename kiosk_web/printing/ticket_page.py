"""A ticket as a PDF of A4, in large letters, with its codes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk_web.printing.calendar_entry import QrCode
from kiosk_web.printing.number_code import BarCode, number_code
from kiosk_web.printing.paper import Ticket

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path("/usr/share/fonts/truetype/dejavu")
REGULAR, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
"""Has every Latin letter; from Debian's package fonts-dejavu-core, which most machines have."""

_CODE_MM = 60.0
_BAR_MM, _BARS_MM = 0.5, 14.0
"""The barcode's narrowest bar, and its height."""


def ticket_page(ticket: Ticket) -> bytes:
    """Return a ticket as a PDF of A4, in letters that can be read at arm's length."""
    from fpdf import FPDF  # noqa: PLC0415 - 0.7 s, which only the first ticket waits for

    page = FPDF(format="A4")
    page.set_margin(18)
    page.set_auto_page_break(True, 18)
    page.add_font("ticket", "", str(FONTS / REGULAR))
    page.add_font("ticket", "B", str(FONTS / BOLD))
    page.add_page()
    _write(page, ticket.title, 28, "B", after=6)
    for label, words in ticket.lines:
        _write(page, label, 14)
        _write(page, words, 20, "B", after=3)
    _write(page, ticket.number_label, 14)
    _write(page, ticket.grouped_number, 34, "B", after=3)
    if ticket.has_number_code:
        _draw_bars(page, number_code(ticket.number))
    for note in ticket.notes:
        _write(page, note, 16, after=2)
    _draw(page, ticket.code)
    return bytes(page.output())


def _write(page: FPDF, words: str, points: int, style: str = "", *, after: float = 0.0) -> None:
    page.set_font("ticket", style, points)
    page.multi_cell(0, points * 0.5, words, align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(after)


def _draw(page: FPDF, code: QrCode) -> None:
    if page.will_page_break(_CODE_MM):
        page.add_page()
    left, top, module = page.l_margin, page.get_y(), _CODE_MM / code.size
    page.set_fill_color(0)
    for x, y, length in code.runs():
        page.rect(left + x * module, top + y * module, length * module, module, style="F")


def _draw_bars(page: FPDF, code: BarCode) -> None:
    if page.will_page_break(_BARS_MM):
        page.add_page()
    left, top = page.l_margin, page.get_y()
    page.set_fill_color(0)
    for x, width in code.bars():
        page.rect(left + x * _BAR_MM, top, width * _BAR_MM, _BARS_MM, style="F")
    page.set_y(top + _BARS_MM + 4)
