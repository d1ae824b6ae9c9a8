"""The client of ACBP/1: one method for each command, over one connection a request.

The messages are in `cbp.admin`.
"""

from __future__ import annotations

import ssl
from typing import TypeVar

from cbp.admin import (
    AddressConnections,
    AdminRequest,
    ClientsReply,
    ConnectedPatient,
    ConnectionsReply,
    Drain,
    DrainReply,
    GetStatus,
    ListClients,
    ListConnections,
    StatusReply,
    Unlock,
    UnlockReply,
)
from cbp.codec import build_request, encode_request
from cbp.exchange import error_of, exchange, open_connection
from cbp.replies import ErrorReply, Reply
from socklib import Deadline

R = TypeVar("R", bound=Reply)


class AcbpClient:
    """A client of a server's admin port, with a new connection for each request.

    Every method raises:
        UnreachableError: nobody answers there.
        ErrorReplyError: the server answered with an error; `code` tells which.
        DisconnectedError: no answer in time.
        ProtocolViolationError: the answer breaks the protocol.

    Args:
        host: a name or an address.
        port: 1 to 65,535.
        token: the secret from the server's configuration.
        timeout: seconds for connecting, and again for the answer.
        ssl_context: what to trust; None: plain TCP.
    """

    def __init__(
        self,
        host: str,
        port: int,
        token: str,
        *,
        timeout: float = 10.0,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self._host = host
        self._port = port
        self._token = token
        self._timeout = timeout
        self._ssl_context = ssl_context

    def __repr__(self) -> str:
        return f"<AcbpClient, server {self._host}:{self._port}>"

    def list_clients(self) -> tuple[ConnectedPatient, ...]:
        """Return the patients in session, oldest session first."""
        return self._ask(ListClients(token=self._token), ClientsReply).clients

    def list_connections(self) -> tuple[AddressConnections, ...]:
        """Return which address holds how many connections to the server, most first."""
        return self._ask(ListConnections(token=self._token), ConnectionsReply).connections

    def get_status(self) -> StatusReply:
        """Return how the server is doing."""
        return self._ask(GetStatus(token=self._token), StatusReply)

    def unlock(
        self, *, last_name: str | None = None, first_name: str | None = None, ip: str | None = None
    ) -> bool:
        """Forget the refused logins of a name, or of an address; return whether there were any.

        Raises:
            InvalidArgumentError: neither both names nor an IP address.
        """
        request = build_request(Unlock, token=self._token, last_name=last_name, first_name=first_name, ip=ip)
        return self._ask(request, UnlockReply).unlocked

    def drain(self) -> int:
        """Have the server let nobody new in, and end after the last session; return how many there are."""
        return self._ask(Drain(token=self._token), DrainReply).sessions

    def _ask(self, request: AdminRequest, expected: type[R]) -> R:
        payload = encode_request(request)
        connection = open_connection(
            self._host, self._port, timeout=self._timeout, ssl_context=self._ssl_context
        )
        with connection:
            reply = exchange(connection, payload, expected, Deadline.after(self._timeout))
        if isinstance(reply, ErrorReply):
            raise error_of(reply)
        return reply
