"""A position in the order of a search, and the opaque text that stands for it on the wire.

No message types and no SQL here. `from_text` accepts exactly what `to_text` made, one text per position, so a
cursor that was cut, changed or invented is refused. The checksum guards against accidents and changes by
hand; it is no secret, because a position reveals nothing that a search would not.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import re
import struct
from collections.abc import Iterator
from typing import Any

from cbp.fields import LARGEST_ID

# Date (ordinal), hour (second of the day), doctor, consultation: 16 bytes. With a checksum of 8 they are 24,
# which
# base64 encodes in 32 characters without padding or unused bits.
_FIELDS = struct.Struct(">IIII")
_CHECKSUM_SIZE = 8
_TEXT = re.compile(r"[A-Za-z0-9_-]{32}")


class Position:
    """A position in the order date, hour, doctor, consultation (`docs/protocol.md`, "SEARCH_CONSULTATIONS").

    Immutable, hashable, and unpacks like a tuple: `date, hour, doctor_id, consultation_id`. It is not a
        tuple, because
    the codec would then write a JSON array instead of one opaque text.

    Args:
        date: the consultation's day.
        hour: when it begins, in whole seconds of the server's local time.
        doctor_id: 1 to 2,147,483,647.
        consultation_id: 1 to 2,147,483,647.

    Raises:
        ValueError: an id is out of range, or the hour has a fraction of a second or a time zone.
    """

    __slots__ = ("consultation_id", "date", "doctor_id", "hour")

    date: dt.date
    hour: dt.time
    doctor_id: int
    consultation_id: int

    def __init__(self, date: dt.date, hour: dt.time, doctor_id: int, consultation_id: int) -> None:
        if not (1 <= doctor_id <= LARGEST_ID and 1 <= consultation_id <= LARGEST_ID):
            raise ValueError(f"position: ids are 1 to {LARGEST_ID}")
        if hour.microsecond or hour.tzinfo is not None:
            raise ValueError("position: the hour is whole seconds of local time")
        object.__setattr__(self, "date", date)
        object.__setattr__(self, "hour", hour)
        object.__setattr__(self, "doctor_id", doctor_id)
        object.__setattr__(self, "consultation_id", consultation_id)

    def to_text(self) -> str:
        """Return the 32 characters that stand for this position on the wire."""
        hour = self.hour
        second = (hour.hour * 60 + hour.minute) * 60 + hour.second
        fields = _FIELDS.pack(self.date.toordinal(), second, self.doctor_id, self.consultation_id)
        return base64.urlsafe_b64encode(fields + _checksum(fields)).decode("ascii")

    @classmethod
    def from_text(cls, text: str) -> Position:
        """Return the position that a text stands for.

        Args:
            text: any text, as a client sent it.

        Raises:
            ValueError: `to_text` did not make it; the message does not repeat it.
        """
        if not _TEXT.fullmatch(text):
            raise ValueError("not the position of a page")
        packed = base64.urlsafe_b64decode(text)
        fields = packed[: _FIELDS.size]
        if packed[_FIELDS.size :] != _checksum(fields):
            raise ValueError("not the position of a page")
        ordinal, second, doctor_id, consultation_id = _FIELDS.unpack(fields)
        minute, second = divmod(second, 60)
        try:
            date, hour = dt.date.fromordinal(ordinal), dt.time(minute // 60, minute % 60, second)
            return cls(date, hour, doctor_id, consultation_id)
        except (ValueError, OverflowError):  # a right checksum around fields that no to_text wrote
            raise ValueError("not the position of a page") from None

    def __iter__(self) -> Iterator[Any]:  # of three types in turn, for unpacking
        return iter((self.date, self.hour, self.doctor_id, self.consultation_id))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Position) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Position is immutable: {name}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Position is immutable: {name}")

    def __repr__(self) -> str:
        return (
            f"Position({self.date} {self.hour}, doctor {self.doctor_id}, consultation {self.consultation_id})"
        )


def _checksum(fields: bytes) -> bytes:
    return hashlib.blake2b(fields, digest_size=_CHECKSUM_SIZE, person=b"CBP/1 position").digest()
