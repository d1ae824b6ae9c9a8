"""Every package in use is named where it is installed from, and has its line in docs/decisions.md."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.checkout import ROOT

ROOMS = (
    *("socklib", "cbp", "cbp_server", "database", "inifile", "kiosk_web", "stopsignal"),
    *("bench", "fuzz", "prove", "script", "tests"),
)


def plain(name: str) -> str:
    """Give a Python package's name as all its spellings have it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def python_packages() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return {
        *project["dependencies"],
        *(name for more in project["optional-dependencies"].values() for name in more),
    }


def page_packages() -> set[str]:
    page = json.loads((ROOT / "package.json").read_text())
    return {*page["dependencies"], *page["devDependencies"]}


def debian_packages() -> set[str]:
    lines = (ROOT / "script" / "debian-packages").read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def programs() -> Iterator[Path]:
    """Give all of our Python, programs without an ending too."""
    for room in ROOMS:
        for path in (ROOT / room).rglob("*"):
            if path.suffix == ".py" or (
                room == "script" and path.is_file() and b"python" in path.read_bytes().split(b"\n")[0]
            ):
                yield path


def imported_modules() -> set[str]:
    """Give the outermost names of all that our Python imports."""
    names = set()
    for path in programs():
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names


def test_what_is_imported_is_named_in_pyproject() -> None:
    beside_each_other = {path.stem for path in (ROOT / "script").glob("*.py")}
    foreign = imported_modules() - sys.stdlib_module_names - {*ROOMS} - beside_each_other
    distributions = packages_distributions()
    named = {plain(name) for name in python_packages()}
    assert len(foreign) > 10
    # One that is not installed, as the fuzzer mostly, is called like its module.
    unnamed = {name for name in foreign if not {plain(d) for d in distributions.get(name, [name])} & named}
    assert unnamed == set()


def test_every_dependency_has_its_line_in_the_decisions() -> None:
    table = (ROOT / "docs" / "decisions.md").read_text().split("\n## Dependencies\n")[1]
    lines = [row.split("|")[1] for row in table.splitlines() if row.startswith("| ")]
    told = {name for line in lines for name in re.sub(r"\(.*?\)", "", line).replace(",", " ").split()}
    assert (python_packages() | page_packages() | debian_packages()) - told == set()
