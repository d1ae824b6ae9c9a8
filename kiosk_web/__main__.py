"""`python -m kiosk_web`: configuration and command line, then the booth in a window or for a browser.

A wrong argument, or a configuration that cannot be used, is one line on stderr and exit status 2.
"""

from __future__ import annotations

import argparse
import logging
import os
import ssl
import sys
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from kiosk_web.bridge import Bridge
from kiosk_web.configuration import (
    LANGUAGES,
    SHIPPED,
    Address,
    BoothSettings,
    load_authority,
    parse_address,
    read_settings,
)
from kiosk_web.hooks import Hooks
from kiosk_web.ini import ConfigError

DEBUGGING_PORT_VARIABLE = "BORNE_DEBUGGING_PORT"
"""Tests set this to drive the real window; it also lets every origin in, so a booth must not."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, without the usage that argparse would print before it."""
        self.exit(2, f"kiosk_web: {message}\n")


def address(text: str) -> Address:
    """Read `HOST:PORT`, an IPv6 address in brackets."""
    try:
        return parse_address(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from None


def authority(text: str) -> ssl.SSLContext:
    """Read the certificate authority that vouches for the server."""
    try:
        return load_authority(Path(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text}: {error}") from None


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m kiosk_web", description="The booking booth.")
    parser.add_argument(
        "--config",
        type=Path,
        default=SHIPPED,
        metavar="FILE",
        help="booth.conf (default: the one that ships)",
    )
    parser.add_argument("--server", type=address, metavar="HOST:PORT", help="the reservation server")
    parser.add_argument("--language", choices=LANGUAGES, help="the language it opens in")
    parser.add_argument(
        "--tls-ca", type=authority, metavar="FILE", help="speak TLS; FILE (PEM) vouches for the server"
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
    """Read the file; what stands on the command line wins over it."""
    settings = read_settings(options.config)
    return replace(
        settings,
        server=options.server or settings.server,
        tls=options.tls_ca or settings.tls,
        language=options.language or settings.language,
    )


def _has_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    return any(os.environ.get(name) for name in names) or os.environ.get("QT_QPA_PLATFORM") == "offscreen"


def main(argv: list[str] | None = None) -> int:
    """Run the booth until it is closed or stopped; return the exit status."""
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
    host, port = settings.server.host, settings.server.port
    if options.browser:
        from kiosk_web import browser  # noqa: PLC0415 - each way in loads its own half

        return browser.run(Bridge(host, port, settings=settings, ssl_context=settings.tls))
    from kiosk_web import window  # noqa: PLC0415 - Qt is not even loaded where there is no display

    hooks = Hooks()
    bridge = Bridge(
        host,
        port,
        settings=settings,
        ssl_context=settings.tls,
        on_heartbeat=hooks.beat,
        on_exit=hooks.leave,
    )
    return window.run(
        bridge,
        is_windowed=options.windowed,
        hooks=hooks,
        screen=settings.screen,
        debugging_port=os.environ.get(DEBUGGING_PORT_VARIABLE),
    )


if __name__ == "__main__":
    sys.exit(main())
