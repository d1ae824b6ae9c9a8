"""The page's files agree with one another: catalogue, styles, policy, codes, types."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from pathlib import Path

import pytest

from cbp.errors import ErrorCode

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "kiosk_web" / "static"
SCRIPTS = [path for path in STATIC.rglob("*.js") if "vendor" not in path.parts]
INDEX = (STATIC / "index.html").read_text(encoding="utf-8")
POLICY = {
    "default-src": "'none'",  # whatever is not named: frames, workers, plugins, manifests
    "script-src": "'self' 'sha256-…'",  # the hash is the import map's; nothing typed or fetched ever runs
    "style-src": "'self'",
    "font-src": "'self'",
    "img-src": "'self' data:",  # the bridge hands the logo over; a picture's address could carry words out
    "media-src": "data:",  # the bridge hands the voice over
    "connect-src": "'self'",  # the catalogues, and the bridge in browser mode: words go nowhere else
    "base-uri": "'self'",  # browser mode has a <base>; a foreign one would lead every script elsewhere
    "form-action": "'none'",  # every screen is a form that is never sent; default-src does not cover it
}
"""What the page may load, directive by directive; browser mode adds frame-ancestors, a header's alone."""


def test_every_code_has_its_sentences() -> None:
    told = set(
        re.findall(r"^  ([A-Z_]+): \"", (STATIC / "problems.js").read_text(encoding="utf-8"), re.MULTILINE)
    )
    own = {"UNREACHABLE", "DISCONNECTED", "PROTOCOL_VIOLATION", "BOOTH_STOPPED"}
    assert told == {str(code) for code in ErrorCode} - {"UNAUTHORIZED"} | own


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


def test_the_policy_is_this_and_no_wider() -> None:
    policy = re.search(r'Content-Security-Policy"\s+content="([^"]+)"', INDEX)
    assert policy
    directives = re.sub(r"sha256-[^']+", "sha256-…", html.unescape(policy[1])).split("; ")
    allowed = dict(directive.split(" ", 1) for directive in directives)
    assert allowed == POLICY


def test_what_the_import_map_names_is_there() -> None:
    for path in re.findall(r'"\./(vendor/[^"]+)"', INDEX):
        assert (STATIC / path).is_file(), f"{path}: run script/vendor"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(STATIC).as_posix())
def test_no_module_is_two_rooms(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    assert path.read_text(encoding="utf-8").startswith("//")
