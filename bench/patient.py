"""A patient at a booth: what the booth asks the server for, and how long the patient takes in between.

No sockets and no clock: a visit is a generator that yields seconds of thought and requests, and is sent
each reply; first comes thought. The requests are those of the page (`kiosk_web/static/journey`), with a day's
hours page after page until one is of the afternoon.

The seconds are assumed, not observed. They start from how often a patient touches the glass (`script/bench
taps`), at 1.2 s a letter, the keystroke-level model's for a person who does not know the keyboard; the rest
is for reading. Each is drawn from a lognormal distribution, for a few people take much longer than most, and
is at most what the booth waits before it ends the session (`docs/booth.md`, "How long it waits"). Together a
visit takes three minutes on average, two thirds of it in session.
"""

from __future__ import annotations

import math
import random
from collections.abc import Generator
from dataclasses import dataclass

from bench.dialects import Cbp, Message, RefusedError
from bench.filling import Size
from bench.visitors import booking, login

Visit = Generator[float | Message, bytes, None]
"""What happens in a visit: seconds of thought, or a request, whose reply it is sent."""

VISIT_SECONDS = 180.0
"""How long a visit takes on average, about, from one patient to the next."""

SECONDS = {
    "walk up": 6.0,
    "language, known or new": 9.0,
    "name": 25.0,
    "number": 20.0,
    "birth date": 25.0,
    "read once more": 10.0,
    "new number": 15.0,
    "specialty": 18.0,
    "doctor": 10.0,
    "day": 15.0,
    "hour": 12.0,
    "reason": 12.0,
    "check": 15.0,
    "booked": 25.0,
    "bookings": 10.0,
}
"""How long a patient takes at each screen, on average."""

LONGEST_SECONDS = 80.0
"""60 s without a touch, and 20 s of the question whether somebody is there."""

SPREAD = 0.6
"""The standard deviation of the logarithm: of a hundred patients, five take over 2.2 times the mean."""

NEW, SOONEST, ANY_SPECIALTY, ONE_DOCTOR = 0.2, 0.15, 0.05, 0.3
"""How many of all patients are new, want the soonest, know no specialty, want one doctor."""

OTHER_DAY, OTHER_DOCTOR, BOOKINGS, LEAVES = 0.3, 0.1, 0.25, 0.1
"""How many look at another day, or for another doctor; look at their bookings; leave without booking."""

DAYS_AHEAD = 5.0
"""How many free days further than the first one a patient chooses, on average."""

HOURS_PAGE, HOURS_READ, NOON, SOONEST_PAGE, WIDE_PAGE = 60, 240, "12:00", 12, 200
"""How many rows the booth asks for (`kiosk_web/static/journey/searching.js`)."""


def is_new(message: Message) -> bool:
    """Return whether a request registers a patient."""
    return bool(message.get("new_patient"))


