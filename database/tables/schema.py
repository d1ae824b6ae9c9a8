"""Brings a database up to date: creates it if absent, then applies every migration that it lacks.

The tables are in `migrations/*.sql`; `takeover` converts the hospital's own tables to the first of them.
Promises: nothing is lost; it may be repeated, run several times at once (`only_init` lets in one at a time)
and continue where it died, because every migration is safe to repeat and is recorded only when complete.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, closing
from importlib import resources

import pymysql

from database.connections.connection import DatabaseConnection, Deadline, connect
from database.connections.faults import UNKNOWN_DATABASE, UNKNOWN_TABLE, Fault, error_number, explain, judge
from database.errors import DatabaseError, DatabaseUnavailableError, SchemaOutdatedError, SchemaRefusedError
from database.settings import DatabaseSettings
from database.tables.blueprint import COLLATION, COLUMNS, LEFT_ALONE, OWN_TABLES, VERSIONS_TABLE
from database.tables.choices import Choices
from database.tables.identifiers import quoted, shown
from database.tables.inspection import Found, inspect
from database.tables.obstacles import obstacles
from database.tables.only_init import only_init
from database.tables.own_columns import keep_ignored
from database.tables.shut_out import shut_out
from database.tables.takeover import Takeover
from database.tables.trial import trial

CONNECT_PATIENCE_SECONDS = 5.0
INIT_SECONDS = 3600.0
"""For everything: one ALTER may copy a table of millions of rows."""

LOCK_SECONDS = 600
"""How long to wait for another `init` on the same database."""

_VERSIONS_TABLE = (
    f"CREATE TABLE IF NOT EXISTS {VERSIONS_TABLE} ("
    "version INT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL, "
    "applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4"
)

Tell = Callable[[str], None]

_NO_CHOICES = Choices()


def migrations() -> dict[int, str]:
    """Return the file names of all migrations by version; `0001_tables.sql` is version 1."""
    names = sorted(entry.name for entry in _folder().iterdir() if entry.name.endswith(".sql"))
    return {int(name.partition("_")[0]): name for name in names}


def pending_migrations(connection: DatabaseConnection) -> list[str]:
    """Return the names of the migrations that the database lacks: all, if a table of the first is gone.

    If one of our own is gone, all that came after the first.
    """
    here = {str(name).lower() for (name,) in connection.rows("SHOW TABLES")}
    if not COLUMNS.keys() - LEFT_ALONE <= here:
        return list(migrations().values())
    try:
        rows = connection.rows(f"SELECT version FROM {VERSIONS_TABLE}")  # noqa: S608 - a constant
        applied = {version for (version,) in rows}
    except pymysql.err.ProgrammingError as error:
        if error_number(error) != UNKNOWN_TABLE:
            raise
        applied = set()
    if OWN_TABLES - here:
        applied &= {min(migrations())}
    return [name for version, name in migrations().items() if version not in applied]


def require_current(connection: DatabaseConnection) -> None:
    """Raise SchemaOutdatedError, with what to do, if the database lacks a migration."""
    missing = pending_migrations(connection)
    if missing:
        raise SchemaOutdatedError(
            f"the database lacks {', '.join(missing)}: run python -m database init --config FILE"
        )


def bring_up_to_date(settings: DatabaseSettings, tell: Tell, choices: Choices = _NO_CHOICES) -> None:
    """Create the database and its tables, or bring them up to date.

    Args:
        settings: where; what rights the account needs: `docs/installing.md`, "The hospital's tables".
        tell: called with a line before each step that changes something.
        choices: what to do with the hospital's own tables.

    Raises:
        DatabaseUnavailableError: the server cannot be reached or does not let us in.
        SchemaRefusedError: the tables there cannot be taken over without loss; nothing was changed.
        DatabaseError: the server refused the step in the message; correct the cause and repeat.
    """
    first_host = 0
    for hosts_left in reversed(range(max(len(settings.hosts), 1))):
        try:
            connection, host = _open(settings, tell, first_host, is_dry_run=choices.is_dry_run)
        except (pymysql.err.MySQLError, OSError) as error:
            raise _unavailable(settings, error) from None
        if connection is None:
            return
        with closing(connection), ExitStack() as held:
            takeover = Takeover(connection, tell, choices)
            try:
                held.enter_context(only_init(connection, settings, host, tell, seconds=LOCK_SECONDS))
                _apply(connection, takeover, tell, choices)
            except (pymysql.err.MySQLError, OSError) as error:
                failure = _refusal(settings, error, connection.statement)
                takeover.restore_references()
                if judge(error) is not Fault.ELSEWHERE or not hosts_left:
                    raise failure from None
            else:
                return
        tell("{}:{} cannot write just now: going on at the next host".format(*settings.hosts[host]))
        first_host = (host + 1) % len(settings.hosts)


def _unavailable(settings: DatabaseSettings, error: Exception) -> DatabaseUnavailableError:
    why = explain(judge(error), error_number(error))
    return DatabaseUnavailableError(f"the database {settings} is unavailable: {why}")


def _refusal(settings: DatabaseSettings, error: Exception, step: str) -> DatabaseError:
    """Return an error that names the step, without the server's own message, which may quote a row."""
    if judge(error) is Fault.DEFECT:
        return DatabaseError(
            f"the database refused a step (error {error_number(error)}): {step}\n"
            "What was told before is done; when the cause is corrected, init goes on from there"
        )
    return DatabaseUnavailableError(f"{_unavailable(settings, error)}; the step was: {step}")


