"""The administrators' port, ACBP/1: one request a connection, the token judged before the command.

It has a pool of its own, so that a silent visitor holds up neither the next nor a patient
(`spec/protocol.md`, "ACBP/1").
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from cbp import ErrorCode, ErrorReply, MalformedRequest, Reply, UnknownCommand, encode_reply
from cbp.admin import (
    AdminRequest,
    GetStatus,
    ListClients,
    decode_admin_request,
    is_right_token,
    read_admin_token,
)
from cbp.server import Address, Deadline, Listener, Talk, TalkOver
from cbp_server.status import ServerStatus

_log = logging.getLogger("cbp_server")

VISITOR_SECONDS = 5.0
"""How long a visitor may take to ask, and again to read the answer."""

_THREADS = 512
_SECONDS_BETWEEN_WARNINGS = 60.0
_UNAUTHORIZED = ErrorReply(code=ErrorCode.UNAUTHORIZED)


class AdminPort:
    """Answers administrators.

    Args:
        host: where they connect to.
        port: 0 takes any free one.
        token: the secret that each request must carry.
        status: what there is to tell.
    """

    def __init__(self, *, host: str, port: int, token: str, status: ServerStatus) -> None:
        self._token = token
        self._guard = threading.Lock()
        self._wrong_tokens = 0
        self._next_warning = Deadline.after(0)
        self._answers: dict[type[AdminRequest], Callable[[], Reply]] = {
            ListClients: status.clients,
            GetStatus: status.status,
        }
        self._listener = Listener(
            self._converse, host=host, port=port, threads=_THREADS, queue_limit=0, name="admin"
        )

    def start(self) -> None:
        """Take the port.

        Raises:
            ListenFailed: the address cannot be taken.
        """
        self._listener.start()

    def stop(self, grace: float) -> None:
        """Stop within `grace` seconds."""
        self._listener.stop(grace)

    @property
    def address(self) -> Address:
        """The address taken."""
        return self._listener.address

    def _converse(self, talk: Talk) -> None:
        try:
            reply = self._answer(talk.receive(Deadline.after(VISITOR_SECONDS)), talk.ip)
        except TalkOver as end:
            if end.code is None:
                return
            reply = ErrorReply(code=end.code, message=str(end))
        try:
            talk.send(encode_reply(reply), Deadline.after(VISITOR_SECONDS))
        except TalkOver as end:
            _log.debug("the administrator at %s did not hear the answer: %s", talk.ip, end)

    def _answer(self, payload: bytes, ip: str) -> Reply:
        try:
            if not is_right_token(read_admin_token(payload), self._token):
                self._warn_of_wrong_token(ip)
                return _UNAUTHORIZED
            return self._answers[type(decode_admin_request(payload))]()
        except (MalformedRequest, UnknownCommand) as error:
            return ErrorReply(code=error.code, message=str(error))

    def _warn_of_wrong_token(self, ip: str) -> None:
        """Log it, but not so often that a visitor who goes on trying fills the log."""
        with self._guard:
            self._wrong_tokens += 1
            if not self._next_warning.has_passed:
                return
            self._next_warning = Deadline.after(_SECONDS_BETWEEN_WARNINGS)
            _log.warning(
                "admin port: %d requests with a wrong token, the last from %s", self._wrong_tokens, ip
            )
            self._wrong_tokens = 0
