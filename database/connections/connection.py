"""One connection to the database that keeps a deadline, and how the first reachable server is found.

The only statement here sets up the session; no pool, no retry. Promise: connecting and every statement end by
the deadline, whatever the network, the name service or the server do. The errors are the driver's own
(`faults.judge` reads them).
"""

from __future__ import annotations

import functools
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymysql
from pymysql.connections import Connection
from pymysql.constants import CR

from database.errors import CutReplyError
from database.settings import DatabaseSettings

LOCK_WAIT_SECONDS = 2
"""How long a statement waits for a lock before the server refuses it."""

CONNECT_SECONDS = 1.5
"""How long one address may take, handshake included, before the next is tried."""

_TIMEOUT_SLACK = 0.1
"""How exactly the socket's own timeout follows the deadline, in seconds: to set it costs a system call."""

# STRICT_ALL_TABLES: a value that does not fit is an error, never cut. The two timeouts are for locks on rows
# and on a table being altered. group_concat_max_len: a whole reply is one value (`records.SearchPage`). The
# others undo limits that a server may have for everybody: rows of a SELECT, rows of a join, the time of a
# statement (each has our deadline), and an isolation that reads what is not committed. `/*M!` is for MariaDB,
# `/*!507` for MySQL.
_SESSION = (
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', "
    f"innodb_lock_wait_timeout = {LOCK_WAIT_SECONDS}, lock_wait_timeout = {LOCK_WAIT_SECONDS}, "
    "group_concat_max_len = 16777216, sql_select_limit = 18446744073709551615, sql_big_selects = 1 "
    "/*M! , max_statement_time = 0, tx_isolation = 'REPEATABLE-READ' */ "
    "/*!50720 , max_execution_time = 0, transaction_isolation = 'REPEATABLE-READ' */"
)


# On a Galera cluster reads (1), updates and deletes (2) first wait for what other nodes have written: a
# patient who goes on at another node is known there, and so is the booking just made. Not part of `_SESSION`:
# there are builds of MariaDB without this variable.
_CLUSTER_SESSION = "SET SESSION wsrep_sync_wait = 3"

# Row cut by GROUP_CONCAT, result of a function larger than max_allowed_packet.
_CUT = frozenset({1260, 1301})


