"""The hospital's clock decides what has begun, in the two odd nights of the year too."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cbp_server.hospital_clock import HospitalClock
from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import StartServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient

BRUSSELS = ZoneInfo("Europe/Brussels")


def clock_at(utc: str, zone: ZoneInfo | None = BRUSSELS) -> HospitalClock:
    seconds = dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC).timestamp()
    return HospitalClock(zone, seconds=lambda: seconds)


@pytest.mark.parametrize(
    ("utc", "wall"),
    [
        ("2026-07-01T07:30:00", "2026-07-01T09:30:00"),
        ("2026-12-31T23:30:00", "2027-01-01T00:30:00"),  # today is another day than in UTC
        # the night of 29 March: 02:00 to 03:00 is left out
        ("2026-03-29T00:59:59", "2026-03-29T01:59:59"),
        ("2026-03-29T01:00:00", "2026-03-29T03:00:00"),
        # the night of 25 October: 02:00 to 03:00 comes twice
        ("2026-10-25T00:30:00", "2026-10-25T02:30:00"),
        ("2026-10-25T01:00:00", "2026-10-25T02:59:59"),
        ("2026-10-25T01:30:00", "2026-10-25T02:59:59"),
        ("2026-10-25T01:59:59", "2026-10-25T02:59:59"),
        ("2026-10-25T02:00:00", "2026-10-25T03:00:00"),
    ],
)
def test_the_time_that_decides(utc: str, wall: str) -> None:
    assert clock_at(utc).now() == dt.datetime.fromisoformat(wall)


MOMENTS = st.integers(int(dt.datetime(2026, 1, 1).timestamp()), int(dt.datetime(2028, 1, 1).timestamp()))
ZONES = st.sampled_from(["Europe/Brussels", "America/St_Johns", "Australia/Lord_Howe", "Asia/Tokyo", "UTC"])


@given(ZONES, MOMENTS, st.integers(1, 7200))
def test_the_time_that_decides_never_goes_back(zone: str, moment: int, later: int) -> None:
    before = HospitalClock(ZoneInfo(zone), seconds=lambda: moment)
    after = HospitalClock(ZoneInfo(zone), seconds=lambda: moment + later)
    assert before.now() <= after.now()


def test_a_session_begins_at_the_hospitals_time_with_its_offset() -> None:
    moment = clock_at("2026-07-01T07:30:00").moment()
    assert moment.isoformat() == "2026-07-01T09:30:00+02:00"


def test_the_zone_is_told_with_its_offset() -> None:
    assert str(clock_at("2026-07-01T07:30:00")) == "Europe/Brussels (UTC+02:00)"
    assert str(clock_at("2026-01-01T07:30:00", ZoneInfo("America/St_Johns"))) == (
        "America/St_Johns (UTC-03:30)"
    )


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])  # 25 hours apart
def test_today_is_the_hospitals_whatever_the_machines_zone(
    start_server: StartServer, run_sql: RunSql, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_sql("INSERT INTO specialties (id, name) VALUES (1, 'Pédiatrie')")
    run_sql("INSERT INTO doctors (id, specialty_id, last_name, first_name) VALUES (1, 1, 'Maes', 'Els')")
    now = dt.datetime.now(ZoneInfo(zone)).replace(tzinfo=None)
    for number, begins in enumerate((now - dt.timedelta(minutes=30), now + dt.timedelta(minutes=30)), 1):
        run_sql(
            "INSERT INTO consultations (id, doctor_id, date, hour) VALUES (%s, 1, %s, %s)",
            *(number, begins.date(), begins.time().replace(microsecond=0)),
        )
    monkeypatch.setenv("TZ", "America/New_York")
    server = start_server(timezone=zone)
    with WireClient(server.address) as client:
        client.register()
        assert [row["id"] for row in client.search()] == [2]
    wait_until(lambda: f"the hospital's time zone is {zone} (UTC" in server.log)
