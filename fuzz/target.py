"""What a fuzz target is, and the table of them.

No fuzzer here: a target judges one input, whoever made it, so the ordinary tests replay the corpus without
atheris.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"

Check = Callable[[bytes], None]
"""Judges one input; raises AssertionError, or whatever the code under test should not have raised."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target.

    Attributes:
        open: prepares the check; what it started ends with the context.
        seeds: inputs to begin with, where there is no corpus.
        words: what the fuzzer should try to insert.
        modules: the modules under test, whose coverage is told.
        longest: bytes of the longest input worth trying.
    """

    open: Callable[[], AbstractContextManager[Check]]
    seeds: Sequence[bytes]
    words: Sequence[bytes]
    modules: Sequence[str]
    longest: int


NAMES = ("frames", "proxy_headers", "messages", "connections")


def load(name: str) -> Target:
    """Import and return a target; only then is the code under test imported.

    Args:
        name: one of `NAMES`.
    """
    target = import_module(f"fuzz.{name}").TARGET
    assert isinstance(target, Target)
    return target


def corpus(name: str) -> list[bytes]:
    """Return the inputs that are kept in the repository, in a stable order."""
    return [path.read_bytes() for path in sorted((CORPUS / name).iterdir())]
