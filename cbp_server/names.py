"""When two spellings are the same name.

The rule is `spec/protocol.md`'s, "Commands": names match without regard to case, accents or surrounding
space. Both the login and its throttle ask here, so that no other spelling of a name buys more attempts.
"""

from __future__ import annotations

import hmac
import unicodedata

# Letters that Unicode does not take apart into a letter and an accent, and the shapes of the apostrophe
# and the hyphen that keyboards and databases disagree on.
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
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "‐": "-",
        "‑": "-",
    }
)


def fold_name(name: str) -> str:
    """Return what all spellings of a name have in common: trimmed, no case, no accents.

    Args:
        name: as somebody typed it, or as the database has it.
    """
    without_case = unicodedata.normalize("NFKD", name).casefold()
    letters = unicodedata.normalize("NFKD", without_case)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return bare.translate(_SAME_LETTER).strip()


def are_same_names(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether two pairs of names match, both parts compared whatever the first says.

    Args:
        one: last and first name, as somebody typed them.
        other: last and first name, as the database has them.
    """
    last, first = (
        hmac.compare_digest(fold_name(a).encode(), fold_name(b).encode())
        for a, b in zip(one, other, strict=True)
    )
    return last and first
