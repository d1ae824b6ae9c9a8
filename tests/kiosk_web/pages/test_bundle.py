"""The document with joined files, and when it is served."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from kiosk_web.pages.bundle import SCRIPT, STYLE, is_fresh, joined
from tests.checkout import STATIC

DOCUMENT = (STATIC / "index.html").read_text(encoding="utf-8")
MADE = 1_000_000


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A page's folder whose joined files are newer than the others."""
    for name in (
        "index.html",
        "main.js",
        "screens/who.js",
        "screens/who.css",
        "vendor/preact.js",
        SCRIPT,
        STYLE,
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
        os.utime(path, (0, MADE - 1))
    os.utime(tmp_path / STYLE, (0, MADE))
    return tmp_path


def test_the_joined_files_take_the_place_of_all_scripts_and_styles(static: Path) -> None:
    document = joined(DOCUMENT, static)
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', document) == [STYLE]
    assert re.findall(r'<script[^>]* src="([^"]+)"', document) == ["boot.js", SCRIPT]


@pytest.mark.parametrize("name", ["index.html", "main.js", "screens/who.css", "vendor/preact.js"])
def test_a_file_changed_since_then_is_served_itself(static: Path, name: str) -> None:
    os.utime(static / name, (0, MADE + 1))
    assert not is_fresh(static)
    assert joined(DOCUMENT, static) == DOCUMENT


@pytest.mark.parametrize("name", [SCRIPT, STYLE])
def test_without_joined_files_the_document_is_served_as_it_is(static: Path, name: str) -> None:
    (static / name).unlink()
    assert joined(DOCUMENT, static) == DOCUMENT


def test_what_the_page_fetches_as_data_does_not_matter(static: Path) -> None:
    words = static / "messages" / "fr.ftl"
    words.parent.mkdir()
    words.touch()
    assert is_fresh(static)
