"""A small pool of connections, leased for one operation, and the one edge where faults are tried again.

No statement of the project here. Promises: an operation, with every repetition and every connect, is over
within `LEASE_SECONDS` + `OPERATION_SECONDS`; while connections come free, whoever asked first has the next; a
connection on which anything went wrong is thrown away; after a restart of the database the first call goes
through; nothing of the driver leaves but as `DatabaseError`, without a value of anybody's in it.

An operation may run more than once, so it must be idempotent: its first run may have done its work although
the answer was lost, and may even do it later (`shared/facts.md`, "The database").
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

import pymysql

from database.errors import DatabaseError, DatabaseUnavailable, DuplicateKey
from database.faults import DUPLICATE_KEY, Fault, error_number, explain, judge
from database.link import LOCK_WAIT_SECONDS, Link, TimeBudget, open_link
from database.outage import Outage
from database.settings import DatabaseSettings
from database.turns import Turns

LEASE_SECONDS = 2.4
"""How long an operation waits for a connection to be free."""

OPERATION_SECONDS = 5.5
"""When an operation that has one is given up."""

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
        self._outage = Outage()
        self._in_use: set[Link] = set()
        self._turns = Turns(settings.pool_size)
        self._idle: deque[Link] = deque()  # the last one used is the next: the likeliest to be sound

    def close(self) -> None:
        """Close every connection; calls under way end with DatabaseUnavailable at once."""
        self._closed.set()
        self._turns.close()
        self._close_idle()
        for link in tuple(self._in_use):
            link.abort()

    def run(self, operation: Callable[[Link], T], *, seconds: float = OPERATION_SECONDS) -> T:
        """Run `operation` on a leased connection, again where that helps.

        Args:
            operation: idempotent; takes the connection.
            seconds: when to give up, once there is a connection to be had.

        Raises:
            DatabaseUnavailable: it could not be run in time.
            DatabaseError: it is wrong in itself.
            DuplicateKey: a unique key said no; the connection is as good as before.
        """
        try:
            with self._turn():
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
    def _turn(self) -> Iterator[None]:
        """Wait for leave to hold a connection; it lasts for the whole operation."""
        if not self._turns.take(LEASE_SECONDS):
            why = "this program has closed it" if self._closed.is_set() else "no connection got free in time"
            raise DatabaseUnavailable(f"the database is unavailable: {why}")
        try:
            yield
        finally:
            self._turns.give_back()

    @contextmanager
    def _lease(self, deadline: TimeBudget) -> Iterator[Link]:
        """Lease a connection for one attempt; it goes back only if nothing went wrong on it."""
        link = self._take(deadline)
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
            if is_sound:
                self._idle.append(link)
            else:
                link.close()
            if self._closed.is_set():  # perhaps after `close` emptied the pile
                self._close_idle()

    def _take(self, deadline: TimeBudget) -> Link:
        """Take an idle connection, past those from before the last loss, or make one."""
        link = self._newest_idle() or self._open(deadline)
        link.is_given_time = deadline.left() >= ATTEMPT_SECONDS
        link.deadline = deadline.capped(ATTEMPT_SECONDS)
        return link

    def _newest_idle(self) -> Link | None:
        with suppress(IndexError):  # none is left
            while True:
                link = self._idle.pop()
                if link.generation == self._generation:
                    return link
                link.close()
        return None

    def _open(self, deadline: TimeBudget) -> Link:
        """Make a connection that belongs to today's generation."""
        generation = self._generation
        try:
            link, host = open_link(self._settings, deadline, self._first_host, self._settings.name)
        except (pymysql.err.MySQLError, OSError, EOFError) as error:
            fault = judge(error)
            fault = Fault.REFUSED if fault is Fault.DEFECT else fault
            raise _Failure(fault, error_number(error), is_connect=True) from None
        link.generation = generation
        self._ask_first(host)
        return link

    def _close_idle(self) -> None:
        with suppress(IndexError):
            while True:
                self._idle.pop().close()

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
            self._ask_first((self._first_host + 1) % max(len(self._settings.hosts), 1))

    def _ask_first(self, host: int) -> None:
        if host != self._first_host:
            self._first_host = host
            self._outage.note_move("{}:{}".format(*self._settings.hosts[host]))
