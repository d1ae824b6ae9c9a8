"""Receipt printers: what is sent to them, over a real connection and a real terminal device."""

from __future__ import annotations

import datetime as dt
import os
import re
import select
import socket
import threading
import tty
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from kiosk_web.printing import escpos
from kiosk_web.printing.calendar_entry import Entry, Place, calendar_text, qr_code
from kiosk_web.printing.paper import PrinterNotReadyError, PrinterSettings, Ticket, TicketUnconfirmedError
from kiosk_web.printing.printer import TicketPrinter
from tests.kiosk_web.printing.played_printer import (
    CHATTY,
    COVER_OPEN,
    IN_ERROR,
    PAPER_LOW,
    PAPER_OUT,
    PATIENCE,
    QUESTION,
    READ_BEFORE,
    READY,
    Fails,
    ReceiptPrinter,
    ends,
    resets,
    stalls,
)
from tests.kiosk_web.printing.qr_reading import read_picture

CALENDAR = calendar_text(
    Entry(dt.date(2026, 12, 1), dt.time(9, 30), "Cardiologie, Dr D’Hondt", "Carte d’identité"),
    Place("Hôpital Saint-Luc", "Rue de l’Église 1", ZoneInfo("Europe/Brussels")),
    dt.datetime(2026, 11, 23, tzinfo=dt.UTC),
)
TICKET = Ticket(
    title="Votre rendez-vous est réservé",
    lines=(("Médecin", "Amélie D’Hondt"), ("Où", "Cœur à gauche, près de l’œuvre · 20 €")),
    number_label="Votre numéro",
    number=123456782,
    notes=("Bitte bringen Sie Ihren Ausweis mit: schöne Grüße!",),
    code=qr_code(CALENDAR),
)


@pytest.fixture
def receipt_printer(request: pytest.FixtureRequest) -> Iterator[ReceiptPrinter]:
    printer = ReceiptPrinter(getattr(request, "param", READY))
    yield printer
    printer.close()


@pytest.fixture
def is_impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escpos, "SECONDS_ALLOWED", 0.2)
    monkeypatch.setattr(escpos, "PRINTING_SECONDS", 0.5)


def words_of(content: bytes) -> str:
    """Return what can be read on the paper, without the commands and the picture."""
    text = content[: content.index(b"\x1dv0")]
    text = re.sub(rb"\x1b@|\x1b[atE].|\x1d!.", b"", text, flags=re.DOTALL)
    assert not re.search(rb"[\x00-\x09\x0b-\x1f]", text)
    return text.decode("cp1252")


def pictures_of(content: bytes) -> list[Image.Image]:
    """Return the pictures on the paper, from the top."""
    found = []
    for piece in content.split(b"\x1dv0\x00")[1:]:
        width, height = (int.from_bytes(piece[at : at + 2], "little") for at in (0, 2))
        dots = bytes(byte ^ 0xFF for byte in piece[4 : 4 + width * height])  # 1 is black on paper
        found.append(Image.frombytes("1", (width * 8, height), dots).convert("L"))
    return found


def picture_of(content: bytes) -> Image.Image:
    (picture,) = pictures_of(content)
    return picture


def prints(printer: ReceiptPrinter) -> bytes:
    TicketPrinter(printer.settings).print_ticket(TICKET)
    assert printer.is_done.wait(PATIENCE)
    return printer.printed


def test_the_letters_arrive_in_the_code_page_that_was_chosen(receipt_printer: ReceiptPrinter) -> None:
    content = prints(receipt_printer)
    assert content.startswith(b"\x1b@\x1bt\x10")
    assert "M\xe9decin".encode("latin-1") in content
    assert "C\x9cur".encode("latin-1") in content
    words = words_of(content)
    for said in ("réservé", "D’Hondt", "Cœur", "œuvre", "20 €", "schöne", "Grüße"):
        assert said in words


def test_the_number_stands_in_groups_of_three_and_larger_than_the_rest(
    receipt_printer: ReceiptPrinter,
) -> None:
    assert b"\x1d!\x12123 456 782\n" in prints(receipt_printer)


def test_the_paper_bears_the_code(receipt_printer: ReceiptPrinter) -> None:
    assert read_picture(picture_of(prints(receipt_printer))) == CALENDAR.decode()


def test_it_is_cut_off_at_the_end(receipt_printer: ReceiptPrinter) -> None:
    assert prints(receipt_printer).endswith(b"\x1dVB\x00")


@pytest.mark.parametrize("receipt_printer", [PAPER_LOW, CHATTY], ids=["low", "chatty"], indirect=True)
def test_low_paper_and_unasked_bytes_do_not_prevent_printing(receipt_printer: ReceiptPrinter) -> None:
    assert b"123 456 782" in prints(receipt_printer)


@pytest.mark.parametrize(
    ("receipt_printer", "why"),
    [(PAPER_OUT, "out of paper"), (COVER_OPEN, "cover is open"), (IN_ERROR, "has an error")],
    ids=["paper", "cover", "error"],
    indirect=["receipt_printer"],
)
def test_a_printer_with_an_error_is_sent_nothing(receipt_printer: ReceiptPrinter, why: str) -> None:
    with pytest.raises(PrinterNotReadyError, match=why):
        TicketPrinter(receipt_printer.settings).print_ticket(TICKET)
    assert receipt_printer.is_done.wait(PATIENCE)
    assert receipt_printer.printed == b""


@pytest.mark.usefixtures("is_impatient")
@pytest.mark.parametrize("receipt_printer", [{}], indirect=True)
def test_a_printer_that_never_answers_is_given_up(receipt_printer: ReceiptPrinter) -> None:
    with pytest.raises(PrinterNotReadyError, match="does not answer"):
        TicketPrinter(receipt_printer.settings).print_ticket(TICKET)


