"""A ticket as words, the printer's settings, and the ways in which printing fails.

Not here: bytes and programs; each kind of printer has a module of its own (`cups.py`, `escpos.py`). It
promises that no `repr` shows what a patient would read on the ticket.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from kiosk_web.printing.calendar_entry import QrCode


class NoPrinterError(Exception):
    """No printer is configured at this booth."""


class PrinterNotReadyError(Exception):
    """The printer is out of paper, switched off or out of reach; the message says which, for the log.

    Nothing of the ticket was printed, so it may be tried again.
    """


class TicketUnconfirmedError(PrinterNotReadyError):
    """The ticket was sent, and nobody can tell whether it came out or still will: never send it again."""


@dataclass(frozen=True)
class PrinterSettings:
    """The ticket printer.

    Attributes:
        kind: `none`, `cups` or `escpos`.
        queue: the name of the queue in CUPS.
        host: an ESC/POS printer on the network; empty: `device`.
        port: its TCP port.
        device: an ESC/POS printer on this machine, such as /dev/usb/lp0.
        paper_mm: the width of its paper roll, 58 or 80 mm.
        number_code: whether a ticket bears the patient number as a barcode.
    """

    kind: str = "none"
    queue: str = ""
    host: str = ""
    port: int = 9100
    device: Path | None = None
    paper_mm: int = 80
    number_code: bool = False


@dataclass(frozen=True)
class Ticket:
    """What is printed on a ticket, from the top, in the patient's language.

    Attributes:
        title: in the largest letters.
        lines: pairs of a label and its value.
        number_label: the label of the patient's number.
        number: the patient's number.
        notes: whole sentences.
        code: the calendar entry for a phone.
        has_number_code: whether the number is printed as a barcode too.
    """

    title: str
    lines: tuple[tuple[str, str], ...] = field(repr=False)
    number_label: str
    number: int = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)
    code: QrCode = field(repr=False)
    has_number_code: bool = False

    @property
    def grouped_number(self) -> str:
        """The number as the screen shows it, 123 456 782."""
        return re.sub(r"(\d{3})(?=\d)", r"\1 ", str(self.number))
