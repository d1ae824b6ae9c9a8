"""ACBP/1, the administrators' protocol: its messages, its decoding, its client.

Frames, codec and errors are CBP's. Promises: the token is readable before the command is looked
at, so that a visitor without it learns nothing; no `repr` shows a token or a patient.
"""

from __future__ import annotations

import datetime as dt
import hmac
import ssl
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, TypeVar

from msgspec import Meta, Raw, Struct
from msgspec.json import Decoder

from cbp.codec import parse, read_request, request_decoders, sound_json
from cbp.commands import Command
from cbp.errors import MalformedRequest
from cbp.exchange import exchange, open_connection, replied
from cbp.fields import Id
from cbp.private import Private
from cbp.replies import ErrorReply, Reply
from cbp.requests import Request
from socklib import Deadline

R = TypeVar("R", bound=Reply)

Count = Annotated[int, Meta(ge=0)]
Milliseconds = Annotated[float, Meta(ge=0)]


class AdminRequest(Request, frozen=True, kw_only=True):
    """What an administrator asks.

    Attributes:
        token: the secret of the server's configuration.
    """

    token: str


class ListClients(AdminRequest, frozen=True, kw_only=True, tag="LIST_CLIENTS"):
    """Asks who is in session."""


class GetStatus(AdminRequest, frozen=True, kw_only=True, tag="GET_STATUS"):
    """Asks how the server is doing."""


class ConnectedPatient(Private, frozen=True, kw_only=True):
    """A patient in session.

    Attributes:
        ip: the booth's address.
        last_name: as the database has it.
        first_name: as the database has it.
        patient_id: the patient's number.
        connected_at: when, ISO 8601 with an offset in figures; one without is refused.
    """

    ip: str
    last_name: str
    first_name: str
    patient_id: Id
    connected_at: str

    def __post_init__(self) -> None:
        if self.since.tzinfo is None:
            raise ValueError("connected_at: without an offset")

    @property
    def since(self) -> dt.datetime:
        """`connected_at` as a moment."""
        return dt.datetime.fromisoformat(self.connected_at)


class ClientsReply(Private, Reply, frozen=True, kw_only=True, tag="ok"):
    """The patients in session, oldest session first."""

    clients: tuple[ConnectedPatient, ...]


class PoolStatus(Struct, frozen=True, kw_only=True):
    """The threads and who waits for them.

    Attributes:
        threads: how many there are.
        busy: how many serve a connection.
        queued: connections that wait for one.
        queue_limit: how many may wait.
    """

    threads: Count
    busy: Count
    queued: Count
    queue_limit: Count


class RequestTimes(Struct, frozen=True, kw_only=True):
    """How long the requests of one command took.

    Attributes:
        count: how many there were.
        p50: half of the last thousand took at most so many milliseconds.
        p95: and 95 in a hundred.
        p99: and 99 in a hundred.
    """

    count: Count
    p50: Milliseconds
    p95: Milliseconds
    p99: Milliseconds


class DatabaseStatus(Struct, frozen=True, kw_only=True):
    """Whether the database answers.

    Attributes:
        reachable: it does.
        latency_ms: how long it took, in milliseconds; None when it does not.
    """

    reachable: bool
    latency_ms: Milliseconds | None = None


class StatusReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """How the server is doing.

    Attributes:
        version: of the program.
        uptime_s: seconds since it started.
        pool: its threads.
        sessions: how many patients are in session.
        requests: by command.
        errors: by code, how often booths were told it.
        database: whether it answers.
    """

    version: str
    uptime_s: Annotated[float, Meta(ge=0)]
    pool: PoolStatus
    sessions: Count
    requests: dict[str, RequestTimes]
    errors: dict[str, Count]
    database: DatabaseStatus


ADMIN_COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "LIST_CLIENTS": Command(ListClients, ClientsReply),
        "GET_STATUS": Command(GetStatus, StatusReply),
    }
)
"""Every command of ACBP/1 (`spec/protocol.md`, "ACBP/1")."""

_decoders = request_decoders({"LIST_CLIENTS": ListClients, "GET_STATUS": GetStatus})


class _Sealed(Struct):
    token: Raw = Raw(b"null")


_sealed_decoder = Decoder(_Sealed)
_token_decoder = Decoder(str)


def read_admin_token(payload: bytes) -> str | None:
    """The token of a request, before anything else of it is judged.

    Args:
        payload: what one frame held, any bytes at all.

    Returns:
        The token, or None where it is missing or no string: as good as a wrong one.

    Raises:
        MalformedRequest: not UTF-8, not JSON or not an object; answer BAD_REQUEST.
    """
    token = parse(_sealed_decoder.decode, sound_json(payload)).token
    try:
        return parse(_token_decoder.decode, token)
    except MalformedRequest:
        return None


def is_right_token(token: str | None, secret: str) -> bool:
    """Compare in a time that does not tell how much of the token is right (`spec/protocol.md`, "ACBP/1").

    Args:
        token: what `read_admin_token` returned.
        secret: the token of the configuration.
    """
    given = (token or "").encode("utf-8", "surrogatepass")
    return hmac.compare_digest(given, secret.encode("utf-8", "surrogatepass")) and bool(secret)


def decode_admin_request(payload: bytes) -> AdminRequest:
    """The request that an administrator sent; judge its token first.

    Args:
        payload: what one frame held, any bytes at all.

    Returns:
        A ListClients or a GetStatus.

    Raises:
        MalformedRequest: answer BAD_REQUEST.
        UnknownCommand: answer UNKNOWN_COMMAND.
    """
    return read_request(payload, _decoders)


class AcbpClient:
    """Asks a server's admin port, over one connection a request as ACBP has it.

    Every method raises:
        Unreachable: nobody answers there.
        ErrorReplied: the server said no; `code` tells why.
        Disconnected: no answer in time.
        ProtocolViolation: the answer breaks the protocol.

    Args:
        host: a name or an address.
        port: 1 to 65535.
        token: the secret of the server's configuration.
        timeout: seconds that a request may take, once to connect and once to be answered.
        ssl_context: what to trust; None for plain TCP.
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
        """The patients in session, oldest session first."""
        return self._ask(ListClients(token=self._token), ClientsReply).clients

    def get_status(self) -> StatusReply:
        """How the server is doing."""
        return self._ask(GetStatus(token=self._token), StatusReply)

    def _ask(self, request: AdminRequest, expected: type[R]) -> R:
        connection = open_connection(
            self._host, self._port, timeout=self._timeout, ssl_context=self._ssl_context
        )
        with connection:
            reply = exchange(connection, request, expected, Deadline.after(self._timeout))
        if isinstance(reply, ErrorReply):
            raise replied(reply)
        return reply
