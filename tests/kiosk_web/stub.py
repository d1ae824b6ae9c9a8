"""A bridge that answers by itself, so that the page can be shown every state it may get into.

The journey over the real bridge and the real server is tested in tests/end_to_end.
"""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

NUMBER = 123456782
SPECIALTIES = ["Cardiologie", "Dermatologie", "Gastro-entérologie", "Oto-rhino-laryngologie"]
DOCTORS = [
    ("Amélie", "D’Hondt"),
    ("Jean-François", "Lefèvre"),
    ("Noémie", "Van den Broeck"),
    ("Élodie", "Müller"),
]
SLOTS = 45

Reply = dict[str, Any]


class StubBridge:
    """Answers each call well, except those for which `refuse` has been told something else."""

    def __init__(self) -> None:
        self._refusals: dict[str, list[Reply]] = {}
        self._taken: set[int] = set()
        self._calls: list[tuple[str, tuple[Any, ...]]] = []
        self._held: dict[str, threading.Event] = {}

    def configuration(self) -> Reply:
        return {"ok": {"language": "fr"}}

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

    def book(self, *arguments: Any) -> Reply:
        return self._answer("book", arguments, {})

    def _refuse(self, method: str, *replies: Reply) -> None:
        """Answer the next calls of a method with these."""
        self._refusals[method] = list(replies)

    def _hold(self, method: str) -> threading.Event:
        """Let the calls of a method wait until the event is set."""
        self._held[method] = threading.Event()
        return self._held[method]

    def _answer(self, method: str, arguments: tuple[Any, ...], good: Reply) -> Reply:
        self._calls.append((method, arguments))
        if method in self._held:
            self._held[method].wait(30)
        waiting = self._refusals.get(method)
        return waiting.pop(0) if waiting else {"ok": good}

    def _asked(self, method: str) -> list[tuple[Any, ...]]:
        return [arguments for name, arguments in self._calls if name == method]

    def _slots(self) -> list[Reply]:
        first = dt.date.today() + dt.timedelta(days=1)
        return [
            {
                "id": i + 1,
                "doctor_id": i % 4 + 1,
                "doctor": " ".join(DOCTORS[i % 4]),
                "specialty_id": i % 4 + 1,
                "specialty": SPECIALTIES[i % 4],
                "date": (first + dt.timedelta(days=i // 3)).isoformat(),
                "hour": f"{8 + i % 9:02}:30",
            }
            for i in range(SLOTS)
            if i + 1 not in self._taken
        ]


def _fits(row: Reply, criteria: dict[str, Any]) -> bool:
    return (
        criteria.get("specialty_id") in {None, row["specialty_id"]}
        and criteria.get("doctor_id") in {None, row["doctor_id"]}
        and (criteria.get("start_date") or "0") <= row["date"] <= (criteria.get("end_date") or "9")
    )
