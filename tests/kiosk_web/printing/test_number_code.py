"""The patient number as a barcode: read back as a scanner does, from both papers and from the page."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from kiosk_web.printing import escpos
from kiosk_web.printing.number_code import number_code
from kiosk_web.printing.ticket_page import ticket_page
from tests.kiosk_web.printing.test_escpos import TICKET, pictures_of

WITH_CODE = replace(TICKET, has_number_code=True)


def scanned(picture: Image.Image) -> list[str]:
    """Return what a scanner of one dimension reads, which knows Code 128 and no QR code."""
    return [
        str(found.text)
        for found in zxingcpp.read_barcodes(
            picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.Code128)
        )
    ]


def drawn(number: int) -> Image.Image:
    code = number_code(number)
    picture = Image.new("L", (len(code.modules), 1), 255)
    for x, width in code.bars():
        picture.paste(0, (x, 0, x + width, 1))
    return picture.resize((picture.width * 3, 80), Image.Resampling.NEAREST)


@pytest.mark.parametrize("number", [1, 7, 42, 305, 9999, 10_203, 123456782, 1_000_000_007, 2_147_483_647])
def test_a_number_of_any_length_is_read_back(number: int) -> None:
    assert scanned(drawn(number)) == [str(number)]


def test_every_pair_of_digits_is_read_back() -> None:
    for first in range(0, 100, 4):
        number = int("9" + "".join(f"{pair:02}" for pair in range(first, first + 4)) + "7")
        assert scanned(drawn(number)) == [str(number)]


@pytest.mark.parametrize("paper", [58, 80])
def test_a_receipt_bears_it_within_the_papers_width(paper: int) -> None:
    content = escpos.ticket_bytes(WITH_CODE, escpos.DOTS[paper])
    barcode, _calendar = pictures_of(content)
    assert barcode.width <= escpos.DOTS[paper]
    assert scanned(barcode) == ["123456782"]


def test_a_page_bears_it() -> None:
    with pypdfium2.PdfDocument(ticket_page(WITH_CODE)) as document:
        picture = document[0].render(scale=3).to_pil().convert("L")
    assert scanned(picture) == ["123456782"]


def test_a_ticket_bears_none_unless_the_hospital_wants_it() -> None:
    assert len(pictures_of(escpos.ticket_bytes(TICKET, 576))) == 1
