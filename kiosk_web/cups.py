"""Printers that CUPS knows: a page with large letters, through `lp`.

Here: the page and the way to the queue. CUPS's own programs are asked, as its manual pages say, and not its
library: there is no binding that is kept up and needs no compiler. It promises that a ticket which was not
printed is taken out of the queue: it must not come out for the next patient when somebody brings paper.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import time
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
PROGRAM_SECONDS = 3.0

FONTS = Path("/usr/share/fonts/truetype/dejavu")
REGULAR, BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
"""Every Latin letter, in a package of Debian that is on most machines anyway (fonts-dejavu-core)."""

PROGRAMS = ("lp", "lpstat", "cancel")
_HARMLESS = frozenset({"none", "cups-waiting-for-job-completed"})
_ALERT_LEVELS = ("-report", "-warning")
_JOB = re.compile(r"request id is (\S+-[0-9]+) ")
_CODE_MM = 60.0


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
        # The title is what the queue shows to everybody; a job that hangs is given up by CUPS itself.
        sent = _run(
            "lp", "-d", self._queue, "-t", "ticket", "-o", "job-cancel-after=60", "--", "-", given=page
        )
        job = _JOB.search(sent)
        if job is None:
            raise PrinterNotReadyError("lp did not say which job it made")
        try:
            self._see_through(job[1])
        except PrinterNotReadyError:
            with contextlib.suppress(PrinterNotReadyError):  # the first reason is the one to tell
                _run("cancel", "-x", job[1])
            raise

    def _see_through(self, job: str) -> None:
        """Wait until the job is printed; after the time allowed it is enough that nothing stands in its way.

        What the printer complains of before that may be left from the last job: it says so until the next.
        """
        deadline = time.monotonic() + SECONDS_ALLOWED
        while time.monotonic() < deadline:
            waiting = _run("lpstat", "-W", "not-completed", "-o", self._queue)
            if job not in (line.split()[0] for line in waiting.splitlines() if line.strip()):
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


def _run(program: str, *arguments: str, given: bytes = b"") -> str:
    """Run a program of CUPS and return what it says, in English whatever the machine speaks."""
    try:
        done = subprocess.run(
            [program, *arguments],
            input=given,
            capture_output=True,
            timeout=PROGRAM_SECONDS,
            check=False,
            env={**os.environ, "LC_ALL": "C", "LANGUAGE": ""},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise PrinterNotReadyError(f"{program}: {type(error).__name__}") from None
    if done.returncode != 0:
        raise PrinterNotReadyError(f"{program}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode(errors="replace")
