"""server.conf as one frozen value: every key of `[server]` is in the table below, once.

`server.conf` itself says what each key is for and when to change it. `database` reads the `[database]`
section from the same file. What `read_settings` returns is complete, in range and usable: the tokens are
read, the certificate is loaded.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cbp.server import HIGHEST_PORT, Network
from cbp_server.budgets import ADDRESSES_A_NETWORK
from cbp_server.certificate_files import ServerCertificate, load_certificate
from database import MOST_EVENTS, DatabaseSettings
from database.settings import DATABASE_KEYS, read_database_settings
from inifile import (
    ConfigError,
    Key,
    integer,
    key_error,
    networks,
    optional_path,
    read_ini,
    read_secret,
    text,
    time_zone,
    yes_or_no,
)

SHORTEST_TOKEN = 32
"""Characters; `python -m cbp_server.admin make-token` prints one of 43."""

_A_DAY = 86_400
_LONGEST_NAME = 64


def _optional_port(value: str) -> int | None:
    return integer(0, HIGHEST_PORT)(value) if value else None


SERVER_KEYS = (
    Key("host", "0.0.0.0", text(required=True)),  # noqa: S104 - booths are on other machines; the hospital narrows it
    Key("port_reservation", "50000", integer(0, HIGHEST_PORT)),
    Key("port_admin", "50001", integer(0, HIGHEST_PORT)),
    Key("admin_host", "127.0.0.1", text(required=True)),
    Key("admin_token_file", "", optional_path),
    Key("pool_threads", "64", integer(1, 4096)),
    Key("queue_limit", "128", integer(0, 65_536)),
    Key("login_timeout", "30", integer(1, _A_DAY)),
    Key("idle_timeout", "120", integer(1, _A_DAY)),
    Key("registrations_per_hour", "60", integer(0, MOST_EVENTS)),
    Key("bookings_per_patient", "10", integer(0, MOST_EVENTS)),
    Key("logins_per_address", "20", integer(0, MOST_EVENTS // ADDRESSES_A_NETWORK)),
    Key("tls_certificate", "", optional_path),
    Key("tls_key", "", optional_path),
    Key("tls_client_ca", "", optional_path),
    Key("connections_per_address", "64", integer(0, 65_536)),
    Key("trusted_proxies", "", networks),
    Key("timezone", "", time_zone),
    Key("server_name", "", text(longest=_LONGEST_NAME)),
    Key("monitor_token_file", "", optional_path),
    Key("admin_tls", "no", yes_or_no),
    Key("port_health", "", _optional_port),
)


@dataclass(frozen=True)
class Settings:
    """The server's configuration.

    Attributes:
        host: where booths connect to.
        port_reservation: the port booths connect to; 0: any free one.
        port_admin: the administrators' port; 0: any free one.
        admin_host: where administrators connect to.
        admin_token: their secret; None: no admin port.
        pool_threads: sessions served at once.
        queue_limit: connections that may wait for a thread.
        login_timeout: seconds that a connection may take to log in.
        idle_timeout: seconds that a client may be silent.
        connections_per_address: connections an address may hold, of any kind; 0: no bound.
        trusted_proxies: whose connections begin with a PROXY header.
        timezone: the hospital's; None: the machine's.
        server_name: how this server is called among several; empty: its host name and port.
        admin_tls: whether administrators speak TLS.
        monitor_token: a secret that opens GET_STATUS alone; None: there is none.
        port_health: where load balancers ask, on `host`; 0: any free port; None: nowhere.
        registrations_per_hour: new patients an address may register in an hour; 0: any number.
        bookings_per_patient: consultations to come that a patient may hold; 0: any number.
        logins_per_address: refused logins an address may have in 15 minutes; 0: any number.
        tls: the certificate to speak TLS with; None: plain TCP.
        database: where the tables are.
    """

    host: str
    port_reservation: int
    port_admin: int
    admin_host: str
    admin_token: str | None = field(repr=False)
    pool_threads: int
    queue_limit: int
    login_timeout: int
    idle_timeout: int
    connections_per_address: int
    trusted_proxies: tuple[Network, ...]
    timezone: ZoneInfo | None
    server_name: str
    admin_tls: bool
    monitor_token: str | None = field(repr=False)
    port_health: int | None
    registrations_per_hour: int
    bookings_per_patient: int
    logins_per_address: int
    tls: ServerCertificate | None
    database: DatabaseSettings


def read_settings(path: Path) -> Settings:
    """Read a configuration file.

    Args:
        path: the file; relative paths in it are taken from its folder.

    Raises:
        ConfigError: one line that names the file, the key and what is wrong with it.
    """
    values = read_ini(path, {"server": SERVER_KEYS, "database": DATABASE_KEYS})["server"]
    certificate = load_certificate(
        path,
        certificate=values.pop("tls_certificate"),
        key=values.pop("tls_key"),
        client_ca=values.pop("tls_client_ca"),
        now=dt.datetime.now(dt.UTC),
    )
    if values["admin_tls"] and certificate is None:
        raise setting_error(path, "admin_tls", "yes", "needs tls_certificate and tls_key")
    token, monitor_token = (
        _read_token(path, name, values.pop(name)) for name in ("admin_token_file", "monitor_token_file")
    )
    if monitor_token is not None and token is None:
        raise setting_error(path, "monitor_token_file", "", "without admin_token_file there is no admin port")
    if monitor_token is not None and monitor_token == token:
        raise setting_error(path, "monitor_token_file", "", "holds the administrators' own secret")
    return Settings(
        **values,
        admin_token=token,
        monitor_token=monitor_token,
        tls=certificate,
        database=read_database_settings(path),
    )


def setting_error(path: Path, key: str, value: Any, wrong: str) -> ConfigError:
    """Return the error of one line for a key of `[server]`.

    Args:
        path: the configuration file.
        key: the key at fault.
        value: its value, which is shown, so never a secret.
        wrong: what is wrong with it, in a few words.
    """
    return key_error(path, "server", key, str(value), wrong)


def _read_token(path: Path, key: str, token_file: Path | None) -> str | None:
    if token_file is None:
        return None
    token = read_secret(path, "server", key, token_file).strip()
    if not token:
        raise setting_error(path, key, token_file, "the file is empty")
    if len(token) < SHORTEST_TOKEN:
        wrong = (
            f"holds a token of {len(token)} characters, at least {SHORTEST_TOKEN} are needed;"
            " python -m cbp_server.admin make-token prints one"
        )
        raise setting_error(path, key, token_file, wrong)
    return token
