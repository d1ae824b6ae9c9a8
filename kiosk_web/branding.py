"""What makes a booth a hospital's own: the section `[hospital]` of booth.conf, judged.

Here: name, logo, colour, texts. Not here: how the page shows them. It promises that the colour can be read
on white (WCAG 2.2, 1.4.6) and that the logo is a picture of a bearable size, given as a `data:` URL so that
it need not lie among the page's public files.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from kiosk_web.ini import Key, key_error, optional_path, words

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
    """Whose booth it is; every text may be empty.

    Attributes:
        name: As patients know it.
        phone: The desk's.
        logo: A `data:` URL, or None.
        colour: `#rrggbb`, at least 7:1 on white, or None.
        welcome: The opening text, by language.
        arrival: Where to go and what to bring, by language.
        address: For the calendar entry.
        timezone: Of the hospital's clocks, as IANA names it.
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
    """Return how two `#rrggbb` stand out from each other, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]  # noqa: PLR2004
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parse_colour(text: str) -> str | None:
    if not text:
        return None
    if not _COLOUR.fullmatch(text):
        raise ValueError("must be #rrggbb, as in #00558c")
    ratio = contrast_ratio(text, WHITE)
    if ratio < LEAST_CONTRAST:
        # Rounded down: a ratio of 6.96 must not read as "7.0, needs 7".
        shown = int(ratio * 10) / 10
        raise ValueError(f"has {shown}:1 on white and needs 7:1 to be read (WCAG 1.4.6); take a darker one")
    return text.lower()


def _parse_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (OSError, ValueError, KeyError):  # a folder, a path out of the table, an unknown name
        raise ValueError("must be a time zone, as in Europe/Brussels") from None
    return text


_LANGUAGES = ("fr", "nl", "de", "en")
HOSPITAL_KEYS = (
    Key("name", "", words(80)),
    Key("phone", "", words(40)),
    Key("logo", "", optional_path),
    Key("colour", "", _parse_colour),
    *(Key(f"welcome_{language}", "", words(300)) for language in _LANGUAGES),
    *(Key(f"arrival_{language}", "", words(300)) for language in _LANGUAGES),
    Key("address", "", words(160)),
    Key("timezone", "Europe/Brussels", _parse_zone),
)


def read_hospital(path: Path, values: Mapping[str, Any]) -> Hospital:
    """Return the section as a value.

    Args:
        path: The configuration file, for messages.
        values: Of HOSPITAL_KEYS, parsed.

    Raises:
        ConfigError: The logo cannot be used.
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
    return {language: values.get(f"{name}_{language}", "") for language in _LANGUAGES}


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
