"""Printers that CUPS knows: an A4 page with large letters, printed with `lp`.

CUPS's own programs are used as their manual pages say; no maintained binding to its library works without a
compiler. Not here: the page (`ticket_page.py`), and which printer the booth has (`printer.py`). It promises:

- a ticket which was not printed is cancelled: it must not come out for the next patient when somebody adds
  paper. So a ticket is submitted as a held job and released only once its job id is known. A job whose id
  came too late is never printed;
- a ticket counts as printed only when its job has left the queue, and CUPS does not say that it was aborted.
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

from kiosk_web.printing.paper import PrinterNotReadyError, Ticket, TicketUnconfirmedError
from kiosk_web.printing.ticket_page import BOLD, FONTS, REGULAR, ticket_page

SECONDS_ALLOWED = 5.0
"""How long a ticket may wait in the queue until its printer must be working on it."""

PRINTING_SECONDS = 20.0
"""How long its printer may work on it: one that slept warms up first."""

POLL_SECONDS = 0.2
CANCEL_RETRY_SECONDS = 10.0
PROGRAM_SECONDS = 3.0

PROGRAMS = ("lp", "lpstat", "cancel")
_HARMLESS = frozenset({"none", "cups-waiting-for-job-completed"})
_FAILED = frozenset(
    {"aborted-by-system", "job-canceled-at-device", "job-canceled-by-user", "job-canceled-by-operator"}
)
"""Of a job that has ended (RFC 8011, job-state-reasons)."""

_ALERT_LEVELS = ("-report", "-warning")
_JOB = re.compile(r"request id is (\S+-[0-9]+) ")

_log = logging.getLogger(__name__)


class _NotBegunError(PrinterNotReadyError):
    """The printer has surely not begun the job."""


class _TooLateError(PrinterNotReadyError):
    """A program of CUPS did not end in time: nobody knows what it did."""


class CupsPrinter:
    """A queue of CUPS.

    Args:
        queue: its name.
    """

    def __init__(self, queue: str) -> None:
        self._queue = queue

    def print_ticket(self, ticket: Ticket) -> None:
        """Print a ticket.

        Raises:
            PrinterNotReadyError: nothing was printed, and nothing will be.
            TicketUnconfirmedError: the printer began, or CUPS cannot tell.
        """
        page = ticket_page(ticket)
        if "disabled since" in self._state():
            raise PrinterNotReadyError(f"the queue {self._queue} is stopped: cupsenable {self._queue}")
        job = self._submit(page)
        try:
            _release(job)
            self._wait_until_printed(job)
        except PrinterNotReadyError as error:
            is_off = self._cancel(job)
            if is_off and isinstance(error, _NotBegunError):
                raise PrinterNotReadyError(str(error)) from None
            raise TicketUnconfirmedError(str(error)) from None

    def _submit(self, page: bytes) -> str:
        """Submit a page as a held job; return the job's id.

        Where CUPS takes too long, `lp` goes on in the background: killed now, it might leave a job whose id
        nobody knows.
        """
        # Everybody who looks at the queue sees the title. CUPS itself cancels a job that hangs.
        words = ("-d", self._queue, "-t", "ticket", "-H", "hold", "-o", "job-cancel-after=60", "--", "-")
        lp = _start("lp", *words)
        try:
            return _job_of(_output("lp", lp, page))
        except subprocess.TimeoutExpired as error:
            _in_background(lambda: self._cancel_late(lp))
            raise PrinterNotReadyError(f"lp: {type(error).__name__}") from None

    def _cancel_late(self, lp: subprocess.Popen[bytes]) -> None:
        """Wait until CUPS has accepted or refused the job of this `lp`, and cancel it."""
        with contextlib.suppress(PrinterNotReadyError):  # refused: there is nothing to cancel
            self._cancel(_job_of(_output("lp", lp, has_no_limit=True)))

    def _cancel(self, job: str) -> bool:
        """Cancel a job; tell whether that worked at once. If not, go on trying in the background."""
        try:
            _run("cancel", "-x", job)
        except PrinterNotReadyError:
            _in_background(lambda: self._keep_cancelling(job))
            return False
        return True

    def _keep_cancelling(self, job: str) -> None:
        while not self._is_off(job):
            _log.warning("CUPS has not cancelled %s yet: trying again until it has", job)
            time.sleep(CANCEL_RETRY_SECONDS)

    def _is_off(self, job: str) -> bool:
        """Try to cancel a job; tell whether it has left the queue."""
        with contextlib.suppress(PrinterNotReadyError):
            _run("cancel", "-x", job)
            return True
        with contextlib.suppress(PrinterNotReadyError):
            return not self._waits(job)  # a job that has ended cannot be cancelled
        return False

    def _waits(self, job: str) -> bool:
        waiting = _run("lpstat", "-W", "not-completed", "-o", self._queue)
        return job in (line.split()[0] for line in waiting.splitlines() if line.strip())

    def _wait_until_printed(self, job: str) -> None:
        """Wait until the job has left the queue, and CUPS does not say that it failed.

        Alerts are looked at only after a while: those of the last job stay until the next one begins.
        """
        if self._leaves_within(SECONDS_ALLOWED, job):
            return self._check_end(job)
        state = self._state()
        begun = f"now printing {job}" in state
        if "disabled since" in state:  # it may have been stopped in the middle of the job
            why = f"the queue {self._queue} was stopped: cupsenable {self._queue}"
            raise TicketUnconfirmedError(why)
        if complaints := _complaints(state):
            trouble = TicketUnconfirmedError if begun else _NotBegunError
            raise trouble(f"the queue {self._queue} says {' '.join(complaints)}")
        if not begun:
            raise _NotBegunError(f"the queue {self._queue} does not move")
        if not self._leaves_within(PRINTING_SECONDS, job):
            raise TicketUnconfirmedError(f"the queue {self._queue} did not finish {job} in time")
        return self._check_end(job)

    def _leaves_within(self, seconds: float, job: str) -> bool:
        """Tell whether a job leaves the queue within these seconds."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self._waits(job):
                return True
            time.sleep(POLL_SECONDS)
        return False

    def _check_end(self, job: str) -> None:
        """Raise TicketUnconfirmedError if the job that left the queue was aborted or cancelled.

        A CUPS that keeps no history of jobs does not tell, and is believed.
        """
        ended = _run("lpstat", "-l", "-W", "completed", "-o", self._queue)
        found = re.search(rf"^{re.escape(job)}\s.*\n((?:[ \t].*\n?)*)", ended, re.MULTILINE)
        reasons = set(_alerts(found[1])) if found else set()
        if failed := sorted(reasons & _FAILED):
            raise TicketUnconfirmedError(f"the queue {self._queue} ended {job} with {' '.join(failed)}")

    def _state(self) -> str:
        return _run("lpstat", "-l", "-p", self._queue)


