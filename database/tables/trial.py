"""Tries a registration and a booking, and the hospital's own statements, before anything is changed.

It is done on copies of the tables (`copies`), with some rows, which are converted as the tables would be.
Promises: what would fail after the takeover is found before it, with the database's own error; nothing of the
hospital's is changed; what is told quotes no row of theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pymysql

from database.connections.connection import DatabaseConnection
from database.connections.faults import Fault, error_number, judge
from database.tables.blueprint import CHECKS, COLUMNS
from database.tables.choices import Choices
from database.tables.copies import PREFIX, Copies
from database.tables.identifiers import quoted
from database.tables.inspection import Found
from database.tables.own_columns import HOLDER, with_rule
from database.tables.samples import Samples
from database.tables.takeover import SPELL_HOURS_PLAINLY, Takeover
from database.tables.writes import BOOK, CREATE_PATIENT

# Names that a booth may send: of several alphabets, the longest, a single one; the first pair twice.
_PEOPLE = (
    ("Wałęsa", "Şahin", dt.date(1970, 2, 3)),
    ("Wałęsa", "Şahin", dt.date(1970, 2, 3)),
    ("Nguyễn 🙂", "Ngọc", None),
    ("Ж" * 50, "李" * 50, dt.date(1912, 1, 1)),
    ("Suharto", "", None),
)
_FIRST_NUMBER = 100_000_007
_REASON = "é" * 254 + "🙂"
_LONG_AGO = dt.datetime(1, 1, 1)

# Without the right to make triggers an account does not see any. Any copy will do: patients may be missing.
_PROBE = f"CREATE TRIGGER {PREFIX}probe AFTER INSERT ON {{copy}} FOR EACH ROW SET @borne_trial = 1"
_NEEDS_SUPER = 1419

# Their message names no value of a row: collations, columns, tables, functions, accounts.
_TOLD = frozenset(
    {1044, 1054, 1109, 1142, 1143, 1146, 1227, 1253, 1267, 1270, 1271, 1305, 1356, 1370, 1419, 1449}
)
_TOLD |= {1005, 1071, 1072, 1075, 1118, 1170, 1215, 1280, 1709, 1901, 1906, 3105, 3106, 4169}

# A row that others refer to, a reference to a missing row: the foreign keys of the blueprint are new to them.
_NEW_RULES = frozenset({1451, 1452})

Errors = dict[str, pymysql.err.MySQLError | None]


@dataclass
class Trial:
    """What a trial found.

    Attributes:
        lines: a line for each thing that would fail after a takeover; none: nothing would.
        steps: the statements of the takeover.
    """

    lines: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)


def trial(connection: DatabaseConnection, found: Found, choices: Choices) -> Trial:
    """Convert copies of the tables, and try what a booth and the hospital's programs do.

    Args:
        connection: as the server's account.
        found: the tables that are there; all of their obstacles are out of the way.
        choices: what the person who runs `init` decided.
    """
    copies, result = Copies(connection, found), Trial()
    if not found.tables or (_is_ours_alone(found, copies) and not choices.is_dry_run):
        return result
    try:
        run = _Run(connection, found, choices, copies)
        result.lines += run.lines()
        result.steps += run.steps
    finally:
        with suppress(pymysql.err.MySQLError, OSError):
            connection.change("ROLLBACK")
        with suppress(pymysql.err.MySQLError, OSError):
            copies.drop()
    return result


def _is_ours_alone(found: Found, copies: Copies) -> bool:
    """Tell whether nothing in the tables is the hospital's: neither columns, rules nor triggers."""
    return not copies.triggers and all(
        name in found.tables
        and found.tables[name].columns.keys() == {column.name for column in columns}
        and found.tables[name].checks <= CHECKS.get(name, {}).keys()
        and all(there.charset in {None, "utf8mb4"} for there in found.tables[name].columns.values())
        for name, columns in COLUMNS.items()
        if name not in found.left_alone
    )


