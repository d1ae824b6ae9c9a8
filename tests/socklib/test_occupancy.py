"""Whose place a newcomer gets: the table of cases, and what holds whatever happened before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from socklib.occupancy import AddressLoad, Occupancy

HERE, THERE, ELSEWHERE = "192.0.2.1", "192.0.2.2", "192.0.2.3"

# Each connection: its address, and what it is at ("idle", "busy" or "kept"), in the order in which they came.
CASES: dict[str, tuple[list[tuple[str, str]], int, str, int | None]] = {
    "nobody is there": ([], 0, HERE, None),
    "the oldest idle one goes": ([(HERE, "idle"), (THERE, "idle")], 0, ELSEWHERE, 0),
    "the address that holds most loses one": ([(HERE, "idle"), (THERE, "idle"), (THERE, "idle")], 0, HERE, 1),
    "its oldest": ([(THERE, "idle"), (HERE, "idle"), (THERE, "idle")], 0, ELSEWHERE, 0),
    "a kept one never goes": ([(HERE, "kept"), (HERE, "kept")], 0, THERE, None),
    "kept ones do not count": (
        [(HERE, "kept"), (HERE, "kept"), (HERE, "idle"), (THERE, "idle")],
        0,
        THERE,
        2,
    ),
    "a whole request never goes": ([(HERE, "busy")], 0, THERE, None),
    "a busy one counts for its address": ([(HERE, "idle"), (THERE, "busy"), (THERE, "idle")], 0, HERE, 2),
    "an address with nobody idle keeps its own": (
        [(THERE, "busy"), (THERE, "busy"), (HERE, "idle")],
        0,
        HERE,
        2,
    ),
    "a full address loses its own": ([(THERE, "idle"), (THERE, "idle"), (HERE, "idle")], 1, HERE, 2),
    "kept ones fill an address too": ([(HERE, "kept"), (HERE, "idle"), (THERE, "idle")], 2, HERE, 1),
    "a full address of kept ones lets nobody in": ([(HERE, "kept"), (THERE, "idle")], 1, HERE, None),
}


@pytest.mark.parametrize(("there", "per_address", "newcomer", "gone"), CASES.values(), ids=CASES)
def test_whose_place_a_newcomer_gets(
    there: list[tuple[str, str]], per_address: int, newcomer: str, gone: int | None
) -> None:
    occupancy = Occupancy[int](lambda number: there[number][1] != "busy", per_address=per_address)
    for number, (host, state) in enumerate(there):
        occupancy.add(number, host, float(number))
        if state == "kept":
            occupancy.keep(number)
    assert next(occupancy.victims(newcomer), None) == gone


def test_what_each_address_holds_is_told_most_first() -> None:
    occupancy = Occupancy[int](lambda _: True)
    for number, host in enumerate([HERE, THERE, THERE]):
        occupancy.add(number, host, 10.0 + number)
    occupancy.keep(2)
    assert occupancy.by_address() == [AddressLoad(THERE, 1, 1, 11.0), AddressLoad(HERE, 0, 1, 10.0)]


class Occupied(RuleBasedStateMachine):
    """The table beside a plain list of the same connections."""

    def __init__(self) -> None:
        super().__init__()
        self.occupancy = Occupancy[int](lambda one: self.there[one][1] == "idle", per_address=3)
        self.there: dict[int, list[str]] = {}  # host and state
        self.came = 0

    @rule(host=st.sampled_from([HERE, THERE, ELSEWHERE]))
    def come(self, host: str) -> None:
        self.occupancy.add(self.came, host, float(self.came))
        self.there[self.came] = [host, "idle"]
        self.came += 1

    @precondition(lambda self: self.there)
    @rule(data=st.data(), state=st.sampled_from(["idle", "busy", "kept", "gone"]))
    def change(self, data: st.DataObject, state: str) -> None:
        one = data.draw(st.sampled_from(sorted(self.there)))
        if state == "gone":
            assert self.occupancy.remove(one)
            del self.there[one]
        elif self.there[one][1] != "kept":
            self.there[one][1] = state
            if state == "kept":
                self.occupancy.keep(one)

    @invariant()
    def whoever_goes_is_idle_of_the_right_address_and_its_oldest(self) -> None:
        for newcomer in (HERE, THERE, ELSEWHERE, "192.0.2.4"):
            gone = next(self.occupancy.victims(newcomer), None)
            idle = {one: host for one, (host, state) in self.there.items() if state == "idle"}
            if sum(host == newcomer for host, _ in self.there.values()) >= 3:
                expected = [one for one, host in idle.items() if host == newcomer]
                assert gone == min(expected, default=None)
                continue
            if not idle:
                assert gone is None
                continue
            assert gone in idle
            held = [host for host, state in self.there.values() if state != "kept"]
            assert held.count(idle[gone]) == max(held.count(host) for host in idle.values())
            assert gone == min(
                one for one, host in idle.items() if held.count(host) == held.count(idle[gone])
            )

    @invariant()
    def whoever_follows_is_of_the_address_that_is_next(self) -> None:
        idle = {one: host for one, (host, state) in self.there.items() if state == "idle"}
        held = [host for host, state in self.there.values() if state != "kept"]

        def expected(among: set[int]) -> list[int]:
            first = {host: min(one for one in among if idle[one] == host) for host in map(idle.get, among)}
            return sorted(among, key=lambda one: (-held.count(idle[one]), first[idle[one]], one))

        assert list(self.occupancy.victims()) == expected(set(idle))
        odd = {one for one in idle if one % 2}
        assert list(self.occupancy.victims(among=lambda one: one % 2 == 1)) == expected(odd)

    @invariant()
    def the_books_are_right(self) -> None:
        assert len(self.occupancy) == len(self.there)
        told = {load.host: (load.kept, load.others) for load in self.occupancy.by_address()}
        for host in (HERE, THERE, ELSEWHERE):
            states = [state for where, state in self.there.values() if where == host]
            assert told.get(host, (0, 0)) == (states.count("kept"), len(states) - states.count("kept"))


TestOccupied = Occupied.TestCase
TestOccupied.settings = settings(max_examples=60, deadline=None)


@given(st.integers(0, 5), st.integers(0, 8))
def test_an_address_is_full_at_its_bound(per_address: int, held: int) -> None:
    occupancy = Occupancy[int](lambda _: True, per_address=per_address)
    for number in range(held):
        occupancy.add(number, HERE, 0.0)
    assert occupancy.is_full(HERE) == (per_address > 0 and held >= per_address)
