"""A stub of the bridge, so that a test can bring the page into any state. No tests here.

The journey with the real bridge, server and database is tested in tests/end_to_end.
"""

from __future__ import annotations

import base64
import datetime as dt
import queue
import struct
import threading
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from kiosk_web.calls import outcomes
from kiosk_web.calls.arguments import entry
from kiosk_web.printing.calendar_entry import Place, calendar_text, qr_code

NUMBER = 123456782
SPECIALTIES = ["Cardiologie", "Dermatologie", "Gastro-entérologie", "Oto-rhino-laryngologie"]
DOCTORS = [
    ("Amélie", "D’Hondt"),
    ("Jean-François", "Lefèvre"),
    ("Noémie", "Van den Broeck"),
    ("Élodie", "Müller"),
]
HALL = Place("Hôpital Sainte-Élisabeth", "", ZoneInfo("Europe/Brussels"))
SLOTS = 45
COVERED_DAYS = 62
LANGUAGES = ("fr", "nl", "de", "en")
SILENCE = (
    "data:audio/wav;base64,"
    + base64.b64encode(
        b"RIFF"
        + struct.pack("<I", 36 + 160)
        + b"WAVEfmt "
        + struct.pack("<IHHIIHH", 16, 1, 1, 8000, 8000, 1, 8)
        + b"data"
        + struct.pack("<I", 160)
        + b"\x80" * 160
    ).decode()
)
"""20 ms of silence: a real sound file for the page to play."""

Reply = dict[str, Any]


def configuration(**changes: Any) -> Reply:
    """Return the booth's configuration as the bridge gives it, with these changes."""
    nothing = dict.fromkeys(LANGUAGES, "")
    hospital = {"name": "Hôpital Sainte-Élisabeth", "phone": "02 555 12 34", "logo": None, "colour": None}
    plain = {
        "language": "fr",
        "hospital": {**hospital, "welcome": nothing, "arrival": nothing},
        "times": {"idle": 60, "warning": 20, "booked": 30, "limit": 600},
        "speech": list(LANGUAGES),
        "printer": False,
        "staff_exit": True,
        "interrupted": "none",
    }
    return plain | changes


