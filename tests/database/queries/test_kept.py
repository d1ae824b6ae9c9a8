"""Answers that are kept: how long, how many, and that one caller reads for all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from database.connections.asking import Asker, asker
from database.errors import DatabaseUnavailableError
from database.queries.kept import Kept
from tests.plugins.waiting import wait_until


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def kept(clock: Clock) -> Kept[str, list[str]]:
    """Keeps two answers for ten seconds; a list is equal to another and still not the same."""
    return Kept(10.0, most=2, clock=clock)


def test_an_answer_is_kept_and_then_read_again(kept: Kept[str, list[str]], clock: Clock) -> None:
    first = kept.get("a", lambda: ["read"])
    clock.seconds = 9.9
    assert kept.get("a", lambda: ["again"]) is first
    clock.seconds = 10.0
    assert kept.get("a", lambda: ["again"]) == ["again"]


def test_it_grows_old_from_the_moment_its_reading_begins(kept: Kept[str, list[str]], clock: Clock) -> None:
    def slowly() -> list[str]:
        clock.seconds += 6.0
        return ["slow"]

    kept.get("a", slowly)
    clock.seconds = 10.0
    assert kept.get("a", lambda: ["again"]) == ["again"]


def test_an_answer_found_wanting_is_read_again_once(kept: Kept[str, list[str]]) -> None:
    first = kept.get("a", lambda: ["read"])
    second = kept.get("a", lambda: ["again"], other_than=first)
    assert second == ["again"]
    assert kept.get("a", lambda: ["third"], other_than=first) is second


def test_the_answer_read_longest_ago_is_forgotten(kept: Kept[str, list[str]]) -> None:
    for key in "abc":
        kept.get(key, lambda: ["read"])
    assert len(kept) == 2
    assert kept.get("c", lambda: ["again"]) == ["read"]
    assert kept.get("a", lambda: ["again"]) == ["again"]


def test_one_reads_while_the_others_wait(kept: Kept[str, list[str]]) -> None:
    readings: list[str] = []
    may_end = threading.Event()

    def read() -> list[str]:
        readings.append("")
        may_end.wait()
        return ["read"]

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(kept.get, "a", read) for _ in range(8)]
        wait_until(lambda: readings)
        assert kept.get("b", lambda: ["other"]) == ["other"]  # another key waits for nobody
        may_end.set()
        assert all(answer.result() is answers[0].result() for answer in answers)
    assert len(readings) == 1


def test_who_asks_after_a_change_does_not_get_what_was_read_before_it(
    kept: Kept[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    has_begun, is_joined, may_end = threading.Event(), threading.Event(), threading.Event()

    def read() -> list[str]:
        has_begun.set()
        may_end.wait()
        return ["old"]

    def note_who_waits() -> Asker:  # whoever waits for another's reading asks how long it may
        is_joined.set()
        return asker()

    monkeypatch.setattr("database.queries.kept.asker", note_who_waits)
    with ThreadPoolExecutor(2) as pool:
        before = pool.submit(kept.get, "a", read)
        has_begun.wait()
        kept.revise(lambda _key, _value: None)
        after = pool.submit(kept.get, "a", lambda: ["new"])
        is_joined.wait()
        may_end.set()
        assert (before.result(), after.result()) == (["old"], ["new"])
    assert kept.get("a", lambda: ["newer"]) == ["new"]


def test_a_failure_is_everybodys_and_is_not_kept(kept: Kept[str, list[str]]) -> None:
    readings: list[str] = []
    may_end = threading.Event()

    def fail() -> list[str]:
        readings.append("")
        may_end.wait()
        raise DatabaseUnavailableError("away")

    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(kept.get, "a", fail) for _ in range(4)]
        wait_until(lambda: readings)
        wait_until(lambda: all(answer.running() for answer in answers))
        may_end.set()
        for answer in answers:
            with pytest.raises(DatabaseUnavailableError):
                answer.result()
    assert kept.get("a", lambda: ["back"]) == ["back"]


def test_a_change_looks_at_the_answers_of_its_groups_only() -> None:
    kept = Kept[str, list[str]](10.0, most=3, clock=lambda: 0.0, group_of=lambda key: key[0])
    for key in ("a1", "b1", "a2", "a3"):  # a1 is forgotten
        kept.get(key, lambda: ["read"])
    seen: list[str] = []

    def change(key: str, answer: list[str]) -> list[str] | None:
        seen.append(key)
        return None if key == "a3" else [*answer, "changed"]

    kept.revise(change, ["a", "c"])
    assert sorted(seen) == ["a2", "a3"]
    again = {key: kept.get(key, lambda: ["read again"]) for key in ("a2", "a3", "b1")}
    assert again == {"a2": ["read", "changed"], "a3": ["read again"], "b1": ["read"]}
