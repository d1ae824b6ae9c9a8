"""`python -m kiosk_web`: read the command line and booth.conf, then open the booth in a window or a browser.

A wrong argument or a configuration that cannot be used is one line on stderr and exit status 2; a page that
cannot be served, status 4. SIGHUP reads booth.conf and its certificates again, and never ends the booth.
"""

from __future__ import annotations

import argparse
import logging
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from cbp import Address
from inifile import ConfigError
from kiosk_web.bridge import Bridge
from kiosk_web.configuration.booth import (
    SHIPPED,
    BoothSettings,
    load_authority,
    parse_addresses,
    read_settings,
)
from kiosk_web.configuration.hospital import LANGUAGES
from kiosk_web.configuration.reloading import keys_that_stay, settings_in_force
from kiosk_web.pages.server import BoothServer, NotServedError
from kiosk_web.window.hooks import Hooks
from stopsignal import StopSignals

_log = logging.getLogger(__name__)

NOT_SERVED = 4
"""The exit status where there is no port for the page."""

DEBUGGING_PORT_VARIABLE = "BORNE_DEBUGGING_PORT"
"""For tests, which drive the real window through it. It admits every origin, so a booth must not set it."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, without the usage that argparse would print before it."""
        self.exit(2, f"kiosk_web: {message}\n")


def addresses(text: str) -> tuple[Address, ...]:
    """Read one `HOST:PORT` or several, separated by commas; an IPv6 address in brackets."""
    try:
        return parse_addresses(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from None


def authority(text: str) -> Path:
    """Return the file of a certificate authority that can be read."""
    path = Path(text)
    try:
        load_authority(path)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text}: {error}") from None
    return path


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m kiosk_web", description="The booking booth.")
    parser.add_argument(
        "--config",
        type=Path,
        default=SHIPPED,
        metavar="FILE",
        help="booth.conf (default: the one that ships)",
    )
    parser.add_argument(
        "--server",
        type=addresses,
        metavar="HOST:PORT[,...]",
        help="the reservation server, or several of one database",
    )
    parser.add_argument("--language", choices=LANGUAGES, help="the language it opens in")
    parser.add_argument(
        "--tls-ca", type=authority, metavar="FILE", help="speak TLS and trust the authority in FILE (PEM)"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--windowed", action="store_true", help="a window of its own instead of the whole screen"
    )
    how.add_argument(
        "--browser", action="store_true", help="no window: serve the booth to a browser on this machine"
    )
    return parser


def _settings(options: argparse.Namespace) -> BoothSettings:
    """Read the file; the command line overrides it."""
    settings = read_settings(options.config, authority=options.tls_ca)
    return replace(
        settings,
        servers=options.server or settings.servers,
        language=options.language or settings.language,
    )


def _has_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    return any(os.environ.get(name) for name in names) or os.environ.get("QT_QPA_PLATFORM") == "offscreen"


def main(argv: list[str] | None = None, signals: StopSignals | None = None) -> int:
    """Run the booth until it is closed or stopped.

    Args:
        argv: the command line without the program; None: the process's own.
        signals: what ends the booth and has it read booth.conf again, if the caller handles signals already.

    Returns:
        The exit status, see the module's docstring.
    """
    options = _parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    try:
        settings = _settings(options)
    except ConfigError as error:
        print(f"kiosk_web: {error}", file=sys.stderr)
        return 2
    if not options.browser and not _has_display():
        print(
            "kiosk_web: no display here, so the booth opens in a browser instead", file=sys.stderr, flush=True
        )
        options.browser = True
    open_booth = _in_browser if options.browser else _in_window
    try:
        return open_booth(settings, options, signals or StopSignals(reloads=True))
    except NotServedError as error:
        print(f"kiosk_web: {error}", file=sys.stderr)
        return NOT_SERVED


def _bridge(settings: BoothSettings, **hooks: Any) -> Bridge:
    """Return the bridge; which server it asks first is drawn, so that booths spread over them."""
    server, *others = settings.servers
    first = secrets.randbelow(len(settings.servers))
    return Bridge(*server, others=others, first=first, settings=settings, ssl_context=settings.tls, **hooks)


def _in_browser(settings: BoothSettings, options: argparse.Namespace, signals: StopSignals) -> int:
    from kiosk_web import browser  # noqa: PLC0415 - needed in this mode only

    bridge = _bridge(settings)
    return browser.run(bridge, BoothServer(bridge), signals, _reload(options, settings, bridge))


def _in_window(settings: BoothSettings, options: argparse.Namespace, signals: StopSignals) -> int:
    from kiosk_web.window import window  # noqa: PLC0415 - loads Qt, which needs a display

    hooks = Hooks()
    bridge = _bridge(settings, on_heartbeat=hooks.beat, on_exit=hooks.leave)
    with BoothServer(None) as server:
        server.serve_beside()
        return window.run(
            bridge,
            server.site.url,
            is_windowed=options.windowed,
            signals=signals,
            on_reload=_reload(options, settings, bridge),
            hooks=hooks,
            screen=settings.screen,
            scale=settings.scale,
            debugging_port=os.environ.get(DEBUGGING_PORT_VARIABLE),
        )


def _reload(options: argparse.Namespace, settings: BoothSettings, bridge: Bridge) -> Callable[[], None]:
    """Return what reads booth.conf again; what is wrong leaves the old in force.

    Args:
        options: the command line, which overrides the file.
        settings: what was read at the start.
        bridge: follows what has changed.
    """
    in_force = settings

    def reload() -> None:
        nonlocal in_force
        try:
            read = _settings(options)
        except ConfigError as error:
            _log.error("SIGHUP: the old configuration stays in force: %s", error)
            return
        kept = keys_that_stay(in_force, read)
        in_force = settings_in_force(in_force, read)
        bridge._follow(in_force)
        _log.warning("SIGHUP: the configuration was read again")
        if kept:
            _log.warning("SIGHUP: these keys change with a restart only: %s", ", ".join(kept))

    return reload
