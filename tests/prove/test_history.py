"""A history is kept in a file, and the nemesis and the cuts are drawn by the seed."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import pytest

from prove.history import Fault, Recorder, read
from prove.nemesis import order_of_faults
from prove.proxy import Cut, draw_cut
from tests.prove.histories import AMY, BEN, Story


def test_a_history_is_read_as_it_was_written(tmp_path: Path) -> None:
    story = Story()
    story.books(AMY, 1)
    story.is_refused(BEN, 1, "NOT_AVAILABLE")
    story.searches(2, 3, 4, 5, after=story.rows[1].position)
    recorder = Recorder(tmp_path / "run.jsonl")
    for call in story.calls:
        recorder.add(call)
    recorder.add(Fault(name="server killed", begin=1.0, end=2.0, server_ended=1.5))
    written = recorder.finish(story.history().run, story.rows.values())
    assert read(tmp_path / "run.jsonl") == written


def test_a_history_that_was_broken_off_is_refused(tmp_path: Path) -> None:
    recorder = Recorder(tmp_path / "run.jsonl")
    recorder.add(Story().books(AMY, 1))
    with pytest.raises(ValueError, match="broken off"):
        read(tmp_path / "run.jsonl")


def test_every_fault_comes_once_a_round_and_a_seed_repeats_their_order() -> None:
    names = ["one", "two", "three"]
    order = list(itertools.islice(order_of_faults(names, seed=7), 6))
    assert sorted(order[:3]) == sorted(order[3:]) == sorted(names)
    assert order == list(itertools.islice(order_of_faults(names, seed=7), 6))


def test_a_seed_repeats_a_cut() -> None:
    def cut() -> Cut:
        return draw_cut(random.Random("1 connection 5"))  # noqa: S311

    assert cut() == cut()
