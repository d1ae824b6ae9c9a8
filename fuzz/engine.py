"""One target under atheris, in a process of its own: `python -m fuzz.engine NAME [option of libFuzzer …]`.

The only module that needs atheris. The code under test is imported here first, so that it is instrumented.
"""

from __future__ import annotations

import sys

import atheris

from fuzz.target import load

UNDER_TEST = ["socklib", "cbp"]


def main() -> None:
    """Fuzz until an option ends it, or an input fails."""
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=UNDER_TEST):
        target = load(name)
    with target.open() as check:
        atheris.Setup([sys.argv[0], *options], check)
        atheris.Fuzz()  # ends the process


if __name__ == "__main__":
    main()
