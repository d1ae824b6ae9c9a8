"""What a rule finds: a sentence, and the calls that show it."""

from __future__ import annotations

from dataclasses import dataclass

from prove.history import Call


@dataclass(frozen=True)
class Violation:
    """A promise that was broken.

    Attributes:
        what: the sentence.
        calls: those concerned.
    """

    what: str
    calls: tuple[Call, ...] = ()