def _release(job: str) -> None:
    """Let a held job be printed."""
    try:
        _run("lp", "-i", job, "-H", "resume")
    except _TooLateError:
        raise
    except PrinterNotReadyError as error:  # refused
        raise _NotBegunError(str(error)) from None


def lacking() -> str | None:
    """Return what this machine lacks to print through CUPS and how to get it; None if nothing is missing."""
    if not all(map(shutil.which, PROGRAMS)):
        return "lp, lpstat or cancel is missing: install the package cups-client"
    if not all((FONTS / name).exists() for name in (REGULAR, BOLD)):
        return f"no {FONTS / REGULAR}: install the package fonts-dejavu-core"
    return None


def _alerts(said: str) -> list[str]:
    """Return the first alerts in what `lpstat -l` said."""
    found = re.search(r"^\s*Alerts:(.*)$", said, re.MULTILINE)
    return found[1].split() if found else []


def _complaints(state: str) -> list[str]:
    """Return the alerts in `lpstat -l -p` that stop a printer (RFC 8011, printer-state-reasons)."""
    return [a for a in _alerts(state) if a not in _HARMLESS and not a.endswith(_ALERT_LEVELS)]


def _job_of(said: str) -> str:
    """Return the job's id from the output of `lp`."""
    found = _JOB.search(said)
    if found is None:
        raise PrinterNotReadyError("lp did not say which job it made")
    return found[1]


def _in_background(work: Callable[[], None]) -> None:
    """Do this in a daemon thread, after the patient has been answered."""
    threading.Thread(target=work, name="cancel", daemon=True).start()


def _run(program: str, *arguments: str) -> str:
    """Run a program of CUPS and return its output; kill it if it takes too long."""
    process = _start(program, *arguments)
    try:
        return _output(program, process)
    except subprocess.TimeoutExpired as error:
        process.kill()
        process.communicate()
        raise _TooLateError(f"{program}: {type(error).__name__}") from None


def _start(program: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Start a program of CUPS with English output, whatever the machine's language."""
    pipe = subprocess.PIPE
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": ""}
    try:
        return subprocess.Popen([program, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
    except OSError as error:
        raise PrinterNotReadyError(f"{program}: {type(error).__name__}") from None


def _output(
    program: str, process: subprocess.Popen[bytes], given: bytes = b"", *, has_no_limit: bool = False
) -> str:
    """Return a program's output; after TimeoutExpired it may be called again."""
    out, err = process.communicate(given, None if has_no_limit else PROGRAM_SECONDS)
    if process.returncode != 0:
        raise PrinterNotReadyError(f"{program}: {err.decode(errors='replace').strip()}")
    return out.decode(errors="replace")
