"""The calendar entry and its QR code, read back by a calendar library and by a code reader."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import icalendar
import pytest

from kiosk_web.printing.calendar_entry import (
    ALARM_BYTES,
    LARGEST_BYTES,
    QUIET_ZONE,
    Entry,
    Place,
    calendar_text,
    qr_code,
)
from tests.kiosk_web.printing.qr_reading import read_path, read_rows

BRUSSELS = ZoneInfo("Europe/Brussels")
PLACE = Place("Hôpital Saint-Luc", "Rue de l’Église 1, 1000 Bruxelles", BRUSSELS)
ENTRY = Entry(
    dt.date(2026, 12, 1), dt.time(9, 30), "Cardiologie, Dr Amélie D’Hondt", "Carte ; lunettes\nHall A"
)
NOW = dt.datetime(2026, 11, 23, 18, 0, tzinfo=dt.UTC)


def event_of(text: bytes | str) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    return event


def test_a_calendar_reads_back_what_was_put_down() -> None:
    event = event_of(calendar_text(ENTRY, PLACE, NOW))
    assert event["SUMMARY"] == ENTRY.summary
    assert event["DESCRIPTION"] == ENTRY.description
    assert event["LOCATION"] == "Hôpital Saint-Luc, Rue de l’Église 1, 1000 Bruxelles"
    assert event.decoded("DTSTAMP") == NOW


@pytest.mark.parametrize(
    ("date", "utc"),
    [(dt.date(2026, 12, 1), "20261201T083000Z"), (dt.date(2026, 7, 1), "20260701T073000Z")],
    ids=["winter", "summer"],
)
def test_the_hour_is_the_hospitals_told_in_utc(date: dt.date, utc: str) -> None:
    entry = Entry(date, dt.time(9, 30), "Cardiologie", "")
    assert f"DTSTART:{utc}\r\n" in calendar_text(entry, PLACE, NOW).decode()


def test_lines_end_as_rfc_5545_says_and_have_75_octets_at_most() -> None:
    entry = Entry(ENTRY.date, ENTRY.hour, "é" * 100, "")
    text = calendar_text(entry, PLACE, NOW)
    assert text.endswith(b"END:VCALENDAR\r\n")
    assert text.count(b"\n") == text.count(b"\r\n")
    assert max(map(len, text.split(b"\r\n"))) <= 75
    assert event_of(text)["SUMMARY"] == "é" * 100


def test_what_has_a_meaning_in_a_calendar_is_escaped() -> None:
    entry = Entry(ENTRY.date, ENTRY.hour, "a;b,c\\d\nEND:VEVENT", "")
    assert event_of(calendar_text(entry, PLACE, NOW))["SUMMARY"] == entry.summary


def test_the_same_consultation_is_the_same_entry_and_another_is_not() -> None:
    again = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    other = Entry(ENTRY.date, dt.time(10, 0), ENTRY.summary, ENTRY.description)
    uid = event_of(calendar_text(ENTRY, PLACE, NOW))["UID"]
    assert event_of(calendar_text(ENTRY, PLACE, again))["UID"] == uid
    assert event_of(calendar_text(other, PLACE, NOW))["UID"] != uid


def test_a_hospital_that_tells_nothing_of_itself_has_no_location() -> None:
    text = calendar_text(ENTRY, Place("", "", BRUSSELS), NOW)
    assert b"LOCATION" not in text


def test_a_short_entry_reminds_the_patient_the_day_before() -> None:
    event = event_of(calendar_text(Entry(ENTRY.date, ENTRY.hour, "Cardiologie", ""), PLACE, NOW))
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == dt.timedelta(days=-1)


def test_what_is_nice_to_have_goes_before_the_squares_get_too_small() -> None:
    no_alarm = calendar_text(Entry(ENTRY.date, ENTRY.hour, "S" * 60, "D" * 150), PLACE, NOW)
    assert ALARM_BYTES < len(no_alarm) <= LARGEST_BYTES
    assert b"VALARM" not in no_alarm
    assert b"DESCRIPTION" in no_alarm
    bare = calendar_text(Entry(ENTRY.date, ENTRY.hour, "S" * 60, "D" * 400), PLACE, NOW)
    assert b"DESCRIPTION" not in bare


def test_a_phone_reads_the_entry_from_the_code() -> None:
    text = calendar_text(ENTRY, PLACE, NOW)
    assert read_rows(qr_code(text)) == text.decode()


def test_the_path_that_the_page_fills_is_the_same_code() -> None:
    text = calendar_text(ENTRY, PLACE, NOW)
    code = qr_code(text)
    assert read_path(code.size, code.path()) == text.decode()


def test_the_code_stands_in_its_quiet_zone() -> None:
    code = qr_code(b"x")
    assert len(code.rows[0]) == code.size
    edge = range(QUIET_ZONE)
    assert not any(code.rows[y][x] for y in edge for x in range(code.size))
    assert not any(code.rows[y][x] for x in edge for y in range(code.size))
    assert code.rows[QUIET_ZONE][QUIET_ZONE]


def test_the_longest_entry_that_the_page_may_ask_for_still_fits() -> None:
    place = Place("é" * 80, "é" * 160, BRUSSELS)
    text = calendar_text(Entry(ENTRY.date, ENTRY.hour, "é" * 120, "é" * 400), place, NOW)
    assert read_rows(qr_code(text)) == text.decode()
