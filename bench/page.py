"""The measurements of the booth's page, by their names."""

from __future__ import annotations

from bench import page_calendar, page_start, page_taps
from bench.plan import Measure

MEASUREMENTS: dict[str, Measure] = {
    "page-start": page_start.measure,
    "page-taps": page_taps.measure,
    "page-calendar": page_calendar.measure,
}
