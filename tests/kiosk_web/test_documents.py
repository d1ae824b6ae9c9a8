"""What the documents say is so: every criterion answered, every test and picture there, every key explained.

No judgement of the words: whether a test holds what it is cited for is for a reader. The first column of
`docs/accessibility.md` quotes the list that the booth is built to; POINTS keeps it, so that no line of it
can be dropped or watered down unseen.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from kiosk_web.configuration import SECTIONS

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
REPORT = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
BOOTH = (ROOT / "docs" / "booth.md").read_text(encoding="utf-8")

POINTS = {
    "W1": "Attract screen (four languages, one tap each)",
    "W2": "booked, with a proof to take along → goodbye, screen wiped",
    "W3": "One question a screen",
    "W4": "a clear heading",
    "W5": "Back and Continue always in the same place",
    "W6": "help always in the same place",
    "W7": "Back never loses what was typed",
    "W8": "nothing is asked twice",
    "W9": "the screen opens on the first free days, not on an empty month",
    "W10": "no result offers the next free consultation and a wider search",
    "W11": '"any doctor" is the default',
    "W12": "A calendar shows at a glance which days have free consultations and how many",
    "W13": "a list shows hours",
    "W14": "People who would rather read than look get the list alone",
    "W15": "nothing is booked yet, names what Book will do",
    "W16": "lets each answer be changed",
    "W17": "A consultation taken meanwhile: say so plainly, keep the search, offer the nearest free ones",
    "W18": "Booked: what, who, when, what to bring",
    "W19": "the patient number of a new patient, large, grouped 3-3-3, asked to be noted",
    "W20": "a ticket (print, and a QR code with a calendar entry for a phone)",
    "W21": "Say that nothing remains to be done",
    "W22": "Network or server lost: plain words, the fate of what was typed",
    "W23": "where the desk is",
    "W24": "the booth comes back by itself",
    "F1": "Names take every letter people have (accents, apostrophes of both shapes, hyphens, spaces)",
    "F2": "no spell-check, no capitals forced",
    "F3": "Birth date is three numeric fields that do not jump by themselves",
    "F4": "The patient number has a number pad, accepts spaces, shows groups",
    "F5": "its check digit tells a typing slip before any attempt is counted",
    "F6": "a national register number (11 digits) typed by mistake is recognised and explained",
    "F7": "a summary at the top takes the focus, the same words at the field",
    "F8": "no blame, no code",
    "R1": "80 CSS px at least for what is tapped often",
    "R2": "never under 60",
    "R3": "10 px apart",
    "R4": "capital letters of 5 mm at least (24 px of type as the floor)",
    "R5": "four sizes to choose from",
    "R6": "at twice the size nothing is cut or overlaps",
    "R7": "7:1 for text",
    "R8": "3:1 for controls and focus",
    "R9": "a high-contrast theme",
    "R10": "never the only sign",
    "R11": "`lang` right on every screen",
    "R12": "every string, date, number and error in French, Dutch, German, English",
    "R13": "switch at any moment without losing anything",
    "R14": "single taps, acting on release",
    "R15": "no drag, no pinch, no path",
    "R16": "a held key does not repeat",
    "R17": "one tap moves every control to the lower half of a tall screen",
    "R18": "the whole journey with Tab, arrows, Enter, Escape",
    "R19": "the focus is always visible",
    "R20": "a read-aloud mode in the chosen language for a headset: every screen, field, error and ticket",
    "R21": "any action interrupts it, a key repeats it",
    "R22": "volume falls back after each patient",
    "R23": "headings, names, roles, live messages right, so that a browser's reader works too",
    "R24": (
        "no violation on any screen, in any language, theme and size, with `target-size` and "
        "`color-contrast-enhanced` switched on"
    ),
    "T1": "After 60 s without a touch (configurable) a warning",
    "T2": "seen and heard",
    "T3": "with 20 s at least to answer, one tap to go on, as often as needed",
    "T4": "Then logout, wipe, attract screen",
    "T5": 'After "booked", 30 s',
    "T6": "Language, size, theme, volume and every word typed go with the patient",
    "T7": "nothing stays in the page, its history, its storage",
    "T8": "the keyboard's suggestions",
    "T9": "or a log",
    "T10": "Names are never listed",
    "T11": "a reason never shown after booking",
    "T12": "the number never in full on a screen that stays",
    "T13": (
        "no text of the session is in the document, in memory that the page can reach, or in "
        "a picture of the screen"
    ),
    "M1": "AZERTY for French (Belgian), QWERTY for Dutch and English, QWERTZ for German",
    "M2": "accents by holding or by a row, a number pad for numbers",
    "M3": "The field in use is never hidden behind it",
    "M4": "no context menu",
    "M5": "selection, drag and drop",
    "M6": "zoom",
    "M7": "reload, print, downloads",
    "M8": "external links, new windows",
    "M9": "developer tools",
    "M10": "closing keys",
    "M11": "Leaving takes the staff's gesture and a code from the configuration",
    "M12": "with lock-out",
    "M13": "A strict Content-Security-Policy",
    "M14": "nothing loaded from anywhere but the booth itself",
    "M15": (
        "A renderer that dies or hangs is noticed (a heartbeat from the page, not from the "
        "process) and restarted"
    ),
    "M16": "The attract screen moves a little, so that nothing burns in",
    "M17": "nothing flashes; the motion can be stopped",
    "M18": "Portrait 1080×1920, landscape 1920×1080 and 1280×800 all work",
    "M19": "screen centre and controls 380–1220 mm from the floor",
    "M20": "headset jack found without sight",
    "M21": "a raised mark for speech",
    "M22": "volume at most 65 dBA at the start",
    "M23": "a person at a desk as the other way",
}
"""The words of each point, by its id."""

ON_SITE = {"M19", "M20", "M21", "M22", "M23"}
"""The points that the list itself leaves to the installation."""

SHORT = "Not met, or not held by a test"
"""The section that owns up."""

CITED = re.compile(r"`(?:([\w/]+\.py))::(test_\w+)`")


def section(text: str, heading: str) -> str:
    """Give what stands under a heading, up to the next of its level."""
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,3}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[2]


def criteria() -> dict[str, list[str]]:
    """Give the rows of the report, by id: criterion, source, how it is met, test."""
    rows = re.findall(r"^\| ([A-Z][0-9]+) \| (.*) \|$", REPORT, re.MULTILINE)
    assert len(rows) == len({name for name, _ in rows}), "an id stands twice"
    return {name: [cell.strip() for cell in re.split(r"(?<!\\)\|", rest)] for name, rest in rows}


def owned_up() -> set[str]:
    """Give the ids for which the report says that something is short."""
    names = re.findall(r"^- \*\*([A-Z0-9, ]+)\*\*", section(REPORT, SHORT), re.MULTILINE)
    return {name.strip() for several in names for name in several.split(",")}


def functions(path: Path) -> set[str]:
    """Give the tests of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def cited() -> list[tuple[str, str]]:
    """Give every test that the report names: file and function."""
    return sorted(set(CITED.findall(REPORT)))


