"""What the server can tell of itself: who is in session, and how it is doing.

The words are `spec/protocol.md`'s, "ACBP/1". Nothing is kept here; the parts are asked at the moment.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable

from cbp import ErrorCode
from cbp.admin import (
    ClientsReply,
    ConnectedPatient,
    DatabaseStatus,
    PoolStatus,
    RequestTimes,
    StatusReply,
)
from cbp.server import Listener
from cbp_server import __version__
from cbp_server.metrics import Metrics
from cbp_server.presence import Presence
from database import DatabaseError


class ServerStatus:
    """Gathers, at the moment it is asked, what the parts of the server know.

    Args:
        listener: the booths' port.
        presence: the patients in session.
        metrics: requests and errors.
        ping: asks the database and returns the seconds it took; raises DatabaseError.
    """

    def __init__(
        self, *, listener: Listener, presence: Presence, metrics: Metrics, ping: Callable[[], float]
    ) -> None:
        self._listener = listener
        self._presence = presence
        self._metrics = metrics
        self._ping = ping
        self._begun = time.monotonic()

    def clients(self) -> ClientsReply:
        """Return the patients in session, oldest first, named as the database has them."""
        return ClientsReply(
            clients=tuple(
                ConnectedPatient(
                    ip=visit.ip,
                    last_name=visit.patient.last_name,
                    first_name=visit.patient.first_name,
                    patient_id=visit.patient.id,
                    connected_at=visit.since.isoformat(timespec="seconds"),
                )
                for visit in self._presence.visits()
            )
        )

    def status(self) -> StatusReply:
        """Return how the server is doing; the database is asked now, within its own limit of time."""
        load = self._listener.load
        errors = Counter(self._metrics.errors())
        errors[ErrorCode.SERVER_BUSY.value] += self._listener.refused
        return StatusReply(
            version=__version__,
            uptime_s=round(time.monotonic() - self._begun, 1),
            pool=PoolStatus(
                threads=load.threads, busy=load.busy, queued=load.queued, queue_limit=load.queue_limit
            ),
            sessions=len(self._presence.visits()),
            requests={
                command: RequestTimes(count=timing.count, p50=timing.p50, p95=timing.p95, p99=timing.p99)
                for command, timing in self._metrics.timings().items()
            },
            errors={code: count for code, count in sorted(errors.items()) if count},
            database=self._database(),
        )

    def _database(self) -> DatabaseStatus:
        try:
            return DatabaseStatus(reachable=True, latency_ms=round(self._ping() * 1000, 3))
        except DatabaseError:
            return DatabaseStatus(reachable=False)
