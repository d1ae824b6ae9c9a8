"""booth.conf as one frozen value.

Here: every setting of the booth, once, in the table `SECTIONS`; `booth.conf` itself explains each. Not here:
the section `[hospital]` (`hospital.py`). It promises that what `read_settings` returns is complete, in range
and usable: the certificate and the logo are read, and the programs that printing needs are installed.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from cbp import Address
from inifile import (
    ConfigError,
    Key,
    choice,
    integer,
    key_error,
    optional_path,
    read_ini,
    read_private_file,
    text,
)
from kiosk_web.configuration.hospital import HOSPITAL_KEYS, LANGUAGES, Hospital, read_hospital
from kiosk_web.printing import cups
from kiosk_web.printing.paper import PrinterSettings

SHIPPED = Path(__file__).parents[1] / "booth.conf"

LEAST_SCALE, MOST_SCALE = 1.0, 4.0

_DEFAULT_SERVER = Address("127.0.0.1", 50_000)
_HIGHEST_PORT = 65_535
_ADDRESS = re.compile(
    r"(?:\[(?P<ipv6>[0-9A-Fa-f:.]+(?:%\w+)?)\]|(?P<name>[^\s:\[\]/]+)):(?P<port>[0-9]{1,5})"
)
_QUEUE = re.compile(r"[A-Za-z0-9_.][\w.-]{0,126}", re.ASCII)
_EXIT_CODE = re.compile(r"(?:[0-9]{6,12})?")


@dataclass(frozen=True)
class Times:
    """How long the booth waits for a patient, in seconds.

    Attributes:
        idle: without a touch, until the warning.
        warning: from the warning until it forgets the patient.
        booked: on the last screen.
        limit: at one screen, whatever touches it.
    """

    idle: int = 60
    warning: int = 20
    booked: int = 30
    limit: int = 600


@dataclass(frozen=True)
class BoothSettings:
    """What booth.conf says; without arguments, the defaults.

    Attributes:
        servers: the reservation servers of one database, at least one.
        tls: set if they speak TLS.
        language: the language in which the booth opens.
        screen: which screen of the machine the window fills, from 0.
        scale: how much larger everything is than on a screen of full HD; None: by the screen's size.
        sound: whether speech is offered: `yes`, `no`, or `auto`, where there is a sound card.
        times: how long it waits.
        hospital: whose booth it is.
        printer: where tickets are printed.
        exit_code: the code of the staff's exit; empty: there is no exit.
        values: every key of the file as it was read, by section.
    """

    servers: tuple[Address, ...] = (_DEFAULT_SERVER,)
    tls: ssl.SSLContext | None = field(default=None, repr=False)
    language: str = "fr"
    screen: int = 0
    scale: float | None = None
    sound: str = "auto"
    times: Times = Times()
    hospital: Hospital = field(default_factory=Hospital)
    printer: PrinterSettings = field(default_factory=PrinterSettings)
    exit_code: str = field(default="", repr=False)
    values: Mapping[str, Mapping[str, object]] = field(default_factory=dict, repr=False, compare=False)


def parse_address(value: str) -> Address:
    """Read `HOST:PORT`, an IPv6 address in brackets; ValueError says what is wrong."""
    match = _ADDRESS.fullmatch(value)
    if not match or not 1 <= int(match["port"]) <= _HIGHEST_PORT:
        raise ValueError("must be HOST:PORT, as in localhost:50000 or [::1]:50000")
    return Address(match["ipv6"] or match["name"], int(match["port"]))


def parse_addresses(value: str) -> tuple[Address, ...]:
    """Read one `HOST:PORT` or several, separated by commas; ValueError says what is wrong."""
    addresses = tuple(parse_address(one.strip()) for one in value.split(","))
    if len(set(addresses)) < len(addresses):
        raise ValueError("names a server twice")
    return addresses


def load_authority(path: Path) -> ssl.SSLContext:
    """Read the certificate authority to trust; ValueError says what is wrong."""
    try:
        return ssl.create_default_context(cafile=path)
    except (OSError, ssl.SSLError) as error:
        reason = "no certificate in it" if isinstance(error, ssl.SSLError) else error.strerror
        raise ValueError(f"cannot be used: {reason}") from None


def _parse_queue(value: str) -> str:
    if value and not _QUEUE.fullmatch(value):
        raise ValueError("must be the name of a queue as `lpstat -e` tells it")
    return value


def _parse_device(value: str) -> Path | None:
    if value and not value.startswith("/"):
        raise ValueError("must be a whole path, as in /dev/usb/lp0")
    return optional_path(value)


def _parse_exit_code(value: str) -> str:
    if not _EXIT_CODE.fullmatch(value):
        raise ValueError("must be 6 to 12 digits, or empty for no way out")
    return value


def _parse_scale(value: str) -> float | None:
    if value == "auto":
        return None
    try:
        scale = float(value)
    except ValueError:
        scale = 0.0
    if not LEAST_SCALE <= scale <= MOST_SCALE:  # false for NaN too
        raise ValueError("must be auto, or a number from 1 to 4, as in 1.5")
    return scale


def _parse_yes(value: str) -> bool:
    return choice("no", "yes")(value) == "yes"


def _parse_paper(value: str) -> int:
    return int(choice("58", "80")(value))


SECTIONS = {
    "server": (
        Key("address", "127.0.0.1:50000", parse_addresses),
        Key("tls_ca", "", optional_path),
        Key("tls_certificate", "", optional_path),
        Key("tls_key", "", optional_path),
    ),
    "booth": (
        Key("language", "fr", choice(*LANGUAGES)),
        Key("screen", "0", integer(0, 15)),
        Key("scale", "auto", _parse_scale),
        Key("sound", "auto", choice("auto", "yes", "no")),
        Key("idle_seconds", "60", integer(10, 600)),
        Key("warning_seconds", "20", integer(20, 120)),  # WCAG 2.2, 2.2.1: 20 seconds at least
        Key("booked_seconds", "30", integer(10, 300)),
        Key("screen_limit", "600", integer(120, 3600)),
    ),
    "hospital": HOSPITAL_KEYS,
    "printer": (
        Key("kind", "none", choice("none", "cups", "escpos")),
        Key("queue", "", _parse_queue),
        Key("host", "", text(longest=253)),
        Key("port", "9100", integer(1, _HIGHEST_PORT)),
        Key("device", "", _parse_device),
        Key("paper_mm", "80", _parse_paper),
        Key("number_code", "no", _parse_yes),
    ),
    "staff": (Key("exit_code", "", _parse_exit_code, is_secret=True),),
}


def read_settings(path: Path, *, authority: Path | None = None) -> BoothSettings:
    """Read a configuration file.

    Args:
        path: the file.
        authority: a certificate authority that overrides the file's `tls_ca`; None: the file's.

    Raises:
        ConfigError: one line that names the file, the section, the key, the value and the way out.
    """
    values = read_ini(path, SECTIONS, has_inline_comments=False)
    booth = values["booth"]
    server = values["server"]
    return BoothSettings(
        servers=server["address"],
        tls=_load_tls(path, authority or server["tls_ca"], server["tls_certificate"], server["tls_key"]),
        language=booth["language"],
        screen=booth["screen"],
        scale=booth["scale"],
        sound=booth["sound"],
        times=Times(
            booth["idle_seconds"], booth["warning_seconds"], booth["booked_seconds"], booth["screen_limit"]
        ),
        hospital=read_hospital(path, values["hospital"]),
        printer=_check_printer(path, PrinterSettings(**values["printer"])),
        exit_code=values["staff"]["exit_code"],
        values=values,
    )


def time_zone(settings: BoothSettings) -> ZoneInfo:
    """Return the hospital's time zone."""
    return ZoneInfo(settings.hospital.timezone)


