"""The parts put together: database, budgets, presence, and the ports of booths, administrators and health."""

from __future__ import annotations

import logging
import platform
import ssl
import threading
import time
from collections.abc import Callable

from cbp.server import Address, ListenError, NoSuchHostError, Server, make_server
from cbp_server.admin_port import Tokens, make_admin_port
from cbp_server.budgets import BudgetLimits, Budgets
from cbp_server.certificate_watch import CertificateWatch
from cbp_server.config import Settings
from cbp_server.conversation import Limits, converse
from cbp_server.drain import Drain
from cbp_server.health import Health
from cbp_server.health_port import HealthPort
from cbp_server.hospital_clock import HospitalClock
from cbp_server.metrics import Metrics
from cbp_server.presence import Presence
from cbp_server.reloading import keys_that_stay, settings_in_force
from cbp_server.session import Services
from cbp_server.shared_presence import SharedPresence
from cbp_server.status import ServerStatus
from database import Database, DatabaseRefusedError, DatabaseUnavailableError

_log = logging.getLogger("cbp_server")

STOP_SECONDS = 4.5
"""The whole of a stop; the requirement is 5 s."""

_DATABASE_PATIENCE_SECONDS = 2.5
"""How long a stop lets requests wait for the database; then they are answered UNAVAILABLE.

More than a statement waits for a lock (2 s), less than the time in which answers must be sent (3.2 s)."""


class AddressNotTakenError(Exception):
    """A configured host or port cannot be listened on.

    Args:
        key: the key of `[server]` at fault.
        reason: the system's message.
    """

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key


