"""The administrators' port, ACBP/1: one request per connection, the token checked before the command.

It has a thread pool of its own, so that a silent client delays neither another administrator nor a patient
(`docs/protocol.md`, "ACBP/1, for administrators").
"""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cbp import ErrorCode, ErrorReply, Reply, RequestError, encode_reply
from cbp.admin import (
    AdminRequest,
    Drain,
    DrainReply,
    GetStatus,
    ListClients,
    ListConnections,
    Unlock,
    decode_admin_request,
)
from cbp.admin_token import is_right_token, read_admin_token
from cbp.server import Conversation, ConversationOverError, Deadline, RateLimitedWarning, Server, make_server
from cbp_server.defects import report_defect
from cbp_server.session import UNAVAILABLE_RETRY_AFTER
from cbp_server.status import ServerStatus
from database import DatabaseUnavailableError

_log = logging.getLogger("cbp_server")

VISITOR_SECONDS = 5.0
"""How long a client may take to ask, and again to read the answer."""

MOST_VISITORS = 512
"""Connections served at once; the next gets the place of one that has not asked yet."""

_UNAUTHORIZED = ErrorReply(code=ErrorCode.UNAUTHORIZED)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The secrets of the admin port.

    Attributes:
        admin: opens every command.
        monitor: opens GET_STATUS alone; None: there is none.
    """

    admin: str = field(repr=False)
    monitor: str | None = field(default=None, repr=False)

    def opens(self, token: str | None) -> frozenset[type[AdminRequest]] | None:
        """Return which commands a token opens, always in the same time; None: every one."""
        is_admin = is_right_token(token, self.admin)
        is_monitor = is_right_token(token, self.monitor or "")
        if is_admin:
            return None
        return _MONITORED if is_monitor else frozenset()


_MONITORED = frozenset[type[AdminRequest]]({GetStatus})


def make_admin_port(
    *,
    host: str,
    port: int,
    tokens: Callable[[], Tokens],
    status: ServerStatus,
    drain: Callable[[], int],
    ssl_context: ssl.SSLContext | None = None,
) -> Server:
    """Return the server, not started yet, that answers administrators.

    Args:
        host: where they connect to.
        port: 0 takes any free one.
        tokens: returns the secrets of this moment, one of which each request must carry.
        status: what they may ask.
        drain: begins to drain the server; returns how many patients are in session.
        ssl_context: use TLS only; None: plain TCP.
    """
    return make_server(
        AdminConversations(tokens, status, drain).converse,
        host=host,
        port=port,
        threads=MOST_VISITORS,
        queue_limit=0,
        ssl_context=ssl_context,
        name="admin",
    )


class AdminConversations:
    """Answers administrators, one request each.

    Args:
        tokens: returns the secrets of this moment, one of which each request must carry.
        status: what they may ask.
        drain: begins to drain the server; returns how many patients are in session.
    """

    def __init__(self, tokens: Callable[[], Tokens], status: ServerStatus, drain: Callable[[], int]) -> None:
        self._tokens = tokens
        self._token_warning = RateLimitedWarning(
            _log, "admin port: %d requests with a wrong token lately, the last from %s"
        )
        self._answers: dict[type[AdminRequest], Callable[[Any], Reply]] = {
            ListClients: lambda _: status.clients(),
            ListConnections: lambda _: status.connections(),
            GetStatus: lambda _: status.status(),
            Unlock: lambda request: status.unlock(request),  # noqa: PLW0108 - asked when it is called
            Drain: lambda _: DrainReply(sessions=drain()),
        }

    def converse(self, conversation: Conversation) -> None:
        """Receive one request and answer it."""
        try:
            answer = self._answer(conversation.receive(Deadline.after(VISITOR_SECONDS)), conversation.ip)
        except ConversationOverError as end:
            if end.code is None:
                return
            answer = encode_reply(ErrorReply(code=end.code, message=str(end), retry_after=end.retry_after))
        try:
            conversation.send(answer, Deadline.after(VISITOR_SECONDS))
        except ConversationOverError as end:
            _log.debug("the administrator at %s did not read the answer: %s", conversation.ip, end)

    def _answer(self, payload: bytes, ip: str) -> bytes:
        try:
            opened = self._tokens().opens(read_admin_token(payload))
            if opened is not None and _kind_of(payload) not in opened:
                self._token_warning.log(ip)
                return encode_reply(_UNAUTHORIZED)
            request = decode_admin_request(payload)
            return encode_reply(self._answers[type(request)](request))
        except RequestError as refusal:
            return encode_reply(ErrorReply(code=refusal.code, message=str(refusal)))
        except DatabaseUnavailableError as error:
            unavailable = ErrorCode.UNAVAILABLE
            return encode_reply(
                ErrorReply(code=unavailable, message=str(error), retry_after=UNAVAILABLE_RETRY_AFTER)
            )
        except Exception as error:  # noqa: BLE001 - the protocol has a code for a defect
            return encode_reply(report_defect(error))


def _kind_of(payload: bytes) -> type[AdminRequest] | None:
    """Return what a request asks; None: nothing that there is."""
    try:
        return type(decode_admin_request(payload))
    except RequestError:
        return None
