"""Structs whose values reach no log, not even in a traceback: personal data and secrets."""

from __future__ import annotations

from msgspec import Struct


class Private(Struct, frozen=True, kw_only=True):
    """A struct whose `repr` shows its type and no value."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Return no field: the rich library shows none either."""
        return []
