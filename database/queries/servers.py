"""Which servers are at work on this database, and who is in session at each: a row for each run of a server.

A server writes its row whole, so that no fault leaves half of a change, and every few seconds while somebody
is in session. A row that was not written for `FORGOTTEN_AFTER_SECONDS` is a dead server's. How old a row is
when it is first read says the database's clock, so servers need not agree on theirs; then the reader's
monotonic clock says it, so that a step of the database's neither hides a server nor keeps a dead one.

No name of a patient is here: names are read from `patients` by those who ask.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

import pymysql

from database.connections.connection import DatabaseConnection
from database.connections.pool import ConnectionPool
from database.queries.clock import A_SECOND, NOW
from database.queries.records import Patient, PatientInSession, SessionNote

FORGOTTEN_AFTER_SECONDS = 15

TELLING_SECONDS = 2.0
"""When telling or asking is given up."""

FAREWELL_SECONDS = 0.5
"""The same at a server's end, which nobody may hold up."""

_PRUNED_AFTER_SECONDS = 60  # a dead server's row says who was in session: it is kept no longer than needed
_PRUNED_ONCE_IN = 64
_IDS_AT_ONCE = 1000

_NOTE = (
    "INSERT INTO borne_servers (run, name, sessions, seen_at) "  # noqa: S608 - a constant
    f"VALUES (%s, %s, %s, {NOW}) "
    "ON DUPLICATE KEY UPDATE name = VALUES(name), sessions = VALUES(sessions), seen_at = VALUES(seen_at)"
)

_FORGET = "UPDATE borne_servers SET sessions = '[]', seen_at = 0 WHERE run = %s"

_OTHERS = f"SELECT run, name, sessions, seen_at, {NOW} - seen_at FROM borne_servers WHERE run <> %s"  # noqa: S608

_PRUNE = (
    "DELETE FROM borne_servers "  # noqa: S608 - constants
    f"WHERE seen_at < {NOW} - {_PRUNED_AFTER_SECONDS * A_SECOND} "
    f"OR seen_at > {NOW} + {_PRUNED_AFTER_SECONDS * A_SECOND}"  # from before a step back
)


class Servers:
    """What the servers of a database tell one another; any thread may use it.

    Args:
        pool: the connections to the database.
        clock: monotonic seconds.

    Every method raises DatabaseUnavailableError if the database does not answer within `TELLING_SECONDS`.
    """

    def __init__(self, pool: ConnectionPool, clock: Callable[[], float] = time.monotonic) -> None:
        self._pool = pool
        self._clock = clock
        self._guard = threading.Lock()
        self._forgotten_at: dict[tuple[bytes, int], float] = {}

    def note_sessions(self, run: bytes, name: str, sessions: Sequence[SessionNote]) -> None:
        """Tell the others which patients are in session at this server.

        It counts for `FORGOTTEN_AFTER_SECONDS`; then it has to be told again.

        Args:
            run: 16 bytes that stand for this run of the server.
            name: how the server is called, at most 255 characters.
            sessions: all of them.
        """
        packed = json.dumps([[one.patient_id, one.ip, round(one.since * A_SECOND)] for one in sessions])

        def note(connection: DatabaseConnection) -> None:
            connection.change(_NOTE, run, name, packed)
            if secrets.randbelow(_PRUNED_ONCE_IN) == 0:
                with suppress(pymysql.err.OperationalError):  # may it not delete, the table only grows
                    connection.change(_PRUNE)

        self._pool.run(note, seconds=TELLING_SECONDS)

    def forget(self, run: bytes) -> None:
        """Tell the others that this run of a server has ended; give up after `FAREWELL_SECONDS`."""
        self._pool.run(lambda connection: connection.change(_FORGET, run), seconds=FAREWELL_SECONDS)

    def sessions_elsewhere(self, run: bytes) -> list[PatientInSession]:
        """Return the patients in session at the other servers, named as the database has them now.

        Args:
            run: stands for the server that asks.
        """
        return self._pool.run(lambda connection: self._elsewhere(connection, run), seconds=TELLING_SECONDS)

    def _elsewhere(self, connection: DatabaseConnection, run: bytes) -> list[PatientInSession]:
        rows = connection.rows(_OTHERS, run)
        is_alive = self._judge({(other, seen_at): age / A_SECOND for other, _, _, seen_at, age in rows})
        noted = [
            (name, SessionNote(patient_id, ip, since / A_SECOND))
            for other, name, sessions, seen_at, _ in rows
            if is_alive[other, seen_at]
            for patient_id, ip, since in json.loads(sessions)
        ]
        patients = _patients(connection, sorted({one.patient_id for _, one in noted}))
        return [
            PatientInSession(patients[one.patient_id], one.ip, one.since, name)
            for name, one in noted
            if one.patient_id in patients
        ]

    def _judge(self, ages: dict[tuple[bytes, int], float]) -> dict[tuple[bytes, int], bool]:
        """Tell for each row, as it was written, whether its server is at work.

        One from far ahead was written before the database's clock stepped back: who wrote it may be dead, and
        writes it again soon if not.

        Args:
            ages: seconds since it was written, by the database's clock.
        """
        with self._guard:
            now, known = self._clock(), self._forgotten_at
            self._forgotten_at = {
                row: known.get(row, now + FORGOTTEN_AFTER_SECONDS - abs(age)) for row, age in ages.items()
            }
            return {row: now < forgotten_at for row, forgotten_at in self._forgotten_at.items()}


def _patients(connection: DatabaseConnection, ids: list[int]) -> dict[int, Patient]:
    found: dict[int, Patient] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[start : start + _IDS_AT_ONCE]
        marks = ", ".join(["%s"] * len(some))
        sql = f"SELECT id, last_name, first_name FROM patients WHERE id IN ({marks})"  # noqa: S608 - marks only
        found.update((row[0], Patient(*row)) for row in connection.rows(sql, *some))
    return found
