"""A disk that is full whenever that is wanted, in a namespace of a program's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from prove import own_namespace
from tests.checkout import ROOT

PROGRAM = """
import sys, threading
from errno import ENOSPC
from pathlib import Path
from prove.small_disk import SmallDisk, enter_own_mounts, may_mount

enter_own_mounts([sys.executable, *sys.argv])
assert may_mount()
folder = Path(sys.argv[1])
disk = SmallDisk(folder)
disk.mount()
kept = folder / "kept"
kept.write_bytes(b"x" * 10_000)
filling = threading.Thread(target=disk.keep_full, args=(0.2,))
filling.start()
filling.join()
kept.write_bytes(b"y" * 10_000)
try:
    (folder / "more").write_bytes(b"x" * 10_000)
except OSError as error:
    print("full:", error.errno == ENOSPC)
disk.free()
(folder / "more").write_bytes(b"x" * 10_000)
print("free:", (folder / "more").stat().st_size, kept.read_bytes()[:1].decode())
disk.unmount()
print("gone:", list(folder.iterdir()))
"""


def test_a_full_disk_takes_nothing_more_keeps_what_it_has_and_has_room_again(tmp_path: Path) -> None:
    if not own_namespace.can_enter("--mount"):
        pytest.skip("this machine lets nobody mount")
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "disk").mkdir()
    said = subprocess.run(
        [sys.executable, str(tmp_path / "program.py"), str(tmp_path / "disk")],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert said.stdout.splitlines() == ["full: True", "free: 10000 y", "gone: []"]
    assert not list((tmp_path / "disk").iterdir())
