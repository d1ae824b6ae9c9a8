"""The administrators' port, ACBP/1: one request a connection, the token judged before the command.

It has a pool of its own, so that a silent visitor holds up neither the next nor a patient
(`spec/protocol.md`, "ACBP/1").
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from cbp import ErrorCode, ErrorReply, Reply, RequestRefused, encode_reply
from cbp.admin import (
    AdminRequest,
    GetStatus,
    ListClients,
    decode_admin_request,
    is_right_token,
    read_admin_token,
)
from cbp.server import Address, Deadline, Listener, SeldomWarning, Talk, TalkOver
from cbp_server.defects import report_defect
from cbp_server.status import ServerStatus

_log = logging.getLogger("cbp_server")

VISITOR_SECONDS = 5.0
"""How long a visitor may take to ask, and again to read the answer."""

MOST_VISITORS = 512
"""Administrators who are served at once, the silent ones too: the next is turned away."""

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
        self._wrong_tokens = SeldomWarning(
            _log, "admin port: %d requests with a wrong token, the last from %s"
        )
        self._answers: dict[type[AdminRequest], Callable[[], Reply]] = {
            ListClients: status.clients,
            GetStatus: status.status,
        }
        self._listener = Listener(
            self._converse, host=host, port=port, threads=MOST_VISITORS, queue_limit=0, name="admin"
        )

    def bind(self) -> None:
        """Take the port, and let nobody in yet; raises as `cbp.server.Listener.bind`."""
        self._listener.bind()

    def start(self) -> None:
        """Begin to answer."""
        self._listener.start()

    def stop(self, grace: float) -> None:
        """Stop: admit nobody, answer what is in hand.

        Args:
            grace: seconds in all; who is not answered by then is abandoned.
        """
        self._listener.stop(grace)

    @property
    def address(self) -> Address:
        """The address taken."""
        return self._listener.address

    def _converse(self, talk: Talk) -> None:
        try:
            answer = self._answer(talk.receive(Deadline.after(VISITOR_SECONDS)), talk.ip)
        except TalkOver as end:
            if end.code is None:
                return
            answer = encode_reply(ErrorReply(code=end.code, message=str(end)))
        try:
            talk.send(answer, Deadline.after(VISITOR_SECONDS))
        except TalkOver as end:
            _log.debug("the administrator at %s did not hear the answer: %s", talk.ip, end)

    def _answer(self, payload: bytes, ip: str) -> bytes:
        try:
            if not is_right_token(read_admin_token(payload), self._token):
                self._wrong_tokens.tell(ip)
                return encode_reply(_UNAUTHORIZED)
            return encode_reply(self._answers[type(decode_admin_request(payload))]())
        except RequestRefused as refusal:
            return encode_reply(ErrorReply(code=refusal.code, message=str(refusal)))
        except Exception as error:  # noqa: BLE001 - the protocol has a code for a defect
            return encode_reply(report_defect(error))
