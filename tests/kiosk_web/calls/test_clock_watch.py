"""A booth whose zone or clock is not the hospital's says so in its log."""

from __future__ import annotations

import datetime as dt
import logging
from zoneinfo import ZoneInfo

import pytest

from kiosk_web.calls.clock_watch import ClockWatch
from kiosk_web.configuration.booth import BoothSettings
from kiosk_web.configuration.hospital import Hospital
from tests.kiosk_web.calls.bridged import OpenBridge, log_in, only

BRUSSELS = ZoneInfo("Europe/Brussels")
WINTER, SUMMER = dt.datetime(2026, 12, 1, 9, 30), dt.datetime(2026, 7, 1, 9, 30)
OTHER_ZONE = "this booth's time zone is UTC"
BEGUN = "the server offers what has begun by this booth's clock"


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name.endswith("clock_watch")]


@pytest.mark.parametrize(
    ("local", "zone", "is_told"),
    [
        (WINTER, "Europe/Brussels", False),
        (WINTER, "Europe/Paris", False),
        (WINTER, "UTC", True),
        (WINTER, "Europe/London", True),
        (SUMMER, "UTC", True),
        (SUMMER, "Africa/Johannesburg", False),
        (WINTER, "Africa/Johannesburg", True),
    ],
)
def test_another_zone_is_told_at_login(
    local: dt.datetime, zone: str, is_told: bool, caplog: pytest.LogCaptureFixture
) -> None:
    watch = ClockWatch(BRUSSELS, lambda: local.replace(tzinfo=ZoneInfo(zone)))
    for _ in range(3):
        watch.at_login()
    assert [line.startswith(OTHER_ZONE) for line in lines(caplog)] == [True] * is_told


def test_both_zones_are_named_and_the_end_is_told(caplog: pytest.LogCaptureFixture) -> None:
    zone = ["UTC"]
    watch = ClockWatch(BRUSSELS, lambda: WINTER.replace(tzinfo=ZoneInfo(zone[0])))
    watch.at_login()
    zone[0] = "Europe/Brussels"
    watch.at_login()
    watch.at_login()
    assert lines(caplog) == [
        "this booth's time zone is UTC+0000, the hospital's UTC+0100 (Europe/Brussels): set the machine's",
        "this booth's time zone is the hospital's now",
    ]


@pytest.mark.parametrize(
    ("hour", "is_told"), [("09:30", False), ("09:25", False), ("09:24", True), ("08:30", True)]
)
def test_what_has_begun_and_is_offered_is_told(
    hour: str, is_told: bool, caplog: pytest.LogCaptureFixture
) -> None:
    watch = ClockWatch(BRUSSELS, lambda: WINTER.replace(tzinfo=BRUSSELS))
    for _ in range(3):
        watch.offered(WINTER.date(), hour)
    assert [line.startswith(BEGUN) for line in lines(caplog)] == [True] * is_told


def test_the_bridge_compares_at_login_and_at_each_page(
    open_bridge: OpenBridge, caplog: pytest.LogCaptureFixture
) -> None:
    row = {"id": 1, "doctor_id": 2, "doctor": "A B", "specialty_id": 3, "specialty": "C"}
    found = {"status": "ok", "consultations": [row | {"date": "2020-01-01", "hour": "09:30"}], "next": None}
    far = "Pacific/Kiritimati"  # 14 hours ahead: no machine of ours is there
    bridge, _peer = open_bridge(
        only("SEARCH_CONSULTATIONS", found),
        settings=BoothSettings(sound="no", hospital=Hospital(timezone=far)),
    )
    with caplog.at_level(logging.WARNING):
        log_in(bridge)
        assert "ok" in bridge.search({})
    zone, clock = lines(caplog)
    assert zone.startswith(OTHER_ZONE)
    assert far in zone
    assert clock.startswith(BEGUN)


def test_an_empty_page_says_nothing(open_bridge: OpenBridge, caplog: pytest.LogCaptureFixture) -> None:
    bridge, _peer = open_bridge(
        only("SEARCH_CONSULTATIONS", {"status": "ok", "consultations": [], "next": None}),
    )
    log_in(bridge)
    assert "ok" in bridge.search({})
    assert BEGUN not in caplog.text
