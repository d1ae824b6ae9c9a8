"""The words of the booth, read from its files: what the catalogues say, and what the scripts ask for.

No test here. A key is "message" or "message.attribute". Reads no more of Fluent than we use (messages,
attributes, values to fill in, one plural a text) and of JavaScript only calls and tables of words; what it
cannot read it refuses, so that nothing is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from tests.checkout import STATIC

LANGUAGES = ("fr", "nl", "de", "en")

_ENTRY = re.compile(r"([a-z][a-z0-9-]*) = ?(.*)|    \.([a-z]+) = (.*)")


@dataclass(frozen=True)
class Words:
    """A text as it is written in its catalogue, with its braces."""

    text: str

    @property
    def values(self) -> set[str]:
        """What has to be filled in."""
        return set(re.findall(r"\$([a-z]+)", self.text))

    @property
    def counted(self) -> set[str]:
        """Which of the values are numbers that a plural goes by."""
        return set(re.findall(r"\$([a-z]+) ->", self.text))

    @property
    def variants(self) -> list[str]:
        """The names of its plurals; the default's has a star."""
        return [
            name.replace("[", "").replace("]", "") for name in re.findall(r"(?m)^ +(\*?\[\w+\])", self.text)
        ]

    @property
    def plain(self) -> str:
        """What is read: nothing in braces, every space the same."""
        return re.sub(r"\s+", " ", re.sub(r"\{[^{}]*\}", "", self.text)).strip()


@cache
def catalogue(language: str) -> dict[str, Words]:
    """Give every text of a language by its key.

    Raises:
        AssertionError: A line is none of Fluent's that we use, or a key stands twice.
    """
    found: dict[str, Words] = {}
    for key, text in _entries(STATIC / "messages" / f"{language}.ftl"):
        assert key not in found, f"{key} stands twice in {language}"
        found[key] = Words(text)
    return found


def _entries(path: Path) -> Iterator[tuple[str, str]]:
    message, key, lines = "", "", list[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if entry := _ENTRY.fullmatch(line):
            if key:
                yield key, "\n".join(lines)
            message = entry[1] or message
            key = entry[1] or f"{message}.{entry[3]}"
            lines = [entry[2] or entry[4] or ""]
        elif line and not line.startswith("#"):
            assert key, f"{path.name}: {line}"
            assert line.startswith(" ") or line == "}", f"{path.name}: {line}"
            lines.append(line)
    yield key, "\n".join(lines)


@cache
def script(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def scripts() -> str:
    paths = sorted(path for path in STATIC.rglob("*.js") if "vendor" not in path.parts)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def problems() -> list[str]:
    """Give the messages of the table of codes."""
    return sorted(set(re.findall(r'"(problem-[a-z-]+)"', script("problems.js"))))


def _alternatives(file: str, pattern: str) -> list[str]:
    """Give the members of the JSDoc union that `pattern` finds in `file`."""
    union = re.search(pattern, script(file))
    assert union, f"{file} has no {pattern}"
    return re.findall(r"[a-z0-9-]+", union[1])


def _state(pattern: str) -> list[str]:
    return _alternatives("state.js", pattern)


_SCREENS = r"@typedef \{([^}]*)\} Screen\b"
_ENDINGS = r"@typedef \{([^}]*)\} Ending\b"
_PRINTINGS = r"@property \{([^}]*)\} printing\b"
_SIZES = r"size: ([\d |]+)"

FAMILIES: dict[str, Callable[[], list[str]]] = {
    "${key}-many": lambda: [f"{key}-many" for key in re.findall(r'\bcountWords\("([a-z-]+)"', scripts())],
    "${key}.what": lambda: [f"{key}.what" for key in problems()],
    "${key}.todo": lambda: [f"{key}.todo" for key in problems()],
    "${specialty.message}.hint": lambda: [
        f"{key}.hint" for key in re.findall(r'message: "([^"]+)"', script("domain/specialty-table.js"))
    ],
    "ended-${ending}": lambda: [f"ended-{ending}" for ending in _state(_ENDINGS)],
    "ended-${ending}.what": lambda: [f"ended-{ending}.what" for ending in _state(_ENDINGS)],
    "help-${state.screen}": lambda: [f"help-{screen}" for screen in _state(_SCREENS)],
    "look-size-${size}": lambda: [f"look-size-{size}" for size in _state(_SIZES)],
    "print-${printing}": lambda: [f"print-{now}" for now in _state(_PRINTINGS) if now != "no"],
}
"""What becomes of the keys that a script puts together, from the tables that it takes their parts of."""

_IN_TABLES = (
    r'\bwords: "([a-z-]+)"',  # the table of screens
    # The other tables. After "=" such a word is an attribute, and it may be the id of an element.
    r'(?<![=\w-])(?<!getElementById\()"((?:check|key|problem|reason|speech|specialty)-[a-z-]+)"',
)


@cache
def asked() -> Collection[str]:
    """Give every key that the page may ask for.

    Raises:
        KeyError: A key is put together in a way that `FAMILIES` does not know.
    """
    keys: set[str] = set()
    for words in _keys_in_calls():
        keys.update(re.findall(r'"([a-z][a-z0-9.-]+)"', words))
        for template in re.findall(r"`([^`]+)`", words):
            keys.update(FAMILIES[template]())
    for pattern in _IN_TABLES:
        keys.update(re.findall(pattern, scripts()))
    return frozenset(keys)


def _keys_in_calls() -> Iterator[str]:
    """Give what stands for the key in every call of a function that takes one."""
    text = scripts()
    for call in re.finditer(r"(?<!function )\b(tIn|t|countWords|own|named)\(", text):
        arguments = _arguments(text, call.end())
        key = arguments[1 if call[1] == "tIn" else 0]
        yield re.sub(r'[=!]== "[^"]*"', "", key)


def _arguments(text: str, start: int) -> list[str]:
    """Give the arguments of the call whose bracket opens before `start`."""
    cuts, depth, quote = [start - 1], 0, ""
    for at in range(start, len(text)):
        letter = text[at]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"`'":
            quote = letter
        elif letter in "([{":
            depth += 1
        elif depth:
            depth -= letter in ")]}"
        elif letter in "),":
            cuts.append(at)
            if letter == ")":
                break
    return [text[one + 1 : two] for one, two in pairwise(cuts)]
