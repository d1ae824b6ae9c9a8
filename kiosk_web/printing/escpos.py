"""Receipt printers that speak ESC/POS, over TCP or a device of this machine.

Here: the bytes of a ticket, and how they are sent. Only commands of Epson's reference that cheap printers
have too: no capability tables, and the QR code is sent as a picture, because not every printer can draw
one. Not here: which printer the booth has (`printer.py`). It promises:

- a ticket counts as printed only when the printer has read all of it: it is asked for its state once more
  behind the ticket, and reads in order;
- whoever does not answer is given up within seconds, and what it has not read by then is thrown away: it must
  not come out for the next patient;
- a letter which the code page lacks is printed as the nearest one that it has.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import struct
import textwrap
import time
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from kiosk_web.printing.calendar_entry import QrCode
from kiosk_web.printing.number_code import BarCode, number_code
from kiosk_web.printing.paper import (
    PrinterNotReadyError,
    PrinterSettings,
    Ticket,
    TicketUnconfirmedError,
)

SECONDS_ALLOWED = 5.0
"""To connect and ask for the printer's state."""

PRINTING_SECONDS = 15.0
"""For the printer to read a ticket: it reads little more than it has printed, 100 mm a second at least."""

LINGER_SECONDS = 1.0
"""How long to wait for the printer to close after our half-close."""

ENCODING = "cp1252"
DOTS = {58: 384, 80: 576}
"""Dots a line, by the paper's width in mm, at 8 dots a mm."""

LARGEST_MODULE = 8
LARGEST_BAR = 4
"""Dots a module of the barcode: half a millimetre."""

BARCODE_HEIGHT = 96
"""Dots: 12 mm, so that a hand need not aim."""

_DOTS_A_LETTER = 12

_BEGIN = b"\x1b@" + b"\x1bt\x10"  # ESC @: reset; ESC t 16: Windows-1252
_ASK_OFFLINE_CAUSE, _ASK_PAPER = b"\x10\x04\x02", b"\x10\x04\x04"  # DLE EOT n, answered at once
_CUT = b"\x1bd\x04" + b"\x1dVB\x00"  # feed past the cutter; partial cut
_LEFT, _CENTRE = b"\x1ba\x00", b"\x1ba\x01"
_PLAIN, _BOLD = b"\x1bE\x00", b"\x1bE\x01"

_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER with no time: closing throws away what was not sent yet, and resets the connection."""

_STATUS_MASK, _STATUS = 0x93, 0x12
_PAPER_END, _COVER_OPEN, _IN_ERROR, _NO_PAPER_STOP = 0x60, 0x04, 0x40, 0x20

_NEAREST = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t"})


class EscposPrinter:
    """A receipt printer, connected anew for each ticket, so that it may be switched off in between.

    Args:
        settings: where it is, and the width of its paper.
    """

    def __init__(self, settings: PrinterSettings) -> None:
        self._settings = settings

    def print_ticket(self, ticket: Ticket) -> None:
        """Print a ticket.

        Raises:
            PrinterNotReadyError: nothing was sent.
            TicketUnconfirmedError: it was sent, in whole or in part, but not surely read whole.
        """
        content = ticket_bytes(ticket, DOTS[self._settings.paper_mm])
        try:
            with self._line() as line:
                _check(line)
                _deliver(line, content)
        except OSError as error:
            raise PrinterNotReadyError(f"not reached: {_reason(error)}") from None
        except UnicodeError:
            raise PrinterNotReadyError("not reached: its host is not a valid name") from None

    @contextlib.contextmanager
    def _line(self) -> Iterator[_Line]:
        if self._settings.device is not None:
            with _device(self._settings.device) as number:
                yield _Line(number)
            return
        address = (self._settings.host, self._settings.port)
        with socket.create_connection(address, timeout=SECONDS_ALLOWED) as stream:
            stream.setblocking(False)
            try:
                yield _Line(stream.fileno())
            except BaseException:
                stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                raise
            _hang_up(stream)


class _Line:
    """Bytes to and from the printer, with a deadline; `number` is a file descriptor that never blocks."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._deadline = 0.0
        self.written = 0
        """Bytes that were taken from us so far."""
        self.allow(SECONDS_ALLOWED)

    def allow(self, seconds: float) -> None:
        """Begin to count anew: what follows may take these seconds."""
        self._deadline = time.monotonic() + seconds

    def ask(self, question: bytes) -> int:
        """Send a real-time question and return the status byte."""
        self.send(question)
        while True:
            self._wait(select.POLLIN)
            answer = os.read(self._number, 1)
            if not answer:
                raise PrinterNotReadyError("it hung up")
            if answer[0] & _STATUS_MASK == _STATUS:  # anything else was sent before the question
                return answer[0]

    def send(self, content: bytes) -> None:
        """Send bytes that are not answered."""
        rest = memoryview(content)
        while rest:
            self._wait(select.POLLOUT)
            with contextlib.suppress(BlockingIOError):
                taken = os.write(self._number, rest)
                self.written += taken
                rest = rest[taken:]

    def forget_answers(self) -> None:
        """Throw away what the printer said so far: only later bytes answer a later question."""
        with contextlib.suppress(BlockingIOError):
            while os.read(self._number, 64):
                pass

    def _wait(self, event: int) -> None:
        poll = select.poll()
        poll.register(self._number, event)
        remaining = self._deadline - time.monotonic()
        if remaining <= 0 or not poll.poll(remaining * 1000):
            raise PrinterNotReadyError("it does not answer")


