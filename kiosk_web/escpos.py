"""Receipt printers that speak ESC/POS, over TCP or a device of this machine.

Here: the bytes of a ticket, and how they get to the printer. The commands are those of Epson's reference
that cheap printers have too: no capability tables, and the QR code goes as a picture, because not every
printer can draw one. It promises to give up soon on a printer that does not answer, and that a letter which
the code page lacks is printed as the nearest that it has.
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import textwrap
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from kiosk_web.configuration import PrinterSettings
from kiosk_web.printing import Ticket
from kiosk_web.ticket import QrCode
from kiosk_web.unready import PrinterNotReadyError

SECONDS_ALLOWED = 5.0
"""For each of: to be reached and tell its state; to take the ticket."""

LETTING_GO_SECONDS = 1.0
"""How long a printer may take to hang up after the last byte, before the connection is closed on it."""

ENCODING = "cp1252"
DOTS = {58: 384, 80: 576}
"""Dots a line, by the paper's width in mm, at 8 dots a mm."""

LARGEST_MODULE = 8
_DOTS_A_LETTER = 12

_BEGIN = b"\x1b@" + b"\x1bt\x10"  # ESC @: as switched on; ESC t 16: Windows-1252
_ASK_OFFLINE_CAUSE, _ASK_PAPER = b"\x10\x04\x02", b"\x10\x04\x04"  # DLE EOT n, answered at once
_CUT = b"\x1bd\x04" + b"\x1dVB\x00"  # feed past the knife, cut but for a corner
_LEFT, _CENTRE = b"\x1ba\x00", b"\x1ba\x01"
_PLAIN, _BOLD = b"\x1bE\x00", b"\x1bE\x01"

_STATUS_MASK, _STATUS = 0x93, 0x12
_PAPER_END, _COVER_OPEN, _IN_ERROR, _NO_PAPER_STOP = 0x60, 0x04, 0x40, 0x20

_NEAREST = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t"})


class EscposPrinter:
    """A receipt printer; connected to for each ticket, so that it can be switched off and on meanwhile.

    Args:
        settings: Where it is, and how wide its paper.
    """

    def __init__(self, settings: PrinterSettings) -> None:
        self._settings = settings

    def print_ticket(self, ticket: Ticket) -> None:
        """Print; raises PrinterNotReadyError where that is not possible."""
        content = ticket_bytes(ticket, DOTS[self._settings.paper_mm])
        try:
            with self._line() as line:
                _check(line)
                line.send(content)
        except OSError as error:
            raise PrinterNotReadyError(f"not reached: {error.strerror or type(error).__name__}") from None
        except UnicodeError:
            raise PrinterNotReadyError("not reached: its host is no name that can be asked for") from None

    @contextlib.contextmanager
    def _line(self) -> Iterator[_Line]:
        if self._settings.device is not None:
            with _device(self._settings.device) as number:
                yield _Line(number)
            return
        address = (self._settings.host, self._settings.port)
        with socket.create_connection(address, timeout=SECONDS_ALLOWED) as stream:
            stream.setblocking(False)
            yield _Line(stream.fileno())
            _hang_up(stream)


class _Line:
    """Bytes to and from the printer, with a deadline; `number` is a file descriptor that never blocks."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._deadline = time.monotonic() + SECONDS_ALLOWED

    def ask(self, question: bytes) -> int:
        """Send a real-time question and return the status byte."""
        self._write(question)
        while True:
            self._wait(select.POLLIN)
            answer = os.read(self._number, 1)
            if not answer:
                raise PrinterNotReadyError("it hung up")
            if answer[0] & _STATUS_MASK == _STATUS:  # anything else was said before we asked
                return answer[0]

    def send(self, content: bytes) -> None:
        """Send a ticket."""
        self._deadline = time.monotonic() + SECONDS_ALLOWED
        self._write(content)

    def _write(self, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            self._wait(select.POLLOUT)
            with contextlib.suppress(BlockingIOError):
                rest = rest[os.write(self._number, rest) :]

    def _wait(self, event: int) -> None:
        poll = select.poll()
        poll.register(self._number, event)
        remaining = self._deadline - time.monotonic()
        if remaining <= 0 or not poll.poll(remaining * 1000):
            raise PrinterNotReadyError("it does not answer")


def ticket_bytes(ticket: Ticket, dots: int) -> bytes:
    """Return a ticket as a printer with lines of so many dots takes it."""

    def text(words: str, wide: int, high: int) -> bytes:
        columns = dots // _DOTS_A_LETTER // wide
        size = bytes([0x1D, 0x21, (wide - 1) << 4 | (high - 1)])  # GS ! n
        lines = textwrap.wrap(words, columns) or [""]
        return size + b"".join(encoded(line) + b"\n" for line in lines)

    parts = [_BEGIN, _CENTRE, _BOLD, text(ticket.title, 2, 2), _PLAIN, b"\n", _LEFT]
    for label, words in ticket.lines:
        parts += [text(label, 1, 2), _BOLD, text(words, 2, 2), _PLAIN, b"\n"]
    parts += [text(ticket.number_label, 1, 2), _BOLD, text(ticket.grouped_number, 2, 3), _PLAIN, b"\n"]
    parts += [text(note, 1, 2) + b"\n" for note in ticket.notes]
    parts += [_CENTRE, _picture(ticket.code, dots), _CUT]
    return b"".join(parts)


def encoded(words: str) -> bytes:
    """Return words in the printer's code page, each letter that it lacks as the nearest that it has."""
    return b"".join(_letter(letter) for letter in unicodedata.normalize("NFC", words))


def _letter(letter: str) -> bytes:
    if letter.isspace():  # the narrow no-break space of French would be a question mark
        return b" "
    try:
        return letter.encode(ENCODING)
    except UnicodeEncodeError:
        bare = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
        return bare.translate(_NEAREST).encode(ENCODING, "replace")


def _picture(code: QrCode, dots: int) -> bytes:
    """Return the code as GS v 0, as large as the paper allows."""
    scale = min(LARGEST_MODULE, dots // code.size)
    width = (code.size * scale + 7) // 8
    rows = []
    for row in code.rows:
        squares = "".join(("1" if is_dark else "0") * scale for is_dark in row).ljust(width * 8, "0")
        rows.append(int(squares, 2).to_bytes(width, "big") * scale)
    height = code.size * scale
    head = b"\x1dv0\x00" + width.to_bytes(2, "little") + height.to_bytes(2, "little")
    return head + b"".join(rows) + b"\n"


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


@contextlib.contextmanager
def _device(path: Path) -> Iterator[int]:
    number = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_NOCTTY)
    try:
        yield number
    finally:
        os.close(number)


def _hang_up(stream: socket.socket) -> None:
    """End our direction and wait for the printer's: closing on unread bytes could destroy the ticket."""
    stream.shutdown(socket.SHUT_WR)
    stream.settimeout(LETTING_GO_SECONDS)
    with contextlib.suppress(OSError):
        while stream.recv(64):
            pass
