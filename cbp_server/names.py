"""Compares a patient's names with those that somebody gives (`docs/protocol.md`, "LOGIN")."""

from __future__ import annotations

import hmac

from database import fold_names


def are_same_names(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Return whether two pairs of names match; both parts are always compared, in constant time.

    Somebody without a name matches nobody: the number alone would let a stranger in.

    Args:
        one: last and first name, as typed.
        other: last and first name, as the database has them.
    """
    folded, kept = fold_names(*one), fold_names(*other)
    is_same_last = hmac.compare_digest(folded[0].encode(), kept[0].encode())
    is_same_first = hmac.compare_digest(folded[1].encode(), kept[1].encode())
    return bool(folded[0]) and is_same_last and is_same_first
