"""LIST_CLIENTS tells the patients of every server of the database (`docs/protocol.md`, "LIST_CLIENTS")."""

from __future__ import annotations

import json
import signal

import pytest

from cbp_server.presence import Presence
from cbp_server.shared_presence import TELL_AGAIN_SECONDS, WATCH_SECONDS, SharedPresence
from database import Database
from database.queries.sightings import FORGOTTEN_AFTER_SECONDS, LOOKED_WITHIN_SECONDS
from database.tables.schema import bring_up_to_date
from tests.cbp_server.test_admin import ask
from tests.plugins.mariadb import OwnMariaDB, RunSql, settings_for
from tests.plugins.reservation_server import RunningServer, StartServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient

A_SECOND = 1_000_000


def listed(server: RunningServer) -> list[tuple[str, str]]:
    return [(one["first_name"], one["server"]) for one in ask(server, "LIST_CLIENTS")["clients"]]


def kill_with_a_patient(server: RunningServer, run_sql: RunSql) -> None:
    """Kill a server that has told the others of a patient in session."""
    with WireClient(server.address) as client:
        client.register("Lefèvre", "Zoé")
        wait_until(lambda: run_sql("SELECT name FROM borne_servers"))
        server.process.kill()
        server.process.wait()


@pytest.fixture
def north(start_server: StartServer) -> RunningServer:
    return start_server(server_name="north")


@pytest.fixture
def south(start_server: StartServer) -> RunningServer:
    return start_server(server_name="south")


def test_each_server_lists_the_patients_of_both_oldest_first(
    north: RunningServer, south: RunningServer
) -> None:
    with (
        WireClient(north.address) as one,
        WireClient(south.address) as two,
        WireClient(north.address) as three,
    ):
        one.register("Lefèvre", "Zoé")
        two.register("D'Hondt", "Jan")
        three.register("Ōta", "Rin")
        expected = [("Zoé", "north"), ("Jan", "south"), ("Rin", "north")]
        wait_until(lambda: listed(north) == expected == listed(south))
        two.ask("LOGOUT")
        wait_until(lambda: listed(north) == [expected[0], expected[2]])
        one.stream.close()
        wait_until(lambda: listed(south) == [expected[2]])
    wait_until(lambda: listed(south) == [])


def test_a_patient_elsewhere_has_the_same_entry_as_at_home(
    north: RunningServer, south: RunningServer
) -> None:
    with WireClient(south.address) as client:
        client.register("Lefèvre", "Zoé")
        wait_until(lambda: listed(north) == [("Zoé", "south")])
        assert ask(north, "LIST_CLIENTS") == ask(south, "LIST_CLIENTS")


def test_a_patient_elsewhere_is_named_as_the_database_has_them(
    north: RunningServer, south: RunningServer, run_sql: RunSql
) -> None:
    with WireClient(south.address) as client:
        number = client.register("Lefèvre", "Zoé")
        wait_until(lambda: listed(north) == [("Zoé", "south")])
        run_sql("UPDATE patients SET first_name = 'Chloé' WHERE id = %s", number)
        assert listed(north) == [("Chloé", "south")]


def test_no_name_is_in_the_servers_table(south: RunningServer, north: RunningServer, run_sql: RunSql) -> None:
    with WireClient(south.address) as client:
        number = client.register("Lefèvre", "Zoé")
        wait_until(lambda: listed(north) == [("Zoé", "south")])
        [(name, sessions)] = run_sql("SELECT name, sessions FROM borne_servers")
    [[patient_id, ip, _]] = json.loads(sessions)
    assert (name, patient_id, ip) == ("south", number, "127.0.0.1")


def test_the_patients_of_a_stopped_server_are_gone(north: RunningServer, south: RunningServer) -> None:
    with WireClient(south.address) as client:
        client.register()
        wait_until(lambda: len(listed(north)) == 1)
        south.process.send_signal(signal.SIGTERM)
        assert south.process.wait() == 0
        assert listed(north) == []


