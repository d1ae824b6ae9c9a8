"""Which keys of booth.conf may change while the booth runs, and which only with a restart.

Pure code: two configurations in, one out. What the page was told at its start (texts, times, whether there
is a printer or a way out for the staff) needs a restart; so does turning TLS off, which a line that got lost
would do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk_web.configuration.booth import BoothSettings

FOLLOWED = frozenset(
    {
        ("server", "address"),
        ("server", "tls_ca"),
        ("server", "tls_certificate"),
        ("server", "tls_key"),
        ("staff", "exit_code"),
    }
)
"""Section and key of what is followed without a restart."""


def keys_that_stay(old: BoothSettings, new: BoothSettings) -> list[str]:
    """Return the keys that differ and need a restart, such as `[hospital] phone`."""
    return [f"[{section}] {key}" for section, key in _differing(old, new)]


def settings_in_force(old: BoothSettings, new: BoothSettings) -> BoothSettings:
    """Return the old configuration with what may change from the new one."""
    return replace(
        old,
        servers=new.servers,
        tls=old.tls if _loses_tls(old, new) else new.tls,
        exit_code=old.exit_code if _gains_exit(old, new) else new.exit_code,
    )


def _differing(old: BoothSettings, new: BoothSettings) -> Iterator[tuple[str, str]]:
    for section, keys in new.values.items():
        for key, value in keys.items():
            if (section, key) not in FOLLOWED and value != old.values[section][key]:
                yield section, key
    if _loses_tls(old, new):
        yield "server", "tls_ca"
    if _gains_exit(old, new):
        yield "staff", "exit_code"


def _loses_tls(old: BoothSettings, new: BoothSettings) -> bool:
    return old.tls is not None and new.tls is None


def _gains_exit(old: BoothSettings, new: BoothSettings) -> bool:
    return not old.exit_code and bool(new.exit_code)