class _Run:
    def __init__(
        self, connection: DatabaseConnection, found: Found, choices: Choices, copies: Copies
    ) -> None:
        self._connection = connection
        self._found = found
        self._choices = choices
        self._copies = copies
        self._samples = Samples(found, copies)
        self.steps: list[str] = []

    def lines(self) -> Iterator[str]:
        """Yield what would fail."""
        try:
            self._copies.make()
            self._connection.change(_PROBE.format(copy=quoted(PREFIX + next(iter(self._found.tables)))))
        except pymysql.err.MySQLError as error:
            if error_number(error) != _NEEDS_SUPER or self._copies.triggers:
                told = self._told(error)
                yield f"the tables cannot be copied for a trial: {told}"
                return
        for view in self._copies.unreadable:
            yield f"the definition of the view {view} cannot be read: the account needs the right SHOW VIEW"
        before = self._their_statements()
        if self._samples.spells_hours("consultations") and (fault := self._spelling_error()) is not None:
            yield f"the hours cannot be spelt plainly: {_explained(fault)}"
        if not self._copies.triggers:  # a converted row would fire them, and no ALTER is rolled back
            self._fill()
        takeover = Takeover(
            self._connection,
            lambda _: None,
            self._choices,
            prefix=PREFIX,
            left_alone=self._found.left_alone,
        )
        try:
            takeover.prepare_tables()
            takeover.complete_keys()
            takeover.add_rule()
            self.steps = takeover.steps
        except pymysql.err.MySQLError as error:
            yield f"the tables cannot be converted: {self._told(error)}"
            return
        for what, fault in self._their_statements().items():
            if fault is not None and before.get(what) is None and error_number(fault) not in _NEW_RULES:
                yield f"{what} works now and would fail: {_explained(fault)}"
        yield from self._our_statements()

    def _fill(self) -> None:
        """Put rows into the copies, to be converted: all that fit, or none."""
        self._empty()
        for name in COLUMNS:
            if name in self._found.tables and self._try(self._samples.fill(name, is_raw=True), keys=False):
                self._empty()
                return

    def _empty(self) -> None:
        self._connection.change("SET SESSION foreign_key_checks = 0")
        for name in self._found.tables:
            self._connection.change(f"TRUNCATE TABLE {quoted(PREFIX + name)}")
        self._connection.change("SET SESSION foreign_key_checks = 1")

    def _their_statements(self) -> Errors:
        """Run what their programs may do, on rows of theirs; return the error of each."""
        errors: Errors = {}
        self._empty()
        self._connection.change("START TRANSACTION")
        for name in COLUMNS:
            if name in self._found.tables:
                errors[f"INSERT INTO {name}"] = self._try(self._samples.fill(name))
        for view, copy in self._copies.views.items():
            errors[f"SELECT of the view {view}"] = self._try(f"SELECT * FROM {quoted(copy)} LIMIT 1")  # noqa: S608
        for name in reversed(COLUMNS):
            if name in self._found.tables:
                copy = quoted(PREFIX + name)
                update = f"UPDATE {copy} SET {self._samples.new_texts(name)} LIMIT 1"  # noqa: S608 - quoted
                errors[f"UPDATE {name}"] = self._try(update)
                # All rows, so that none is referred to when its turn comes.
                errors[f"DELETE FROM {name}"] = self._try(f"DELETE FROM {copy}")  # noqa: S608 - quoted
        self._connection.change("ROLLBACK")
        return errors

    def _spelling_error(self) -> pymysql.err.MySQLError | None:
        """Try what a takeover does to hours that are text; return the error."""
        self._empty()
        self._connection.change("START TRANSACTION")
        error = None
        if self._try(self._samples.fill("consultations", is_raw=True), keys=False) is None:
            error = self._try(SPELL_HOURS_PLAINLY.format(consultations=quoted(PREFIX + "consultations")))
        self._connection.change("ROLLBACK")
        self._empty()
        return error

    def _our_statements(self) -> Iterator[str]:
        """Run what a booth does; yield what fails."""
        connection = self._connection
        connection.change("START TRANSACTION")
        for name in ("specialties", "doctors", "consultations"):
            if name in self._found.tables:
                self._try(self._samples.fill(name), keys=False)
        create = CREATE_PATIENT.format(patients=PREFIX + "patients")
        numbers = []
        for number, person in enumerate(_PEOPLE, _FIRST_NUMBER):
            error = self._try(create, number, *person)
            if error is not None:
                yield f"a registration would fail: {_whole(error)}; it was: {_plain(create)}"
                break
            numbers.append(number)
        slot = self._free_consultation() if numbers else None
        if slot is not None:
            book = BOOK.format(consultations=PREFIX + "consultations")
            today = (_LONG_AGO.date(), _LONG_AGO.date(), _LONG_AGO.time())
            error = self._try(book, numbers[0], _REASON, slot, *today)
            if error is not None:
                yield f"a booking would fail: {_whole(error)}; it was: {_plain(book)}"
        connection.change("ROLLBACK")

    def _free_consultation(self) -> int | None:
        """Return a consultation that may be booked: one to come, or one that is made."""
        copy = quoted(PREFIX + "consultations")
        find = f"SELECT id FROM {copy} WHERE patient_id IS NULL AND date > CURDATE() ORDER BY date LIMIT 1"  # noqa: S608
        table = self._found.tables.get("consultations")  # None: the conversion has made it
        has_rule = self._choices.free_when or (table is not None and HOLDER in table.columns)
        find = with_rule(find) if has_rule else find
        rows = self._connection.rows(find)
        if not rows:
            [(mode,)] = self._connection.rows("SELECT @@sql_mode")
            self._connection.change("SET SESSION sql_mode = ''")  # their own columns get some value
            self._try(
                f"INSERT INTO {copy} (doctor_id, date, hour) "  # noqa: S608 - a constant
                "VALUES (1, CURDATE() + INTERVAL 2 DAY, '23:59:00')",
                keys=False,
            )
            self._connection.change(f"SET SESSION sql_mode = '{mode}'")
            rows = self._connection.rows(find)
        return int(rows[0][0]) if rows else None

    def _try(self, sql: str, *values: object, keys: bool = True) -> pymysql.err.MySQLError | None:
        """Run a statement; return its error.

        Args:
            sql: the statement.
            values: for its placeholders.
            keys: whether foreign keys are checked.
        """
        try:
            if not keys:
                self._connection.change("SET SESSION foreign_key_checks = 0")
            self._connection.change(sql, *values)
        except pymysql.err.MySQLError as error:
            if judge(error) is not Fault.DEFECT and error_number(error) not in _TOLD:
                raise
            return error
        finally:
            if not keys:
                self._connection.change("SET SESSION foreign_key_checks = 1")
        return None

    def _told(self, error: pymysql.err.MySQLError) -> str:
        """Return the error of a step, with the step, and the server's words if they quote no row."""
        return f"{_explained(error)}; it was: {_plain(self._connection.statement)}"


def _explained(error: pymysql.err.MySQLError) -> str:
    """Return an error's number, and the server's words if they never quote a row."""
    return _whole(error) if error_number(error) in _TOLD else f"error {error_number(error)}"


def _whole(error: pymysql.err.MySQLError) -> str:
    """Return an error with the server's words, which may quote the row: the trial's own only."""
    return _plain(f"error {error_number(error)}, {error.args[-1]}")


def _plain(text: str) -> str:
    """Return a text with the names of the tables instead of those of the copies."""
    return text.replace(PREFIX, "")
