"""How a call of the page is answered: `{"ok": …}` or `{"code": …}` of plain JSON data, and nothing raised.

Here: every error of the booth's machine side, translated once. Not here: what the calls do (`bridge.py`,
`machine.py`). It promises that no text of an error reaches the page or a log: it may quote a patient.
"""

from __future__ import annotations

import functools
import inspect
import logging
import traceback
from collections.abc import Callable
from typing import Any

import msgspec

from cbp import CbpError, Disconnected
from kiosk_web.arguments import BadArgumentError
from kiosk_web.printing import NoPrinterError
from kiosk_web.session import SessionEndedError
from kiosk_web.speech import NoVoiceError
from kiosk_web.staff import StaffRefusedError
from kiosk_web.unready import PrinterNotReadyError

NOT_REPEATED = frozenset({"register"})
"""The calls that may have been done, and not twice: a cut is told as what it is, DISCONNECTED."""

Reply = dict[str, Any]

log = logging.getLogger(__name__)


class ExpiredError(Exception):
    """The server holds the session for over."""


class UnsureError(Exception):
    """A booking was sent and its outcome is not known; `cause` is what stands in the way, a defect too."""

    def __init__(self, cause: Exception) -> None:
        super().__init__()
        self.cause = cause


OWN_CODES: dict[type[Exception], str] = {
    BadArgumentError: "BAD_REQUEST",
    SessionEndedError: "NOT_LOGGED_IN",
    ExpiredError: "SESSION_EXPIRED",
    NoVoiceError: "NO_VOICE",
    NoPrinterError: "NO_PRINTER",
    PrinterNotReadyError: "PRINTER_NOT_READY",
}


def callable_by_the_page(method: Callable[..., object]) -> Callable[..., Reply]:
    """Turn what a method returns or raises into a reply of plain data."""
    signature = inspect.signature(method)

    @functools.wraps(method)
    def call(self: object, *arguments: Any) -> Reply:
        try:
            signature.bind(self, *arguments)
        except TypeError:  # more or fewer than it takes
            return {"code": "BAD_REQUEST"}
        try:
            return {"ok": msgspec.json.decode(msgspec.json.encode(method(self, *arguments)))}
        except Exception as error:  # noqa: BLE001 - the page must get an answer whatever breaks here
            return _refusal(method.__name__, error)

    return call


def _refusal(method: str, error: Exception) -> Reply:
    """Say an error in plain data; its text is for logs and never goes to the page."""
    if isinstance(error, UnsureError):
        return _refusal(method, error.cause) | {"unsure": True}
    if isinstance(error, CbpError):
        # A loss here is the second in a row; the session, or what was typed, is kept for the next call.
        is_out_of_reach = isinstance(error, Disconnected) and method not in NOT_REPEATED
        return _with_wait("UNREACHABLE" if is_out_of_reach else error.code, error.retry_after)
    if isinstance(error, StaffRefusedError):
        return _with_wait("STAFF_REFUSED", error.retry_after)
    code = OWN_CODES.get(type(error))
    if code is None:
        _log_defect(method, error)
    return {"code": code or "INTERNAL_ERROR"}


def _with_wait(code: str, retry_after: float | None) -> Reply:
    reply: Reply = {"code": code}
    return reply if retry_after is None else reply | {"retry_after": retry_after}


def _log_defect(method: str, error: Exception) -> None:
    """Log where it broke: type and lines of code, never the message, which may quote a name."""
    frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    log.error("bridge.%s broke with %s\n%s", method, type(error).__name__, frames.rstrip())