@functools.lru_cache(maxsize=4)
def _tls_context(authority: Path | None, changed_at: int) -> ssl.SSLContext:  # noqa: ARG001 - part of the key
    """Return a context for TLS, shared by all connections: reading the authorities takes 50 ms.

    Args:
        authority: the server must prove a certificate of this authority, and its name; None: encrypted as the
            driver does, the certificate not verified.
        changed_at: when that file was changed last, so that a new one is read.

    Raises:
        OSError, ssl.SSLError: the file cannot be read or holds no certificate.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if authority is not None:
        context.load_verify_locations(authority)
        return context
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Deadline:
    """A moment by which something must be over.

    Args:
        seconds: how far off it is.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Return the seconds left; negative when it has passed."""
        return self._end - time.monotonic()

    def capped(self, seconds: float) -> Deadline:
        """Return this deadline, or one in `seconds` if that is earlier."""
        return Deadline(min(seconds, self.left()))


@dataclass(frozen=True)
class Endpoint:
    """Where a server listens: a host and port, or the path of a Unix socket as `host` with port 0.

    Attributes:
        name: as the configuration has the host, for its certificate.
    """

    host: str
    port: int
    name: str = ""


class DatabaseConnection(Connection):
    """A PyMySQL connection that never waits past `deadline`.

    Attributes:
        generation: how many losses the pool had seen when this was made.
        is_given_time: whether `deadline` left the server enough time to report a lock wait timeout.
        statement: the last one, without its values.
        has_own_rule: whether the database has a rule of its own for what is free; None: not known yet.
        is_on_cluster: whether the server is a node of a Galera cluster.
    """

    statement = ""
    has_own_rule: bool | None = None
    is_on_cluster = False
    _read_timeout: float | None

    def __init__(
        self, endpoint: Endpoint, deadline: Deadline, settings: DatabaseSettings, database: str | None
    ) -> None:
        self.deadline = deadline
        self.generation = 0
        self.is_given_time = True
        self._name = endpoint.name
        self._authority = settings.tls_ca
        where: dict[str, Any] = {"host": endpoint.host, "port": endpoint.port}
        if not endpoint.port:
            where = {"unix_socket": endpoint.host, "ssl_disabled": True}
        elif settings.tls_ca is not None:
            where["ssl"] = {"ca": str(settings.tls_ca)}  # a server without TLS is refused
        try:
            self._open(settings, database, where)
        except RuntimeError:  # the driver lacks a package for the account's plugin
            raise pymysql.err.OperationalError(CR.CR_AUTH_PLUGIN_CANNOT_LOAD, "lacks a package") from None
        except pymysql.err.OperationalError as error:
            if isinstance(getattr(error, "original_exception", None), ssl.SSLError):
                raise pymysql.err.OperationalError(CR.CR_SSL_CONNECTION_ERROR, "TLS failed") from None
            raise

    def _open(self, settings: DatabaseSettings, database: str | None, where: dict[str, Any]) -> None:
        super().__init__(
            **where,
            user=settings.user,
            password=settings.password.encode(),
            database=database,
            charset="utf8mb4",
            autocommit=True,
            init_command=_SESSION,
            connect_timeout=max(self.deadline.left(), 0.01),
            write_timeout=CONNECT_SECONDS,
        )
        self.is_on_cluster = self.rows("SHOW SESSION VARIABLES LIKE 'wsrep_on'") == (("wsrep_on", "ON"),)
        if self.is_on_cluster:
            self.change(_CLUSTER_SESSION)

    def _read_packet(self, *arguments: Any) -> Any:
        """Read a packet within the time left (an override: every read of the driver goes through here)."""
        left = self.deadline.left()
        if left <= 0:
            self._force_close()  # type: ignore[attr-defined] # private, not in the stubs
            raise pymysql.err.OperationalError(CR.CR_SERVER_LOST, "no answer in time")
        if not left <= (self._read_timeout or 0.0) <= left + 2 * _TIMEOUT_SLACK:
            self._read_timeout = self._write_timeout = left + _TIMEOUT_SLACK
        return super()._read_packet(*arguments)  # type: ignore[no-untyped-call]

    def _create_ssl_ctx(self, options: Any) -> ssl.SSLContext:  # noqa: ARG002 - the driver's signature
        """Return the shared context (an override: the driver's own reads every CA, 50 ms a connection)."""
        changed_at = self._authority.stat().st_mtime_ns if self._authority else 0
        return _tls_context(self._authority, changed_at)

    def _request_authentication(self) -> None:
        """Authenticate; the certificate must have the configured name, not the address (an override)."""
        self.host = self._name or self.host
        super()._request_authentication()  # type: ignore[misc] # private, not in the stubs

    def rows(self, sql: str, *values: object) -> tuple[tuple[Any, ...], ...]:
        """Run a statement and return all its rows.

        Raises:
            CutReplyError: the server cut a value, or left it out, because of a limit of its own.
        """
        self.statement = sql
        with self.cursor() as cursor:
            cursor.execute(sql, values or None)
            found = cursor.fetchall()
            if cursor.warning_count:
                self._require_whole()
        self._result = None  # else an idle connection keeps the rows of whoever asked last
        return found

    def _require_whole(self) -> None:
        with self.cursor() as cursor:
            cursor.execute("SHOW WARNINGS")
            numbers = {number for _, number, _ in cursor.fetchall()}
        if numbers & _CUT:
            raise CutReplyError("the database server cut a reply: raise its max_allowed_packet")

    def change(self, sql: str, *values: object) -> int:
        """Run a statement and return how many rows it changed."""
        self.statement = sql
        with self.cursor() as cursor:
            return cursor.execute(sql, values or None)

    @property
    def last_id(self) -> int:
        """What the last statement gave to LAST_INSERT_ID, 0 if nothing."""
        return int(self.insert_id())  # type: ignore[no-untyped-call] # not in the stubs

    def abort(self) -> None:
        """Shut the socket down, which ends a read in another thread; safe to call from any thread."""
        with suppress(OSError, AttributeError):  # closed already, so without a socket
            self._sock.shutdown(socket.SHUT_RDWR)  # type: ignore[attr-defined] # private, not in the stubs

    def close(self) -> None:
        """Close; safe to repeat, and silent if the other side is gone."""
        with suppress(pymysql.err.Error, OSError):
            super().close()


def connect(
    settings: DatabaseSettings, deadline: Deadline, first_host: int = 0, database: str | None = None
) -> tuple[DatabaseConnection, int]:
    """Connect to the first server that answers.

    Args:
        settings: where the servers are.
        deadline: when to give up; it stays the connection's deadline until another is set.
        first_host: index in `settings.hosts` of the one to try first; the others follow in order.
        database: the database to use; None for none.

    Returns:
        The connection and the index of its host.

    Raises:
        pymysql.err.MySQLError, OSError: from the last address tried.
    """
    if settings.unix_socket is not None:
        endpoint = Endpoint(str(settings.unix_socket), 0)
        connection = DatabaseConnection(endpoint, deadline.capped(CONNECT_SECONDS * 2), settings, database)
        connection.deadline = deadline
        return connection, 0
    failure: Exception = OSError("no host")
    count = len(settings.hosts)
    for index in (*range(first_host, count), *range(first_host)):
        host, port = settings.hosts[index]
        try:
            for endpoint in _resolve(host, port, deadline.capped(CONNECT_SECONDS)):
                try:
                    connection = DatabaseConnection(
                        endpoint, deadline.capped(CONNECT_SECONDS), settings, database
                    )
                except (pymysql.err.MySQLError, OSError) as error:
                    failure = error
                else:
                    connection.deadline = deadline
                    return connection, index
        except OSError as error:
            failure = error
        if deadline.left() <= 0:
            break
    raise failure


def _resolve(host: str, port: int, deadline: Deadline) -> Sequence[Endpoint]:
    """Look `host` up, in a thread that is abandoned at the deadline: `getaddrinfo` has no timeout."""
    with suppress(ValueError):
        ipaddress.ip_address(host)
        return [Endpoint(host, port, host)]
    answers: queue.SimpleQueue[list[Endpoint] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            answers.put(error)
        else:
            answers.put([Endpoint(str(sockaddr[0]), port, host) for *_, sockaddr in found])

    threading.Thread(target=look_up, name="borne-resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=max(deadline.left(), 0.01))
    except queue.Empty:
        raise TimeoutError(f"no answer from the name service for {host}") from None
    if isinstance(answer, OSError):
        raise answer
    return answer