def file_of(name: str) -> Path:
    """Find a test's file as the report names it: in this folder, or in another of tests/."""
    return ROOT / "tests" / name if "/" in name else Path(__file__).parent / name


def test_every_point_has_its_row_in_its_own_words() -> None:
    rows = criteria()
    assert sorted(rows) == sorted(POINTS)
    watered_down = [name for name, words in POINTS.items() if words not in rows[name][0]]
    assert watered_down == []


def test_every_row_says_how_it_is_held_or_that_it_is_not() -> None:
    short = owned_up()
    for name, cells in criteria().items():
        assert len(cells) == 4, name
        held = cells[3]
        is_short = "(#not-met-or-not-held-by-a-test)" in held
        assert is_short == (name in short), f"{name}: the row and the section {SHORT!r} differ"
        assert (held == "*install*") == (name in ON_SITE), name
        assert CITED.search(held) or is_short or name in ON_SITE, f"{name}: no test, and nothing owned up"


@pytest.mark.parametrize("name", sorted({name for name, _ in cited()}))
def test_every_test_that_the_report_names_exists(name: str) -> None:
    missing = {function for file, function in cited() if file == name} - functions(file_of(name))
    assert not missing, f"docs/accessibility.md names {missing} of {name}"


def test_no_test_is_named_in_a_way_that_is_not_looked_up() -> None:
    named = re.findall(r"`[^`\n]*::[^`\n]*`", REPORT.replace("`file::function`", ""))
    assert [one for one in named if not CITED.fullmatch(one)] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_picture_and_page_that_is_linked_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text) + re.findall(r'src="([^"]+)"', text)
    missing = [one for one in links if "://" not in one and not (document.parent / one).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_place_that_is_linked_is_a_heading(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for page, anchor in re.findall(r"\]\(([^)#\s]*)#([^)]+)\)", text):
        if "://" in page:
            continue
        other = (document.parent / page).read_text(encoding="utf-8") if page else text
        headings = re.findall(r"^#{1,4} (.+)$", other, re.MULTILINE)
        assert anchor in {place_of(heading) for heading in headings}, f"{page}#{anchor}"


def place_of(heading: str) -> str:
    """Give the anchor that a heading gets where the documents are read."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_a_picture_says_in_words_what_it_shows() -> None:
    for document in DOCUMENTS:
        for words in re.findall(r"!\[([^]]*)\]", document.read_text(encoding="utf-8")):
            assert words.strip(), document.name


@pytest.mark.parametrize("name", SECTIONS)
def test_every_key_of_booth_conf_is_explained_with_its_default(name: str) -> None:
    rows = re.findall(r"^\| (.+?) \| (.+?) \| (.+?) \| (.+) \|$", section(BOOTH, f"[{name}]"), re.MULTILINE)
    told = {key: default for keys, default, *_ in rows for key in re.findall(r"`(\w+)`", keys)}
    assert told == {key.name: f"`{key.default}`" if key.default else "empty" for key in SECTIONS[name]}
