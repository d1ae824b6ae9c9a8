"""What administrators may ask: who is in session, who is connected, and how the server is doing.

Nothing is kept here; the parts of the server are asked at the moment of the question.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable

from cbp import ErrorCode
from cbp.admin import (
    AddressConnections,
    ClientsReply,
    ConnectedPatient,
    ConnectionsReply,
    DatabaseStatus,
    PoolStatus,
    RequestTimes,
    StatusReply,
    Unlock,
    UnlockReply,
)
from cbp.server import Server
from cbp_server import __version__
from cbp_server.budgets import Budgets
from cbp_server.metrics import Metrics
from cbp_server.presence import Presence
from cbp_server.shared_presence import SharedPresence
from database import DatabaseError


class ServerStatus:
    """Gathers what the parts of the server know.

    Args:
        booth_port: the server of the booths' port.
        presence: the patients in session here.
        shared_presence: the patients in session at every server.
        clock: returns what the hospital's clock shows at a time in seconds since 1970.
        metrics: requests and errors.
        budgets: what they refused, and what an administrator may have forgotten.
        ping: queries the database and returns the seconds it took; raises DatabaseError.
        name: returns the server's name.
        certificate_days_left: whole days until the certificate expires; None: there is none.
    """

    def __init__(
        self,
        *,
        booth_port: Server,
        presence: Presence,
        shared_presence: SharedPresence,
        clock: Callable[[float], dt.datetime],
        metrics: Metrics,
        budgets: Budgets,
        ping: Callable[[], float],
        name: Callable[[], str],
        certificate_days_left: Callable[[], int | None],
    ) -> None:
        self._booth_port = booth_port
        self._presence = presence
        self._shared_presence = shared_presence
        self._clock = clock
        self._metrics = metrics
        self._budgets = budgets
        self._ping = ping
        self._name = name
        self._certificate_days_left = certificate_days_left
        self._started = time.monotonic()

    def clients(self) -> ClientsReply:
        """Return the patients in session at every server, oldest first, named as the database has them.

        Raises:
            DatabaseUnavailableError: those of the other servers cannot be told.
        """
        return ClientsReply(
            clients=tuple(
                ConnectedPatient(
                    ip=one.ip,
                    last_name=one.patient.last_name,
                    first_name=one.patient.first_name,
                    patient_id=one.patient.id,
                    connected_at=self._clock(one.since).isoformat(timespec="seconds"),
                    server=one.server,
                )
                for one in self._shared_presence.patients()
            )
        )

    def connections(self) -> ConnectionsReply:
        """Return which address holds how many connections, most first."""
        now = time.monotonic()
        return ConnectionsReply(
            connections=tuple(
                AddressConnections(
                    ip=load.host,
                    sessions=load.kept,
                    others=load.others,
                    oldest_s=round(max(0.0, now - load.oldest), 1),
                )
                for load in self._booth_port.by_address
            )
        )

    def status(self) -> StatusReply:
        """Return how the server is doing; this queries the database, within its own time limit."""
        load = self._booth_port.load
        errors = Counter(self._metrics.errors())
        evicted, refused = self._booth_port.evicted, self._booth_port.refused
        errors[ErrorCode.SERVER_BUSY.value] += evicted + refused
        return StatusReply(
            version=__version__,
            uptime_s=round(time.monotonic() - self._started, 1),
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
            evicted=evicted,
            refused=refused,
            certificate_days_left=self._certificate_days_left(),
            server=self._name(),
            budgets=self._budgets.refused(),
        )

    def unlock(self, request: Unlock) -> UnlockReply:
        """Forget the refused logins of a name or an address.

        Raises:
            DatabaseUnavailableError: they could not be forgotten.
        """
        names = None if request.last_name is None else (request.last_name, request.first_name or "")
        return UnlockReply(unlocked=self._budgets.unlock(names=names, ip=request.ip))

    def _database(self) -> DatabaseStatus:
        try:
            return DatabaseStatus(reachable=True, latency_ms=round(self._ping() * 1000, 3))
        except DatabaseError:
            return DatabaseStatus(reachable=False)
