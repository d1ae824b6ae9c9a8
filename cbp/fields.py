"""The kinds of value that messages are made of, and their ranges.

No messages here. Promises: a value that passed is what `spec/protocol.md`, "Message", allows, and
an error's text names the field and the rule, never the value.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from msgspec import Meta

Id = Annotated[int, Meta(ge=1, le=2_147_483_647)]
"""A row's number: 1 to 2,147,483,647. msgspec takes no string, boolean or float for it."""

PageSize = Annotated[int, Meta(ge=1, le=200)]
"""Rows a page of a search, 1 to 200."""

Hour = Annotated[str, Meta(pattern=r"\A([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
"""An hour of the day as people read it: `HH:MM`."""

DEFAULT_PAGE_SIZE = 50

MAX_CALENDAR_DAYS = 62
"""Days that a reply to GET_AVAILABILITY covers at most: two months side by side."""

MAX_FREE_A_DAY = 1000
"""How far the free consultations of a day are counted: this many means so many or more."""

NAME_LENGTH = 50
REASON_LENGTH = 255

# No character of Unicode decomposes into more than four, so no text shrinks below a quarter of its
# length when composed: a longer one is too long without the work of normalising it, which grows
# with the square of a long run of combining marks.
_LONGEST_DECOMPOSITION = 4

# Unicode's categories Cc (control) and Cs (surrogate), whole; asked of every request, so one search.
_REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str, *, field: str, length: int) -> str:
    """A name or a reason as it is kept: trimmed, in NFC, measured (`spec/protocol.md`, "Message").

    Args:
        text: what a person typed.
        field: its name, for the error.
        length: how many code points it may have, after trimming and normalising.

    Returns:
        The cleaned text.

    Raises:
        ValueError: it is no text, empty, too long, or holds a control character or a lone surrogate.
    """
    if not isinstance(text, str):
        raise ValueError(f"{field}: expected a text")  # noqa: TRY004 - one kind of error a bad field
    trimmed = text.strip()
    if not trimmed:
        raise ValueError(f"{field}: empty")
    if len(trimmed) > length * _LONGEST_DECOMPOSITION:
        raise ValueError(f"{field}: longer than {length} characters")
    composed = unicodedata.normalize("NFC", trimmed)
    if len(composed) > length:
        raise ValueError(f"{field}: longer than {length} characters")
    if _REFUSED.search(composed):
        raise ValueError(f"{field}: holds a control character or a lone surrogate")
    return composed
