"""Which servers are at work is told without comparing the clocks of two machines."""

from __future__ import annotations

import itertools

import pytest

from database.queries.sightings import DELETED_AFTER_SECONDS, FORGOTTEN_AFTER_SECONDS, Row, Sightings

PROMISED_SECONDS = 20  # docs/protocol.md, "LIST_CLIENTS"
WRITTEN_EVERY, LOOKED_EVERY = 4.4, 4.0
RUN = b"r" * 16

SKEWS = [sign * seconds for seconds in (20, 60, 240) for sign in (1, -1)]
with_any_skew = pytest.mark.parametrize("skew", [0, *SKEWS])
with_skew = pytest.mark.parametrize("skew", SKEWS)


class Hospital:
    """A server that writes its row by a node's clock, and another that looks at it by its own node's.

    Args:
        skew: how many seconds the writer's clock is ahead.
        dies: when the writer dies.
    """

    def __init__(self, skew: float, dies: float = 3600.0) -> None:
        self.now = 0.0
        self._skew = skew
        self._written = list(itertools.takewhile(lambda at: at <= dies, itertools.count(0.0, WRITTEN_EVERY)))
        self.died = self._written[-1]
        self.sightings = Sightings(lambda: self.now)

    def looks_at(self, now: float) -> bool:
        """Look at the row; tell whether its writer counts as alive."""
        self.now = now
        ages: dict[Row, float] = {}
        for written in self._written:
            if written <= now:
                ages = {(RUN, round((written + self._skew) * 1e6)): now - (written + self._skew)}
        return bool(self.sightings.judge(now, ages))

    def watches(self, since: float, until: float) -> dict[float, bool]:
        """Look again and again; tell for each look whether the writer counted as alive."""
        looks = itertools.takewhile(lambda at: at <= until, itertools.count(since, LOOKED_EVERY))
        return {at: self.looks_at(at) for at in looks}


@with_any_skew
def test_a_server_that_comes_while_the_reader_watches_is_alive_at_every_look(skew: int) -> None:
    hospital = Hospital(skew)
    hospital.sightings.judge(-1.0, {})
    assert all(hospital.watches(0.0, 300.0).values())


@with_any_skew
def test_a_reader_that_comes_later_knows_once_it_has_seen_the_row_change(skew: int) -> None:
    hospital = Hospital(skew)
    hospital.looks_at(100.0)
    assert all(hospital.watches(100.0 + WRITTEN_EVERY, 400.0).values())


def test_a_reader_that_comes_later_believes_clocks_that_agree() -> None:
    assert Hospital(0).looks_at(100.0)
    assert not Hospital(0, dies=100.0 - FORGOTTEN_AFTER_SECONDS - WRITTEN_EVERY).looks_at(100.0)


@with_any_skew
@pytest.mark.parametrize("first_look", [at / 10 for at in range(0, 40, 5)])
def test_whoever_asks_a_server_that_watches_is_told_of_a_death_as_promised(
    skew: int, first_look: float
) -> None:
    hospital = Hospital(skew, dies=100.0)
    hospital.sightings.judge(-1.0, {})
    looks = hospital.watches(first_look, hospital.died + PROMISED_SECONDS - 0.1)
    assert all(is_alive for at, is_alive in looks.items() if at < hospital.died + FORGOTTEN_AFTER_SECONDS)
    assert not hospital.looks_at(hospital.died + PROMISED_SECONDS)


@with_any_skew
def test_the_row_of_a_live_server_is_never_to_be_deleted(skew: int) -> None:
    hospital = Hospital(skew)
    for at in range(0, 1200, 4):
        hospital.looks_at(at)
        assert hospital.sightings.take_to_delete() == []


@with_any_skew
def test_the_row_of_a_dead_server_is_to_be_deleted_once_it_has_stood_still(skew: int) -> None:
    hospital = Hospital(skew, dies=0.0)
    hospital.looks_at(0.0)
    hospital.looks_at(DELETED_AFTER_SECONDS - 1)
    assert hospital.sightings.take_to_delete() == []
    hospital.looks_at(DELETED_AFTER_SECONDS)
    assert hospital.sightings.take_to_delete() == [(RUN, skew * 1_000_000)]


def test_a_row_that_could_not_be_deleted_is_tried_again_only_after_as_long() -> None:
    hospital = Hospital(0, dies=0.0)
    taken = []
    for at in range(0, 3 * DELETED_AFTER_SECONDS, 4):
        hospital.looks_at(at)
        taken += hospital.sightings.take_to_delete()
    assert len(taken) == 2


def test_after_a_long_gap_between_two_looks_clocks_that_agree_are_believed() -> None:
    live, dead = Hospital(0), Hospital(0, dies=100.0)
    for hospital in (live, dead):
        hospital.watches(0.0, dead.died - 1.0)
    assert live.looks_at(dead.died + PROMISED_SECONDS)
    assert not dead.looks_at(dead.died + PROMISED_SECONDS)


@with_skew
@pytest.mark.parametrize("first_look", [at / 10 for at in range(0, 40, 5)])
def test_no_skew_hides_a_server_after_a_gap_as_long_as_a_pause_of_the_cluster(
    skew: int, first_look: float
) -> None:
    hospital = Hospital(skew)
    hospital.sightings.judge(-1.0, {})
    last = max(hospital.watches(first_look, 100.0))
    assert all(hospital.watches(last + 10.0, 200.0).values())
