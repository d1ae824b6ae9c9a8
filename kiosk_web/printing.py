"""Tickets on paper: what stands on one, and the printer that the hospital has.

Here: the ticket as words, and which way it goes. Not here: bytes for a receipt printer (`escpos.py`), pages
for CUPS (`cups.py`). It promises that printing takes some seconds at most whatever the printer does, that
one ticket is printed at a time, and that the booth writes no file for it.
"""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import dataclass, field
from typing import Protocol

from kiosk_web.configuration import PrinterSettings
from kiosk_web.ticket import QrCode
from kiosk_web.unready import PrinterNotReadyError

log = logging.getLogger(__name__)


class NoPrinterError(Exception):
    """No printer is configured at this booth."""


@dataclass(frozen=True)
class Ticket:
    """What stands on a ticket, from the top; in the patient's language.

    Attributes:
        title: In the largest letters.
        lines: Pairs of a label and what it labels.
        number_label: What the patient's number is called.
        number: The patient's number.
        notes: Whole sentences.
        code: The consultation for a phone.
    """

    title: str
    lines: tuple[tuple[str, str], ...] = field(repr=False)
    number_label: str
    number: int = field(repr=False)
    notes: tuple[str, ...] = field(repr=False)
    code: QrCode = field(repr=False)

    @property
    def grouped_number(self) -> str:
        """The number as the screen shows it, 123 456 782."""
        return re.sub(r"(\d{3})(?=\d)", r"\1 ", str(self.number))


class Printer(Protocol):
    """A printer of any kind."""

    def print_ticket(self, ticket: Ticket) -> None:
        """Print; raises PrinterNotReadyError within seconds where that is not possible."""


class TicketPrinter:
    """The booth's printer, or the lack of one.

    Args:
        settings: What the hospital has.
    """

    def __init__(self, settings: PrinterSettings) -> None:
        self._printer = _open_printer(settings)
        self._turn = threading.Lock()

    @property
    def is_there(self) -> bool:
        """Whether one is configured; whether it has paper shows when it is asked to print."""
        return self._printer is not None

    def print_ticket(self, ticket: Ticket) -> None:
        """Print a ticket.

        Raises:
            NoPrinterError: There is none.
            PrinterNotReadyError: It cannot print now; the log tells the staff why.
        """
        if self._printer is None:
            raise NoPrinterError
        with self._turn:
            try:
                self._printer.print_ticket(ticket)
            except PrinterNotReadyError as error:
                log.warning("the ticket printer is not ready: %s", error)
                raise


def _open_printer(settings: PrinterSettings) -> Printer | None:
    if settings.kind == "cups":
        from kiosk_web.cups import CupsPrinter  # noqa: PLC0415 - each booth loads what it has

        return CupsPrinter(settings.queue)
    if settings.kind == "escpos":
        from kiosk_web.escpos import EscposPrinter  # noqa: PLC0415

        return EscposPrinter(settings)
    return None
