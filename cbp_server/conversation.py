"""One client, from its first byte to its last: the loop that a thread of the pool runs.

The I/O around a `Session`: payloads in and out, the limits of time, error replies for what is not a
request, the defects that nobody foresaw. What a command means is the session's.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from cbp import (
    ErrorCode,
    ErrorReply,
    RequestRefused,
    command_of,
    decode_request,
    encode_reply,
)
from cbp.server import Deadline, Talk, TalkOver
from cbp_server.defects import report_defect
from cbp_server.metrics import Metrics
from cbp_server.pace import Pace
from cbp_server.session import Services, Session, State

_log = logging.getLogger("cbp_server")

_LAST_WORD_SECONDS = 2.0
_TELL_NOTHING = frozenset({ErrorCode.LOGIN_REFUSED, ErrorCode.TOO_MANY_ATTEMPTS})
"""The answers to a LOGIN whose moment, too, must not tell which part was wrong."""

_LAST_WORDS = {
    ErrorCode.BAD_REQUEST: "a frame of no bytes",
    ErrorCode.FRAME_TOO_LARGE: "the frame is larger than this server accepts",
    ErrorCode.SESSION_EXPIRED: "no request, or no successful LOGIN, in time",
    ErrorCode.SHUTTING_DOWN: "the server is stopping",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a client may take.

    Attributes:
        idle_timeout: seconds without a whole request, and for taking a reply.
        login_timeout: seconds from a thread's taking the connection to a LOGIN that succeeds; the TLS
            handshake is among them.
    """

    idle_timeout: float
    login_timeout: float


def converse(
    talk: Talk, services: Services, limits: Limits, metrics: Metrics, *, pace: Pace | None = None
) -> None:
    """Serve one client until it leaves, is silent too long, or the server stops.

    Args:
        talk: the connection, just taken by this thread.
        services: what its session shares with the others.
        limits: of time.
        metrics: where requests and errors are counted.
        pace: when refusals are answered; None: as `Pace` has it.
    """
    pace = pace or Pace()
    session = Session(services, talk.ip)
    login_deadline = Deadline.after(limits.login_timeout)

    def deadline() -> Deadline:
        idle = Deadline.after(limits.idle_timeout)
        return min(idle, login_deadline) if session.state is State.ANONYMOUS else idle

    try:
        while session.state is not State.OVER:
            payload, is_last = _answer(session, _next_request(talk, deadline()), metrics, pace)
            talk.send(payload, deadline())
            if is_last:
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


def _answer(session: Session, payload: bytes, metrics: Metrics, pace: Pace) -> tuple[bytes, bool]:
    """Return the reply to a request, encoded, and whether the connection closes after it for a defect."""
    begun = pace.now()
    command = None
    try:
        request = decode_request(payload)
        command = command_of(request)
        reply = session.handle(request)
        answer = encode_reply(reply)
    except RequestRefused as refusal:
        reply = ErrorReply(code=refusal.code, message=str(refusal))
        answer = encode_reply(reply)
    except Exception as error:  # noqa: BLE001 - the protocol has a code for a defect, and the server goes on
        reply = report_defect(error)
        answer = encode_reply(reply)
    if command is not None:
        metrics.note_request(command, pace.now() - begun)
    if isinstance(reply, ErrorReply):
        metrics.note_error(reply.code)
        if reply.code in _TELL_NOTHING:
            pace.hold(begun)
        return answer, reply.code == ErrorCode.INTERNAL_ERROR
    return answer, False


def _say_last(talk: Talk, reply: ErrorReply, metrics: Metrics) -> None:
    metrics.note_error(reply.code)
    try:
        talk.send(encode_reply(reply), Deadline.after(_LAST_WORD_SECONDS))
    except TalkOver as end:
        _log.debug("%s did not hear %s: %s", talk.ip, reply.code, end)