class StubBridge:
    """Answers each call with success, unless `_refuse` has set another answer.

    Names begin with an underscore because the page may call every public method.
    """

    def __init__(self) -> None:
        self._refusals: dict[str, list[Reply]] = {}
        self._taken: set[int] = set()
        self._day: list[tuple[str, int]] | None = None
        self._calls: list[tuple[str, tuple[Any, ...]]] = []
        self._heard = threading.Condition()
        self._held: dict[str, threading.Event] = {}
        self._configuration = configuration()
        self._spoken: queue.SimpleQueue[str] = queue.SimpleQueue()

    def configuration(self) -> Reply:
        return {"ok": self._configuration}

    def log_in(self, *arguments: Any) -> Reply:
        return self._answer("log_in", arguments, {"patient_number": NUMBER})

    def register(self, *arguments: Any) -> Reply:
        return self._answer("register", arguments, {"patient_number": NUMBER})

    def log_out(self) -> Reply:
        return self._answer("log_out", (), {})

    def specialties(self) -> Reply:
        found = [{"id": i + 1, "name": name} for i, name in enumerate(SPECIALTIES)]
        return self._answer("specialties", (), {"specialties": found})

    def doctors(self) -> Reply:
        found = [
            {"id": i + 1, "first_name": first, "last_name": last, "specialty_id": i + 1}
            for i, (first, last) in enumerate(DOCTORS)
        ]
        return self._answer("doctors", (), {"doctors": found})

    def search(self, criteria: dict[str, Any]) -> Reply:
        rows = [row for row in self._slots() if _fits(row, criteria)]
        begin = int(criteria.get("after") or 0)
        end = begin + criteria["limit"]
        following = str(end) if end < len(rows) else None
        return self._answer("search", (criteria,), {"consultations": rows[begin:end], "next": following})

    def availability(self, criteria: dict[str, Any]) -> Reply:
        start = criteria.get("start_date") or self._first_day(criteria) or dt.date.today().isoformat()
        end = (dt.date.fromisoformat(start) + dt.timedelta(days=COVERED_DAYS - 1)).isoformat()
        counts = Counter(row["date"] for row in self._slots() if _fits(row, criteria))
        days = [{"date": day, "free": free} for day, free in sorted(counts.items()) if start <= day <= end]
        later = min((day for day in counts if day > end), default=None)
        found = {"days": days, "start_date": start, "end_date": end, "next_date": later}
        return self._answer("availability", (criteria,), found)

    def bookings(self) -> Reply:
        return self._answer("bookings", (), {"bookings": self._slots()[:2]})

    def book(self, *arguments: Any) -> Reply:
        return self._answer("book", arguments, {})

    def speak(self, *arguments: Any) -> Reply:
        self._spoken.put(arguments[0])
        return self._answer("speak", arguments, {"audio": SILENCE})

    def calendar_code(self, *arguments: Any) -> Reply:
        code = qr_code(calendar_text(entry(arguments[0]), HALL))
        return self._answer("calendar_code", arguments, {"size": code.size, "path": code.path()})

    def print_ticket(self, *arguments: Any) -> Reply:
        return self._answer("print_ticket", arguments, {})

    def staff_exit(self, *arguments: Any) -> Reply:
        return self._answer("staff_exit", arguments, {})

    def heartbeat(self) -> Reply:
        return {"ok": {}}

    def _refuse(self, method: str, *replies: Reply) -> None:
        """Answer the next calls of a method with these; a code becomes a reply as the real bridge's do."""
        self._refusals[method] = [_whole(method, **reply) if "code" in reply else reply for reply in replies]

    def _hold(self, method: str) -> threading.Event:
        """Make the calls of a method wait until the event that is returned is set."""
        self._held[method] = threading.Event()
        return self._held[method]

    def _answer(self, method: str, arguments: tuple[Any, ...], good: Reply) -> Reply:
        with self._heard:
            self._calls.append((method, arguments))
            self._heard.notify_all()
        if method in self._held:
            self._held[method].wait(30)
        waiting = self._refusals.get(method)
        return waiting.pop(0) if waiting else {"ok": good}

    def _asked(self, method: str) -> list[tuple[Any, ...]]:
        return [arguments for name, arguments in self._calls if name == method]

    def _hears(self, method: str) -> list[tuple[Any, ...]]:
        """Wait for the first call of a method, then return the arguments of all its calls."""
        with self._heard:
            self._heard.wait_for(lambda: self._asked(method), timeout=10)
        return self._asked(method)

    def _first_day(self, criteria: dict[str, Any]) -> str | None:
        return min((row["date"] for row in self._slots() if _fits(row, criteria)), default=None)

    def _fill_tomorrow(self, hours: list[tuple[str, int]]) -> None:
        """Have only these consultations free, tomorrow: each an hour and a doctor's number from 1."""
        self._day = hours

    def _slots(self) -> list[Reply]:
        first = dt.date.today() + dt.timedelta(days=1)
        plan = [(first + dt.timedelta(days=i // 3), f"{8 + i % 9:02}:30", i % 4 + 1) for i in range(SLOTS)]
        if self._day is not None:
            plan = [(first, hour, doctor) for hour, doctor in self._day]
        return [
            {
                "id": number,
                "doctor_id": doctor,
                "doctor": " ".join(DOCTORS[doctor - 1]),
                "specialty_id": doctor,
                "specialty": SPECIALTIES[doctor - 1],
                "date": day.isoformat(),
                "hour": hour,
            }
            for number, (day, hour, doctor) in enumerate(plan, start=1)
            if number not in self._taken
        ]


def _whole(method: str, code: str, *, retry_after: float | None = None, unsure: bool = False) -> Reply:
    return outcomes.refusal(method, code, retry_after=retry_after, is_unsure=unsure)


def _fits(row: Reply, criteria: dict[str, Any]) -> bool:
    return (
        criteria.get("specialty_id") in {None, row["specialty_id"]}
        and criteria.get("doctor_id") in {None, row["doctor_id"]}
        and (criteria.get("start_date") or "0") <= row["date"] <= (criteria.get("end_date") or "9")
    )
