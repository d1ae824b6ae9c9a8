"""What the console prints obeys nobody's name."""

from __future__ import annotations

import json
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from cbp.admin import ConnectedPatient
from cbp_server.console_tables import as_json, clients_table, printable
from database.tables.schema import bring_up_to_date
from tests.checkout import ROOT
from tests.plugins.mariadb import OwnMariaDB, settings_for
from tests.plugins.reservation_server import RunningServer, StartServer


def patient(last_name: str) -> ConnectedPatient:
    return ConnectedPatient(
        ip="::1",
        last_name=last_name,
        first_name="Jan",
        patient_id=7,
        connected_at="2030-01-02T00:00:00+00:00",
        server="desk",
    )


def test_a_character_that_turns_or_hides_text_is_shown_as_its_number() -> None:
    assert printable("a\u202eb\u200bc\x1b[2J\U000e0041é") == "a\\u202eb\\u200bc\\u001b[2J\\U000e0041é"


@given(st.text(max_size=30))
def test_a_name_is_one_row_whatever_it_holds(name: str) -> None:
    assert len(clients_table([patient(name)]).splitlines()) == 3


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_json_says_the_name_as_it_is_in_ascii(name: str) -> None:
    told = as_json((patient(name),))
    assert told.isascii()
    assert json.loads(told)[0]["last_name"] == name


def test_whoever_stops_reading_gets_no_traceback(server: RunningServer) -> None:
    token_file = server.config.parent / "admin-token"
    command = f'"$0" -m cbp_server.admin status --port {server.admin_port} --token-file "$1"'
    shell = f"{{ {command}; echo ended with $? >&2; }} | head -c 0"
    ended = subprocess.run(
        ["/bin/sh", "-c", shell, sys.executable, str(token_file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == "ended with 0\n"


def test_the_console_ends_with_1_where_the_database_is_unreachable(
    start_server: StartServer, own_mariadb: OwnMariaDB
) -> None:
    settings = settings_for(own_mariadb, "borne")
    bring_up_to_date(settings, print)
    server = start_server(settings)
    own_mariadb.freeze()
    command = [sys.executable, "-m", "cbp_server.admin", "status", "--port", str(server.admin_port)]
    command += ["--token-file", str(server.config.parent / "admin-token")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "NOT REACHABLE" in ended.stdout
