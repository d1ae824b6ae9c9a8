"""server.conf as one frozen value: every tunable of the server stands in the table below, once.

What each key is for, its default and when to change it is told in `server.conf` itself. The `[database]`
section is the room `database`'s, read by it from the same file. Promise: what `read_settings` returns is
complete, in range and usable: the token is read, the certificate loaded.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from database import ConfigError, DatabaseSettings
from database.ini import Key, integer, key_error, optional_path, read_ini, read_secret, text
from database.settings import DATABASE_KEYS, read_database_settings

_HIGHEST_PORT = 65_535
_A_DAY = 86_400

SERVER_KEYS = (
    Key("host", "0.0.0.0", text()),  # noqa: S104 - booths are on other machines; the hospital narrows it
    Key("port_reservation", "50000", integer(0, _HIGHEST_PORT)),
    Key("port_admin", "50001", integer(0, _HIGHEST_PORT)),
    Key("admin_host", "127.0.0.1", text()),
    Key("admin_token_file", "", optional_path()),
    Key("pool_threads", "64", integer(1, 4096)),
    Key("queue_limit", "128", integer(0, 65_536)),
    Key("login_timeout", "30", integer(1, _A_DAY)),
    Key("idle_timeout", "120", integer(1, _A_DAY)),
    Key("tls_certificate", "", optional_path()),
    Key("tls_key", "", optional_path()),
)


@dataclass(frozen=True)
class Settings:
    """What the server is told by its configuration file.

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
    tls: ssl.SSLContext | None
    database: DatabaseSettings


def read_settings(path: Path) -> Settings:
    """Read a configuration file.

    Args:
        path: the file; relative paths in it are taken from its folder.

    Raises:
        ConfigError: one line that names the file, the key and what is wrong with it.
    """
    values = read_ini(path, {"server": SERVER_KEYS, "database": DATABASE_KEYS})["server"]
    certificate, key = values.pop("tls_certificate"), values.pop("tls_key")
    token_file = values.pop("admin_token_file")
    return Settings(
        **values,
        admin_token=None if token_file is None else _read_token(path, token_file),
        tls=_load_tls(path, certificate, key),
        database=read_database_settings(path),
    )


def setting_error(path: Path, key: str, value: Any, wrong: str) -> ConfigError:
    """Return the one line that says what is wrong with a key of `[server]`.

    Args:
        path: the configuration file.
        key: the key at fault.
        value: what it was given; it is told, so never a secret's own.
        wrong: what is wrong with it, in a few words.
    """
    return key_error(path, "server", key, str(value), wrong)


def _read_token(path: Path, token_file: Path) -> str:
    token = read_secret(path, "server", "admin_token_file", token_file).strip()
    if not token:
        raise setting_error(path, "admin_token_file", token_file, "the file is empty")
    return token


def _load_tls(path: Path, certificate: Path | None, key: Path | None) -> ssl.SSLContext | None:
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        lacking = "tls_certificate" if certificate is None else "tls_key"
        raise setting_error(
            path, lacking, "", "tls_certificate and tls_key go together: give both or neither"
        )
    files = {"tls_certificate": (certificate, "certificate"), "tls_key": (key, "private key")}
    contents = {name: _read_pem(path, name, file) for name, (file, _) in files.items()}
    for name, (file, what) in files.items():
        if f"{what.upper()}-----".encode() not in contents[name]:
            raise setting_error(path, name, file, f"holds no {what} in PEM")
    if b"ENCRYPTED" in contents["tls_key"]:  # in either form of a key's PEM
        raise setting_error(path, "tls_key", key, "is behind a passphrase, and nobody is here to type it")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certificate, key, password="")  # never asked for at the terminal
    except (ssl.SSLError, ValueError) as error:
        wrong = f"no certificate that goes with tls_key = {key}: {error}"
        raise setting_error(path, "tls_certificate", certificate, wrong) from error
    return context


def _read_pem(path: Path, name: str, file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise setting_error(path, name, file, f"cannot be read: {error.strerror}") from error