class ReservationServer:
    """The reservation server of a hospital.

    Args:
        settings: its configuration.
        on_drained: called once from any thread when it was drained and the last session is over.
    """

    def __init__(self, settings: Settings, on_drained: Callable[[], None] = lambda: None) -> None:
        self._settings = settings
        self._clock = HospitalClock(settings.timezone)
        self._certificate = CertificateWatch()
        metrics, presence = Metrics(), Presence()
        self._database = Database(settings.database)
        self._budgets = Budgets(self._database, _budget_limits(settings))
        self._drain = Drain(sessions=lambda: len(presence.visits()), on_drained=on_drained)
        services = Services(
            self._database, self._budgets, presence, self._clock.now, lambda: self._drain.has_begun
        )
        self._booths = make_server(
            lambda conversation: converse(conversation, services, self._limits, metrics),
            host=settings.host,
            port=settings.port_reservation,
            threads=settings.pool_threads,
            queue_limit=settings.queue_limit,
            per_address=settings.connections_per_address,
            trusted_proxies=settings.trusted_proxies,
            ssl_context=settings.tls.booths if settings.tls else None,
            name="booths",
        )
        self._shared_presence = SharedPresence(self._database.servers, presence, lambda: self.name)
        status = ServerStatus(
            booth_port=self._booths,
            presence=presence,
            shared_presence=self._shared_presence,
            clock=self._clock.at,
            metrics=metrics,
            budgets=self._budgets,
            ping=self._database.ping,
            name=lambda: self.name,
            certificate_days_left=lambda: self._certificate.days_left,
        )
        self._admin: Server | None = None
        if settings.admin_token is not None:
            self._admin = make_admin_port(
                host=settings.admin_host,
                port=settings.port_admin,
                tokens=lambda: Tokens(self._settings.admin_token or "", self._settings.monitor_token),
                status=status,
                drain=self._drain.begin,
                ssl_context=_admin_context(settings),
            )
        self._health = Health(
            load=lambda: self._booths.load,
            sessions=lambda: len(presence.visits()),
            is_draining=lambda: self._drain.has_begun,
            require_writable=self._database.require_writable,
        )
        self._health_port: HealthPort | None = None
        if settings.port_health is not None:
            self._health_port = HealthPort(settings.host, settings.port_health, self._health.state)

    def prepare(self) -> None:
        """Take the ports and check the tables, without accepting connections yet.

        If the database is unavailable, the server may still start; booths are answered UNAVAILABLE meanwhile.

        Raises:
            AddressNotTakenError: a host or port cannot be listened on.
            DatabaseRefusedError: the database answers, and the account, its password or the name is wrong.
            SchemaOutdatedError: the tables are missing or older than this server.
        """
        _bind(self._booths, host_key="host", port_key="port_reservation")
        if self._admin is not None:
            _bind(self._admin, host_key="admin_host", port_key="port_admin")
        if self._health_port is not None:
            _bind(self._health_port, host_key="host", port_key="port_health")
        try:
            self._database.require_current_schema()
        except DatabaseRefusedError:
            raise
        except DatabaseUnavailableError:  # logged by `database`
            pass

    def start(self) -> None:
        """Begin to serve booths and administrators, after `prepare`.

        Raises:
            ListenError: the system has no thread or descriptor to give.
        """
        if self._admin is not None:
            self._admin.start()
        self._shared_presence.start()
        self._booths.start()  # last but for the health port, when everything else is ready
        if self._health_port is not None:
            self._health.start()
            self._health_port.start()
        settings = self._settings
        self._certificate.begin(settings.tls)
        self._certificate.start()
        _log.info("the hospital's time zone is %s", self._clock)
        _log.info(
            "serving %d sessions at once, %d connections may wait; %s; admin port %s",
            settings.pool_threads,
            settings.queue_limit,
            "TLS" if settings.tls else "no TLS",
            self._admin.address if self._admin else "off (no admin_token_file)",
        )

    def reload(self, settings: Settings) -> list[str]:
        """Follow another configuration, as far as that is possible without a restart; no session is lost.

        Args:
            settings: the new configuration.

        Returns:
            The keys that differ and stay as they were until a restart, such as `[server] host`.
        """
        kept = keys_that_stay(self._settings, settings)
        self._settings = applied = settings_in_force(self._settings, settings)
        self._clock.zone = applied.timezone
        self._booths.reconfigure(
            per_address=applied.connections_per_address,
            trusted_proxies=applied.trusted_proxies,
            ssl_context=applied.tls.booths if applied.tls else None,
        )
        if self._admin is not None:
            self._admin.reconfigure(per_address=0, trusted_proxies=(), ssl_context=_admin_context(applied))
        self._budgets.limits = _budget_limits(applied)
        self._certificate.begin(applied.tls)
        self._database.reload(applied.database)
        return kept

    @property
    def name(self) -> str:
        """How this server is called among several."""
        return self._settings.server_name or f"{platform.node()}:{self._booths.address.port}"

    @property
    def _limits(self) -> Limits:
        return Limits(self._settings.idle_timeout, self._settings.login_timeout)

    @property
    def address(self) -> Address:
        """Where booths connect to."""
        return self._booths.address

    @property
    def admin_address(self) -> Address | None:
        """Where administrators connect to; None: no admin port."""
        return self._admin.address if self._admin else None

    @property
    def health_address(self) -> Address | None:
        """Where load balancers connect to; None: no health port."""
        return self._health_port.address if self._health_port else None

    def stop(self) -> None:
        """Shut down gracefully within `STOP_SECONDS`: answer the requests in hand, tell all other clients.

        A request that waits for a database which does not answer is answered UNAVAILABLE.
        """
        started = time.monotonic()
        self._certificate.stop()
        self._drain.stop()
        self._health.stop()
        if self._health_port is not None:
            self._health_port.stop(0.1)
        _log.info("stopping; %d sessions are being served", self._booths.load.busy)
        patience = threading.Timer(_DATABASE_PATIENCE_SECONDS, self._database.close)
        patience.daemon = True
        patience.start()
        if not self._booths.stop(STOP_SECONDS - 0.5):
            _log.warning("stopped before every request was answered; booths will ask again")
        self._shared_presence.stop()  # while there is a limit to how long the database is waited for
        patience.cancel()
        if self._admin is not None:
            self._admin.stop(max(0.1, STOP_SECONDS - (time.monotonic() - started)))
        self._database.close()
        _log.info("stopped")


def _budget_limits(settings: Settings) -> BudgetLimits:
    return BudgetLimits(
        registrations_per_hour=settings.registrations_per_hour,
        bookings_per_patient=settings.bookings_per_patient,
        logins_per_address=settings.logins_per_address,
    )


def _admin_context(settings: Settings) -> ssl.SSLContext | None:
    return settings.tls.admin if settings.tls and settings.admin_tls else None


def _bind(port: Server | HealthPort, *, host_key: str, port_key: str) -> None:
    """Take a port; an error names the key of `[server]` at fault."""
    try:
        port.bind()
    except NoSuchHostError as error:
        raise AddressNotTakenError(host_key, str(error)) from error
    except ListenError as error:
        raise AddressNotTakenError(port_key, str(error)) from error
