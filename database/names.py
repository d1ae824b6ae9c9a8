"""When two spellings are the same name, whatever keyboard, program or clerk wrote them.

The rule is in `docs/protocol.md`, "LOGIN": without regard to case, accents, space, invisible characters and
the shapes of apostrophes; a hyphen is a space. Login and budgets both use it, so that another spelling of a
name gives no further attempts; `init` uses it to find who cannot log in.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose into a letter and an accent.
_SAME_LETTER = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "œ": "oe",
        "æ": "ae",
        "þ": "th",
        "ŧ": "t",
        "ŀ": "l",
    }
)

# Signs that are written for an apostrophe, and for a hyphen beside those of Unicode's category Pd.
_APOSTROPHES = "'’‘‛ʼʻʽʾʿˈˊˋ`´′‵＇՚ꞌ"
_HYPHENS = "-−⁃˗"

# Invisible, though Unicode does not count them among its formats (Cf): joiners, fillers, a blank of Braille.
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0\u2800"

_SPACE_BESIDE_APOSTROPHE = re.compile(r" *' *")


def tidy_name(name: str) -> str:
    """Return a name with single spaces and nothing invisible, as a new patient's is kept.

    Args:
        name: as typed.
    """
    return " ".join("".join(character for character in name if not _is_invisible(character)).split())


def has_letter(name: str) -> bool:
    """Return whether a name has a letter of any alphabet.

    Args:
        name: as `tidy_name` returns it.
    """
    return any(unicodedata.category(character)[0] == "L" for character in name)


def fold_name(name: str) -> str:
    """Return the form that all spellings of a name share.

    Args:
        name: as typed, or as the database has it.
    """
    decomposed = unicodedata.normalize("NFKD", _plain_signs(name)).casefold()
    letters = unicodedata.normalize("NFKD", decomposed)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = " ".join(_plain_signs(bare).translate(_SAME_LETTER).split())
    return _SPACE_BESIDE_APOSTROPHE.sub("'", words)


def fold_names(last_name: str, first_name: str) -> tuple[str, str]:
    """Return the form that all spellings of a person's names share.

    A person with one name may have it as the last or the first name, with nothing or a hyphen for the other.

    Args:
        last_name: as typed, or as the database has it.
        first_name: the same.
    """
    last, first = fold_name(last_name), fold_name(first_name)
    return (last, first) if last else (first, "")


def _plain_signs(name: str) -> str:
    """Return a name with one apostrophe, spaces for hyphens, and nothing invisible."""
    return "".join(map(_plain_sign, name))


def _plain_sign(character: str) -> str:
    if character.isascii() and character.isalpha():  # most of all
        return character
    if character.isspace():
        return " "
    if character in _APOSTROPHES:
        return "'"
    category = unicodedata.category(character)
    if category == "Pd" or character in _HYPHENS:
        return " "
    return "" if category == "Cc" or _is_invisible(character) else character


def _is_invisible(character: str) -> bool:
    """Return whether a character leaves no trace on a glass: direction, joining, a soft hyphen, a filler."""
    is_selector = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return unicodedata.category(character) == "Cf" or character in _FILLERS or is_selector
