"""The parts put together: database, throttle, presence, the booths' port and the administrators'."""

from __future__ import annotations

import contextlib
import functools
import logging
import threading
import time

from cbp.server import Address, Listener, ListenFailed, NoSuchHost
from cbp_server.admin_port import AdminPort
from cbp_server.config import Settings
from cbp_server.conversation import Limits, converse
from cbp_server.metrics import Metrics
from cbp_server.presence import Presence
from cbp_server.session import Services
from cbp_server.status import ServerStatus
from cbp_server.throttle import LoginThrottle
from database import Database, DatabaseUnavailable

_log = logging.getLogger("cbp_server")

STOP_SECONDS = 4.5
"""The whole of a stop, which `spec/protocol.md` bounds by 5 s."""

_DATABASE_PATIENCE_SECONDS = 2.5
"""How long a stop lets requests wait for the database; those that wait longer are answered UNAVAILABLE.

It is more than a statement waits for another's lock (2 s), less than answers have to go out (3.2 s)."""


class AddressNotTaken(Exception):
    """What the configuration names cannot be listened on.

    Args:
        key: the key of `[server]` at fault: a host, or a port.
        reason: what the system says.
    """

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


class ReservationServer:
    """The reservation server of a hospital.

    Args:
        settings: its configuration.
    """

    def __init__(self, settings: Settings) -> None:
        metrics, presence = Metrics(), Presence()
        self._settings = settings
        self._database = Database(settings.database)
        self._listener = Listener(
            functools.partial(
                converse,
                services=Services(self._database, LoginThrottle(), presence),
                limits=Limits(settings.idle_timeout, settings.login_timeout),
                metrics=metrics,
            ),
            host=settings.host,
            port=settings.port_reservation,
            threads=settings.pool_threads,
            queue_limit=settings.queue_limit,
            ssl_context=settings.tls,
            name="booths",
        )
        status = ServerStatus(
            listener=self._listener, presence=presence, metrics=metrics, ping=self._database.ping
        )
        self._admin: AdminPort | None = None
        if settings.admin_token is not None:
            self._admin = AdminPort(
                host=settings.admin_host, port=settings.port_admin, token=settings.admin_token, status=status
            )

    def prepare(self) -> None:
        """Take the ports and check the tables; nobody is let in yet.

        A database that is away just now keeps nobody from starting: booths hear UNAVAILABLE meanwhile.

        Raises:
            AddressNotTaken: a host or port cannot be listened on.
            SchemaOutdated: the tables are missing or older than this server.
        """
        _bind(self._listener, host_key="host", port_key="port_reservation")
        if self._admin is not None:
            _bind(self._admin, host_key="admin_host", port_key="port_admin")
        with contextlib.suppress(DatabaseUnavailable):  # which the room `database` has logged
            self._database.require_current_schema()

    def start(self) -> None:
        """Let booths and administrators in, after `prepare`.

        Raises:
            ListenFailed: the system gives no thread or no descriptor.
        """
        if self._admin is not None:
            self._admin.start()
        self._listener.start()  # last: who is let in is served
        settings = self._settings
        _log.info(
            "serving %d sessions at once, %d may wait; %s; admin port %s",
            settings.pool_threads,
            settings.queue_limit,
            "TLS" if settings.tls else "no TLS",
            self._admin.address if self._admin else "off (no admin_token_file)",
        )

    @property
    def address(self) -> Address:
        """Where booths connect to."""
        return self._listener.address

    @property
    def admin_address(self) -> Address | None:
        """Where administrators connect to; None where there is no admin port."""
        return self._admin.address if self._admin else None

    def stop(self) -> None:
        """Stop within `STOP_SECONDS`: the requests in hand are answered, everybody else is told.

        A request that waits for a database which does not answer is answered UNAVAILABLE.
        """
        begun = time.monotonic()
        _log.info("stopping: %d sessions are served", self._listener.load.busy)
        patience = threading.Timer(_DATABASE_PATIENCE_SECONDS, self._database.close)
        patience.daemon = True
        patience.start()
        if not self._listener.stop(STOP_SECONDS - 0.5):
            _log.warning("stopped before every request was answered; booths will ask again")
        patience.cancel()
        if self._admin is not None:
            self._admin.stop(max(0.1, STOP_SECONDS - (time.monotonic() - begun)))
        self._database.close()
        _log.info("stopped")


def _bind(port: Listener | AdminPort, *, host_key: str, port_key: str) -> None:
    """Take a port, or say which key of `[server]` is at fault."""
    try:
        port.bind()
    except NoSuchHost as error:
        raise AddressNotTaken(host_key, str(error)) from error
    except ListenFailed as error:
        raise AddressNotTaken(port_key, str(error)) from error
