"""Which keys may change while the server runs, and which only with a restart.

Pure code: two configurations in, one out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from cbp_server.config import Settings
from database import DatabaseSettings

FIXED = (
    "host",
    "port_reservation",
    "port_admin",
    "admin_host",
    "admin_tls",
    "port_health",
    "pool_threads",
    "queue_limit",
)
"""Keys of `[server]` that need a restart: sockets and threads are made from them."""

SWITCHES = {"tls": "tls_certificate", "admin_token": "admin_token_file"}
"""Settings whose value may change, but which need a restart to be turned on or off; and their keys."""

CHANGING_OF_DATABASE = ("password",)
"""What may change of `[database]`; everything else needs a restart."""

_DATABASE_KEYS = {"hosts": "host, port"}


def keys_that_stay(old: Settings, new: Settings) -> list[str]:
    """Return the keys that differ and need a restart, such as `[server] host`."""
    return [
        *(f"[server] {SWITCHES.get(name, name)}" for name in _fixed_fields(old, new)),
        *(f"[database] {_DATABASE_KEYS.get(name, name)}" for name in _fixed_fields_of_database(old, new)),
    ]


def settings_in_force(old: Settings, new: Settings) -> Settings:
    """Return the new configuration with the old values of the keys that need a restart."""
    stays: dict[str, Any] = {name: getattr(old, name) for name in _fixed_fields(old, new)}
    database = replace(old.database, **{name: getattr(new.database, name) for name in CHANGING_OF_DATABASE})
    return replace(new, **stays, database=database)


def _fixed_fields(old: Settings, new: Settings) -> Iterator[str]:
    yield from (name for name in FIXED if getattr(old, name) != getattr(new, name))
    for name in SWITCHES:
        if (getattr(old, name) is None) != (getattr(new, name) is None):
            yield name


def _fixed_fields_of_database(old: Settings, new: Settings) -> Iterator[str]:
    for field in fields(DatabaseSettings):
        is_fixed = field.name not in CHANGING_OF_DATABASE
        if is_fixed and getattr(old.database, field.name) != getattr(new.database, field.name):
            yield field.name