@dataclass(frozen=True)
class Patients:
    """Who comes to the booths.

    Attributes:
        size: what the hospital holds; its visitors are the known patients.
        chance: draws who comes, what they choose and how long they think.
    """

    size: Size
    chance: random.Random

    def visit(self) -> Visit:
        """Iterate over a visit, from walking up to the logout.

        Raises:
            RefusedError: a request was answered with an error that ends the visit.
        """
        yield from self._think("walk up", "language, known or new", "name")
        if self.chance.random() < NEW:
            yield from self._think("birth date", "read once more")
            yield from _ask(self._registration())
            yield from self._think("new number")
        else:
            yield from self._think("number")
            yield from _ask(login(self.chance.randint(1, self.size.visitors)))
        yield from _ask({"command": "GET_SPECIALTIES"})
        yield from _ask({"command": "GET_DOCTORS"})
        yield from self._choose_and_book()
        if self.chance.random() < BOOKINGS:
            yield from _ask({"command": "GET_BOOKINGS"})
            yield from self._think("bookings")
        yield from _ask({"command": "LOGOUT"})

    def _choose_and_book(self) -> Visit:
        yield from self._think("specialty")
        wish, hours = self._wish(), list[Message]()
        if wish and self.chance.random() < SOONEST:
            hours = yield from _rows({"command": "SEARCH_CONSULTATIONS", **wish, "limit": SOONEST_PAGE})
        else:
            hours = yield from self._hours(wish)
        yield from self._think("hour")
        if not hours or self.chance.random() < LEAVES:
            return
        yield from self._think("reason", "check")
        yield from self._book(wish, self.chance.choice(hours))
        yield from self._think("booked")

    def _hours(self, wish: Message) -> Generator[float | Message, bytes, list[Message]]:
        """Look at the calendar and at a day, and perhaps at another; return the hours of the last one."""
        while True:
            yield from self._think("doctor")
            wanted = {**wish, **self._doctor(wish)}
            days = yield from _rows({"command": "GET_AVAILABILITY", **wanted})
            if not days:
                return []
            while True:
                yield from self._think("day")
                further = int(self.chance.expovariate(1 / DAYS_AHEAD))
                day = days[min(further, len(days) - 1)]["date"]
                hours = yield from _until_noon({**wanted, "start_date": day, "end_date": day})
                if self.chance.random() >= OTHER_DAY:
                    break
                yield from self._think("hour")
            if self.chance.random() >= OTHER_DOCTOR:
                return hours

    def _book(self, wish: Message, chosen: Message) -> Visit:
        """Book; what was taken meanwhile leads to the nearest free ones, as on the page."""
        while True:
            try:
                yield from _ask(booking(chosen["id"]))
            except RefusedError as error:
                if error.code not in {"NOT_AVAILABLE", "TIME_CONFLICT"}:
                    raise
            else:
                return
            wide = {"command": "SEARCH_CONSULTATIONS", **wish, "start_date": chosen["date"]}
            nearest = yield from _rows({**wide, "limit": WIDE_PAGE})
            yield from self._think("hour", "check")
            if not nearest:
                return
            chosen = self.chance.choice(nearest)

    def _think(self, *screens: str) -> Visit:
        seconds = 0.0
        for screen in screens:
            middle = math.log(SECONDS[screen]) - SPREAD**2 / 2
            seconds += min(self.chance.lognormvariate(middle, SPREAD), LONGEST_SECONDS)
        yield seconds

    def _registration(self) -> Message:
        names = {"last_name": f"New{self.chance.randrange(10**9)}", "first_name": "Patient"}
        return {"command": "LOGIN", **names, "new_patient": True, "birth_date": "1970-01-01"}

    def _wish(self) -> Message:
        if self.chance.random() < ANY_SPECIALTY:
            return {}
        return {"specialty_id": self.chance.randint(1, self.size.specialties)}

    def _doctor(self, wish: Message) -> Message:
        if not wish or self.chance.random() >= ONE_DOCTOR:
            return {}
        count = self.size.doctors // self.size.specialties
        return {"doctor_id": wish["specialty_id"] + self.size.specialties * self.chance.randrange(count)}


def _ask(message: Message) -> Generator[float | Message, bytes, bytes]:
    return Cbp().content((yield message))


def _rows(message: Message) -> Generator[float | Message, bytes, list[Message]]:
    return Cbp().rows((yield message))


def _until_noon(wanted: Message) -> Generator[float | Message, bytes, list[Message]]:
    """Read a day's hours page after page until one is of the afternoon."""
    rows, more = list[Message](), Message()
    while True:
        page = Cbp().message(
            (yield {"command": "SEARCH_CONSULTATIONS", **wanted, **more, "limit": HOURS_PAGE})
        )
        rows += page["consultations"]
        if page["next"] is None or len(rows) >= HOURS_READ or rows[-1]["hour"] >= NOON:
            return rows
        more = {"after": page["next"]}
