"""`init` on a Galera cluster: once at a time over all nodes, and only on tables that the nodes replicate."""

from __future__ import annotations

import datetime as dt
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from database.errors import DatabaseUnavailableError, SchemaRefusedError
from database.tables import only_init, schema
from database.tables.choices import Choices
from database.tables.schema import bring_up_to_date, migrations
from tests.checkout import ROOT
from tests.cluster.conftest import Pair
from tests.database.tables.their_tables import MYISAM, ROWS
from tests.plugins.waiting import wait_until

pytestmark = pytest.mark.program

PLACE = "CREATE TABLE borne_init (place TINYINT NOT NULL PRIMARY KEY, run BINARY(16) NOT NULL, renewals INT)"
SOMEBODY = b"somebody else's."
WAITS = "another init is at work: waiting for its end"


def run_script(pair: Pair, script: str) -> None:
    for statement in filter(str.strip, script.split(";\n")):
        pair.here(statement)


def somebody_is_at_work(pair: Pair) -> None:
    """Let the row of another init be there, which nobody renews."""
    pair.create()
    pair.here(PLACE)
    pair.here("INSERT INTO borne_init VALUES (1, %s, 7)", SOMEBODY)


def is_given_up(pair: Pair) -> bool:
    """Tell whether no init is at work, as far as each node knows."""
    return "borne_init" not in set().union(*pair.tables())


def is_the_same_at_both(pair: Pair) -> bool:
    """Tell whether both nodes have the same tables by now."""
    here, there = pair.tables()
    return here == there


def renews_no_more() -> bool:
    """Tell whether the only init of this process has lost its place."""
    return all(thread.name != "init-place" for thread in threading.enumerate())


def init_at_both(pair: Pair, each: int) -> list[str]:
    """Run so many at each node, all at once; return what they told."""
    told: list[str] = []
    with ThreadPoolExecutor(2 * each) as pool:
        runs = [
            pool.submit(bring_up_to_date, settings, told.append)
            for settings in pair.settings
            for _ in range(each)
        ]
    for run in runs:
        run.result()
    wait_until(lambda: is_given_up(pair))
    return told


@pytest.mark.parametrize("turn", range(3))
def test_at_two_nodes_at_once_each_migration_is_applied_once(pair: Pair, turn: int) -> None:
    told = init_at_both(pair, each=2)
    assert [told.count(f"applying {file}") for file in migrations().values()] == [1] * len(migrations())
    wait_until(lambda: is_the_same_at_both(pair))


def test_tables_of_the_hospitals_are_taken_over_at_two_nodes_at_once(pair: Pair) -> None:
    pair.create()
    run_script(pair, f"{MYISAM.replace('MyISAM', 'InnoDB')};{ROWS}")
    told = init_at_both(pair, each=1)
    assert told.count("applying 0001_tables.sql") == 1
    hours = "SELECT id, hour FROM consultations ORDER BY id"
    wait_until(lambda: pair.there(hours) == pair.here(hours))
    assert pair.here(hours)[0] == (10, dt.timedelta(hours=9))


def test_whoever_waits_is_told_and_gives_up_in_the_end(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody_is_at_work(pair)
    monkeypatch.setattr(schema, "LOCK_SECONDS", 0)
    told: list[str] = []
    with pytest.raises(DatabaseUnavailableError, match="another init on this database does not come to an"):
        bring_up_to_date(pair.settings[1], told.append)
    assert told == [WAITS]
    assert pair.tables() == [{"borne_init"}, {"borne_init"}]


def test_the_place_of_a_dead_init_is_taken(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody_is_at_work(pair)
    monkeypatch.setattr(only_init, "LEASE_SECONDS", 0.1)
    told: list[str] = []
    bring_up_to_date(pair.settings[1], told.append)
    assert told[:2] == [WAITS, "the other init has died: going on from there"]
    wait_until(lambda: is_given_up(pair))


def test_an_init_that_renews_keeps_its_place_however_long_it_takes(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(only_init, "RENEWAL_SECONDS", 0.1)
    monkeypatch.setattr(only_init, "LEASE_SECONDS", 5.0)
    waits: list[str] = []
    other = threading.Thread(target=bring_up_to_date, args=(pair.settings[1], waits.append))

    def renewals() -> int:
        [(count,)] = pair.here("SELECT renewals FROM borne_init")
        return int(count)

    def hold_up(line: str) -> None:
        """Stay in the first step until the other has seen several renewals, and is still waiting."""
        if line == "applying 0001_tables.sql":
            other.start()
            wait_until(lambda: waits)
            count = renewals()
            wait_until(lambda: renewals() > count + 3)
            assert other.is_alive()

    bring_up_to_date(pair.settings[0], hold_up)
    other.join(30)
    assert not other.is_alive()
    assert waits == [WAITS]


@pytest.mark.parametrize(
    "taking",
    ["UPDATE borne_init SET run = 'somebody else''s.'", "DROP TABLE borne_init"],
    ids=["taken", "over"],
)
def test_an_init_whose_place_was_taken_gives_up(
    pair: Pair, monkeypatch: pytest.MonkeyPatch, taking: str
) -> None:
    monkeypatch.setattr(only_init, "RENEWAL_SECONDS", 0.1)
    told: list[str] = []

    def lose_the_place(line: str) -> None:
        told.append(line)
        if line == "applying 0001_tables.sql":
            pair.here(taking)
            wait_until(renews_no_more)

    with pytest.raises(DatabaseUnavailableError, match="another init took over"):
        bring_up_to_date(pair.settings[0], lose_the_place)
    assert told[-1] == "applying 0001_tables.sql"
    assert "specialties" not in pair.tables()[0]


def test_tables_that_are_not_innodb_are_refused_until_their_rows_are_copied_as_the_page_says(
    pair: Pair,
) -> None:
    pair.create()
    run_script(pair, f"{MYISAM};{ROWS}")
    wait_until(lambda: is_the_same_at_both(pair))
    assert pair.there("SELECT COUNT(*) FROM patients") == ((0,),)  # why it has to be refused
    before = pair.tables()
    with pytest.raises(SchemaRefusedError) as refused:
        bring_up_to_date(pair.settings[0], lambda line: None)
    for name in ("specialties", "doctors", "patients", "consultations"):
        assert f"{name} is MyISAM, so on a Galera cluster its rows may be on one node only" in str(
            refused.value
        )
    wait_until(lambda: pair.tables() == before)

    page = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    section = page.split("\n## Tables that are not InnoDB\n")[1]
    copying = re.search(r"```sql\n(.*?)```", section, re.DOTALL)
    assert copying is not None
    for name in ("specialties", "doctors", "patients", "consultations"):
        run_script(pair, copying[1].replace("consultations", name))
    bring_up_to_date(pair.settings[0], lambda line: None)
    patients = "SELECT id, last_name, first_name, birth_date FROM patients ORDER BY id"
    wait_until(lambda: pair.there(patients) == pair.here(patients))
    assert len(pair.there(patients)) == 2


def test_a_dry_run_leaves_no_table_behind(pair: Pair) -> None:
    pair.create()
    bring_up_to_date(pair.settings[0], lambda line: None, Choices(is_dry_run=True))
    wait_until(lambda: pair.tables() == [set(), set()])
