"""What the person who runs `init` decides about the hospital's own tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Misread(Enum):
    """What is done with text that is UTF-8 read as latin1."""

    REFUSE = "refuse"
    REPAIR = "repair"
    KEEP = "keep"


@dataclass(frozen=True)
class Choices:
    """The options of `python -m database init`.

    Attributes:
        misread: what is done with text that is UTF-8 read as latin1.
        is_dry_run: whether nothing is changed and what would be is told.
        ignored_columns: columns of consultations that say nothing about whether one is free.
        free_when: an SQL condition without which a consultation is not free; "": none, or the one before.
    """

    misread: Misread = Misread.REFUSE
    is_dry_run: bool = False
    ignored_columns: tuple[str, ...] = ()
    free_when: str = ""
