"""Renames tables in the hospital's own SQL: bodies of triggers, definitions of views.

No SQL is run here. Strings and comments stay as they are; so does a column that has a table's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from database.tables.identifiers import quoted

_TOKEN = re.compile(
    r"""(?P<text>'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|/\*.*?\*/|--[ \t][^\n]*|\#[^\n]*)"""
    r"""|(?P<name>`(?:[^`]|``)+`|[^\W\d][\w$]*)|(?P<sign>[^\s\w])""",
    re.DOTALL,
)
_BEFORE_A_TABLE = frozenset({"FROM", "JOIN", "INTO", "UPDATE", "TABLE"})


def words(sql: str) -> set[str]:
    """Return the names in a statement or an expression: columns, tables, functions, keywords."""
    return {_plain(token.group()) for token in _TOKEN.finditer(sql) if token.lastgroup == "name"}


@dataclass(frozen=True)
class Renaming:
    """New names of tables.

    Attributes:
        database: the database that they are in.
        tables: the new name by the name.
        columns: names of any table's columns, in lower case: a word of them is a table only where one must
            be.
        tells_case_apart: whether the server does so in names of tables.
    """

    database: str
    tables: Mapping[str, str]
    columns: frozenset[str] = frozenset()
    tells_case_apart: bool = True

    def apply(self, sql: str) -> str:
        """Return a statement with the new names."""
        parts, end, before = [], 0, ("", "", "")
        for token in _TOKEN.finditer(sql):
            word = token.group()
            if token.lastgroup == "name" and self._is_table(word, before, sql[token.end() :]):
                parts += [sql[end : token.start()], quoted(self._new_name(word) or "")]
                end = token.end()
            if token.lastgroup != "text":
                before = (*before[1:], word)
        return "".join([*parts, sql[end:]])

    def mentioned(self, sql: str) -> set[str]:
        """Return the names of tables, of those to be renamed, that a statement has."""
        words = (_plain(token.group()) for token in _TOKEN.finditer(sql) if token.lastgroup == "name")
        return {name for word in words for name in self.tables if self._is_same(word, name)}

    def _is_table(self, word: str, before: tuple[str, ...], rest: str) -> bool:
        name = _plain(word)
        if self._new_name(word) is None or before[-1] == "@":
            return False
        if before[-1] == ".":
            return _plain(before[-2]) == self.database
        is_certain = before[-1].upper() in _BEFORE_A_TABLE or rest.lstrip().startswith(".")
        return is_certain or name.lower() not in self.columns

    def _new_name(self, word: str) -> str | None:
        name = _plain(word)
        return next((new for old, new in self.tables.items() if self._is_same(name, old)), None)

    def _is_same(self, word: str, name: str) -> bool:
        return word == name or (not self.tells_case_apart and word.lower() == name.lower())


def _plain(word: str) -> str:
    return word[1:-1].replace("``", "`") if word.startswith("`") else word
