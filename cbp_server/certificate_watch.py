"""Warns in the log before the server's certificate expires: 30, 14, 7 and 1 days before, and each day after.

`python -m cbp_server` looks at the start, after each SIGHUP and once a day.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable

from cbp_server.certificate_files import ServerCertificate

_log = logging.getLogger("cbp_server")

WARNING_DAYS = (30, 14, 7, 1)
_A_DAY_SECONDS = 86_400.0


def due_warning(days_left: int, warned: int | None) -> int | None:
    """Return for which of the days a warning is due: the fewest that are not fewer than those left.

    Args:
        days_left: whole days until the certificate expires; negative once it has.
        warned: what was returned when the last warning was written; None: none was.

    Returns:
        One of `WARNING_DAYS`, or `days_left` once it has expired; None: no warning is due.
    """
    if days_left < 0:
        return days_left if days_left != warned else None
    reached = min((days for days in WARNING_DAYS if days_left <= days), default=None)
    return None if reached == warned else reached


class CertificateWatch:
    """Looks at a certificate now and once a day.

    Args:
        now: the time, with its offset.
    """

    def __init__(self, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)) -> None:
        self._now = now
        self._certificate: ServerCertificate | None = None
        self._warned: int | None = None
        self._is_over = threading.Event()

    @property
    def days_left(self) -> int | None:
        """Whole days until the certificate expires; None: there is none."""
        certificate = self._certificate
        return None if certificate is None else certificate.days_left(self._now())

    def begin(self, certificate: ServerCertificate | None) -> None:
        """Watch this certificate from now on; None: there is none."""
        self._certificate = certificate
        self._warned = None
        self.look()

    def look(self) -> None:
        """Write a warning if one is due."""
        if (days_left := self.days_left) is None:
            return
        if (due := due_warning(days_left, self._warned)) is None:
            return
        self._warned = due
        if days_left < 0:
            _log.error("the server's certificate has expired: no booth connects until it is renewed")
        else:
            _log.warning("the server's certificate expires in %d days: renew it, then send SIGHUP", days_left)

    def start(self) -> None:
        """Look once a day from now on, in a thread of its own, until `stop`."""
        threading.Thread(target=self._run, name="certificate", daemon=True).start()

    def stop(self) -> None:
        """End the thread."""
        self._is_over.set()

    def _run(self) -> None:
        while not self._is_over.wait(_A_DAY_SECONDS):
            self.look()
