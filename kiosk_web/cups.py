"""Printers that CUPS knows: a page with large letters, through `lp`.

Here: the page and the way to the queue. CUPS's own programs are asked, as its manual pages say, and not its
library: there is no binding that is kept up and needs no compiler. It promises that a ticket which was not
printed is taken out of the queue: it must not come out for the next patient when somebody brings paper. So a
ticket is handed in to be held, and released only once its job's name is known: what has no name here, because
CUPS answered too late, is never printed.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk_web.unready import PrinterNotReadyError

if TYPE_CHECKING:
    from fpdf import FPDF

    from kiosk_web.printing import Ticket
    from kiosk_web.ticket import QrCode

SECONDS_ALLOWED = 5.0
"""How long a ticket may wait in the queue before its printer has to be at work on it."""

LOOKING_AGAIN_SECONDS = 0.2
CANCELLING_AGAIN_SECONDS = 10.0
PROGRAM_SECONDS = 3.0

FONTS = Path("/usr/share/fonts/truetype/dejavu")
REGULAR, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
"""Every Latin letter, in a package of Debian that is on most machines anyway (fonts-dejavu-core)."""

PROGRAMS = ("lp", "lpstat", "cancel")
_HARMLESS = frozenset({"none", "cups-waiting-for-job-completed"})
_ALERT_LEVELS = ("-report", "-warning")
_JOB = re.compile(r"request id is (\S+-[0-9]+) ")
_CODE_MM = 60.0

log = logging.getLogger(__name__)


class CupsPrinter:
    """A queue of CUPS.

    Args:
        queue: Its name.
    """

    def __init__(self, queue: str) -> None:
        self._queue = queue

    def print_ticket(self, ticket: Ticket) -> None:
        """Print; raises PrinterNotReadyError where that is not possible."""
        page = ticket_page(ticket)
        if "disabled since" in self._state():
            raise PrinterNotReadyError(f"the queue {self._queue} is stopped: cupsenable {self._queue}")
        job = self._hand_in(page)
        try:
            _run("lp", "-i", job, "-H", "resume")
            self._see_through(job)
        except PrinterNotReadyError:
            self._take_back(job)
            raise

    def _hand_in(self, page: bytes) -> str:
        """Give the queue a page that it holds; return the job's name.

        Where CUPS takes too long for the patient, `lp` is left to it: ended now, it might leave a job behind
        that nobody could name.
        """
        # The title is what the queue shows to everybody; a job that hangs is given up by CUPS itself.
        words = ("-d", self._queue, "-t", "ticket", "-H", "hold", "-o", "job-cancel-after=60", "--", "-")
        lp = _start("lp", *words)
        try:
            return _job_of(_heard("lp", lp, page))
        except subprocess.TimeoutExpired as error:
            _in_background(lambda: self._take_back_late(lp))
            raise PrinterNotReadyError(f"lp: {type(error).__name__}") from None

    def _take_back_late(self, lp: subprocess.Popen[bytes]) -> None:
        """Wait until CUPS has named or refused what this `lp` handed in, and cancel it."""
        with contextlib.suppress(PrinterNotReadyError):  # refused: there is nothing to take back
            self._take_back(_job_of(_heard("lp", lp, is_patient=True)))

    def _take_back(self, job: str) -> None:
        """Cancel a job; where that fails now, in the background until the queue is rid of it."""
        try:
            _run("cancel", "-x", job)
        except PrinterNotReadyError:
            _in_background(lambda: self._keep_cancelling(job))

    def _keep_cancelling(self, job: str) -> None:
        while not self._is_off(job):
            log.warning("CUPS has not cancelled %s yet: it is asked again until it has", job)
            time.sleep(CANCELLING_AGAIN_SECONDS)

    def _is_off(self, job: str) -> bool:
        """Cancel a job, and tell whether the queue is rid of it."""
        with contextlib.suppress(PrinterNotReadyError):
            _run("cancel", "-x", job)
            return True
        with contextlib.suppress(PrinterNotReadyError):
            return not self._waits(job)  # a job that is over cannot be cancelled
        return False

    def _waits(self, job: str) -> bool:
        waiting = _run("lpstat", "-W", "not-completed", "-o", self._queue)
        return job in (line.split()[0] for line in waiting.splitlines() if line.strip())

    def _see_through(self, job: str) -> None:
        """Wait until the job is printed; after the time allowed it is enough that nothing stands in its way.

        What the printer complains of before that may be left from the last job: it says so until the next.
        """
        deadline = time.monotonic() + SECONDS_ALLOWED
        while time.monotonic() < deadline:
            if not self._waits(job):
                return
            time.sleep(LOOKING_AGAIN_SECONDS)
        state = self._state()
        if "disabled since" in state:
            raise PrinterNotReadyError(f"the queue {self._queue} was stopped: cupsenable {self._queue}")
        if complaints := _complaints(state):
            raise PrinterNotReadyError(f"the queue {self._queue} says {' '.join(complaints)}")
        if f"now printing {job}" not in state:
            raise PrinterNotReadyError(f"the queue {self._queue} does not move")

    def _state(self) -> str:
        return _run("lpstat", "-l", "-p", self._queue)


def lacking() -> str | None:
    """Say what this machine lacks for printing through CUPS, and how to get it; None when all is there."""
    if not all(map(shutil.which, PROGRAMS)):
        return "lp, lpstat or cancel is missing: install the package cups-client"
    if not all((FONTS / name).exists() for name in (REGULAR, BOLD)):
        return f"no {FONTS / REGULAR}: install the package fonts-dejavu-core"
    return None


def ticket_page(ticket: Ticket) -> bytes:
    """Return a ticket as a PDF of A4, in letters that can be read at arm's length."""
    from fpdf import FPDF  # noqa: PLC0415 - 0.7 s that only the first ticket has to wait for

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


def _complaints(state: str) -> list[str]:
    """Read what stands in the printer's way out of `lpstat -l -p` (RFC 8011, printer-state-reasons)."""
    found = re.search(r"^\s*Alerts:(.*)$", state, re.MULTILINE)
    alerts = found[1].split() if found else []
    return [a for a in alerts if a not in _HARMLESS and not a.endswith(_ALERT_LEVELS)]


def _job_of(said: str) -> str:
    """Read the job's name out of what `lp` says."""
    found = _JOB.search(said)
    if found is None:
        raise PrinterNotReadyError("lp did not say which job it made")
    return found[1]


def _in_background(work: Callable[[], None]) -> None:
    """Do this after the patient has been answered; it ends with the program, whatever it waits for."""
    threading.Thread(target=work, name="take back", daemon=True).start()


def _run(program: str, *arguments: str) -> str:
    """Run a program of CUPS and return what it says; one that takes too long is ended."""
    process = _start(program, *arguments)
    try:
        return _heard(program, process)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.communicate()
        raise PrinterNotReadyError(f"{program}: {type(error).__name__}") from None


def _start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a program of CUPS that speaks English, whatever the machine speaks."""
    pipe = subprocess.PIPE
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": ""}
    try:
        return subprocess.Popen([program, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
    except OSError as error:
        raise PrinterNotReadyError(f"{program}: {type(error).__name__}") from None


def _heard(
    program: str, process: subprocess.Popen[bytes], given: bytes = b"", *, is_patient: bool = False
) -> str:
    """Return what a program says; raises TimeoutExpired, after which it can be listened to again."""
    out, err = process.communicate(given, None if is_patient else PROGRAM_SECONDS)
    if process.returncode != 0:
        raise PrinterNotReadyError(f"{program}: {err.decode(errors='replace').strip()}")
    return out.decode(errors="replace")
