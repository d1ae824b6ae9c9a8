"""Bringing a database up to date: it is created if absent, then every migration that it lacks is applied.

The tables themselves are in `migrations/*.sql`; what the hospital's own program made is brought up to the
first of them by `takeover`. Promises: nothing is lost; it may be repeated, run twice at once on one server
(a lock of its own lets one at a time in) and go on where it died, because every migration is safe to repeat
and is noted only when whole.
"""

import hashlib
from collections.abc import Callable
from contextlib import closing
from importlib import resources

import pymysql

from database.blueprint import COLUMNS, LEFT_ALONE, VERSIONS_TABLE
from database.errors import DatabaseError, DatabaseUnavailable, SchemaOutdated
from database.faults import UNKNOWN_DATABASE, UNKNOWN_TABLE, Fault, error_number, explain, judge
from database.link import Link, TimeBudget, open_link
from database.settings import DatabaseSettings
from database.takeover import Takeover

CONNECT_PATIENCE_SECONDS = 5.0
INIT_SECONDS = 3600.0
"""The whole of it: one ALTER may copy a table of millions."""

LOCK_SECONDS = 600
"""How long to wait for another `init` on the same database."""

_VERSIONS_TABLE = (
    f"CREATE TABLE IF NOT EXISTS {VERSIONS_TABLE} ("
    "version INT NOT NULL PRIMARY KEY, name VARCHAR(100) NOT NULL, "
    "applied_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4"
)

Tell = Callable[[str], None]


def migrations() -> dict[int, str]:
    """Give the file names of all migrations by version, `0001_tables.sql` being version 1."""
    names = sorted(entry.name for entry in _folder().iterdir() if entry.name.endswith(".sql"))
    return {int(name.partition("_")[0]): name for name in names}


def pending_migrations(link: Link) -> list[str]:
    """Give the names of the migrations that the database behind `link` lacks: all, where a table has gone."""
    here = {str(name).lower() for (name,) in link.rows("SHOW TABLES")}
    if not COLUMNS.keys() - LEFT_ALONE <= here:
        return list(migrations().values())
    try:
        rows = link.rows(f"SELECT version FROM {VERSIONS_TABLE}")  # noqa: S608 - a constant
        applied = {version for (version,) in rows}
    except pymysql.err.ProgrammingError as error:
        if error_number(error) != UNKNOWN_TABLE:
            raise
        applied = set()
    return [name for version, name in migrations().items() if version not in applied]


def require_current(link: Link) -> None:
    """Raise SchemaOutdated, saying what to do, when the database behind `link` lacks a migration."""
    missing = pending_migrations(link)
    if missing:
        raise SchemaOutdated(
            f"the database lacks {', '.join(missing)}: run python -m database init --config FILE"
        )


def bring_up_to_date(settings: DatabaseSettings, tell: Tell) -> None:
    """Create the database and its tables, or bring them up to date.

    Args:
        settings: where; the account needs the right to create and alter there.
        tell: called with a line on each step that changes something.

    Raises:
        DatabaseUnavailable: the server cannot be reached or does not let us in.
        SchemaRefused: the tables there cannot be taken over without loss; nothing was changed.
        DatabaseError: the server refused a step, which the message tells; once that is put right, repeat it.
    """
    try:
        link = _open(settings, tell)
    except (pymysql.err.MySQLError, OSError) as error:
        raise _unavailable(settings, error) from None
    with closing(link):
        takeover = Takeover(link, tell)
        try:
            _apply(link, takeover, settings.name, tell)
        except (pymysql.err.MySQLError, OSError) as error:
            failure = _refusal(settings, error, link.statement)
            takeover.restore_references()
            raise failure from None


def _unavailable(settings: DatabaseSettings, error: Exception) -> DatabaseUnavailable:
    why = explain(judge(error), error_number(error))
    return DatabaseUnavailable(f"the database {settings} is unavailable: {why}")


def _refusal(settings: DatabaseSettings, error: Exception, step: str) -> DatabaseError:
    """Say what was being done, not the server's own words, which may quote a row."""
    if judge(error) is Fault.DEFECT:
        return DatabaseError(f"the database refused a step (error {error_number(error)}): {step}")
    return DatabaseUnavailable(f"{_unavailable(settings, error)}; the step was: {step}")


def _open(settings: DatabaseSettings, tell: Tell) -> Link:
    deadline = TimeBudget(CONNECT_PATIENCE_SECONDS)
    try:
        link, _ = open_link(settings, deadline, database=settings.name)
    except pymysql.err.MySQLError as error:
        if error_number(error) != UNKNOWN_DATABASE:
            raise
        tell(f"creating the database {settings.name}")
        link, _ = open_link(settings, deadline)
        name = settings.name.replace("`", "``")
        link.change(
            f"CREATE DATABASE IF NOT EXISTS `{name}` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci"
        )
        link.select_db(settings.name)
    link.deadline = TimeBudget(INIT_SECONDS)
    return link


def _apply(link: Link, takeover: Takeover, name: str, tell: Tell) -> None:
    lock = (
        "borne init " + hashlib.sha256(name.encode()).hexdigest()[:32]
    )  # a lock's name has 64 characters at most
    if link.rows("SELECT GET_LOCK(%s, %s)", lock, LOCK_SECONDS) != ((1,),):
        raise DatabaseUnavailable("another init on this database does not come to an end")
    link.change("SET SESSION lock_wait_timeout = 120, innodb_lock_wait_timeout = 120")
    takeover.require_possible()
    link.change(_VERSIONS_TABLE)
    pending = pending_migrations(link)  # before the tables that have gone are made again
    takeover.prepare_tables()
    for version, file_name in migrations().items():
        if file_name in pending:
            tell(f"applying {file_name}")
            for statement in _statements(file_name):
                link.change(statement)
            link.change(
                f"INSERT IGNORE INTO {VERSIONS_TABLE} (version, name) VALUES (%s, %s)",  # noqa: S608 - a constant
                version,
                file_name,
            )
    takeover.complete_keys()


def _folder() -> resources.abc.Traversable:
    return resources.files("database") / "migrations"


def _statements(file_name: str) -> list[str]:
    """Split a migration: a statement ends with a semicolon at a line's end; `--` lines are comments."""
    text = (_folder() / file_name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("--")]
    return [statement.strip() for statement in "\n".join(lines).split(";\n") if statement.strip(" ;\n")]
