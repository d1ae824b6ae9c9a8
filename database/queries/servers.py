"""Which servers are at work on this database, and who is in session at each: a row for each run of a server.

A server writes its row whole, so that no fault leaves half of a change, and every few seconds while somebody
is in session. Which servers are at work is told by whose rows change (`sightings.py`), so the clocks of nodes
and servers need not agree, and no step of one hides a server or keeps a dead one.

No name of a patient is here: names are read from `patients` by those who ask.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import pymysql

from database.connections.connection import DatabaseConnection
from database.connections.pool import ConnectionPool
from database.queries.clock import A_SECOND, NOW
from database.queries.records import Patient, PatientInSession, SessionNote
from database.queries.sightings import Row, Sightings

TELLING_SECONDS = 2.0
"""When telling or asking is given up."""

FAREWELL_SECONDS = 0.5
"""The same at a server's end, which nobody may hold up."""

_IDS_AT_ONCE = 1000

_NOTE = (
    "INSERT INTO borne_servers (run, name, sessions, seen_at) "  # noqa: S608 - a constant
    f"VALUES (%s, %s, %s, {NOW}) "
    "ON DUPLICATE KEY UPDATE name = VALUES(name), sessions = VALUES(sessions), seen_at = VALUES(seen_at)"
)

_FORGET = "UPDATE borne_servers SET sessions = '[]', seen_at = 0 WHERE run = %s"

_FORGET_EARLIER = "UPDATE borne_servers SET sessions = '[]', seen_at = 0 WHERE name = %s AND run <> %s"

_AGES = f"SELECT run, seen_at, {NOW} - seen_at FROM borne_servers WHERE run <> %s"  # noqa: S608 - a constant

_OTHERS = f"SELECT run, seen_at, {NOW} - seen_at, name, sessions FROM borne_servers WHERE run <> %s"  # noqa: S608

_DELETE = "DELETE FROM borne_servers WHERE run = %s AND seen_at = %s"


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
        self._sightings = Sightings(clock)

    def note_sessions(self, run: bytes, name: str, sessions: Sequence[SessionNote]) -> None:
        """Tell the others which patients are in session at this server.

        It counts for `sightings.FORGOTTEN_AFTER_SECONDS`; then it has to be told again.

        Args:
            run: 16 bytes that stand for this run of the server.
            name: how the server is called, at most 255 characters.
            sessions: all of them.
        """
        packed = json.dumps([[one.patient_id, one.ip, round(one.since * A_SECOND)] for one in sessions])

        self._pool.run(
            lambda connection: connection.change(_NOTE, run, name, packed), seconds=TELLING_SECONDS
        )

    def forget(self, run: bytes) -> None:
        """Tell the others that this run of a server has ended; give up after `FAREWELL_SECONDS`."""
        self._pool.run(lambda connection: connection.change(_FORGET, run), seconds=FAREWELL_SECONDS)

    def forget_earlier(self, run: bytes, name: str) -> None:
        """Tell the others that the earlier runs of this server have ended.

        Nobody can know it sooner or more surely, whatever the clocks say: its name stands for one place to
        listen at. Where two servers were given one name, the other's patients are back when it tells again.

        Args:
            run: stands for this run of the server.
            name: this server's name.
        """
        self._pool.run(
            lambda connection: connection.change(_FORGET_EARLIER, name, run), seconds=TELLING_SECONDS
        )

    def watch(self, run: bytes) -> None:
        """Look who else is at work, and delete the rows of servers that died a while ago.

        To be called every few seconds, at least once in `sightings.LOOKED_WITHIN_SECONDS`: only who has seen
        the rows change knows which servers are at work, whatever the clocks say.

        Args:
            run: stands for the server that looks.
        """
        self._pool.run(lambda connection: self._watch(connection, run), seconds=TELLING_SECONDS)

    def sessions_elsewhere(self, run: bytes) -> list[PatientInSession]:
        """Return the patients in session at the other servers, named as the database has them now.

        Args:
            run: stands for the server that asks.
        """
        return self._pool.run(lambda connection: self._elsewhere(connection, run), seconds=TELLING_SECONDS)

    def _watch(self, connection: DatabaseConnection, run: bytes) -> None:
        begun = self._clock()
        self._sightings.judge(begun, _ages(connection.rows(_AGES, run)))
        for row in self._sightings.take_to_delete():
            with suppress(pymysql.err.OperationalError):  # may it not delete, the table only grows
                connection.change(_DELETE, *row)

    def _elsewhere(self, connection: DatabaseConnection, run: bytes) -> list[PatientInSession]:
        begun = self._clock()
        rows = connection.rows(_OTHERS, run)
        alive = self._sightings.judge(begun, _ages(rows))
        noted = [
            (name, SessionNote(patient_id, ip, since / A_SECOND))
            for other, seen_at, _, name, sessions in rows
            if (other, seen_at) in alive
            for patient_id, ip, since in json.loads(sessions)
        ]
        patients = _patients(connection, sorted({one.patient_id for _, one in noted}))
        return [
            PatientInSession(patients[one.patient_id], one.ip, one.since, name)
            for name, one in noted
            if one.patient_id in patients
        ]


def _ages(rows: Sequence[tuple[Any, ...]]) -> dict[Row, float]:
    return {(run, seen_at): age / A_SECOND for run, seen_at, age, *_ in rows}


def _patients(connection: DatabaseConnection, ids: list[int]) -> dict[int, Patient]:
    found: dict[int, Patient] = {}
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[start : start + _IDS_AT_ONCE]
        marks = ", ".join(["%s"] * len(some))
        sql = f"SELECT id, last_name, first_name FROM patients WHERE id IN ({marks})"  # noqa: S608 - marks only
        found.update((row[0], Patient(*row)) for row in connection.rows(sql, *some))
    return found
