"""What the documents say of the booth is there: tests they name, pictures they show, keys they explain."""

from __future__ import annotations

import ast
import configparser
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
REPORT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")


def named_tests() -> set[tuple[str, str]]:
    return set(re.findall(r"`([\w/]+\.py)::(test_\w+)`", REPORT))


def test_every_test_that_the_accessibility_report_names_exists() -> None:
    named = named_tests()
    assert len(named) > 50
    defined: dict[str, set[str]] = {}
    for path, _ in named:
        tree = ast.parse((ROOT / "tests" / path).read_text(encoding="utf-8"))
        defined[path] = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert [f"{path}::{name}" for path, name in sorted(named) if name not in defined[path]] == []


def test_every_criterion_of_the_report_has_its_test_or_says_that_it_is_the_installers() -> None:
    rows = [line.split("|") for line in REPORT.splitlines() if line.startswith("| ") and "---" not in line]
    bare = [
        row[1]
        for row in rows
        if row[1].strip() != "criterion" and "::" not in row[3] and "*install*" not in row[2]
    ]
    assert bare == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_picture_and_page_that_a_document_leads_to_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)|src=\"([^\"]+)\"", text)
    local = [link or other for link, other in links if "://" not in (link or other)]
    assert [link for link in local if not (document.parent / link).exists()] == []


def test_every_key_of_the_booths_configuration_is_explained() -> None:
    guide = (ROOT / "docs" / "booth.md").read_text(encoding="utf-8")
    shipped = configparser.ConfigParser(interpolation=None)
    shipped.read(ROOT / "kiosk_web" / "booth.conf", encoding="utf-8")
    keys = [(section, key) for section in shipped.sections() for key in shipped[section]]
    assert keys
    assert [f"[{section}] {key}" for section, key in keys if f"`{key}`" not in guide] == []
