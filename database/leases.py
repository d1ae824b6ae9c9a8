"""A small pool of connections, leased for one operation, and the one edge where faults are tried again.

No statement of the project here. Promises: an operation, with the wait for a lease, every repetition and
every connect, is over within `OPERATION_SECONDS` + `LEASE_SECONDS`; a connection on which anything went wrong
is thrown away; after a restart of the database the first call goes through; nothing of the driver leaves but
as `DatabaseError`, without a value of anybody's in it.

An operation may run more than once, so it must be idempotent: its first run may have done its work although
the answer was lost, and may even do it later (`shared/facts.md`, "The database").
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

import pymysql
from sqlalchemy import exc
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from database.errors import DatabaseError, DatabaseUnavailable, DuplicateKey
from database.faults import DUPLICATE_KEY, Fault, error_number, explain, judge
from database.link import LOCK_WAIT_SECONDS, Link, TimeBudget, open_link
from database.outage import Outage
from database.settings import DatabaseSettings

OPERATION_SECONDS = 5.5
"""When an operation is given up."""

LEASE_SECONDS = 1.5
"""How long an operation waits for a free connection."""

ATTEMPT_SECONDS = LOCK_WAIT_SECONDS + 1.0
"""When a connection that does not answer is given up for a fresh one."""

RECONNECT_SECONDS = 2.0
"""How long connecting is tried again when every server refuses: a restart takes about a second."""

_PAUSE_SECONDS = 0.1
"""Between two tries to connect."""

T = TypeVar("T")


class _Failure(Exception):
    """A fault of one attempt, judged; carries no message of the driver."""

    def __init__(self, fault: Fault, number: int, *, is_connect: bool) -> None:
        super().__init__(fault, number)
        self.fault = fault
        self.number = number
        self.is_connect = is_connect

    def __str__(self) -> str:
        return explain(self.fault, self.number)


class Leases:
    """The connections to one database.

    Args:
        settings: where it is and how many connections there may be; none is opened yet.
    """

    def __init__(self, settings: DatabaseSettings) -> None:
        self._settings = settings
        self._first_host = 0
        self._generation = 0
        self._closed = threading.Event()
        self._under_way = threading.local()
        self._outage = Outage()
        self._in_use: set[Link] = set()
        self._pool = QueuePool(
            self._open,  # type: ignore[arg-type]
            pool_size=settings.pool_size,
            max_overflow=0,
            timeout=LEASE_SECONDS,
            reset_on_return=None,
            use_lifo=True,
        )

    def close(self) -> None:
        """Close every connection; calls under way end with DatabaseUnavailable at once."""
        self._closed.set()
        self._pool.dispose()
        for link in tuple(self._in_use):
            link.abort()

    def run(self, operation: Callable[[Link], T], *, seconds: float = OPERATION_SECONDS) -> T:
        """Run `operation` on a leased connection, again where that helps.

        Args:
            operation: idempotent; takes the connection.
            seconds: when to give up.

        Raises:
            DatabaseUnavailable: it could not be run in time.
            DatabaseError: it is wrong in itself.
            DuplicateKey: a unique key said no; the connection is as good as before.
        """
        try:
            result = self._run(operation, TimeBudget(seconds))
        except DatabaseUnavailable as error:
            if not self._closed.is_set():
                self._outage.note_failure(str(error))
            raise
        self._outage.note_success()
        return result

    def _run(self, operation: Callable[[Link], T], deadline: TimeBudget) -> T:
        patience: TimeBudget | None = None
        while True:
            try:
                with self._lease(deadline) as link:
                    return operation(link)
            except _Failure as failure:
                if failure.fault is Fault.DEFECT:
                    raise DatabaseError(
                        f"the database refused a statement (error {failure.number})"
                    ) from None
                is_outage = failure.is_connect or failure.fault is Fault.ELSEWHERE
                if is_outage:
                    patience = patience or deadline.capped(RECONNECT_SECONDS)
                needed = LOCK_WAIT_SECONDS + _PAUSE_SECONDS if failure.fault is Fault.BUSY else _PAUSE_SECONDS
                is_over = min(deadline.left(), (patience or deadline).left()) <= needed
                if is_over or failure.fault is Fault.REFUSED or self._closed.is_set():
                    raise DatabaseUnavailable(f"the database is unavailable: {failure}") from None
                if is_outage:
                    self._closed.wait(_PAUSE_SECONDS)

    @contextmanager
    def _lease(self, deadline: TimeBudget) -> Iterator[Link]:
        """Lease a connection for one attempt; it goes back only if nothing went wrong on it."""
        fairy, link = self._take(deadline)
        is_sound = False
        self._in_use.add(link)
        try:
            if self._closed.is_set():  # too late for `close` to see it
                link.abort()
            yield link
            is_sound = not self._closed.is_set()
        except pymysql.err.IntegrityError as error:
            is_sound = True
            if error_number(error) == DUPLICATE_KEY:
                raise DuplicateKey from None
            raise _Failure(Fault.DEFECT, error_number(error), is_connect=False) from None
        except (pymysql.err.MySQLError, OSError, EOFError) as error:
            fault = judge(error)
            is_sound = fault is Fault.BUSY or (fault is Fault.DEFECT and link.open)
            if not is_sound:
                self._distrust(link, fault)
            raise _Failure(fault, error_number(error), is_connect=False) from None
        finally:
            self._in_use.discard(link)
            if not is_sound:
                fairy.invalidate()
            fairy.close()

    def _take(self, deadline: TimeBudget) -> tuple[PoolProxiedConnection, Link]:
        """Take a connection out of the pool, past those from before the last loss."""
        while not self._closed.is_set():
            self._under_way.deadline = deadline
            try:
                fairy = self._pool.connect()
            except exc.TimeoutError:
                raise DatabaseUnavailable(
                    "the database is unavailable: no connection got free in time"
                ) from None
            except (pymysql.err.MySQLError, OSError, EOFError) as error:
                fault = judge(error)
                fault = Fault.REFUSED if fault is Fault.DEFECT else fault
                raise _Failure(fault, error_number(error), is_connect=True) from None
            link = cast(Link, fairy.dbapi_connection)  # what _open made
            if link.generation == self._generation:
                link.is_given_time = deadline.left() >= ATTEMPT_SECONDS
                link.deadline = deadline.capped(ATTEMPT_SECONDS)
                return fairy, link
            fairy.invalidate()
            fairy.close()
        raise DatabaseUnavailable("the database is unavailable: this program has closed it")

    def _open(self) -> Link:
        """Make a connection (the pool calls this, in the thread that leases)."""
        generation = self._generation
        link, self._first_host = open_link(
            self._settings, self._under_way.deadline, self._first_host, self._settings.name
        )
        link.generation = generation
        return link

    def _distrust(self, link: Link, fault: Fault) -> None:
        """Give up every connection made before this loss, and a server that cannot write.

        A server that is merely silent stays the first to be tried: a statement can wait for more locks than
        one, and to go on at a replica that lags would book what is taken. Should it not even greet a fresh
        connection, `open_link` comes to the next by itself.
        """
        is_cut_short = link.deadline.left() <= 0 and not link.is_given_time
        if link.generation != self._generation or is_cut_short:
            return
        self._generation += 1
        if fault is Fault.ELSEWHERE:
            self._first_host = (self._first_host + 1) % max(len(self._settings.hosts), 1)
