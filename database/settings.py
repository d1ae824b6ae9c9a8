"""Where the database is: the `[database]` section of server.conf, read into one frozen value.

No connection is made here. Promise: the settings are complete and in range, the password is read from its
file, and `repr` never shows it.
"""

from __future__ import annotations

import ipaddress
import ssl
from dataclasses import dataclass, field, replace
from pathlib import Path

from inifile import (
    HIGHEST_PORT,
    ConfigError,
    Key,
    integer,
    key_error,
    optional_path,
    read_ini,
    read_secret,
    text,
)


@dataclass(frozen=True)
class DatabaseSettings:
    """How to reach one database.

    Attributes:
        hosts: (name or address, port), tried in this order; unused with a Unix socket.
        unix_socket: takes precedence over `hosts`.
        user: the account.
        password: its password, empty for none.
        name: the database.
        pool_size: how many connections this program opens at most.
        password_file: where the password came from, to be read again when the account is refused.
        tls_ca: the authority that the server's certificate must be of; None: it is not verified.
    """

    hosts: tuple[tuple[str, int], ...]
    unix_socket: Path | None
    user: str
    password: str = field(repr=False)
    name: str
    pool_size: int
    password_file: Path | None = None
    tls_ca: Path | None = None

    def __str__(self) -> str:
        """Return account, server and database for an operator: `borne@db1:3306/borne`."""
        where = self.unix_socket or ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"{self.user}@{where}/{self.name}"


def parse_hosts(value: str) -> tuple[tuple[str, int | None], ...]:
    """Parse `host[:port], …`; an IPv6 address with a port is written in brackets: `[::1]:3306`."""
    return tuple(_parse_host(part.strip()) for part in value.split(","))


def _parse_host(part: str) -> tuple[str, int | None]:
    if part.startswith("["):
        host, bracket, rest = part[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")):
            raise ValueError("an address in brackets must be like [::1] or [::1]:3306")
        port = rest[1:] if rest else None
    elif part.count(":") == 1:
        host, _, port = part.partition(":")
    else:
        host, port = part, None
    if ":" in host or part.startswith("["):
        _require_ipv6(host)
    if not host or any(character.isspace() for character in host) or not _is_name(host):
        raise ValueError("must be hosts separated by commas, each with an optional :port")
    return host, None if port is None else integer(1, HIGHEST_PORT)(port)


def _is_name(host: str) -> bool:
    """Tell whether a host name can be looked up: no label of it is empty or too long."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def _require_ipv6(host: str) -> None:
    try:
        ipaddress.IPv6Address(host)
    except ValueError:
        raise ValueError("must be hosts separated by commas, IPv6 with a port like [::1]:3306") from None


def _parse_name(value: str) -> str:
    if not value or len(value) > 64 or not all(c.isalnum() or c in "_$-" for c in value):  # noqa: PLR2004
        raise ValueError("must be a database's name: letters, digits, _, $ and -, at most 64")
    return value


def reread_password(settings: DatabaseSettings) -> DatabaseSettings | None:
    """Read the password again; return settings with it, None if it is the same or cannot be read."""
    try:
        password = _read_password(Path("server.conf"), settings.password_file)
    except ConfigError:
        return None
    return None if password == settings.password else replace(settings, password=password)


def _read_password(path: Path, file: Path | None) -> str:
    return "" if file is None else read_secret(path, "database", "password_file", file)


def _checked_authority(path: Path, authority: Path | None) -> Path | None:
    """Return the path if its file holds certificates."""
    if authority is not None:
        try:
            ssl.create_default_context(cafile=authority)
        except OSError as error:  # ssl.SSLError too
            wrong = f"cannot be read as certificates in PEM: {error.strerror or error}"
            raise key_error(path, "database", "tls_ca", str(authority), wrong) from error
    return authority


DATABASE_KEYS = (
    Key("host", "127.0.0.1", parse_hosts),
    Key("port", "3306", integer(1, HIGHEST_PORT)),
    Key("unix_socket", "", optional_path),
    Key("user", "borne", text(required=True)),
    Key("password_file", "", optional_path),
    Key("name", "borne", _parse_name),
    Key("pool_size", "8", integer(1, 1000)),
    Key("tls_ca", "", optional_path),
)


def read_database_settings(path: Path) -> DatabaseSettings:
    """Read the `[database]` section of the configuration file `path`.

    Raises:
        ConfigError: in one line, what is wrong in the file.
    """
    values = read_ini(path, {"database": DATABASE_KEYS}, ignore={"server"})["database"]
    password_file: Path | None = values["password_file"]
    return DatabaseSettings(
        hosts=tuple((host, port or values["port"]) for host, port in values["host"]),
        unix_socket=values["unix_socket"],
        user=values["user"],
        password=_read_password(path, password_file),
        name=values["name"],
        pool_size=values["pool_size"],
        password_file=password_file,
        tls_ca=_checked_authority(path, values["tls_ca"]),
    )
