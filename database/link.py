"""One connection to the database that keeps a deadline, and how the first reachable server is found.

No statement of the project here but the session's settings, no pool, no retry. Promise: with a deadline set,
neither connecting nor a statement outlasts it, whatever the network, the name service or the server do;
the errors are the driver's own (`faults.judge` reads them).
"""

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
from typing import Any

import pymysql
from pymysql.connections import Connection
from pymysql.constants import CR

from database.settings import DatabaseSettings

LOCK_WAIT_SECONDS = 2
"""How long a statement waits for another's lock before the server gives it back."""

CONNECT_SECONDS = 1.5
"""How long one address may take, up to the end of the handshake, before the next is tried."""

# Strict: what does not fit is an error, never cut. The two lock times: of rows, and of a table being altered.
# group_concat_max_len: a whole reply is one value (records.SearchPage).
_SESSION = (
    "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', "
    f"innodb_lock_wait_timeout = {LOCK_WAIT_SECONDS}, lock_wait_timeout = {LOCK_WAIT_SECONDS}, "
    "group_concat_max_len = 16777216"
)


@functools.cache
def _encryption() -> ssl.SSLContext:
    """TLS where the server offers it, as the driver's default is: encrypted, the certificate not verified."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class TimeBudget:
    """A moment by which something must be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; negative when over."""
        return self._end - time.monotonic()

    def capped(self, seconds: float) -> "TimeBudget":
        """Make a deadline in `seconds` or at this one, whichever comes first."""
        return TimeBudget(min(seconds, self.left()))


@dataclass(frozen=True)
class Address:
    """A server that can be tried: a host and port, or the Unix socket at `host` with port 0."""

    host: str
    port: int


class Link(Connection):
    """A PyMySQL connection that never waits past `deadline`.

    Attributes:
        generation: how many losses the pool had seen when this was made.
        is_given_time: whether `deadline` left the server long enough to say that a lock is in the way.
        statement: the last one, without its values.
    """

    statement = ""

    def __init__(
        self, address: Address, deadline: TimeBudget, settings: DatabaseSettings, database: str | None
    ) -> None:
        self.deadline = deadline
        self.address = address
        self.generation = 0
        self.is_given_time = True
        where: dict[str, Any] = {"host": address.host, "port": address.port}
        if not address.port:
            where = {"unix_socket": address.host, "ssl_disabled": True}
        super().__init__(
            **where,
            user=settings.user,
            password=settings.password.encode(),
            database=database,
            charset="utf8mb4",
            autocommit=True,
            init_command=_SESSION,
            connect_timeout=max(deadline.left(), 0.01),
            write_timeout=CONNECT_SECONDS,
        )

    def _read_packet(self, *arguments: Any) -> Any:
        """Read a packet within what is left (an override: every wait of the driver comes through here)."""
        left = self.deadline.left()
        if left <= 0:
            self._force_close()  # type: ignore[attr-defined] # the stubs lack what they think private
            raise pymysql.err.OperationalError(CR.CR_SERVER_LOST, "no answer in time")
        self._read_timeout = left
        return super()._read_packet(*arguments)  # type: ignore[no-untyped-call]

    def _create_ssl_ctx(self, options: Any) -> ssl.SSLContext:  # noqa: ARG002 - the driver's signature
        """Give the one context that all share (an override: to make it costs 50 ms, for reading every CA)."""
        return _encryption()

    def rows(self, sql: str, *values: object) -> tuple[tuple[Any, ...], ...]:
        """Run a statement and fetch all its rows."""
        self.statement = sql
        with self.cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.fetchall()

    def change(self, sql: str, *values: object) -> int:
        """Run a statement and give the number of rows it changed."""
        self.statement = sql
        with self.cursor() as cursor:
            return cursor.execute(sql, values or None)

    def abort(self) -> None:
        """End the connection under whoever waits for an answer on it; from any thread."""
        with suppress(OSError, AttributeError):  # closed already, and without a socket
            self._sock.shutdown(socket.SHUT_RDWR)  # type: ignore[attr-defined] # the stubs lack it

    def close(self) -> None:
        """Close; safe to repeat, and silent if the other side is gone."""
        with suppress(pymysql.err.Error, OSError):
            super().close()


def open_link(
    settings: DatabaseSettings, deadline: TimeBudget, first_host: int = 0, database: str | None = None
) -> tuple[Link, int]:
    """Connect to the first server that answers.

    Args:
        settings: where the servers are.
        deadline: when to give up; stays the link's deadline until another is set.
        first_host: which of `settings.hosts` to try first; the others follow in turn.
        database: the database to use; None for none.

    Returns:
        The link and which of the hosts it leads to.

    Raises:
        pymysql.err.MySQLError, OSError: of the last address tried.
    """
    if settings.unix_socket is not None:
        address = Address(str(settings.unix_socket), 0)
        return _settle(Link(address, deadline.capped(CONNECT_SECONDS * 2), settings, database), deadline), 0
    failure: Exception = OSError("no host")
    count = len(settings.hosts)
    for index in (*range(first_host, count), *range(first_host)):
        host, port = settings.hosts[index]
        try:
            for address in _resolve(host, port, deadline.capped(CONNECT_SECONDS)):
                try:
                    link = Link(address, deadline.capped(CONNECT_SECONDS), settings, database)
                except (pymysql.err.MySQLError, OSError) as error:
                    failure = error
                else:
                    return _settle(link, deadline), index
        except OSError as error:
            failure = error
        if deadline.left() <= 0:
            break
    raise failure


def _settle(link: Link, deadline: TimeBudget) -> Link:
    link.deadline = deadline
    return link


def _resolve(host: str, port: int, deadline: TimeBudget) -> Sequence[Address]:
    """Look `host` up; `getaddrinfo` knows no time limit, so that is done in a thread to be left behind."""
    with suppress(ValueError):
        ipaddress.ip_address(host)
        return [Address(host, port)]
    answers: queue.SimpleQueue[list[Address] | OSError] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            answers.put(error)
        else:
            answers.put([Address(str(sockaddr[0]), port) for *_, sockaddr in found])

    threading.Thread(target=look_up, name="borne-resolve", daemon=True).start()
    try:
        answer = answers.get(timeout=max(deadline.left(), 0.01))
    except queue.Empty:
        raise TimeoutError(f"no answer from the name service for {host}") from None
    if isinstance(answer, OSError):
        raise answer
    return answer
