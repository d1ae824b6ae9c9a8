"""ACBP/1, the administrators' protocol: its messages and their decoding; its client is `admin_client.py`.

Frames, codec and errors are CBP's. The token can be read before the command (`admin_token.py`), so that a
client without it learns nothing; no `repr` shows a token or a patient.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from msgspec import Meta, Struct, field
from msgspec.structs import force_setattr

from cbp.codec import prepare_replies, read_request, request_decoders
from cbp.commands import Command
from cbp.fields import NAME_LENGTH, Id, clean_text
from cbp.private import Private
from cbp.replies import Reply
from cbp.requests import Request

Count = Annotated[int, Meta(ge=0)]
Milliseconds = Annotated[float, Meta(ge=0)]


class AdminRequest(Request, frozen=True, kw_only=True):
    """An administrator's request.

    Attributes:
        token: the secret from the server's configuration.
    """

    token: str


class ListClients(AdminRequest, frozen=True, kw_only=True, tag="LIST_CLIENTS"):
    """Asks who is in session."""


class GetStatus(AdminRequest, frozen=True, kw_only=True, tag="GET_STATUS"):
    """Asks how the server is doing."""


class ListConnections(AdminRequest, frozen=True, kw_only=True, tag="LIST_CONNECTIONS"):
    """Asks which address holds how many connections."""


class Unlock(AdminRequest, frozen=True, kw_only=True, tag="UNLOCK"):
    """Asks to forget the refused logins of a name, or of an address.

    Attributes:
        last_name: in any spelling that matches; with `first_name`.
        first_name: in any spelling that matches.
        ip: an IP address.
    """

    last_name: str | None = None
    first_name: str | None = None
    ip: str | None = None

    def __post_init__(self) -> None:
        if (self.last_name is None) != (self.first_name is None):
            raise ValueError("last_name and first_name: only together")
        for key in ("last_name", "first_name"):
            if (name := getattr(self, key)) is not None:
                is_first = key == "first_name"  # empty for a person with one name
                cleaned = clean_text(name, field=key, length=NAME_LENGTH, may_be_empty=is_first)
                force_setattr(self, key, cleaned)
        if self.ip is not None:
            _require_address(self.ip)
        elif self.last_name is None:
            raise ValueError("last_name and first_name, or ip: required")


def _require_address(ip: str) -> None:
    try:
        ipaddress.ip_address(ip)
    except ValueError:
        raise ValueError("ip: no IP address") from None


class Drain(AdminRequest, frozen=True, kw_only=True, tag="DRAIN"):
    """Asks the server to let nobody new in, and to end when the last session is over."""


class ConnectedPatient(Private, frozen=True, kw_only=True):
    """A patient in session.

    Attributes:
        ip: the booth's IP address.
        last_name: as the database has it.
        first_name: as the database has it.
        patient_id: the patient's number.
        connected_at: when the session began, ISO 8601 with a UTC offset.
        server: the name of the server that the patient is connected to; empty from an older server.
    """

    ip: str
    last_name: str
    first_name: str
    patient_id: Id
    connected_at: str
    server: str = ""

    def __post_init__(self) -> None:
        if self.since.tzinfo is None:
            raise ValueError("connected_at: without an offset")

    @property
    def since(self) -> dt.datetime:
        """`connected_at` as a date and time."""
        return dt.datetime.fromisoformat(self.connected_at)


class ClientsReply(Private, Reply, frozen=True, kw_only=True, tag="ok"):
    """The patients in session, oldest session first."""

    clients: tuple[ConnectedPatient, ...]


class AddressConnections(Struct, frozen=True, kw_only=True):
    """The connections of one address.

    Attributes:
        ip: the address.
        sessions: its connections with a patient in session.
        others: its other connections.
        oldest_s: how many seconds ago the oldest of them came.
    """

    ip: str
    sessions: Count
    others: Count
    oldest_s: Annotated[float, Meta(ge=0)]


class ConnectionsReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """The connections to this server by address, most first."""

    connections: tuple[AddressConnections, ...]


class PoolStatus(Struct, frozen=True, kw_only=True):
    """The threads of the server, and its queue.

    Attributes:
        threads: how many there may be.
        busy: how many serve a connection.
        queued: connections that wait for a thread.
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
        p50: 50th percentile of the last thousand, in milliseconds.
        p95: 95th percentile.
        p99: 99th percentile.
    """

    count: Count
    p50: Milliseconds
    p95: Milliseconds
    p99: Milliseconds


class DatabaseStatus(Struct, frozen=True, kw_only=True):
    """Whether the database answers.

    Attributes:
        reachable: whether it answered.
        latency_ms: how long that took, in milliseconds; None: it did not answer.
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
        errors: how often each code was answered to booths.
        database: whether it answers.
        evicted: connections that were closed for a newcomer since the start.
        refused: newcomers who were told SERVER_BUSY since the start.
        certificate_days_left: whole days until the server's certificate expires; None: no TLS.
        server: the server's name; empty from an older server.
        budgets: how often each budget has refused since the server started; empty from an older server.
    """

    version: str
    uptime_s: Annotated[float, Meta(ge=0)]
    pool: PoolStatus
    sessions: Count
    requests: dict[str, RequestTimes]
    errors: dict[str, Count]
    database: DatabaseStatus
    evicted: Count = 0
    refused: Count = 0
    certificate_days_left: int | None = None
    server: str = ""
    budgets: dict[str, Count] = field(default_factory=dict)


class UnlockReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """The refused logins are forgotten.

    Attributes:
        unlocked: whether there were any.
    """

    unlocked: bool


class DrainReply(Reply, frozen=True, kw_only=True, tag="ok"):
    """The server lets nobody new in.

    Attributes:
        sessions: how many patients are in session still.
    """

    sessions: Count


ADMIN_COMMANDS: Mapping[str, Command[AdminRequest]] = MappingProxyType(
    {
        "LIST_CLIENTS": Command(ListClients, ClientsReply),
        "LIST_CONNECTIONS": Command(ListConnections, ConnectionsReply),
        "GET_STATUS": Command(GetStatus, StatusReply),
        "UNLOCK": Command(Unlock, UnlockReply),
        "DRAIN": Command(Drain, DrainReply),
    }
)
"""Every command of ACBP/1 (`docs/protocol.md`, "ACBP/1, for administrators")."""

_decoders = request_decoders(ADMIN_COMMANDS)
prepare_replies(ADMIN_COMMANDS.values())


def decode_admin_request(payload: bytes) -> AdminRequest:
    """Decode an administrator's request; check its token first.

    Args:
        payload: any bytes.

    Returns:
        One of the types of ADMIN_COMMANDS.

    Raises:
        MalformedRequestError: answer BAD_REQUEST.
        UnknownCommandError: answer UNKNOWN_COMMAND.
    """
    return read_request(payload, _decoders)