def test_a_server_that_stops_with_a_patient_in_session_says_so(database: Database) -> None:
    presence, another_run = Presence(), bytes(16)
    shared = SharedPresence(database.servers, presence, lambda: "south")
    shared.start()
    presence.arrive(database.create_patient("Lefèvre", "Zoé", None), "127.0.0.1")
    wait_until(lambda: database.servers.sessions_elsewhere(another_run))
    shared.stop()
    assert database.servers.sessions_elsewhere(another_run) == []


def test_a_server_that_starts_lists_no_patients_of_one_that_was_killed_a_while_ago(
    start_server: StartServer, south: RunningServer, run_sql: RunSql
) -> None:
    kill_with_a_patient(south, run_sql)
    older = "UPDATE borne_servers SET seen_at = seen_at - %s"
    run_sql(older, (FORGOTTEN_AFTER_SECONDS + 1) * A_SECOND)
    assert listed(start_server(server_name="north")) == []


def test_a_server_that_starts_again_lists_no_patients_of_its_run_that_was_killed(
    start_server: StartServer, south: RunningServer, run_sql: RunSql
) -> None:
    kill_with_a_patient(south, run_sql)
    again = start_server(server_name="south")
    wait_until(lambda: run_sql("SELECT sessions FROM borne_servers") == (("[]",),))
    assert listed(again) == []


def test_a_server_watches_the_others_though_nobody_asks_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[bytes] = []
    monkeypatch.setattr("cbp_server.shared_presence.WATCH_SECONDS", 0.0)
    monkeypatch.setattr(database.servers, "watch", looks.append)
    shared = SharedPresence(database.servers, Presence(), lambda: "south")
    shared.start()
    try:
        wait_until(lambda: len(looks) > 1)
    finally:
        shared.stop()


@pytest.mark.parametrize("skew", [60, -240])
def test_a_server_lists_the_patients_of_another_whose_node_has_another_time(
    north: RunningServer, south: RunningServer, run_sql: RunSql, skew: int
) -> None:
    for change in ("INSERT", "UPDATE"):  # as another node of the cluster would write it
        run_sql(
            f"CREATE TRIGGER skewed_{change} BEFORE {change} ON borne_servers FOR EACH ROW "
            f"SET NEW.seen_at = NEW.seen_at + IF(NEW.name = 'south', {skew * A_SECOND}, 0)"
        )
    with WireClient(south.address) as client:
        client.register("Lefèvre", "Zoé")
        wait_until(lambda: listed(north) == [("Zoé", "south")])
        client.ask("LOGOUT")
        wait_until(lambda: listed(north) == [])


def test_it_watches_often_enough_to_need_no_clock_of_another_machine() -> None:
    assert WATCH_SECONDS < LOOKED_WITHIN_SECONDS
    assert TELL_AGAIN_SECONDS + 2 * WATCH_SECONDS < FORGOTTEN_AFTER_SECONDS


def test_a_server_tells_again_while_somebody_is_in_session(
    north: RunningServer, south: RunningServer, run_sql: RunSql
) -> None:
    with WireClient(south.address) as client:
        client.register("Lefèvre", "Zoé")
        wait_until(lambda: listed(north) == [("Zoé", "south")])
        run_sql("UPDATE borne_servers SET seen_at = 1, sessions = '[]'")
        wait_until(lambda: listed(north) == [("Zoé", "south")])
    wait_until(lambda: listed(north) == [])
    # Nobody is in session any more, so nothing is told.
    assert run_sql("SELECT sessions FROM borne_servers") == (("[]",),)


def test_while_the_database_is_away_the_others_cannot_be_told_and_are_told_again(
    start_server: StartServer, own_mariadb: OwnMariaDB
) -> None:
    settings = settings_for(own_mariadb, "borne")
    bring_up_to_date(settings, print)
    north, south = (start_server(settings, server_name=name) for name in ("north", "south"))
    with WireClient(south.address) as client:
        client.register("Lefèvre", "Zoé")
        wait_until(lambda: listed(north) == [("Zoé", "south")])
        own_mariadb.kill()
        assert ask(north, "LIST_CLIENTS")["code"] == "UNAVAILABLE"
        assert ask(south, "GET_STATUS")["sessions"] == 1
        own_mariadb.start()
        wait_until(lambda: ask(north, "LIST_CLIENTS")["status"] == "ok")
        wait_until(lambda: listed(north) == [("Zoé", "south")])
