"""The booth's documents are true: criteria name tests that exist, pictures have a text, keys have a row.

Whether a test proves what it is named for is for a reader to judge. Links: `tests/test_citations.py`.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from kiosk_web.configuration.booth import SECTIONS
from tests.checkout import ROOT

DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
REPORT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
BOOTH = (ROOT / "docs" / "booth.md").read_text(encoding="utf-8")

SHORT = "Not met, or not held by a test"
"""The section of the report that says what falls short."""

CITED = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def section(text: str, heading: str) -> str:
    """Return the text under a heading, up to the next heading."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,3}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[2]


def criteria() -> dict[str, list[str]]:
    """Return the rows of the report, by id: criterion, source, how it is met, test."""
    rows = re.findall(r"^\| ([A-Z][0-9]+) \| (.*) \|$", REPORT, re.MULTILINE)
    assert len(rows) == len({name for name, _ in rows}), "an id occurs twice"
    return {name: [cell.strip() for cell in re.split(r"(?<!\\)\|", rest)] for name, rest in rows}


def not_met() -> set[str]:
    """Return the ids that the section `SHORT` explains."""
    names = re.findall(r"^- \*\*([A-Z0-9, ]+)\*\*", section(REPORT, SHORT), re.MULTILINE)
    return {name.strip() for several in names for name in several.split(",")}


def functions(path: Path) -> set[str]:
    """Return the names of the tests of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def cited() -> list[tuple[str, str]]:
    """Return every test that the report names: file and function."""
    return sorted(set(CITED.findall(REPORT)))


def file_of(name: str) -> Path:
    """Return a test's file, which the report names by its name in this folder or its path below tests/."""
    found = list(Path(__file__).parent.rglob(name)) if "/" not in name else [ROOT / "tests" / name]
    assert len(found) == 1, f"{name}: {found}"
    return found[0]


def test_the_criteria_are_numbered_without_a_gap() -> None:
    numbers: dict[str, list[int]] = {}
    for name in criteria():
        numbers.setdefault(name[0], []).append(int(name[1:]))
    assert numbers
    assert numbers == {letter: list(range(1, len(found) + 1)) for letter, found in numbers.items()}


@pytest.mark.parametrize(("name", "cells"), criteria().items(), ids=list(criteria()))
def test_a_criterion_names_its_tests_or_says_install_or_not_met(name: str, cells: list[str]) -> None:
    criterion, _, _, proof = cells
    is_short = "(#not-met-or-not-held-by-a-test)" in proof
    assert criterion
    assert is_short == (name in not_met()), f"the row and the section {SHORT!r} differ"
    assert CITED.search(proof) or is_short or proof == "*install*"


@pytest.mark.parametrize("name", sorted({name for name, _ in cited()}))
def test_every_test_that_the_report_names_exists(name: str) -> None:
    missing = {function for file, function in cited() if file == name} - functions(file_of(name))
    assert not missing, f"docs/accessibility.md names {missing} of {name}"


def test_every_test_is_named_in_the_form_that_is_looked_up() -> None:
    named = re.findall(r"`[^`\n]*::[^`\n]*`", REPORT.replace("`file::function`", ""))
    assert [one for one in named if not CITED.fullmatch(one)] == []


def test_every_picture_has_a_text_alternative() -> None:
    for document in DOCUMENTS:
        for words in re.findall(r"!\[([^]]*)\]", document.read_text(encoding="utf-8")):
            assert words.strip(), document.name


@pytest.mark.parametrize("name", SECTIONS)
def test_every_key_of_booth_conf_is_explained_with_its_default(name: str) -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \| (.+) \|$", section(BOOTH, f"[{name}]"), re.MULTILINE)
    explained = {key: default for keys, default, *_ in rows for key in re.findall(r"`(\w+)`", keys)}
    assert explained == {key.name: f"`{key.default}`" if key.default else "empty" for key in SECTIONS[name]}


def test_every_log_line_that_is_worth_an_alarm_is_logged() -> None:
    named = re.search(r"Worth an alarm: (.+?)\.\n", BOOTH, re.DOTALL)
    assert named
    lines = re.findall(r"`([^`]+)`", named[1])
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "kiosk_web").rglob("*.py"))
    assert lines
    assert [line for line in lines if line not in code] == []


def test_the_readme_opens_with_a_film_of_a_whole_booking() -> None:
    file = ROOT / "docs" / "pictures" / "film.webp"
    assert "docs/pictures/film.webp" in DOCUMENTS[0].read_text(encoding="utf-8").split("\n## ")[0]
    assert file.stat().st_size < 2_000_000
    durations: list[int] = []
    with Image.open(file) as film:
        for picture in ImageSequence.Iterator(film):
            picture.load()
            durations.append(film.info["duration"])
    assert 9_000 < sum(durations) < 15_000
