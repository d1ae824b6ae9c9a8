"""The page's files agree with one another: styles, import map, policy and error codes."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path

import pytest

from kiosk_web.calls.outcomes import OUTCOMES
from tests.checkout import ROOT

STATIC = ROOT / "kiosk_web" / "static"
SCRIPTS = [path for path in STATIC.rglob("*.js") if "vendor" not in path.parts]
INDEX = (STATIC / "index.html").read_text(encoding="utf-8")


def test_every_code_has_its_sentences() -> None:
    told = set(
        re.findall(r"^  ([A-Z_]+): \"", (STATIC / "problems.js").read_text(encoding="utf-8"), re.MULTILINE)
    )
    without_screen = {"NO_VOICE", "NO_PRINTER", "PRINTER_NOT_READY", "STAFF_REFUSED"}
    assert told == set(OUTCOMES) - without_screen | {"BOOTH_STOPPED"}


def test_every_style_is_linked_and_every_link_leads_somewhere() -> None:
    linked = set(re.findall(r'rel="stylesheet" href="([^"]+)"', INDEX))
    styles = {p.relative_to(STATIC).as_posix() for p in STATIC.rglob("*.css") if "vendor" not in p.parts}
    assert linked == styles


def test_the_policy_names_the_import_map_by_its_hash_and_allows_nothing_unsafe() -> None:
    policy = re.search(r'Content-Security-Policy"\s+content="([^"]+)"', INDEX)
    import_map = re.search(r'<script type="importmap">(.*?)</script>', INDEX, re.DOTALL)
    assert policy
    assert import_map
    digest = base64.b64encode(hashlib.sha256(import_map[1].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in html.unescape(policy[1])
    assert "unsafe" not in policy[1]
    assert re.findall(r"\bon[a-z]+=|\bstyle=", INDEX) == []


def test_what_the_import_map_names_is_there() -> None:
    for path in re.findall(r'"\./(vendor/[^"]+)"', INDEX):
        assert (STATIC / path).is_file(), f"{path}: run script/vendor"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_a_module_is_short_and_says_at_its_top_what_is_in_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert text.startswith("//")
