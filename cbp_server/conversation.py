"""One client, from its first byte to its last: the loop that a thread of the pool runs.

Here is the I/O around a `Session`: payloads in and out, time limits, error replies for malformed requests and
for defects. What a command does is in `session.py`.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from cbp import CLOSING_CODES, ErrorCode, ErrorReply, RequestError, command_of, decode_request, encode_reply
from cbp.server import Conversation, ConversationOverError, Deadline
from cbp_server.defects import report_defect
from cbp_server.metrics import Metrics
from cbp_server.refusal_delay import RefusalDelay
from cbp_server.session import Services, Session, State

_log = logging.getLogger("cbp_server")

_LAST_REPLY_SECONDS = 2.0
_DELAYED_CODES = frozenset({ErrorCode.LOGIN_REFUSED, ErrorCode.TOO_MANY_ATTEMPTS})
"""Answers to LOGIN whose timing must not reveal which part was wrong."""

_WORTHLESS_CODES = _DELAYED_CODES | {
    ErrorCode.BAD_REQUEST,
    ErrorCode.UNKNOWN_COMMAND,
    ErrorCode.NOT_LOGGED_IN,
}
"""Answers after which a client without a session protects its place by a request in hand only."""

PROMPT_WORTHLESS_ANSWERS = 2
"""After so many, each waits as a refused login does: who asks in vain without a pause must not take the
processor from those who ask for something. Whoever waits so may be evicted meanwhile."""

_LAST_MESSAGES = {
    ErrorCode.BAD_REQUEST: "an empty frame",
    ErrorCode.FRAME_TOO_LARGE: "the frame is larger than this server accepts",
    ErrorCode.SESSION_EXPIRED: "no request, or no successful LOGIN, in time",
    ErrorCode.SHUTTING_DOWN: "the server is stopping",
    ErrorCode.SERVER_BUSY: "this connection, without a session, gave its place to another",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a client may take.

    Attributes:
        idle_timeout: seconds without a whole request, and for reading a reply.
        login_timeout: seconds from the moment a thread takes the connection to a successful LOGIN, the TLS
            handshake included.
    """

    idle_timeout: float
    login_timeout: float


def converse(
    conversation: Conversation,
    services: Services,
    limits: Limits,
    metrics: Metrics,
    *,
    delay: RefusalDelay | None = None,
) -> None:
    """Serve one client until it leaves, is silent too long, or the server stops.

    Args:
        conversation: the client's connection, just taken by this thread.
        services: what its session shares with the others.
        limits: time limits.
        metrics: counts requests and errors.
        delay: when refusals are answered; None: the default `RefusalDelay`.
    """
    delay = delay or RefusalDelay()
    session = Session(services, conversation.ip)
    login_deadline = Deadline.after(limits.login_timeout)

    worthless = 0

    def deadline() -> Deadline:
        idle = Deadline.after(limits.idle_timeout)
        return min(idle, login_deadline) if session.state is State.ANONYMOUS else idle

    try:
        while session.state is not State.OVER:
            was = session.state
            request = _next_request(conversation, deadline())
            began = delay.now()
            payload, code = _answer(session, request, metrics, delay)
            if session.state is not was:
                conversation.keep()
            elif session.state is State.ANONYMOUS and code in _WORTHLESS_CODES:
                worthless += 1
                is_nuisance = worthless > PROMPT_WORTHLESS_ANSWERS
                if is_nuisance:
                    conversation.demote()  # before it waits, so that who guesses holds no thread meanwhile
                if is_nuisance or code in _DELAYED_CODES:
                    delay.wait(began)
                conversation.demote()
            conversation.send(payload, deadline())
            if code in CLOSING_CODES:
                return
    except ConversationOverError as end:
        _log.debug("%s: %s", conversation.ip, end)
        if end.code is not None:
            _send_last(conversation, end.code, end.retry_after, metrics)
    finally:
        session.end()


def _next_request(conversation: Conversation, deadline: Deadline) -> bytes:
    """Return the next payload; after the deadline not even one that has come already."""
    if deadline.has_passed:
        raise ConversationOverError(ErrorCode.SESSION_EXPIRED, "the time to log in is over")
    return conversation.receive(deadline)


def _answer(
    session: Session, payload: bytes, metrics: Metrics, delay: RefusalDelay
) -> tuple[bytes, str | None]:
    """Return the encoded reply to a request, and its code if it is an error."""
    started = delay.now()
    command = None
    try:
        request = decode_request(payload)
        command = command_of(request)
        reply = session.handle(request)
        answer = encode_reply(reply)
    except RequestError as refusal:
        reply = ErrorReply(code=refusal.code, message=str(refusal))
        answer = encode_reply(reply)
    except Exception as error:  # noqa: BLE001 - the protocol has a code for a defect
        reply = report_defect(error)
        answer = encode_reply(reply)
    if command is not None:
        metrics.note_request(command, delay.now() - started)
    if isinstance(reply, ErrorReply):
        metrics.note_error(reply.code)
        return answer, reply.code
    return answer, None


def _send_last(
    conversation: Conversation, code: ErrorCode, retry_after: int | None, metrics: Metrics
) -> None:
    reply = ErrorReply(code=code, message=_LAST_MESSAGES[code], retry_after=retry_after)
    if code is not ErrorCode.SERVER_BUSY:  # counted where connections are let in
        metrics.note_error(code)
    try:
        conversation.send(encode_reply(reply), Deadline.after(_LAST_REPLY_SECONDS))
    except ConversationOverError as end:
        _log.debug("%s did not read %s: %s", conversation.ip, reply.code, end)
