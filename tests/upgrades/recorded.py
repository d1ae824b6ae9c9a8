"""What 0.1.0 said and asked, as recorded in `from_0_1_0/`; its README tells how. No tests here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tests.plugins.mariadb import RunSql
from tests.plugins.wire import Message

_RECORDED = Path(__file__).parent / "from_0_1_0"


@dataclass(frozen=True)
class Exchange:
    """A request of the booth and the server's reply."""

    request: Message
    reply: Message


def conversations() -> list[list[Exchange]]:
    """Return the exchanges of each connection."""
    lines = [json.loads(line) for line in (_RECORDED / "conversation.jsonl").read_text("utf-8").splitlines()]
    connections = [list(some) for _, some in groupby(lines, key=lambda line: line["connection"])]
    return [
        [
            Exchange(asked["message"], told["message"])
            for asked, told in zip(some[::2], some[1::2], strict=True)
        ]
        for some in connections
    ]


def statements(name: str) -> list[str]:
    """Return the statements of one of its files."""
    text = (_RECORDED / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return [one for one in "\n".join(lines).split(";\n") if one.strip()]


def make_hospital(run_sql: RunSql, name: str) -> None:
    """Make a database of this name as 0.1.0 made and filled it; `run_sql` uses it."""
    run_sql(f"CREATE DATABASE {name} CHARACTER SET utf8mb4", database=None)
    for statement in [*statements("tables.sql"), *statements("hospital.sql")]:
        run_sql(statement)
