"""The booth's ticket printer, of any kind.

Here: which kind it is, and one ticket at a time. Not here: what is printed on a ticket (`paper.py`), bytes
for a receipt printer (`escpos.py`), pages for CUPS (`cups.py`). It promises that printing ends within
seconds, whatever the printer does, and that the booth writes no file for it.
"""

from __future__ import annotations

import logging
import threading
from typing import Protocol

from kiosk_web.printing.cups import CupsPrinter
from kiosk_web.printing.escpos import EscposPrinter
from kiosk_web.printing.paper import (
    NoPrinterError,
    PrinterNotReadyError,
    PrinterSettings,
    Ticket,
    TicketUnconfirmedError,
)

_log = logging.getLogger(__name__)


class Printer(Protocol):
    """A printer of any kind."""

    def print_ticket(self, ticket: Ticket) -> None:
        """Print a ticket, or raise PrinterNotReadyError within seconds."""


class TicketPrinter:
    """The booth's printer, if it has one.

    Args:
        settings: the printer's settings.
    """

    def __init__(self, settings: PrinterSettings) -> None:
        self._printer = _open_printer(settings)
        self._turn = threading.Lock()

    @property
    def is_there(self) -> bool:
        """Whether one is configured; whether it is ready shows only when it prints."""
        return self._printer is not None

    def print_ticket(self, ticket: Ticket) -> None:
        """Print a ticket.

        Raises:
            NoPrinterError: there is none.
            PrinterNotReadyError: it cannot print now; the log says why.
            TicketUnconfirmedError: it was sent, and may have come out or still come; the log says why.
        """
        if self._printer is None:
            raise NoPrinterError
        with self._turn:
            try:
                self._printer.print_ticket(ticket)
            except TicketUnconfirmedError as error:
                _log.warning("the ticket printer did not confirm a ticket: %s", error)
                raise
            except PrinterNotReadyError as error:
                _log.warning("the ticket printer is not ready: %s", error)
                raise


def _open_printer(settings: PrinterSettings) -> Printer | None:
    if settings.kind == "cups":
        return CupsPrinter(settings.queue)
    if settings.kind == "escpos":
        return EscposPrinter(settings)
    return None
