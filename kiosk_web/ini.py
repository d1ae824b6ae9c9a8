"""An INI file read by a table of keys: every key with its default and the function that judges its value.

Nothing of booths here. The room `database` has a reader like this for `server.conf`; rooms stand alone, and
this dialect differs on purpose: a comment has a line of its own, because French puts a space before its
semicolon and an opening text must not end there. Promises: a file is either read whole or refused with a
`ConfigError` of one line that names the file, the section, the key, the value and the way out.
"""

from __future__ import annotations

import configparser
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NO_DEFAULT_SECTION = "\n"
"""No line of a file can name it."""

_SECTION = re.compile(r"\[(?P<header>[^]]+)\]\Z")
"""A section has its line to itself: configparser would drop what follows it without a word."""

_MOST_DIGITS = 20


class ConfigError(Exception):
    """A configuration file that cannot be used.

    Args:
        message: For the person who edits it; told in one line, whatever line ends a quoted value holds.
    """

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


@dataclass(frozen=True)
class Key:
    """A key of a section.

    Attributes:
        name: As it stands in the file.
        default: The text that counts where the file does not say.
        parse: Gives the value of a text; raises ValueError with the way out, in a few words. A relative
            `Path` that it gives is then taken from the configuration file's folder.
        is_secret: The value is left out of the line that says what is wrong with it.
    """

    name: str
    default: str
    parse: Callable[[str], Any]
    is_secret: bool = False


def integer(low: int, high: int) -> Callable[[str], int]:
    """Make a parser of whole numbers from `low` to `high`, both included."""

    def parse(text: str) -> int:
        is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        if not is_number or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return parse


def words(longest: int) -> Callable[[str], str]:
    """Make a parser of a text of at most so many characters; it may be empty."""

    def parse(text: str) -> str:
        if len(text) > longest:
            raise ValueError(f"must have at most {longest} characters, has {len(text)}")
        return text

    return parse


def choice(*allowed: str) -> Callable[[str], str]:
    """Make a parser of one word out of a few."""

    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return text

    return parse


def optional_path(text: str) -> Path | None:
    """Parse a path, `~` being a home folder; an empty value is None."""
    try:
        return Path(text).expanduser() if text else None
    except RuntimeError:
        raise ValueError("there is no such home folder; give the whole path") from None


def read_ini(path: Path, sections: Mapping[str, Sequence[Key]]) -> dict[str, dict[str, Any]]:
    """Read `path` by the table `sections`.

    Args:
        path: The file.
        sections: By section, the keys it may hold.

    Returns:
        For every section of the table (also one that the file lacks) the value of every key.

    Raises:
        ConfigError: The file cannot be used.
    """
    found = _parse_file(path)
    for section in found.sections():
        if section not in sections:
            raise ConfigError(f"{path}: [{section}]: unknown section; there are {', '.join(sections)}")
    return {section: _read_section(path, found, section, keys) for section, keys in sections.items()}


def key_error(path: Path, section: str, key: str, value: str, wrong: str) -> ConfigError:
    """Make the one line that says what is wrong with a value."""
    return ConfigError(f"{path}: [{section}] {key} = {value}: {wrong}")


def _parse_file(path: Path) -> configparser.RawConfigParser:
    parser = configparser.RawConfigParser(
        delimiters=("=",),
        comment_prefixes=(";",),
        strict=True,
        empty_lines_in_values=False,
        default_section=_NO_DEFAULT_SECTION,
    )
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.SECTCRE = _SECTION
    try:
        parser.read_string(path.read_text(encoding="utf-8-sig"), source=str(path))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: cannot be read: not UTF-8 at byte {error.start}") from error
    except configparser.DuplicateSectionError as error:
        raise ConfigError(f"{path}: [{error.section}]: stands twice (line {error.lineno})") from error
    except configparser.DuplicateOptionError as error:
        raise ConfigError(
            f"{path}: [{error.section}] {error.option}: stands twice (line {error.lineno})"
        ) from error
    except configparser.MissingSectionHeaderError as error:
        raise ConfigError(f"{path}: line {error.lineno}: a key before any [section]") from error
    except configparser.ParsingError as error:
        raise ConfigError(f"{path}: line {error.errors[0][0]}: neither [section] nor key = value") from error
    return parser


def _read_section(
    path: Path, found: configparser.RawConfigParser, section: str, keys: Sequence[Key]
) -> dict[str, Any]:
    written = dict(found[section]) if found.has_section(section) else {}
    known = {key.name: key for key in keys}
    for name, value in written.items():
        if name not in known:
            raise key_error(path, section, name, value, f"unknown key; there are {', '.join(sorted(known))}")
        shown = "…" if known[name].is_secret else value.replace("\0", "\N{SYMBOL FOR NULL}")
        if "\n" in value:
            raise key_error(path, section, name, shown, "goes on over an indented line; one key a line")
        if "\0" in value:  # no name of a file or a host may hold one, and the system's calls raise ValueError
            raise key_error(path, section, name, shown, "holds a NUL")
    return {key.name: _read_value(path, section, key, written.get(key.name, key.default)) for key in keys}


def _read_value(path: Path, section: str, key: Key, text: str) -> object:
    try:
        value = key.parse(text)
    except ValueError as error:
        raise key_error(path, section, key.name, "…" if key.is_secret else text, str(error)) from error
    return path.parent / value if isinstance(value, Path) else value
