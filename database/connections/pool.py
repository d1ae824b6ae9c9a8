"""A small connection pool: a connection is leased for one operation, and only here are faults retried.

No statement of the project here. Promises: an operation, with every retry and every connect, ends within
`LEASE_SECONDS` + `OPERATION_SECONDS`, and no later than its request's deadline (`asking`); leases are granted
fairly (`fair_queue`); a connection on which anything went wrong is discarded; after a restart of the database
the first call succeeds; the driver's errors leave only as `DatabaseError`, which never quotes a value from a
row or a request.

An operation may run more than once, so it must be idempotent: the first run may have done its work although
the answer was lost, and a statement sent before the connection broke may even take effect later.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import pymysql

from database.connections.asking import asker
from database.connections.connection import LOCK_WAIT_SECONDS, DatabaseConnection, Deadline, connect
from database.connections.fair_semaphore import FairSemaphore
from database.connections.faults import (
    ACCOUNT_REFUSED,
    DUPLICATE_KEY,
    MISSING_ROW,
    Fault,
    error_number,
    judge,
)
from database.connections.outage_log import OutageLog
from database.connections.retries import AttemptError
from database.errors import (
    DatabaseError,
    DatabaseRefusedError,
    DatabaseUnavailableError,
    DuplicateKeyError,
    MissingRowError,
)
from database.settings import DatabaseSettings, reread_password

_log = logging.getLogger("database")

LEASE_SECONDS = 2.4
"""How long an operation waits for a free connection."""

OPERATION_SECONDS = 5.5
"""When an operation that has a connection is given up."""

ATTEMPT_SECONDS = LOCK_WAIT_SECONDS + 1.0
"""When a connection that does not answer is given up for a fresh one."""

T = TypeVar("T")


class ConnectionPool:
    """The connections to one database; safe to use from any thread.

    Args:
        settings: where it is and how many connections there may be; none is opened yet.
    """

    def __init__(self, settings: DatabaseSettings) -> None:
        self._settings = settings
        self._first_host = 0
        self._generation = 0
        self._closed = threading.Event()
        self._outage = OutageLog()
        self._in_use: set[DatabaseConnection] = set()
        self._permits = FairSemaphore(settings.pool_size)
        self._idle: deque[DatabaseConnection] = deque()  # last in, first out: the likeliest to be sound

    def close(self) -> None:
        """Close every connection; calls under way end with DatabaseUnavailableError at once."""
        self._closed.set()
        self._permits.close()
        self._close_idle()
        for connection in tuple(self._in_use):
            connection.abort()

    def reload(self, settings: DatabaseSettings) -> None:
        """Use these settings for the connections that are made from now on; the pool's size stays."""
        self._settings = settings

    def run(
        self,
        operation: Callable[[DatabaseConnection], T],
        *,
        seconds: float = OPERATION_SECONDS,
        logs_refusal: bool = True,
    ) -> T:
        """Run `operation` on a leased connection, and retry it where that helps.

        Args:
            operation: idempotent; takes the connection.
            seconds: when to give up, counted from the permit to hold a connection.
            logs_refusal: whether a DatabaseRefusedError is logged; if not, the caller tells the operator.

        Raises:
            DatabaseUnavailableError: it could not be run in time.
            DatabaseRefusedError: the database does not let this program in.
            DatabaseError: the statement is wrong in itself.
            DuplicateKeyError: a unique key refused a row; the connection stays in the pool.
            MissingRowError: a foreign key refused a row; the connection stays in the pool.
        """
        try:
            with self._permit():
                result = self._run(operation, Deadline(min(seconds, asker().left())))
        except DatabaseUnavailableError as error:
            is_told = not logs_refusal and isinstance(error, DatabaseRefusedError)
            if not self._closed.is_set() and not is_told:
                self._outage.note_failure(str(error))
            raise
        self._outage.note_success()
        return result

    def _run(self, operation: Callable[[DatabaseConnection], T], deadline: Deadline) -> T:
        give_up = deadline
        while True:
            try:
                with self._lease(deadline) as connection:
                    return operation(connection)
            except AttemptError as failure:
                policy = failure.policy
                give_up = give_up.capped(policy.patience)
                if give_up.left() <= policy.needs or self._closed.is_set():
                    raise _unavailable(failure) from None
                self._closed.wait(policy.pause)

    @contextmanager
    def _permit(self) -> Iterator[None]:
        """Hold one of the pool's permits for a whole operation, its retries included."""
        who = asker()
        if not self._permits.acquire(min(LEASE_SECONDS, who.left()), who.address, who.session):
            why = "this program has closed it" if self._closed.is_set() else "no connection got free in time"
            raise DatabaseUnavailableError(f"the database is unavailable: {why}")
        start = time.monotonic()
        try:
            yield
        finally:
            self._permits.release(time.monotonic() - start, who.address, who.session)

    @contextmanager
    def _lease(self, deadline: Deadline) -> Iterator[DatabaseConnection]:
        """Lease a connection for one attempt; it returns to the pool only if nothing went wrong on it."""
        connection = self._take(deadline)
        is_sound = False
        self._in_use.add(connection)
        try:
            if self._closed.is_set():  # `close` may have missed this connection
                connection.abort()
            yield connection
            is_sound = not self._closed.is_set()
        except (pymysql.err.MySQLError, OSError, EOFError) as error:
            fault, number = judge(error), error_number(error)
            is_sound = fault in {Fault.BUSY, Fault.FULL} or (fault is Fault.DEFECT and connection.open)
            if not is_sound:
                self._distrust(connection, fault)
            if number == DUPLICATE_KEY:
                raise DuplicateKeyError from None
            if number == MISSING_ROW:
                raise MissingRowError from None
            if fault is Fault.DEFECT:
                raise DatabaseError(f"the database refused a statement (error {number})") from None
            raise AttemptError(error, is_connect=False) from None
        finally:
            self._in_use.discard(connection)
            if is_sound:
                self._idle.append(connection)
            else:
                connection.close()
            if self._closed.is_set():  # this one may have come back after `close` emptied the pool
                self._close_idle()

    def _take(self, deadline: Deadline) -> DatabaseConnection:
        """Take an idle connection of today's generation, or make one."""
        connection = self._newest_idle() or self._open(deadline)
        connection.is_given_time = deadline.left() >= ATTEMPT_SECONDS
        connection.deadline = deadline.capped(ATTEMPT_SECONDS)
        return connection

    def _newest_idle(self) -> DatabaseConnection | None:
        with suppress(IndexError):  # none is left
            while True:
                connection = self._idle.pop()
                if connection.generation == self._generation:
                    return connection
                connection.close()
        return None

    def _open(self, deadline: Deadline) -> DatabaseConnection:
        generation, settings = self._generation, self._settings
        try:
            connection, host = connect(settings, deadline, self._first_host, settings.name)
        except (pymysql.err.MySQLError, OSError, EOFError) as error:
            if error_number(error) in ACCOUNT_REFUSED and self._has_new_password(settings):
                return self._open(deadline)
            raise AttemptError(error, is_connect=True) from None
        connection.generation = generation
        self._ask_first(host)
        return connection

    def _has_new_password(self, refused: DatabaseSettings) -> bool:
        """Read the password's file again after the account was refused; return whether to try again."""
        if self._settings is not refused:  # another thread has read it meanwhile
            return True
        changed = reread_password(refused)
        if changed is None:
            return False
        self._settings = changed
        _log.warning("the database refused the account: its password was read again from its file")
        return True

    def _close_idle(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

    def _distrust(self, connection: DatabaseConnection, fault: Fault) -> None:
        """Start a new generation after a loss; fail over from a server that cannot write.

        A server that is only silent stays first: a statement may wait for several locks, and failing over to
        a replica that lags would book a slot that is taken. If it does not even greet a fresh connection,
        `connect` moves on to the next.
        """
        is_cut_short = connection.deadline.left() <= 0 and not connection.is_given_time
        if connection.generation != self._generation or is_cut_short:
            return
        self._generation += 1
        if fault is Fault.ELSEWHERE:
            self._ask_first((self._first_host + 1) % max(len(self._settings.hosts), 1))

    def _ask_first(self, host: int) -> None:
        if host != self._first_host:
            self._first_host = host
            self._outage.note_failover("{}:{}".format(*self._settings.hosts[host]))


def _unavailable(failure: AttemptError) -> DatabaseUnavailableError:
    message = f"the database is unavailable: {failure}"
    if failure.wrong_key is None:
        return DatabaseUnavailableError(message)
    return DatabaseRefusedError(message, failure.wrong_key)
