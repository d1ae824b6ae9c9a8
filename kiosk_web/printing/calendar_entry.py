"""The calendar entry of a consultation, as a QR code for the patient's phone.

Here: iCalendar text (RFC 5545) and the modules of the code. Not here: paper (`paper.py`), sentences (the page
sends them in the patient's language). Everything is made on this machine. It promises a code that a phone can
read at arm's length: reminder and description are left out before the modules get too small.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from zoneinfo import ZoneInfo

QUIET_ZONE = 4
"""Light modules around the code, which a phone needs to find it (ISO/IEC 18004)."""

ALARM_BYTES = 450
"""The longest entry with a reminder: 81 modules a side at level M."""

LARGEST_BYTES = 666
"""The longest entry with a description: 97 modules a side at level M, 0.6 mm each on a roll of 80 mm."""

REMINDER = dt.timedelta(days=-1)


@dataclass(frozen=True)
class Entry:
    """A consultation as a calendar shows it.

    Attributes:
        date: the day.
        hour: when it begins, in the hospital's local time.
        summary: what it is, in a few words.
        description: what to bring; may be empty.
    """

    date: dt.date
    hour: dt.time
    summary: str
    description: str


@dataclass(frozen=True)
class Place:
    """Where consultations are held.

    Attributes:
        name: the hospital.
        address: its address; both may be empty.
        zone: its time zone.
    """

    name: str
    address: str
    zone: ZoneInfo


@dataclass(frozen=True)
class QrCode:
    """A QR code with its quiet zone.

    Attributes:
        rows: from top to bottom, each from left to right; True is dark.
    """

    rows: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        """Modules a side, with the quiet zone."""
        return len(self.rows)

    def runs(self) -> list[tuple[int, int, int]]:
        """Return the dark runs of each row: column, row, length."""
        found = []
        for y, row in enumerate(self.rows):
            begin = 0
            for x in range(1, self.size + 1):
                if x < self.size and row[x] == row[begin]:
                    continue
                if row[begin]:
                    found.append((begin, y, x - begin))
                begin = x
        return found

    def path(self) -> str:
        """Return the dark modules as the `d` of an SVG path to fill, one unit a module."""
        return "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in self.runs())


def calendar_text(entry: Entry, place: Place, now: dt.datetime | None = None) -> bytes:
    """Return the entry as iCalendar, without reminder or description where it would be too long.

    Args:
        entry: the consultation.
        place: where it is held.
        now: the time for DTSTAMP; None: now.
    """
    stamp = now or dt.datetime.now(dt.UTC)
    whole = _calendar(entry, place, stamp, has_description=True, has_alarm=True)
    if len(whole) <= ALARM_BYTES:
        return whole
    described = _calendar(entry, place, stamp, has_description=True, has_alarm=False)
    if len(described) <= LARGEST_BYTES:
        return described
    return _calendar(entry, place, stamp, has_description=False, has_alarm=False)


def qr_code(content: bytes) -> QrCode:
    """Return UTF-8 text as a QR code of error level M, or better where that costs no module."""
    import segno  # noqa: PLC0415 - slow to import, as icalendar is

    code = segno.make_qr(content, error="m", mode="byte", encoding="utf-8")
    return QrCode(tuple(tuple(map(bool, row)) for row in code.matrix_iter(border=QUIET_ZONE)))


def _calendar(
    entry: Entry, place: Place, stamp: dt.datetime, *, has_description: bool, has_alarm: bool
) -> bytes:
    import icalendar  # noqa: PLC0415 - 0.15 s that would delay the first page

    location = ", ".join(part for part in (place.name, place.address) if part)
    begins = dt.datetime.combine(entry.date, entry.hour, tzinfo=place.zone).astimezone(dt.UTC)
    event = icalendar.Event()
    event.add("uid", _uid(begins, entry.summary, location))
    event.add("dtstamp", stamp.astimezone(dt.UTC).replace(microsecond=0))
    event.add("dtstart", begins)
    event.add("summary", entry.summary)
    if location:
        event.add("location", location)
    if entry.description and has_description:
        event.add("description", entry.description)
    if has_alarm:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", REMINDER)
        alarm.add("description", entry.summary)
        event.add_component(alarm)
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Borne//EN")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _uid(begins: dt.datetime, summary: str, location: str) -> str:
    """Return a UID made of the content, so that a phone that reads the code twice keeps one entry."""
    content = "\n".join((begins.isoformat(), summary, location))
    return hashlib.sha256(content.encode()).hexdigest()[:16] + "@borne"