def test_a_printer_that_closes_the_connection_is_not_ready() -> None:
    printer = ReceiptPrinter(READY, hangs_up=True)
    with pytest.raises(PrinterNotReadyError):
        TicketPrinter(printer.settings).print_ticket(TICKET)
    printer.close()


@pytest.mark.parametrize(
    ("fails", "why"),
    [(resets, "reset|Broken"), (ends, "hung up|reset|Broken"), (stalls, "does not answer")],
    ids=["resets", "hangs up", "stalls"],
)
def test_a_printer_that_fails_in_the_middle_of_a_ticket_is_not_believed(
    fails: Fails, why: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    if fails is stalls:
        monkeypatch.setattr(escpos, "PRINTING_SECONDS", 0.5)
    printer = ReceiptPrinter(READY, fails=fails)
    assert len(escpos.ticket_bytes(TICKET, 576)) > 8 * READ_BEFORE
    with pytest.raises(TicketUnconfirmedError, match=why):
        TicketPrinter(printer.settings).print_ticket(TICKET)
    assert printer.is_done.wait(PATIENCE)
    assert len(printer.printed) < 2 * READ_BEFORE  # and the rest was thrown away
    assert "did not confirm a ticket: the ticket was sent, but then: " in caplog.text
    assert not any(secret in caplog.text for secret in ("123", "Hondt", "D\x92"))
    printer.close()


def test_a_printer_that_runs_out_of_paper_in_the_middle_says_so_behind_the_ticket() -> None:
    printer = ReceiptPrinter(PAPER_OUT)
    printer.answer_first(READY)
    with pytest.raises(TicketUnconfirmedError, match="out of paper"):
        TicketPrinter(printer.settings).print_ticket(TICKET)
    assert printer.is_done.wait(PATIENCE)
    assert printer.printed.endswith(b"\x1dVB\x00")
    printer.close()


@pytest.mark.parametrize("dots", escpos.DOTS.values())
def test_no_ticket_holds_a_question_to_the_printer(dots: int) -> None:
    # An answer to one in the picture would be taken for the answer behind the ticket.
    assert not re.search(rb"\x10[\x04\x05\x14]", escpos.ticket_bytes(TICKET, dots))


def test_a_printer_that_is_switched_off_is_not_ready_and_the_log_says_so(
    receipt_printer: ReceiptPrinter, caplog: pytest.LogCaptureFixture
) -> None:
    receipt_printer.close()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = PrinterSettings(kind="escpos", host="127.0.0.1", port=port)
    with pytest.raises(PrinterNotReadyError, match="refused"):
        TicketPrinter(settings).print_ticket(TICKET)
    assert "the ticket printer is not ready: not reached: Connection refused" in caplog.text
    assert "123" not in caplog.text
    assert "Hondt" not in caplog.text


@pytest.mark.usefixtures("is_impatient")
def test_an_unknown_host_is_not_ready() -> None:
    settings = PrinterSettings(kind="escpos", host="no-such-printer.invalid")
    with pytest.raises(PrinterNotReadyError):
        TicketPrinter(settings).print_ticket(TICKET)


def test_a_device_gets_the_same_bytes_as_a_connection() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    device = Path(os.ttyname(theirs))
    printed = bytearray()
    is_confirmed = threading.Event()

    def serve() -> None:
        while not is_confirmed.is_set() and select.select([ours], [], [], PATIENCE)[0]:
            printed.extend(os.read(ours, 4096))
            while question := QUESTION.search(bytes(printed)):
                del printed[question.start() : question.end()]
                os.write(ours, READY[question[0]])
                if printed.endswith(b"\x1dVB\x00") and question[0] == escpos._ASK_OFFLINE_CAUSE:
                    is_confirmed.set()

    threading.Thread(target=serve, daemon=True).start()
    TicketPrinter(PrinterSettings(kind="escpos", device=device)).print_ticket(TICKET)
    assert is_confirmed.wait(PATIENCE)
    assert bytes(printed) == escpos.ticket_bytes(TICKET, 576)
    os.close(ours)
    os.close(theirs)


def test_a_device_that_is_not_plugged_in_is_not_ready(tmp_path: Path) -> None:
    settings = PrinterSettings(kind="escpos", device=tmp_path / "lp0")
    with pytest.raises(PrinterNotReadyError, match="No such file"):
        TicketPrinter(settings).print_ticket(TICKET)


@pytest.mark.parametrize(("paper", "dots"), [(58, 384), (80, 576)])
def test_no_line_is_wider_than_the_paper(paper: int, dots: int) -> None:
    content = escpos.ticket_bytes(TICKET, escpos.DOTS[paper])
    for size, text in re.findall(rb"\x1d!(.)([^\x1b\x1d]*)", content, flags=re.DOTALL):
        letter = 12 * ((size[0] >> 4) + 1)
        assert all(len(line) * letter <= dots for line in text.split(b"\n"))
    picture = picture_of(content)
    assert picture.width <= dots
    assert read_picture(picture) == CALENDAR.decode()


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Łukasz Đorđe", "Lukasz Dorde"),
        ("Ștefan Ţepeș", "Stefan Tepes"),
        ("Dvořák", "Dvorák"),
        ("9\u202f:\u00a030", "9 : 30"),
        ("e\u0301", "é"),
        ("山", "?"),
    ],
)
def test_a_letter_that_the_code_page_lacks_is_the_nearest_that_it_has(words: str, printed: str) -> None:
    assert escpos.encoded(words).decode("cp1252") == printed
