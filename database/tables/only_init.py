"""Lets one `init` at a time work on a database, on a Galera cluster at all of its nodes.

On a single server it is a lock by name, which ends with its connection. On a cluster such a lock is its
node's own. There it is a row of a table that is made for it and dropped afterwards: certification lets one
row in, and a thread renews it. Whoever waits takes the place of a row that was not renewed for
`LEASE_SECONDS`, counted while it looks on and the database answers. So the clocks of the nodes do not matter,
and an ALTER that holds up everybody's writes costs nobody its place.

An `init` whose place was taken (it was frozen for longer than that) gives up at its next renewal. It may have
run one more step by then, as one that died may have.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pymysql

from database.connections.connection import CONNECT_SECONDS, DatabaseConnection, Deadline, connect
from database.connections.faults import DUPLICATE_KEY, UNKNOWN_TABLE, Fault, error_number, judge
from database.errors import DatabaseUnavailableError
from database.settings import DatabaseSettings

LEASE_SECONDS = 30.0
RENEWAL_SECONDS = 3.0

_LOOK_AGAIN_SECONDS = 0.5
_STOP_SECONDS = 5.0
_LONGEST_STEP_SECONDS = 3600.0
_TABLE_EXISTS = 1050

_MAKE = (
    "CREATE TABLE IF NOT EXISTS borne_init (place TINYINT NOT NULL PRIMARY KEY, run BINARY(16) NOT NULL, "
    "renewals INT UNSIGNED NOT NULL) ENGINE = InnoDB"
)
_ENTER = "INSERT INTO borne_init (place, run, renewals) VALUES (1, %s, 0)"
_LOOK = "SELECT run, renewals FROM borne_init"
_TAKE_OVER = "UPDATE borne_init SET run = %s, renewals = 0 WHERE run = %s AND renewals = %s"
_RENEW = "UPDATE borne_init SET renewals = renewals + 1 WHERE run = %s"
_LEAVE = "DROP TABLE borne_init"  # with the row in it: nobody can have entered before

Tell = Callable[[str], None]


@contextmanager
def only_init(
    connection: DatabaseConnection, settings: DatabaseSettings, host: int, tell: Tell, *, seconds: float
) -> Iterator[None]:
    """Run the block while no other `init` works on this database.

    Args:
        connection: uses the database.
        settings: where it is.
        host: the index in `settings.hosts` of the one that `connection` is to.
        tell: called with a line if it has to wait.
        seconds: how long to wait for another `init`.

    Raises:
        DatabaseUnavailableError: another one does not end in time, or took this one's place.
        pymysql.err.MySQLError, OSError: the database cannot be asked, or cannot write.
    """
    if not connection.is_on_cluster:
        lock = (
            f"borne init {hashlib.sha256(settings.name.encode()).hexdigest()[:32]}"  # at most 64 characters
        )
        if connection.rows("SELECT GET_LOCK(%s, %s)", lock, seconds) != ((1,),):
            raise _never_ends()
        yield  # the connection's end unlocks it
        return
    place = _Place(connection, settings, host)
    place.enter(tell, seconds)
    place.keep()
    try:
        yield
    finally:
        place.leave()
        if place.is_lost:
            raise DatabaseUnavailableError("another init took over, because this one was silent for too long")


class _Place:
    """The row of an `init` that works on a cluster.

    Attributes:
        is_lost: whether another one has taken it.
    """

    def __init__(self, connection: DatabaseConnection, settings: DatabaseSettings, host: int) -> None:
        self.is_lost = False
        self._run = secrets.token_bytes(16)
        self._connection = connection
        self._settings = settings
        self._host = host
        self._is_over = threading.Event()
        self._renewing: DatabaseConnection | None = None
        self._thread = threading.Thread(target=self._renew, name="init-place", daemon=True)

    def enter(self, tell: Tell, seconds: float) -> None:
        """Take the place, as soon as nobody has it.

        Args:
            tell: called once if somebody has it.
            seconds: how long to wait.
        """
        ends_at = time.monotonic() + seconds
        seen: tuple[bytes, int] | None = None
        seen_at = 0.0
        is_told = False
        while True:
            try:
                there = self._look_or_enter()
            except pymysql.err.MySQLError as error:
                if judge(error) is not Fault.BUSY:
                    raise
                seen = None  # for all we know it could not renew either
            else:
                if there is None:
                    return
                if not is_told:
                    tell("another init is at work: waiting for its end")
                    is_told = True
                if there != seen:
                    seen, seen_at = there, time.monotonic()
                elif time.monotonic() - seen_at > LEASE_SECONDS and self._takes_over(there):
                    tell("the other init has died: going on from there")
                    return
            if time.monotonic() > ends_at:
                raise _never_ends()
            time.sleep(_LOOK_AGAIN_SECONDS)

    def keep(self) -> None:
        """Renew the row in a thread from now on, until `leave`."""
        self._thread.start()

    def leave(self) -> None:
        """Give the place up; if the database is away, the row gets too old by itself."""
        self._is_over.set()
        if (renewing := self._renewing) is not None:
            renewing.abort()
        self._thread.join(_STOP_SECONDS)
        with suppress(pymysql.err.MySQLError, OSError):
            if not self.is_lost and self._connection.change(_RENEW, self._run):
                self._connection.change(_LEAVE)

    def _look_or_enter(self) -> tuple[bytes, int] | None:
        """Return whose row is there, or None if it is ours now."""
        while True:
            try:
                for run, renewals in self._connection.rows(_LOOK):
                    return run, renewals
                self._connection.change(_ENTER, self._run)
            except pymysql.err.MySQLError as error:
                number = error_number(error)
                if number == UNKNOWN_TABLE:
                    self._make()
                elif number != DUPLICATE_KEY:
                    raise
            else:
                return None

    def _make(self) -> None:
        try:
            self._connection.change(_MAKE)
        except pymysql.err.MySQLError as error:
            if error_number(error) != _TABLE_EXISTS:
                raise

    def _takes_over(self, there: tuple[bytes, int]) -> bool:
        try:
            return bool(self._connection.change(_TAKE_OVER, self._run, *there))
        except pymysql.err.MySQLError as error:
            if judge(error) is Fault.BUSY or error_number(error) == UNKNOWN_TABLE:
                return False
            raise

    def _renew(self) -> None:
        while not self._is_over.wait(RENEWAL_SECONDS):
            try:
                self._renew_once()
            except (pymysql.err.MySQLError, OSError) as error:
                if error_number(error) == UNKNOWN_TABLE and not self._is_over.is_set():
                    self.is_lost = True  # whoever took over has ended too
                elif judge(error) is not Fault.BUSY:
                    self._close()
            if self.is_lost:
                self._connection.abort()
                break
        self._close()

    def _renew_once(self) -> None:
        if self._renewing is None:
            deadline = Deadline(2 * CONNECT_SECONDS)
            self._renewing, _ = connect(self._settings, deadline, self._host, self._settings.name)
        self._renewing.deadline = Deadline(_LONGEST_STEP_SECONDS)  # an ALTER of ours holds it up
        self.is_lost = not self._renewing.change(_RENEW, self._run)

    def _close(self) -> None:
        if self._renewing is not None:
            self._renewing.close()
            self._renewing = None


def _never_ends() -> DatabaseUnavailableError:
    return DatabaseUnavailableError("another init on this database does not come to an end")