def _load_tls(
    path: Path, authority: Path | None, certificate: Path | None, key: Path | None
) -> ssl.SSLContext | None:
    if (certificate is None) != (key is None):
        lacking = "tls_certificate" if certificate is None else "tls_key"
        raise key_error(path, "server", lacking, "", "tls_certificate and tls_key go together")
    if authority is None:
        if certificate is not None:
            raise key_error(path, "server", "tls_ca", "", "must be given with tls_certificate")
        return None
    try:
        context = load_authority(authority)
    except ValueError as error:
        raise key_error(path, "server", "tls_ca", str(authority), str(error)) from None
    if certificate is not None and key is not None:
        _load_own_certificate(context, path, certificate, key)
    return context


def _load_own_certificate(context: ssl.SSLContext, path: Path, certificate: Path, key: Path) -> None:
    pem = read_private_file(path, "server", "tls_key", key)
    if b"ENCRYPTED" in pem:
        raise key_error(path, "server", "tls_key", str(key), "has a passphrase, which nobody is here to type")
    try:
        context.load_cert_chain(certificate, key, password="")  # or OpenSSL would prompt at the terminal
    except (OSError, ValueError) as error:  # SSLError is an OSError
        wrong = f"no certificate that goes with tls_key = {key}"
        raise key_error(path, "server", "tls_certificate", str(certificate), wrong) from error


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
