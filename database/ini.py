"""An INI file read by a table of keys: every key with its default and the function that judges its value.

Nothing of databases or servers here; `cbp_server` reads its own section with it. Promises: a file is either
read whole or refused with a `ConfigError` of one line that names the file, the key and what is wrong; a key
that the table does not know is an error, a key that the file lacks has its default.

The dialect (`spec/protocol.md`, "Starting the server"): `key = value`, `;` begins a comment, on a line of its
own or behind a value; so no value holds one. No `[DEFAULT]`, no interpolation, no value over several lines.
"""

import configparser
import re
from collections.abc import Callable, Collection, Mapping, Sequence
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
        message: for the person who edits it; told in one line, whatever line ends a quoted value holds.
    """

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


@dataclass(frozen=True)
class Key:
    """A key of a section.

    Attributes:
        name: as it stands in the file.
        default: the text that counts where the file does not say.
        parse: gives the value of a text; raises ValueError with what is wrong, in a few words. A relative
            `Path` that it gives is then taken from the configuration file's folder.
    """

    name: str
    default: str
    parse: Callable[[str], Any]


def integer(low: int, high: int) -> Callable[[str], int]:
    """Make a parser of whole numbers from `low` to `high`, both included."""

    def parse(text: str) -> int:
        is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        if not is_number or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(text)

    return parse


def text(*, required: bool = True) -> Callable[[str], str]:
    """Make a parser of any text, by default one that is not empty."""

    def parse(value: str) -> str:
        if required and not value:
            raise ValueError("must not be empty")
        return value

    return parse


def optional_path() -> Callable[[str], Path | None]:
    """Make a parser of a path, `~` being a home folder; an empty value is None."""

    def parse(value: str) -> Path | None:
        try:
            return Path(value).expanduser() if value else None
        except RuntimeError:
            raise ValueError("there is no such home folder; give the whole path") from None

    return parse


def read_ini(
    path: Path, sections: Mapping[str, Sequence[Key]], ignore: Collection[str] = ()
) -> dict[str, dict[str, Any]]:
    """Read `path` by the table `sections`.

    Args:
        path: the file.
        sections: by section, the keys it may hold.
        ignore: sections that may be there too and are somebody else's.

    Returns:
        For every section of the table (also one that the file lacks) the value of every key.

    Raises:
        ConfigError: the file cannot be used.
    """
    found = _parse_file(path)
    for section in found.sections():
        if section not in sections and section not in ignore:
            raise ConfigError(f"{path}: [{section}]: unknown section")
    return {section: _read_section(path, found, section, keys) for section, keys in sections.items()}


def key_error(path: Path, section: str, key: str, value: str, wrong: str) -> ConfigError:
    """Make the one line that says what is wrong with a value."""
    return ConfigError(f"{path}: [{section}] {key} = {value}: {wrong}")


def read_secret(path: Path, section: str, key: str, file: Path) -> str:
    """Read a secret that stands alone in a file of its own.

    Args:
        path: the configuration file.
        section: its section that names the file.
        key: and the key.
        file: the secret's file.

    Returns:
        The one line, without its end; it may be empty.

    Raises:
        ConfigError: the file cannot be read, or holds more; the line does not quote it.
    """
    try:
        secret = file.read_text(encoding="utf-8-sig").rstrip("\r\n")
    except OSError as error:
        wrong = f"cannot be read: {error.strerror}"
    except UnicodeDecodeError:
        wrong = "cannot be read: not UTF-8"
    else:
        if "\n" not in secret:
            return secret
        wrong = "holds more than one line"
    raise key_error(path, section, key, str(file), wrong)


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
        lines = path.read_text(encoding="utf-8-sig").split("\n")
        # Here, because configparser takes a ";" for a comment only where a space stands before it.
        parser.read_string("\n".join(line.partition(";")[0] for line in lines), source=str(path))
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
        is_section = str(error.line).lstrip().startswith("[")
        wrong = "no [section] alone on its line" if is_section else "a key before any [section]"
        raise ConfigError(f"{path}: line {error.lineno}: {wrong}") from error
    except configparser.ParsingError as error:
        raise ConfigError(f"{path}: line {error.errors[0][0]}: neither [section] nor key = value") from error
    return parser


def _read_section(
    path: Path, found: configparser.RawConfigParser, section: str, keys: Sequence[Key]
) -> dict[str, Any]:
    written = dict(found[section]) if found.has_section(section) else {}
    known = {key.name for key in keys}
    for name, value in written.items():
        if name not in known:
            raise key_error(path, section, name, value, "unknown key")
        if "\n" in value:
            raise key_error(path, section, name, value, "goes on over an indented line; one key a line")
        if "\0" in value:  # no name of a file or a host may hold one, and the system's calls raise ValueError
            raise key_error(path, section, name, value.replace("\0", "\N{SYMBOL FOR NULL}"), "holds a NUL")
    values: dict[str, Any] = {}
    for key in keys:
        value = written.get(key.name, key.default)
        try:
            parsed = key.parse(value)
        except ValueError as error:
            raise key_error(path, section, key.name, value, str(error)) from error
        values[key.name] = path.parent / parsed if isinstance(parsed, Path) else parsed
    return values
