"""`script/run` refuses a folder in which somebody else could have laid something."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.end_to_end.running import STOP_SECONDS, command, folder, without_display

__all__ = ["folder"]

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")

NOBODY = 65_534


def refused(folder: Path) -> str:
    """Return the one line with which a run refuses a folder before it starts anything there."""
    done = subprocess.run(
        command(folder),
        cwd=ROOT,
        env=without_display(),
        capture_output=True,
        text=True,
        check=False,
        timeout=STOP_SECONDS,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize("mode", [0o777, 0o1777], ids=oct)
def test_a_folder_that_others_can_write_to_is_refused(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    assert f"{folder}: others can write to it" in refused(folder)
    assert list(folder.iterdir()) == []


@as_root
def test_a_folder_that_a_group_can_write_to_is_refused(folder: Path) -> None:
    os.chown(folder, -1, NOBODY)
    folder.chmod(0o770)
    assert f"{folder}: others can write to it" in refused(folder)


def test_a_link_to_a_folder_that_others_can_write_to_is_refused(folder: Path) -> None:
    shared, link = folder / "shared", folder / "link"
    shared.mkdir()
    shared.chmod(0o1777)
    link.symlink_to(shared)
    assert f"{shared}: others can write to it" in refused(link)


def test_links_in_a_loop_are_refused(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    assert "loop: cannot be used: Too many levels" in refused(folder / "loop")


def test_a_folder_inside_one_that_others_can_write_to_is_refused(folder: Path) -> None:
    folder.chmod(0o777)
    inside = folder / "mine"
    inside.mkdir(mode=0o700)
    assert f"{folder}: others can write to it" in refused(inside)
    assert f"{folder}: others can write to it" in refused(folder / "new")
    assert list(folder.iterdir()) == [inside]


@as_root
def test_a_folder_of_somebody_else_is_refused(folder: Path) -> None:
    os.chown(folder, NOBODY, NOBODY)
    assert f"{folder}: belongs to somebody else" in refused(folder)
    assert f"{folder}: belongs to somebody else" in refused(folder / "new")
    assert list(folder.iterdir()) == []


@as_root
def test_a_link_of_somebody_else_on_the_way_to_a_folder_is_refused(folder: Path) -> None:
    (folder / "mine").mkdir(mode=0o700)
    link = folder / "link"
    link.symlink_to("mine")
    os.chown(link, NOBODY, NOBODY, follow_symlinks=False)
    assert f"{link}: belongs to somebody else" in refused(link)
    assert list((folder / "mine").iterdir()) == []


@pytest.mark.parametrize("name", ["admin-token", "demo-patient.txt", "mariadb", "run.lock", "server.conf"])
def test_a_link_in_place_of_a_file_is_refused_and_not_followed(folder: Path, name: str) -> None:
    target = folder / "target"
    target.write_text("theirs")
    (folder / name).symlink_to(target)
    assert f"{folder / name}: is a link" in refused(folder)
    assert target.read_text() == "theirs"


def test_a_hard_link_in_place_of_a_file_is_refused(folder: Path) -> None:
    target = folder / "target"
    target.write_text("theirs")
    (folder / "server.conf").hardlink_to(target)
    assert f"{folder}/server.conf: is no plain file" in refused(folder)


@as_root
@pytest.mark.parametrize("name", ["admin-token", "demo-patient.txt", "run.lock", "server.conf"])
def test_a_file_of_somebody_else_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text("planted")
    os.chown(folder / name, NOBODY, NOBODY)
    assert f"{folder / name}: belongs to somebody else" in refused(folder)
    assert (folder / name).read_text() == "planted"
