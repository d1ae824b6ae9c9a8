"""The measurements of the booth's page, by name."""

from __future__ import annotations

from bench import journeys, page_calendar, page_start, page_taps, taps
from bench.plan import Measure

MEASUREMENTS: dict[str, Measure] = {
    "page-start": page_start.measure,
    "page-taps": page_taps.measure,
    "page-calendar": page_calendar.measure,
    "taps": taps.measure,
    "journeys": journeys.measure,
}
