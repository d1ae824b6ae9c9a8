"""A process whose clock is stepped while it runs: what it reads changes, how long it waits does not."""

from __future__ import annotations

import datetime as dt
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from prove.processes import ProvedMariaDB
from prove.stepped_clock import SteppedClock
from prove.tables import connect, seconds_ahead
from prove.waiting import wait_until

TRIED_ON = "12"
"""The release of Debian whose libfaketime is known to work."""

AN_HOUR = 3600
SOON = 30.0

WAIT_AS_THREADS_DO = """
import ctypes, time

class Moment(ctypes.Structure):
    _fields_ = [("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long)]

library, by_monotonic_clock = ctypes.CDLL(None), 1
attributes, condition, mutex = (ctypes.create_string_buffer(64) for _ in range(3))
library.pthread_condattr_init(attributes)
library.pthread_condattr_setclock(attributes, by_monotonic_clock)
library.pthread_cond_init(condition, attributes)
library.pthread_mutex_init(mutex, None)
library.pthread_mutex_lock(mutex)
end = time.monotonic() + 0.2
moment = Moment(int(end), int(end % 1 * 1e9))
library.pthread_cond_timedwait(condition, mutex, ctypes.byref(moment))
print(time.monotonic() >= end)
"""


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder that the database's account reaches, too: short, for a socket."""
    folder = Path(tempfile.mkdtemp(prefix="borne-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def clock(short_path: Path) -> SteppedClock:
    """A clock for Python; no test where another libfaketime than that steps none, as the proof says."""
    clock = SteppedClock(short_path, "tested", is_python=True)
    if platform.freedesktop_os_release().get("VERSION_ID") != TRIED_ON and not clock.works():
        pytest.skip("this system's libfaketime steps no clock")
    return clock


def test_a_machine_with_the_library_steps_clocks(clock: SteppedClock) -> None:
    assert clock.works()


def test_a_wait_of_python_ends_in_time_and_its_monotonic_clock_goes_on(clock: SteppedClock) -> None:
    clock.step(-AN_HOUR)
    program = "import time; a = time.monotonic(); time.sleep(0.2); print(a, time.monotonic(), time.time())"
    command = [*clock.prefix, sys.executable, "-c", program]
    begin, end, wall = map(float, subprocess.check_output(command, text=True).split())
    assert 0.2 <= end - begin < AN_HOUR / 2
    assert dt.datetime.now(dt.UTC).timestamp() - wall > AN_HOUR / 2


def test_threads_of_python_wait_for_one_another(clock: SteppedClock) -> None:
    command = [*clock.prefix, sys.executable, "-c", WAIT_AS_THREADS_DO]
    assert subprocess.check_output(command, text=True) == "True\n"


@pytest.fixture
def database_clock(clock: SteppedClock, short_path: Path) -> SteppedClock:
    return SteppedClock(short_path, "database", is_python=False)


@pytest.fixture
def database(database_clock: SteppedClock, short_path: Path) -> Iterator[ProvedMariaDB]:
    with ProvedMariaDB(short_path / "db", prefix=database_clock.prefix) as server:
        database_clock.forget(server.pid)
        yield server


@pytest.mark.program
def test_a_running_database_sees_steps_and_its_waits_do_not(
    database_clock: SteppedClock, database: ProvedMariaDB
) -> None:
    settings = database.settings("mysql")
    with closing(connect(settings)) as connection, connection.cursor() as cursor:
        for hours in (2, -3, 0):
            database_clock.step(hours * AN_HOUR)
            wait_until(lambda: round(seconds_ahead(settings) / AN_HOUR) == hours, SOON)  # noqa: B023 - called at once
            cursor.execute("SELECT SLEEP(0.1)")
            assert cursor.fetchall() == ((0,),)
