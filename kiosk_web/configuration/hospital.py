"""The hospital's own look: the section `[hospital]` of booth.conf.

Here: name, logo, colour, texts. Not here: how the page shows them. It promises that the colour can be read
on white (WCAG 2.2, 1.4.6) and that the logo is a picture of limited size. The logo is given as a `data:` URL,
so it need not be copied to the page's files.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from inifile import Key, key_error, optional_path, text

LANGUAGES = ("fr", "nl", "de", "en")

LARGEST_LOGO = 200_000
"""Bytes."""

WHITE = "#ffffff"
LEAST_CONTRAST = 7.0
"""Between text and white, WCAG 2.2 criterion 1.4.6 (level AAA)."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*<svg[\s>]", re.DOTALL
)


@dataclass(frozen=True)
class Hospital:
    """The hospital of this booth; every text may be empty.

    Attributes:
        name: as patients know it.
        phone: of the reception desk.
        logo: a `data:` URL, or None.
        colour: `#rrggbb`, at least 7:1 on white, or None.
        welcome: the opening text, by language.
        arrival: where to go and what to bring, by language.
        address: for the calendar entry.
        timezone: the IANA name of the hospital's time zone.
    """

    name: str = ""
    phone: str = ""
    logo: str | None = field(default=None, repr=False)
    colour: str | None = None
    welcome: Mapping[str, str] = field(default_factory=lambda: _texts({}, "welcome"))
    arrival: Mapping[str, str] = field(default_factory=lambda: _texts({}, "arrival"))
    address: str = ""
    timezone: str = "Europe/Brussels"


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb`, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parse_colour(value: str) -> str | None:
    if not value:
        return None
    if not _COLOUR.fullmatch(value):
        raise ValueError("must be #rrggbb, as in #00558c")
    ratio = contrast_ratio(value, WHITE)
    if ratio < LEAST_CONTRAST:
        # Rounded down, so that 6.96 does not read as "7.0, needs 7".
        shown = int(ratio * 10) / 10
        raise ValueError(f"has {shown}:1 on white and needs 7:1 to be read (WCAG 1.4.6); take a darker one")
    return value.lower()


def _parse_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError):  # a folder, a path out of the table, an unknown name
        raise ValueError("must be a time zone, as in Europe/Brussels") from None
    return value


HOSPITAL_KEYS = (
    Key("name", "", text(longest=80)),
    Key("phone", "", text(longest=40)),
    Key("logo", "", optional_path),
    Key("colour", "", _parse_colour),
    *(Key(f"welcome_{language}", "", text(longest=300)) for language in LANGUAGES),
    *(Key(f"arrival_{language}", "", text(longest=300)) for language in LANGUAGES),
    Key("address", "", text(longest=160)),
    Key("timezone", "Europe/Brussels", _parse_zone),
)


def read_hospital(path: Path, values: Mapping[str, Any]) -> Hospital:
    """Return the section as a value.

    Args:
        path: the configuration file, for error messages.
        values: the parsed values of HOSPITAL_KEYS.

    Raises:
        ConfigError: the logo cannot be used.
    """
    return Hospital(
        name=values["name"],
        phone=values["phone"],
        logo=None if values["logo"] is None else _read_logo(path, values["logo"]),
        colour=values["colour"],
        welcome=_texts(values, "welcome"),
        arrival=_texts(values, "arrival"),
        address=values["address"],
        timezone=values["timezone"],
    )


def _texts(values: Mapping[str, str], name: str) -> dict[str, str]:
    return {language: values.get(f"{name}_{language}", "") for language in LANGUAGES}


def _read_logo(path: Path, logo: Path) -> str:
    try:
        with logo.open("rb") as file:
            content = file.read(LARGEST_LOGO + 1)
    except OSError as error:
        raise key_error(path, "hospital", "logo", str(logo), f"cannot be read: {error.strerror}") from error
    if len(content) > LARGEST_LOGO:
        raise key_error(path, "hospital", "logo", str(logo), "must have at most 200 KB")
    if content.startswith(_PNG):
        kind = "image/png"
    elif _SVG.match(content):
        kind = "image/svg+xml"
    else:
        raise key_error(path, "hospital", "logo", str(logo), "must be an SVG or a PNG picture")
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
