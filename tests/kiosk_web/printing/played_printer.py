"""A receipt printer on a real socket, which answers, and fails, as real ones do."""

from __future__ import annotations

import contextlib
import re
import select
import socket
import struct
import threading
from collections.abc import Callable

from kiosk_web.printing.paper import PrinterSettings

PATIENCE = 20.0
READY = {b"\x10\x04\x04": b"\x12", b"\x10\x04\x02": b"\x12"}
PAPER_OUT = READY | {b"\x10\x04\x04": b"\x72"}
PAPER_LOW = READY | {b"\x10\x04\x04": b"\x1e"}
COVER_OPEN = READY | {b"\x10\x04\x02": b"\x16"}
IN_ERROR = READY | {b"\x10\x04\x02": b"\x52"}
CHATTY = READY | {b"\x10\x04\x04": b"\x14\x00\x0f\x12"}


QUESTION = re.compile(rb"\x10\x04[\x02\x04]")
READ_BEFORE = 4096
"""Bytes of a ticket that a failing printer reads."""

Fails = Callable[[socket.socket], None]


def resets(stream: socket.socket) -> None:
    stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def ends(stream: socket.socket) -> None:
    stream.shutdown(socket.SHUT_RDWR)


def stalls(stream: socket.socket) -> None:
    """Read nothing more until the booth has given up, which resets the connection."""
    poll = select.poll()
    poll.register(stream, 0)  # only POLLERR and POLLHUP
    poll.poll(PATIENCE * 1000)


class ReceiptPrinter:
    """Listens on a free port, answers real-time questions, keeps everything else."""

    def __init__(
        self, answers: dict[bytes, bytes], *, hangs_up: bool = False, fails: Fails | None = None
    ) -> None:
        self._answers = self._first_answers = answers
        self._hangs_up = hangs_up
        self._fails = fails
        self.visits = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.settings = PrinterSettings(kind="escpos", host="127.0.0.1", port=self._listener.getsockname()[1])
        self.printed = b""
        self.is_done = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    def answer_first(self, answers: dict[bytes, bytes]) -> None:
        """Answer so before a ticket, and as before behind it."""
        self._first_answers = answers

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # close alone would leave the thread in `accept`
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                stream, _address = self._listener.accept()
                self.visits += 1
                self.printed = b""
                with stream, contextlib.suppress(OSError):
                    stream.settimeout(PATIENCE)
                    self._talk(stream)
                self.is_done.set()

    def _talk(self, stream: socket.socket) -> None:
        """Answer questions wherever they stand in the stream, as a printer that reads in order."""
        rest = b""
        while data := stream.recv(4096):
            if self._hangs_up:
                return
            rest += data
            while question := QUESTION.search(rest):
                self.printed += rest[: question.start()]
                rest = rest[question.end() :]
                answers = self._answers if self.printed else self._first_answers
                stream.sendall(answers.get(question[0], b""))
            kept = len(rest) - 2 if rest[-2:-1] == b"\x10" else len(rest)
            kept = len(rest) - 1 if rest[-1:] == b"\x10" else kept
            self.printed, rest = self.printed + rest[:kept], rest[kept:]
            if self._fails and len(self.printed) >= READ_BEFORE:
                self._fails(stream)
                return
