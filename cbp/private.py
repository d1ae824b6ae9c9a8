"""Structs that keep what they hold out of logs.

Nothing of the protocol here. Promises: neither `repr` nor rich shows a value, for personal data
(names, numbers, reasons) and secrets must reach no log, not even in a traceback.
"""

from __future__ import annotations

from msgspec import Struct


class Private(Struct, frozen=True, kw_only=True):
    """A struct whose `repr` keeps its values to itself, for personal data must reach no log."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"

    def __rich_repr__(self) -> list[tuple[str, object]]:
        """Show no field to rich and its kin either."""
        return []
