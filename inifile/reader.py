"""Reads an INI file by a table of keys: each with its default and the function that parses its value.

Promises: a file is read whole or refused with a `ConfigError` of one line that names the file, the section,
the key, what is wrong and what to do; an unknown key is an error, and its value is not quoted, since it may
be a password; a key that the file lacks has its default.

The dialect: `key = value`; `;` begins a comment; no `[DEFAULT]`, interpolation or value over several lines.
"""

from __future__ import annotations

import configparser
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NO_DEFAULT_SECTION = "\n"
"""A section name that no line of a file can have: it turns configparser's [DEFAULT] off."""

_SECTION = re.compile(r"\[(?P<header>[^]]+)\]\Z")
"""A section alone on its line: configparser would silently drop what follows it."""


class ConfigError(Exception):
    """A configuration file that cannot be used.

    Args:
        message: for the person who edits the file; line ends in a quoted value become spaces.
    """

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


@dataclass(frozen=True)
class Key:
    """A key of a section.

    Attributes:
        name: as written in the file.
        default: the text of a key that the file lacks.
        parse: returns the value of a text, or raises ValueError with what it must be. A relative `Path` that
            it returns is resolved from the configuration file's folder.
        is_secret: whether an error line leaves the value out.
    """

    name: str
    default: str
    parse: Callable[[str], Any]
    is_secret: bool = False


def read_ini(
    path: Path,
    sections: Mapping[str, Sequence[Key]],
    *,
    ignore: Collection[str] = (),
    has_inline_comments: bool = True,
) -> dict[str, dict[str, Any]]:
    """Read `path` by the table `sections`.

    Args:
        path: the file.
        sections: by section, the keys that it may have.
        ignore: sections that may be there too and belong to another reader.
        has_inline_comments: whether `;` begins a comment after a value too, so that no value can contain one.
            If not, a comment has a line of its own: French text puts a space before a semicolon.

    Returns:
        The value of every key of every section in the table, whether the file has it or not.

    Raises:
        ConfigError: the file cannot be used.
    """
    found = _parse_file(path, has_inline_comments=has_inline_comments)
    for section in found.sections():
        if section not in sections and section not in ignore:
            raise ConfigError(f"{path}: [{section}]: unknown section; there are {', '.join(sections)}")
    return {section: _read_section(path, found, section, keys) for section, keys in sections.items()}


def key_error(path: Path, section: str, key: str, value: str, wrong: str) -> ConfigError:
    """Return the error for a wrong value."""
    return ConfigError(f"{path}: [{section}] {key} = {value}: {wrong}")


def _parse_file(path: Path, *, has_inline_comments: bool) -> configparser.RawConfigParser:
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
        content = path.read_text(encoding="utf-8-sig")
        if has_inline_comments:  # configparser would require a space before the ";"
            content = "\n".join(line.partition(";")[0] for line in content.split("\n"))
        parser.read_string(content, source=str(path))
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
    known = {key.name: key for key in keys}
    for name, value in written.items():
        if name not in known:
            raise ConfigError(
                f"{path}: [{section}] {name}: unknown key; there are {', '.join(sorted(known))}"
            )
        shown = "…" if known[name].is_secret else value.replace("\0", "\N{SYMBOL FOR NULL}")
        if "\n" in value:
            raise key_error(path, section, name, shown, "goes on over an indented line; one key a line")
        if "\0" in value:  # in a file's or a host's name it would raise ValueError in a system call
            raise key_error(path, section, name, shown, "holds a NUL")
    return {key.name: _read_value(path, section, key, written.get(key.name, key.default)) for key in keys}


def _read_value(path: Path, section: str, key: Key, text: str) -> object:
    try:
        value = key.parse(text)
    except ValueError as error:
        raise key_error(path, section, key.name, "…" if key.is_secret else text, str(error)) from error
    return path.parent / value if isinstance(value, Path) else value