def _open(
    settings: DatabaseSettings, tell: Tell, first_host: int, *, is_dry_run: bool
) -> tuple[DatabaseConnection | None, int]:
    """Connect, and create the database if absent; return the connection and the index of its host.

    In a dry run nothing is created: None instead of the connection.
    """
    deadline = Deadline(CONNECT_PATIENCE_SECONDS)
    try:
        connection, host = connect(settings, deadline, first_host, settings.name)
    except pymysql.err.MySQLError as error:
        if error_number(error) != UNKNOWN_DATABASE:
            raise
        if is_dry_run:
            tell(f"would create the database {settings.name} and its tables")
            return None, first_host
        tell(f"creating the database {settings.name}")
        connection, host = connect(settings, deadline, first_host)
        connection.change(
            f"CREATE DATABASE IF NOT EXISTS {quoted(settings.name)} CHARACTER SET utf8mb4 COLLATE {COLLATION}"
        )
        connection.select_db(settings.name)
    connection.deadline = Deadline(INIT_SECONDS)
    return connection, host


def _apply(connection: DatabaseConnection, takeover: Takeover, tell: Tell, choices: Choices) -> None:
    connection.change("SET SESSION lock_wait_timeout = 120, innodb_lock_wait_timeout = 120")
    found, steps = require_possible(connection, choices)
    if choices.is_dry_run:
        _tell_what_would_change(connection, found, steps, tell)
        return
    count = sum(1 for _ in shut_out(connection, found))
    if count:
        tell(f"{count} of the patients cannot log in at a booth: init --dry-run lists them, and why")
    connection.change(_VERSIONS_TABLE)
    pending = pending_migrations(connection)  # before missing tables are created again
    takeover.prepare_tables()
    for version, file_name in migrations().items():
        if file_name in pending:
            tell(f"applying {file_name}")
            for statement in _statements(file_name):
                connection.change(statement)
            connection.change(
                f"INSERT IGNORE INTO {VERSIONS_TABLE} (version, name) VALUES (%s, %s)",  # noqa: S608 - a constant
                version,
                file_name,
            )
    takeover.complete_keys()
    takeover.add_rule()
    keep_ignored(connection, choices)
    takeover.repair_texts()


def _tell_what_would_change(
    connection: DatabaseConnection, found: Found, steps: list[str], tell: Tell
) -> None:
    for step in steps:
        tell(shown(f"would run: {step}"))
    for name in pending_migrations(connection):
        tell(f"would apply {name}")
    for patient in shut_out(connection, found):
        tell(f"patient {patient.id} could not log in at a booth: {patient.why}")


def require_possible(connection: DatabaseConnection, choices: Choices) -> tuple[Found, list[str]]:
    """Check before anything is changed; return the tables that are there, and the steps of a takeover.

    Raises:
        SchemaRefusedError: a line for each obstacle.
    """
    found = inspect(connection)
    lines, steps = list(obstacles(connection, found, choices)), list[str]()
    if not lines:
        tried = trial(connection, found, choices)
        lines, steps = tried.lines, tried.steps
    if lines:
        raise SchemaRefusedError(
            "the tables that are there cannot be taken over; nothing was changed:\n  "
            + "\n  ".join(map(shown, lines))
        )
    return found, steps


def _folder() -> resources.abc.Traversable:
    return resources.files("database.tables") / "migrations"


def _statements(file_name: str) -> list[str]:
    """Split a migration into statements: a semicolon at a line's end ends one; `--` lines are comments."""
    text = (_folder() / file_name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("--")]
    return [statement.strip() for statement in "\n".join(lines).split(";\n") if statement.strip(" ;\n")]
