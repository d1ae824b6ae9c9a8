"""`python -m kiosk_web`: reads the command line, then opens the booth in a window or for a browser.

A wrong argument is one line on stderr and exit status 2.
"""

from __future__ import annotations

import argparse
import logging
import os
import re
import ssl
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from kiosk_web.bridge import Bridge

LANGUAGES = ("fr",)
DEBUGGING_PORT_VARIABLE = "BORNE_DEBUGGING_PORT"
"""Tests set this to drive the real window; it also lets every origin in, so a booth must not."""

ADDRESS = re.compile(r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+(?:%\w+)?)\]|(?P<name>[^\s:\[\]/]+)):(?P<port>[0-9]{1,5})")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line, without the usage that argparse would print before it."""
        self.exit(2, f"kiosk_web: {message}\n")


@dataclass(frozen=True)
class Address:
    """Where the reservation server listens."""

    host: str
    port: int


def address(text: str) -> Address:
    """Read `HOST:PORT`, an IPv6 address in brackets."""
    match = ADDRESS.fullmatch(text)
    if not match or not 1 <= int(match["port"]) <= 65535:  # noqa: PLR2004 - the largest port there is
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT, as in localhost:50000 or [::1]:50000")
    return Address(match["ipv6"] or match["name"], int(match["port"]))


def authority(text: str) -> ssl.SSLContext:
    """Read the certificate authority that vouches for the server."""
    try:
        return ssl.create_default_context(cafile=Path(text))
    except (OSError, ssl.SSLError) as error:
        reason = error.strerror or "no certificate in it"
        raise argparse.ArgumentTypeError(f"{text}: {reason}") from None


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m kiosk_web", description="The booking booth.")
    parser.add_argument(
        "--server", type=address, required=True, metavar="HOST:PORT", help="the reservation server"
    )
    parser.add_argument("--language", choices=LANGUAGES, default="fr", help="the language it opens in")
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


def _has_display() -> bool:
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    return any(os.environ.get(name) for name in names) or os.environ.get("QT_QPA_PLATFORM") == "offscreen"


def main(argv: list[str] | None = None) -> int:
    """Run the booth until it is closed or stopped; return the exit status."""
    options = _parser().parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    bridge = Bridge(
        options.server.host, options.server.port, language=options.language, ssl_context=options.tls_ca
    )
    if not options.browser and not _has_display():
        print(
            "kiosk_web: no display here, so the booth opens in a browser instead", file=sys.stderr, flush=True
        )
        options.browser = True
    if options.browser:
        from kiosk_web import browser  # noqa: PLC0415 - each way in loads its own half

        return browser.run(bridge)
    from kiosk_web import window  # noqa: PLC0415 - Qt is not even loaded where there is no display

    return window.run(
        bridge, is_windowed=options.windowed, debugging_port=os.environ.get(DEBUGGING_PORT_VARIABLE)
    )


if __name__ == "__main__":
    sys.exit(main())
