"""`docs/architecture.md` and its drawing show every room and wing that import-linter knows."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest

from tests.checkout import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
DRAWING = (ROOT / "docs" / "pictures" / "architecture.svg").read_text(encoding="utf-8")
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
LAYERS = {
    contract["containers"][0]: [wing for layer in contract["layers"] for wing in layer.split(" : ")]
    for contract in LINTER["contracts"]
    if contract["type"] == "layers"
}
DRAWN = {word for text in re.findall(r">([^<]+)</text>", DRAWING) for word in text.split(", ")}


@pytest.mark.parametrize("room", LINTER["root_packages"])
def test_a_room_has_a_row_and_a_box(room: str) -> None:
    assert f"\n| `{room}` |" in PAGE
    assert f">{room}</text>" in DRAWING


def named_wings(room: str) -> set[str]:
    table = PAGE.partition(f"| wing of `{room}` |")[2].partition("\n\n")[0]
    return set(re.findall(r"`(\w+)(?:\.py)?`", table))


@pytest.mark.parametrize(("room", "wings"), LAYERS.items())
def test_the_wings_of_a_room_are_named_and_drawn(room: str, wings: list[str]) -> None:
    folders = {wing for wing in wings if (ROOT / room / wing).is_dir()}
    assert folders
    assert set(wings) - DRAWN == set()
    assert folders - named_wings(room) == set()


def test_the_wings_of_the_page_are_named_and_drawn() -> None:
    command = ["git", "ls-files", "kiosk_web/static"]
    files = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    wings = {name.split("/")[2] for name in files if name.count("/") > 2}
    assert wings
    assert wings - DRAWN == set()
    assert wings - named_wings("kiosk_web") == set()
