"""booth.conf as one frozen value: every tunable of the booth stands in the table below, once.

What each key is for and its default is told in `booth.conf` itself. What a hospital's own look may be is
judged in `branding.py`. Promise: what `read_settings` returns is complete, in range and usable: the
certificate and the logo are read, the programs that printing needs are there.
"""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from kiosk_web import cups
from kiosk_web.branding import HOSPITAL_KEYS, Hospital, read_hospital
from kiosk_web.ini import ConfigError, Key, choice, integer, key_error, optional_path, read_ini, words

LANGUAGES = ("fr", "nl", "de", "en")
SHIPPED = Path(__file__).parent / "booth.conf"

_HIGHEST_PORT = 65_535
_ADDRESS = re.compile(
    r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+(?:%\w+)?)\]|(?P<name>[^\s:\[\]/]+)):(?P<port>[0-9]{1,5})"
)
_QUEUE = re.compile(r"[A-Za-z0-9_.][\w.-]{0,126}", re.ASCII)
_EXIT_CODE = re.compile(r"(?:[0-9]{6,12})?")


@dataclass(frozen=True)
class Address:
    """Where the reservation server listens."""

    host: str
    port: int


@dataclass(frozen=True)
class Times:
    """How long the booth waits for a patient, in seconds.

    Attributes:
        idle: Without a touch, before the warning.
        warning: For the answer to the warning.
        booked: On the last screen.
    """

    idle: int = 60
    warning: int = 20
    booked: int = 30


@dataclass(frozen=True)
class PrinterSettings:
    """The ticket printer.

    Attributes:
        kind: `none`, `cups` or `escpos`.
        queue: The queue of CUPS.
        host: An ESC/POS printer on the network; empty: `device`.
        port: Its TCP port.
        device: An ESC/POS printer on this machine, such as /dev/usb/lp0.
        paper_mm: The width of its paper roll, 58 or 80 mm.
    """

    kind: str = "none"
    queue: str = ""
    host: str = ""
    port: int = 9100
    device: Path | None = None
    paper_mm: int = 80


@dataclass(frozen=True)
class BoothSettings:
    """What the booth is told by its configuration file; made without arguments, the defaults.

    Attributes:
        server: The reservation server.
        tls: Set where it speaks TLS.
        language: The language the booth opens in.
        screen: Which screen of the machine it stands on, from 0.
        times: How long it waits.
        hospital: Whose booth it is.
        printer: Where tickets are printed.
        exit_code: What lets the staff leave the booth; empty: nothing does.
    """

    server: Address = Address("127.0.0.1", 50_000)
    tls: ssl.SSLContext | None = field(default=None, repr=False)
    language: str = "fr"
    screen: int = 0
    times: Times = Times()
    hospital: Hospital = field(default_factory=Hospital)
    printer: PrinterSettings = PrinterSettings()
    exit_code: str = field(default="", repr=False)


def parse_address(text: str) -> Address:
    """Read `HOST:PORT`, an IPv6 address in brackets; ValueError says what is wrong."""
    match = _ADDRESS.fullmatch(text)
    if not match or not 1 <= int(match["port"]) <= _HIGHEST_PORT:
        raise ValueError("must be HOST:PORT, as in localhost:50000 or [::1]:50000")
    return Address(match["ipv6"] or match["name"], int(match["port"]))


def load_authority(path: Path) -> ssl.SSLContext:
    """Read the certificate authority that vouches for the server; ValueError says what is wrong."""
    try:
        return ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError) as error:
        reason = "no certificate in it" if isinstance(error, ssl.SSLError) else error.strerror
        raise ValueError(f"cannot be used: {reason}") from None


def _parse_queue(text: str) -> str:
    if text and not _QUEUE.fullmatch(text):
        raise ValueError("must be the name of a queue as `lpstat -e` tells it")
    return text


def _parse_device(text: str) -> Path | None:
    if text and not text.startswith("/"):
        raise ValueError("must be a whole path, as in /dev/usb/lp0")
    return optional_path(text)


def _parse_exit_code(text: str) -> str:
    if not _EXIT_CODE.fullmatch(text):
        raise ValueError("must be 6 to 12 digits, or empty for no way out")
    return text


def _parse_paper(text: str) -> int:
    return int(choice("58", "80")(text))


SECTIONS = {
    "server": (
        Key("address", "127.0.0.1:50000", parse_address),
        Key("tls_ca", "", optional_path),
    ),
    "booth": (
        Key("language", "fr", choice(*LANGUAGES)),
        Key("screen", "0", integer(0, 15)),
        Key("idle_seconds", "60", integer(10, 600)),
        Key("warning_seconds", "20", integer(20, 120)),  # WCAG 2.2, 2.2.1: 20 seconds at least
        Key("booked_seconds", "30", integer(10, 300)),
    ),
    "hospital": HOSPITAL_KEYS,
    "printer": (
        Key("kind", "none", choice("none", "cups", "escpos")),
        Key("queue", "", _parse_queue),
        Key("host", "", words(253)),
        Key("port", "9100", integer(1, _HIGHEST_PORT)),
        Key("device", "", _parse_device),
        Key("paper_mm", "80", _parse_paper),
    ),
    "staff": (Key("exit_code", "", _parse_exit_code, is_secret=True),),
}


def read_settings(path: Path) -> BoothSettings:
    """Read a configuration file.

    Raises:
        ConfigError: One line that names the file, the section, the key, the value and the way out.
    """
    values = read_ini(path, SECTIONS)
    booth = values["booth"]
    authority = values["server"]["tls_ca"]
    return BoothSettings(
        server=values["server"]["address"],
        tls=None if authority is None else _load_tls(path, authority),
        language=booth["language"],
        screen=booth["screen"],
        times=Times(booth["idle_seconds"], booth["warning_seconds"], booth["booked_seconds"]),
        hospital=read_hospital(path, values["hospital"]),
        printer=_check_printer(path, PrinterSettings(**values["printer"])),
        exit_code=values["staff"]["exit_code"],
    )


def time_zone(settings: BoothSettings) -> ZoneInfo:
    """Return the zone of the hospital's clocks."""
    return ZoneInfo(settings.hospital.timezone)


def _load_tls(path: Path, authority: Path) -> ssl.SSLContext:
    try:
        return load_authority(authority)
    except ValueError as error:
        raise key_error(path, "server", "tls_ca", str(authority), str(error)) from None


def _check_printer(path: Path, printer: PrinterSettings) -> PrinterSettings:
    def refuse(key: str, value: str, wrong: str) -> ConfigError:
        return key_error(path, "printer", key, value, wrong)

    if printer.kind == "cups":
        if not printer.queue:
            raise refuse("queue", "", "must name the queue where kind = cups")
        if lacking := cups.lacking():
            raise refuse("kind", "cups", lacking)
    if printer.kind == "escpos" and bool(printer.host) == bool(printer.device):
        value = printer.host or ""
        raise refuse("host", value, "where kind = escpos, give either host (with port) or device")
    return printer
