"""Every source that code, documents or scripts cite is in the repository.

A citation is a Markdown link, a path into one of our folders, the name of a file in backticks, or a page
followed by one of its headings in quotes.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache

import pytest

from tests.checkout import ROOT

ENDINGS = ("conf", "css", "html", "js", "md", "mjs", "py", "sql")
_END = rf"\.(?:{'|'.join(ENDINGS)})(?![\w/*-])"
PATH = re.compile(rf"(?<![\w/.*-])(?:[\w.-]+/)+[\w-]+{_END}")
NAME = re.compile(rf"(?<=`)[\w./-]+{_END}(?=`)")
PLACE = re.compile(r"(?<=`)[\w-]+/[\w./-]*(?=`)")
HEADING = re.compile(r"(?<![\w/.-])((?:[\w-]+/)*[\w-]+\.md)[`)]?,?\s+\(?[\"“]([^\"”]+)[\"”]")
LINK = re.compile(r"\]\(([^)\s]*)\)")
OUTSIDE = re.compile(
    r"(?<![\w/.-])(?:\.\./)*(?:spec|shared)/[\w.-]+|(?<![\w/-])kiosk\.md|\bissue #?\d+", re.IGNORECASE
)
"""Sources of this project that a clone does not have."""


def tracked() -> list[str]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


FILES = tracked()
FOLDERS = {name.split("/")[0] for name in FILES if "/" in name}
ENDS = {name[start:] for name in FILES for start in (0, *(slash.end() for slash in re.finditer("/", name)))}
"""Every path and every end of one: a citation may leave folders out."""


def sources() -> Iterator[str]:
    """Iterate over what people write: code, pages, configurations, scripts; not this file's own examples."""
    for name in FILES:
        if name != "tests/test_citations.py" and (
            name.endswith(ENDINGS) or name.startswith((".ci/", "script/"))
        ):
            yield name


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def headings(page: str) -> set[str]:
    return set(re.findall(r"^#{1,4} (.+)$", text_of(page), re.MULTILINE))


def anchor(heading: str) -> str:
    """Return the anchor of a heading, as GitHub makes it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def is_linked(name: str, target: str) -> bool:
    """Tell whether a link in a page leads to a file, and to a heading of it."""
    page, _, place = target.partition("#")
    if "://" in page:
        return True
    path = ((ROOT / name).parent / page).resolve() if page else ROOT / name
    return path.exists() and (not place or place in map(anchor, headings(str(path.relative_to(ROOT)))))


def lost(name: str, text: str) -> list[str]:
    """Return the citations of a text that lead nowhere, each with file and line.

    Args:
        name: the file, by its path in the repository.
        text: what it says.
    """
    # A citation may go on in the next comment line. Offsets stay, so that the line can be told.
    prose = re.sub(r"\n[ \t]*(?:#|//|\*|;|--)?(?=[ \t])", lambda found: " " * len(found[0]), text)
    citations = [(match, match[0]) for match in OUTSIDE.finditer(text)]
    for match in (*PATH.finditer(prose), *NAME.finditer(prose), *PLACE.finditer(prose)):
        is_ours = "/" not in match[0] or match[0].split("/")[0] in FOLDERS
        if is_ours and match[0] not in ENDS and not (ROOT / match[0]).exists():
            citations += [(match, match[0])]
    for match in HEADING.finditer(prose):
        if match[1] in FILES and match[2] not in headings(match[1]):
            citations += [(match, f'{match[1]}, "{match[2]}"')]
    if name.endswith(".md"):
        citations += [(match, match[1]) for match in LINK.finditer(text) if not is_linked(name, match[1])]
    places = sorted({(match.start(), cited) for match, cited in citations})
    return [f"{name}:{text.count(chr(10), 0, start) + 1}: {cited}" for start, cited in places]


def test_every_citation_is_in_the_repository() -> None:
    nowhere = [citation for name in sources() for citation in lost(name, text_of(name))]
    assert not nowhere, "\n".join(nowhere)


A_PAGE_OUTSIDE, AN_ISSUE = "/".join(("spec", "protocol.md")), f"issue {7}"
"""Put together here, so that this file cites neither."""


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ('`docs/protocol.md`, "Faces"', 'docs/protocol.md, "Faces"'),
        ('# docs/protocol.md\n# ("Faces")', 'docs/protocol.md, "Faces"'),
        ("as cbp/no_such.py does", "cbp/no_such.py"),
        ("`no_such.py`", "no_such.py"),
        ("`tests/no_such_folder/`", "tests/no_such_folder/"),
        (A_PAGE_OUTSIDE, A_PAGE_OUTSIDE),
        (f"what {AN_ISSUE} asks", AN_ISSUE),
        ("[a page](no_such.md)", "no_such.md"),
        ("[a page](README.md#no-such-heading)", "README.md#no-such-heading"),
    ],
)
def test_a_citation_that_leads_nowhere_is_found(text: str, cited: str) -> None:
    assert lost("new.md", text) == [f"new.md:1: {cited}"]


def test_a_citation_of_a_heading_is_found_there() -> None:
    assert lost("new.py", '# See `docs/protocol.md`,\n# "Frames", and `codec.py`.') == []