def ticket_bytes(ticket: Ticket, dots: int) -> bytes:
    """Return the bytes of a ticket for a printer with this many dots a line."""

    def text(words: str, wide: int, high: int) -> bytes:
        columns = dots // _DOTS_A_LETTER // wide
        size = bytes([0x1D, 0x21, (wide - 1) << 4 | (high - 1)])  # GS ! n
        lines = textwrap.wrap(words, columns) or [""]
        return size + b"".join(encoded(line) + b"\n" for line in lines)

    parts = [_BEGIN, _CENTRE, _BOLD, text(ticket.title, 2, 2), _PLAIN, b"\n", _LEFT]
    for label, words in ticket.lines:
        parts += [text(label, 1, 2), _BOLD, text(words, 2, 2), _PLAIN, b"\n"]
    parts += [text(ticket.number_label, 1, 2), _BOLD, text(ticket.grouped_number, 2, 3), _PLAIN, b"\n"]
    if ticket.has_number_code:
        parts += [_CENTRE, _barcode(number_code(ticket.number), dots), _LEFT]
    parts += [text(note, 1, 2) + b"\n" for note in ticket.notes]
    parts += [_CENTRE, _picture(ticket.code, dots), _CUT]
    return b"".join(parts)


def encoded(words: str) -> bytes:
    """Return words in the printer's code page; a letter that it lacks becomes the nearest one."""
    return b"".join(_letter(letter) for letter in unicodedata.normalize("NFC", words))


def _letter(letter: str) -> bytes:
    if letter.isspace():  # French's narrow no-break space would become a question mark
        return b" "
    try:
        return letter.encode(ENCODING)
    except UnicodeEncodeError:
        bare = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
        return bare.translate(_NEAREST).encode(ENCODING, "replace")


def _picture(code: QrCode, dots: int) -> bytes:
    """Return the code as a raster image (GS v 0), as large as the paper allows."""
    scale = min(LARGEST_MODULE, dots // code.size)
    return _raster([line for row in code.rows for line in [_dots(row, scale)] * scale])


def _barcode(code: BarCode, dots: int) -> bytes:
    """Return a barcode as a raster image, as wide as the paper allows."""
    scale = min(LARGEST_BAR, dots // len(code.modules))
    return _raster([_dots(code.modules, scale)] * BARCODE_HEIGHT)


def _dots(modules: Iterable[bool], scale: int) -> bytes:
    line = "".join(("1" if is_dark else "0") * scale for is_dark in modules)
    width = (len(line) + 7) // 8
    return int(line.ljust(width * 8, "0"), 2).to_bytes(width, "big")


def _raster(lines: list[bytes]) -> bytes:
    """Return lines of dots, all of one length, as GS v 0."""
    width, height = len(lines[0]), len(lines)
    return (
        b"\x1dv0\x00" + width.to_bytes(2, "little") + height.to_bytes(2, "little") + b"".join(lines) + b"\n"
    )


def _check(line: _Line) -> None:
    if line.ask(_ASK_PAPER) & _PAPER_END:
        raise PrinterNotReadyError("out of paper")
    cause = line.ask(_ASK_OFFLINE_CAUSE)
    if cause & _NO_PAPER_STOP:
        raise PrinterNotReadyError("out of paper")
    if cause & _COVER_OPEN:
        raise PrinterNotReadyError("its cover is open")
    if cause & _IN_ERROR:
        raise PrinterNotReadyError("it has an error: see its lamps")


def _deliver(line: _Line, content: bytes) -> None:
    """Send a ticket, and ask for the state behind it: an answer means that all of it was read."""
    line.allow(PRINTING_SECONDS)
    before = line.written
    try:
        line.send(content)
        line.forget_answers()
        _check(line)
    except (PrinterNotReadyError, OSError) as error:
        if line.written == before:
            raise
        why = _reason(error) if isinstance(error, OSError) else str(error)
        raise TicketUnconfirmedError(f"the ticket was sent, but then: {why}") from None


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


@contextlib.contextmanager
def _device(path: Path) -> Iterator[int]:
    number = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        yield number
    finally:
        os.close(number)


def _hang_up(stream: socket.socket) -> None:
    """Half-close and wait for the printer's close: closing with unread bytes could destroy the ticket."""
    with contextlib.suppress(OSError):  # it was read already, whatever becomes of the connection
        stream.shutdown(socket.SHUT_WR)
        stream.settimeout(LINGER_SECONDS)
        while stream.recv(64):
            pass
