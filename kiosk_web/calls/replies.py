"""How a call of the page is answered: `{"ok": …}` or `{"code": …}` of plain JSON data; nothing is raised.

Here: the code of every exception, once. Not here: what the calls do (`bridge.py`, `machine.py`), what a
code means (`outcomes.py`). It promises that no text of an error reaches the page or a log: it may quote a
patient.
"""

from __future__ import annotations

import functools
import inspect
import logging
import traceback
from collections.abc import Callable
from typing import Any

import msgspec

from cbp import CbpError
from kiosk_web.calls import arguments as check
from kiosk_web.calls.arguments import BadArgumentError
from kiosk_web.calls.outcomes import refusal
from kiosk_web.calls.patient_session import SessionEndedError
from kiosk_web.calls.staff_exit import StaffRefusedError
from kiosk_web.calls.voice import NoVoiceError
from kiosk_web.printing.paper import NoPrinterError, PrinterNotReadyError, TicketUnconfirmedError

Reply = dict[str, Any]

_log = logging.getLogger(__name__)


class ExpiredError(Exception):
    """The server considers the session ended."""


class UnsureError(Exception):
    """A booking or a ticket was sent and may have been made; `cause` is the error that hides its outcome."""

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
    TicketUnconfirmedError: "PRINTER_NOT_READY",
    StaffRefusedError: "STAFF_REFUSED",
}


def callable_by_the_page(method: Callable[..., object]) -> Callable[..., Reply]:
    """Turn what a method returns or raises into a reply of plain data."""
    signature = inspect.signature(method)
    name = method.__name__

    @functools.wraps(method)
    def call(self: object, *arguments: Any) -> Reply:
        try:
            signature.bind(self, *arguments)
        except TypeError:  # too many or too few
            return refusal(name, "BAD_REQUEST")
        try:
            check.all_of(arguments)
            return {"ok": msgspec.to_builtins(method(self, *arguments), str_keys=True)}
        except Exception as error:  # noqa: BLE001 - the page must get an answer whatever breaks here
            return _refusal_for(name, error)

    return call


def _refusal_for(call: str, error: Exception) -> Reply:
    is_unsure = isinstance(error, UnsureError)
    cause = error.cause if isinstance(error, UnsureError) else error
    retry_after = cause.retry_after if isinstance(cause, CbpError | StaffRefusedError) else None
    code = cause.code if isinstance(cause, CbpError) else OWN_CODES.get(type(cause))
    if code is None:
        _log_defect(call, cause)
    return refusal(call, code or "INTERNAL_ERROR", retry_after=retry_after, is_unsure=is_unsure)


def _log_defect(call: str, error: Exception) -> None:
    """Log where it broke: type and lines of code, never the message, which may quote a name."""
    frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    _log.error("bridge.%s broke with %s\n%s", call, type(error).__name__, frames.rstrip())
