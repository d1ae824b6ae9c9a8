"""Reads `tests/database/theirs/*.sql`: tables that hospitals' programs made, and what `init` must do there.

No test here. A file's first line says what it is. Then come parts, each under a line `-- [what] value`:

- `made CHARSET`: statements that make tables and rows, over a connection with that character set. A value
  names a file of `theirs/common/`, whose statements come first.
- `options`: `repair` or `keep`, what is done with misread text.
- `refused`: text that the refusal holds. Without one the tables are taken over, and then:
- `person`: `id | last name | first name` of somebody who can log in by these names.
- `theirs CHARSET`: statements of their own programs, which still work.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pymysql

from database import DatabaseSettings
from tests.checkout import ROOT
from tests.plugins.mariadb import RunSql

THEIRS = ROOT / "tests" / "database" / "theirs"
FILES = sorted(THEIRS.glob("*.sql"))
COMMON = THEIRS / "common"


@dataclass
class TheirFile:
    """One file.

    Attributes:
        made: character set of the connection, and statements.
        theirs: the same, to be run afterwards.
        people: id, last name, first name.
    """

    made: list[tuple[str, list[str]]] = field(default_factory=list)
    theirs: list[tuple[str, list[str]]] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    people: list[tuple[int, str, str]] = field(default_factory=list)


def read(path: Path) -> TheirFile:
    """Read a file."""
    there = TheirFile()
    title, *parts = path.read_text(encoding="utf-8").split("\n-- [")
    assert title.startswith("-- ")
    for part in parts:
        what, _, rest = part.partition("]")
        value, _, script = rest.partition("\n")
        kind, _, charset = what.partition(" ")
        if kind == "person":
            number, last_name, first_name = value.split("|")
            there.people.append((int(number), last_name.strip(), first_name.strip()))
        elif kind in {"options", "refused"}:
            getattr(there, kind).append(value.strip())
        else:
            if value := value.strip():
                script = (COMMON / f"{value}.sql").read_text(encoding="utf-8") + script
            statements = [one.strip().rstrip(";") for one in script.split(";\n") if one.strip()]
            getattr(there, kind).append((charset, statements))
    return there


def run(settings: DatabaseSettings, statements: list[str], charset: str) -> list[tuple[Any, ...]]:
    """Run statements as a program would that sends UTF-8; return the rows of the last one."""
    with (
        closing(
            pymysql.connect(
                unix_socket=str(settings.unix_socket),
                user=settings.user,
                database=settings.name,
                charset="utf8mb4",
                autocommit=True,
                ssl_disabled=True,
            )
        ) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SET NAMES {charset}")
        for statement in statements:
            cursor.execute(statement)
        return list(cursor.fetchall())


def everything(run_sql: RunSql) -> list[object]:
    """Return the definition and the rows of every table, and every trigger: what a dump holds.

    CHECKSUM TABLE is no help: its sum of a table with a generated column changes from one call to the next.
    """
    found: list[object] = [row[:5] for row in run_sql("SHOW TRIGGERS")]
    for name, kind in run_sql("SHOW FULL TABLES"):
        quoted = _quoted(name)
        found.append(run_sql(f"SHOW CREATE TABLE {quoted}"))
        if kind == "BASE TABLE":
            columns = _stored_columns(run_sql, name)
            found.append(sorted(run_sql(f"SELECT {columns} FROM {quoted}"), key=repr))  # noqa: S608
    return found


def _stored_columns(run_sql: RunSql, table: str) -> str:
    """Return the columns that hold a value of their own, the invisible ones too, each as its bytes."""
    columns = run_sql(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE()"
        " AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position",
        table,
    )
    return ", ".join(f"CAST({_quoted(name)} AS BINARY)" for (name,) in columns)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
