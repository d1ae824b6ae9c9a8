"""A run that failed is judged once more from its history, with what was wrong besides the answers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest

from prove import __main__ as proof
from prove.history import Recorder, read
from prove.stand import AdminPort
from prove.tables import Person, Tables
from tests.prove.histories import AMY, BEN, COY, Story

DEFECT = "the servers logged 2 defects"


class Undisturbed:
    """Stands for a stand that nobody uses, and that finds a defect when its tables are read at the end."""

    limit = 2
    addresses: tuple[()] = ()
    admin_ports: tuple[AdminPort, ...] = ()

    def __init__(self, story: Story) -> None:
        people = tuple(Person(number, "x", "y") for number in (AMY, BEN, COY))
        self._tables = Tables(people, tuple(story.rows.values()))
        self._defects: list[str] = []

    def read_tables(self) -> Tables:
        return self._tables

    def read_tables_at_the_end(self) -> Tables:
        self._defects.append(DEFECT)
        return self._tables

    def defects(self) -> list[str]:
        return self._defects


def finished(folder: Path, defects: tuple[str, ...]) -> Path:
    """Return the file of a run in which Amy booked."""
    story, kept = Story(), folder / "run.jsonl"
    recorder = Recorder(kept)
    recorder.add(story.books(AMY, 1))
    recorder.finish(story.history(defects=defects).run, story.rows.values())
    return kept


def test_a_defect_is_judged_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert proof.main(["--judge", str(finished(tmp_path, ()))]) == 0
    assert proof.main(["--judge", str(finished(tmp_path, (DEFECT,)))]) == 1
    assert f"BROKEN: {DEFECT}" in capsys.readouterr().out


def test_a_history_from_before_defects_were_kept_is_judged(tmp_path: Path) -> None:
    kept = finished(tmp_path, (DEFECT,))
    text = kept.read_text(encoding="utf-8")
    old = text.replace(f',"defects":["{DEFECT}"]', "")
    assert old != text
    kept.write_text(old, encoding="utf-8")
    assert proof.main(["--judge", str(kept)]) == 0


def test_what_a_stand_finds_at_the_end_is_in_the_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def torment(*_: Any) -> None:
        """Break nothing."""

    monkeypatch.setattr(proof, "torment", torment)
    stand: Any = Undisturbed(Story())
    options = argparse.Namespace(clients=0, only=None)
    proof._prove(stand, Recorder(tmp_path / "run.jsonl"), 1, 0.0, options)
    assert read(tmp_path / "run.jsonl").run.defects == (DEFECT,)
