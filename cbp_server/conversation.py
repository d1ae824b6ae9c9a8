"""One client, from its first byte to its last: the loop that a thread of the pool runs.

The I/O around a `Session`: payloads in and out, the limits of time, error replies for what is not a
request, the defects that nobody foresaw. What a command means is the session's.
"""

from __future__ import annotations

import logging
import secrets
import time
import traceback
from dataclasses import dataclass

from cbp import (
    ErrorCode,
    ErrorReply,
    MalformedRequest,
    Reply,
    UnknownCommand,
    command_of,
    decode_request,
    encode_reply,
)
from cbp.server import Deadline, Talk, TalkOver
from cbp_server.metrics import Metrics
from cbp_server.session import Services, Session, State
from database import DatabaseError

_log = logging.getLogger("cbp_server")

_LAST_WORD_SECONDS = 2.0
_LAST_WORDS = {
    ErrorCode.BAD_REQUEST: "a frame of no bytes",
    ErrorCode.FRAME_TOO_LARGE: "the frame is larger than this server accepts",
    ErrorCode.SESSION_EXPIRED: "no request, or no successful LOGIN, in time",
    ErrorCode.SHUTTING_DOWN: "the server is stopping",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a client may be silent, and how long it may take to log in; both in seconds."""

    idle_timeout: float
    login_timeout: float


def converse(talk: Talk, services: Services, limits: Limits, metrics: Metrics) -> None:
    """Serve one client until it leaves, is silent too long, or the server stops.

    Args:
        talk: the connection, just taken by this thread.
        services: what its session shares with the others.
        limits: of time.
        metrics: where requests and errors are counted.
    """
    session = Session(services, talk.ip)
    login_deadline = Deadline.after(limits.login_timeout)
    try:
        while session.state is not State.OVER:
            deadline = Deadline.after(limits.idle_timeout)
            if session.state is State.ANONYMOUS:
                deadline = min(deadline, login_deadline)
            payload = _next_request(talk, deadline)
            reply = _answer(session, payload, metrics)
            talk.send(encode_reply(reply), Deadline.after(limits.idle_timeout))
            if isinstance(reply, ErrorReply) and reply.code == ErrorCode.INTERNAL_ERROR:
                return
    except TalkOver as end:
        _log.debug("%s: %s", talk.ip, end)
        if end.code is not None:
            _say_last(talk, ErrorReply(code=end.code, message=_LAST_WORDS[end.code]), metrics)
    finally:
        session.end()


def _next_request(talk: Talk, deadline: Deadline) -> bytes:
    """Return the next payload; one that waits already does not outlive the deadline."""
    if deadline.has_passed:
        raise TalkOver(ErrorCode.SESSION_EXPIRED, "the time to log in is over")
    return talk.receive(deadline)


def _answer(session: Session, payload: bytes, metrics: Metrics) -> Reply:
    begun = time.perf_counter()
    command = None
    try:
        request = decode_request(payload)
        command = command_of(request)
        reply = session.handle(request)
    except MalformedRequest as error:
        reply = ErrorReply(code=ErrorCode.BAD_REQUEST, message=str(error))
    except UnknownCommand as error:
        reply = ErrorReply(code=ErrorCode.UNKNOWN_COMMAND, message=str(error))
    except Exception as error:  # noqa: BLE001 - the protocol has a code for a defect, and the server goes on
        reply = _report_defect(error)
    if command is not None:
        metrics.note_request(command, time.perf_counter() - begun)
    if isinstance(reply, ErrorReply):
        metrics.note_error(reply.code)
    return reply


def _report_defect(error: Exception) -> ErrorReply:
    """Log a defect under an id; its traceback without the error's own text, which may quote a patient.

    The room `database` promises that its errors quote nobody, so their text is told.
    """
    defect = secrets.token_hex(4)
    what = f"{type(error).__name__}: {error}" if isinstance(error, DatabaseError) else type(error).__name__
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("defect %s: %s\n%s", defect, what, where)
    return ErrorReply(code=ErrorCode.INTERNAL_ERROR, message=f"a defect, logged under {defect}")


def _say_last(talk: Talk, reply: ErrorReply, metrics: Metrics) -> None:
    metrics.note_error(reply.code)
    try:
        talk.send(encode_reply(reply), Deadline.after(_LAST_WORD_SECONDS))
    except TalkOver as end:
        _log.debug("%s did not hear %s: %s", talk.ip, reply.code, end)
