"""A booth that knows two servers of one database goes on at the other when one ends under its patient."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from cbp import Address
from cbp.admin_client import AcbpClient
from database import DatabaseSettings
from kiosk_web.bridge import Bridge
from kiosk_web.calls.servers import FIRST_PAUSE
from tests.end_to_end import patient as a_patient
from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import ADMIN_TOKEN, RunningServer, StartServer
from tests.plugins.window import StartWindow
from tests.plugins.wire import WireClient

ENDS = [signal.SIGKILL, signal.SIGTERM]


@pytest.fixture
def servers(start_server: StartServer, demo_settings: DatabaseSettings) -> list[RunningServer]:
    """Two servers on one database with demo data."""
    return [start_server(demo_settings) for _ in range(2)]


@pytest.fixture
def bridge(servers: list[RunningServer]) -> Iterator[Bridge]:
    """A booth that asks the first of them first."""
    first, second = (Address(*server.address) for server in servers)
    bridge = Bridge(*first, others=[second])
    yield bridge
    bridge.log_out()


def sessions(server: RunningServer) -> int:
    """Return how many patients are in session at a server."""
    with WireClient(("127.0.0.1", server.admin_port)) as administrator:
        return int(administrator.ask("GET_STATUS", token=ADMIN_TOKEN)["sessions"])


def first_free(bridge: Bridge) -> int:
    found = bridge.search({})["ok"]["consultations"]
    return int(found[0]["id"])


@pytest.mark.parametrize("end", ENDS)
def test_a_session_goes_on_at_the_other_server_and_a_booking_is_made_once(
    bridge: Bridge,
    servers: list[RunningServer],
    patient: tuple[str, str, int],
    run_sql: RunSql,
    end: signal.Signals,
) -> None:
    last_name, first_name, number = patient
    assert "ok" in bridge.log_in(last_name, first_name, str(number))
    consultation = first_free(bridge)
    assert [sessions(server) for server in servers] == [1, 0]
    servers[0].stop(end)
    assert bridge.book(consultation, "Une toux") == {"ok": {}}
    assert sessions(servers[1]) == 1
    assert run_sql("SELECT patient_id, reason FROM consultations WHERE id = %s", consultation) == (
        (number, "Une toux"),
    )


def test_the_next_patient_is_served_by_the_other_server(
    bridge: Bridge, servers: list[RunningServer], patient: tuple[str, str, int]
) -> None:
    servers[0].kill()
    last_name, first_name, number = patient
    assert "ok" in bridge.log_in(last_name, first_name, str(number))
    assert "ok" in bridge.register("Lefèvre", "Zoé")


def test_a_newcomer_does_not_notice_that_the_first_server_drains(
    bridge: Bridge, servers: list[RunningServer], patient: tuple[str, str, int], run_sql: RunSql
) -> None:
    first, second = (Address(*server.address) for server in servers)
    newcomer, known = (Bridge(*first, others=[second]) for _ in range(2))
    last_name, first_name, number = patient
    assert "ok" in bridge.log_in(last_name, first_name, str(number))
    assert AcbpClient("127.0.0.1", servers[0].admin_port, ADMIN_TOKEN).drain() == 1
    assert "ok" in newcomer.register("Vandermeersch-Wauters", "Zoé")
    assert "ok" in known.log_in(last_name, first_name, str(number))
    assert "ok" in bridge.bookings()
    assert [sessions(server) for server in servers] == [1, 2]
    made = run_sql("SELECT COUNT(*) FROM patients WHERE last_name = %s", "Vandermeersch-Wauters")
    assert made == ((1,),)
    for other in (newcomer, known):
        other.log_out()


def test_once_the_first_server_is_back_a_later_patient_is_served_there_again(
    bridge: Bridge,
    servers: list[RunningServer],
    start_server: StartServer,
    patient: tuple[str, str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [1_000.0]
    monkeypatch.setattr(bridge._servers, "_clock", lambda: now[0])
    last_name, first_name, number = patient
    assert "ok" in bridge.log_in(last_name, first_name, str(number))
    servers[0].kill()
    consultation = first_free(bridge)
    back = start_server(port_reservation=servers[0].port)

    assert bridge.book(consultation, "Une toux") == {"ok": {}}
    assert [sessions(back), sessions(servers[1])] == [0, 1]  # a session stays where it is
    bridge.log_out()
    assert "ok" in bridge.log_in(last_name, first_name, str(number))
    assert sessions(back) == 0

    now[0] += FIRST_PAUSE
    assert "ok" in bridge.log_in(last_name, first_name, str(number))
    assert sessions(back) == 1


def test_in_the_window_a_patient_books_although_the_server_is_killed(
    start_window: StartWindow, servers: list[RunningServer], run_sql: RunSql
) -> None:
    both = ",".join(f"{host}:{port}" for host, port in (server.address for server in servers))
    page = start_window(*servers[0].address, "--server", both).page
    number = a_patient.register(page)
    consultation = a_patient.choose_first(page)
    [serving] = [server for server in servers if sessions(server)]
    serving.kill()
    a_patient.book(page, "Une toux")
    a_patient.see_booked(page)
    assert run_sql("SELECT patient_id, reason FROM consultations WHERE id = %s", consultation) == (
        (number, "Une toux"),
    )
