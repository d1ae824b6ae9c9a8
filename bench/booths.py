"""Booths that are used: `python -m bench.booths PORT COUNT`, each with a patient after the other.

A patient logs in, looks at the calendar and at a page, books, and leaves, with pauses in between. At the end
of stdin it prints how many visits were whole, and how many failed.
"""

from __future__ import annotations

import random
import sys
import threading
from collections import Counter

from bench.hospital import PATIENTS, SPECIALTIES, log_in
from cbp import CbpError, ErrorReplyError, GetAvailability, SearchPage

PAUSE_SECONDS = 2.0


def main() -> None:
    """Run the booths until stdin ends."""
    port, count = int(sys.argv[1]), int(sys.argv[2])
    is_over, done = threading.Event(), Counter[str]()
    booths = [
        threading.Thread(target=_serve_patients, args=(port, number, is_over, done))
        for number in range(count)
    ]
    for booth in booths:
        booth.start()
    sys.stdin.read()
    is_over.set()
    for booth in booths:
        booth.join()
    failed = {code: times for code, times in sorted(done.items()) if code != "whole"}
    print(f"{done['whole']:,}", f"(failed: {failed})" if failed else "(none failed)", flush=True)


def _serve_patients(port: int, booth: int, is_over: threading.Event, done: Counter[str]) -> None:
    chance = random.Random(booth)  # noqa: S311 - the same load again, no secrets
    while not is_over.wait(chance.uniform(0, PAUSE_SECONDS)):
        try:
            _visit(port, chance, is_over)
            done["whole"] += 1
        except CbpError as error:
            done[error.code] += 1


def _visit(port: int, chance: random.Random, is_over: threading.Event) -> None:
    specialty = chance.randint(1, SPECIALTIES)
    with log_in(port, chance.randint(1, PATIENTS)) as client:
        client.get_specialties()
        is_over.wait(chance.uniform(0, PAUSE_SECONDS))
        days = client.get_availability(GetAvailability(specialty_id=specialty)).days
        is_over.wait(chance.uniform(0, PAUSE_SECONDS))
        day = chance.choice(days).date
        page = client.search_consultations(SearchPage(specialty_id=specialty, start_date=day, end_date=day))
        is_over.wait(chance.uniform(0, PAUSE_SECONDS))
        try:
            client.book_consultation(chance.choice(page.consultations).id, "A cough")
        except ErrorReplyError as error:
            if error.code not in {"NOT_AVAILABLE", "TIME_CONFLICT"}:
                raise
        client.get_bookings()
        client.logout()


if __name__ == "__main__":
    main()
