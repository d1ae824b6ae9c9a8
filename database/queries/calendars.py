"""Calendars, shared by those who ask: what one asker has counted serves everybody for some seconds.

No SQL here. Promises: a calendar is at most `CALENDAR_SECONDS` old, so another program's or server's change
shows after that; a booking made through this `Database` is taken off at once; no more than `MOST_CALENDARS`
are kept. A calendar invites and decides nothing: the list of a day and the booking itself are always read
anew.

A booking is also taken off from what is being counted meanwhile. If the count had seen it already, the day
shows one less than it has, for those seconds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from database.connections.pool import ConnectionPool
from database.queries.availability import Calendar, Counts
from database.queries.kept import Kept
from database.queries.records import Availability, Place

CALENDAR_SECONDS = 10.0
"""How old a calendar may be when it is asked for (`docs/protocol.md`, "GET_AVAILABILITY")."""

MOST_CALENDARS = 1000
"""Some 10 KB each."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What was asked; consultations begin on the minute, so a calendar of the minute before is another."""

    specialty_id: int | None
    doctor_id: int | None
    start_date: dt.date | None
    end_date: dt.date | None
    minute: dt.datetime
    max_days: int
    max_free: int

    @property
    def whose(self) -> tuple[int | None, int | None]:
        """Specialty and doctor; None: any."""
        return self.specialty_id, self.doctor_id


class Calendars:
    """The calendars of one database; for any thread.

    Args:
        pool: counts.
        clock: monotonic seconds.
    """

    def __init__(self, pool: ConnectionPool, clock: Callable[[], float]) -> None:
        self._pool = pool
        self._kept = Kept[_Question, Counts](
            CALENDAR_SECONDS, most=MOST_CALENDARS, clock=clock, group_of=lambda question: question.whose
        )

    def get(self, calendar: Calendar) -> Availability:
        """Return a calendar, counted now or some seconds ago."""
        wanted = calendar.criteria
        question = _Question(
            wanted.specialty_id,
            wanted.doctor_id,
            wanted.start_date,
            wanted.end_date,
            calendar.now.replace(second=0, microsecond=0),
            calendar.max_days,
            calendar.max_free,
        )
        return self._kept.get(question, lambda: self._pool.run(calendar.count)).answer

    def note_booking(self, place: Place) -> None:
        """Take off a consultation that was booked just now."""
        concerned = {
            (specialty_id, doctor_id)
            for specialty_id in (None, place.specialty_id)
            for doctor_id in (None, place.doctor_id)
        }

        def without(question: _Question, counts: Counts) -> Counts | None:
            return counts.less_one(place.date) if question.whose in concerned else counts

        self._kept.revise(without, concerned)

    def forget(self) -> None:
        """Count again whatever is asked for next."""
        self._kept.forget_all()
