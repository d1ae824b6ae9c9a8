"""The types of values in messages, and their ranges (`docs/protocol.md`, "Messages").

No messages here. An error's text names the field and the rule, never the value.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Annotated

from msgspec import Meta

LARGEST_ID = 2_147_483_647

Id = Annotated[int, Meta(ge=1, le=LARGEST_ID)]
"""A row's number. msgspec accepts no string, boolean or float for it."""

PageSize = Annotated[int, Meta(ge=1, le=200)]
"""Rows per page of a search."""

Hour = Annotated[str, Meta(pattern=r"\A([01][0-9]|2[0-3]):[0-5][0-9]\Z")]
"""A time of day, `HH:MM`."""

DEFAULT_PAGE_SIZE = 50

MAX_CALENDAR_DAYS = 62
"""The most days in a reply to GET_AVAILABILITY: two months side by side."""

MAX_FREE_A_DAY = 99
"""A day's free consultations are counted up to this number, which means so many or more."""

NAME_LENGTH = 50

EARLIEST_BIRTH = dt.date(1880, 1, 1)
"""Nobody who was born before is alive; the page says the same."""

REASON_LENGTH = 255

# No character decomposes into more than four, so composing shrinks no text below a quarter of its length. A
# longer
# text is refused before it is normalised, which takes quadratic time for a long run of combining marks.
_LONGEST_DECOMPOSITION = 4

# Unicode's categories Cc (control) and Cs (surrogate).
_REFUSED = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_text(text: str, *, field: str, length: int, may_be_empty: bool = False) -> str:
    """Return a name or a reason trimmed, in NFC, and checked (`docs/protocol.md`, "Messages").

    Args:
        text: what a person typed.
        field: the field's name, for the error.
        length: the most code points after trimming and normalising.
        may_be_empty: whether nothing at all is a value too.

    Raises:
        ValueError: not a text, empty unless allowed, too long, or with a control character or lone surrogate.
    """
    if not isinstance(text, str):
        raise ValueError(f"{field}: expected a text")  # noqa: TRY004 - one kind of error for a bad field
    trimmed = text.strip()
    if not trimmed and not may_be_empty:
        raise ValueError(f"{field}: empty")
    if len(trimmed) > length * _LONGEST_DECOMPOSITION:
        raise ValueError(f"{field}: longer than {length} characters")
    composed = unicodedata.normalize("NFC", trimmed)
    if len(composed) > length:
        raise ValueError(f"{field}: longer than {length} characters")
    if _REFUSED.search(composed):
        raise ValueError(f"{field}: holds a control character or a lone surrogate")
    return composed
