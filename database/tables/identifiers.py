"""Names of tables, columns and keys as data: written into SQL, and shown on a console.

No SQL is run here. Promise: whatever a hospital calls its columns and keys, a statement means what it
says, and a console shows it as one line from left to right.
"""

from __future__ import annotations

import unicodedata


def quoted(*names: str) -> str:
    """Return an identifier in backticks, or several behind each other: `table`.`column`.

    Args:
        names: as the server has them. A statement that holds one is run without values: a `%` in it would be
            taken for a placeholder.
    """
    return ".".join("`{}`".format(name.replace("`", "``")) for name in names)


def listed(names: tuple[str, ...]) -> str:
    """Return identifiers in backticks with commas between."""
    return ", ".join(map(quoted, names))


def shown(text: str) -> str:
    """Return a line for a console: what cannot be seen, or turns the direction of writing, is escaped."""
    return "".join(
        f"\\u{ord(character):04x}" if unicodedata.category(character) in _NOT_SHOWN else character
        for character in text
    )


# Control characters, formats (direction, zero width), surrogates, unassigned, ends of lines and paragraphs.
_NOT_SHOWN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"})
