"""The command line: `python -m database init`, `duplicates`, `demo` and `private`.

No SQL and no logic here, only arguments, output and exit codes: 0 done, 1 failed, 2 wrong configuration or
command line. An error is one line on stderr, never a traceback.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from database import demo
from database.errors import DatabaseError
from database.private import PrivateMariaDB
from database.queries.duplicates import list_duplicates
from database.settings import DatabaseSettings, read_database_settings
from database.tables.choices import Choices, Misread
from database.tables.identifiers import shown
from database.tables.schema import bring_up_to_date
from inifile import ConfigError
from stopsignal import StopSignals


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "private":
            return _private(options.directory)
        settings = read_database_settings(options.config)
        if options.command == "init":
            choices = Choices(
                Misread(options.misread),
                is_dry_run=options.dry_run,
                ignored_columns=tuple(options.ignore_column),
                free_when=options.free_when,
            )
            bring_up_to_date(settings, print if options.dry_run else _tell, choices)
            print(f"the database {settings.name} {'was not changed' if options.dry_run else 'is up to date'}")
            return 0
        if options.command == "duplicates":
            return _duplicates(settings)
        _tell("writing demo data")
        summary = demo.fill(settings, doctors=options.doctors, days=options.days)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    except DatabaseError as error:
        print(f"python -m database {options.command}: {error}", file=sys.stderr)
        return 1
    print(summary)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m database",
        description="The reservation server's database, on a MySQL or MariaDB server.",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    init = commands.add_parser("init", help="create the database and its tables, or bring them up to date")
    twins = commands.add_parser(
        "duplicates", help="list for the desk who was registered at a booth and was there already"
    )
    fill = commands.add_parser("demo", help="fill an empty database with data to try the booth with")
    for command in (init, twins, fill):
        command.add_argument("--config", type=Path, required=True, help="server.conf")
    init.add_argument(
        "--dry-run",
        action="store_true",
        help="change nothing (copies of the tables are made and dropped); print what would be changed, "
        "and the numbers of patients who could not log in",
    )
    init.add_argument(
        "--ignore-column",
        metavar="NAME",
        action="append",
        default=[],
        help="a column of consultations that does not say whether one is free; may be repeated",
    )
    init.add_argument(
        "--free-when",
        metavar="RULE",
        default="",
        help="an SQL condition on the hospital's own columns: only then is a consultation free",
    )
    encoding = init.add_mutually_exclusive_group()
    for option, choice, does in (
        ("--repair-encoding", Misread.REPAIR, "repair text that is UTF-8 stored as latin1 (AmÃ©lie)"),
        ("--keep-encoding", Misread.KEEP, "leave such text as it is"),
    ):
        encoding.add_argument(option, dest="misread", action="store_const", const=choice.value, help=does)
    init.set_defaults(misread=Misread.REFUSE.value)
    fill.add_argument("--doctors", type=_count(5000), default=25, help="how many doctors (default: 25)")
    fill.add_argument("--days", type=_count(3650), default=30, help="days from tomorrow on (default: 30)")
    private = commands.add_parser("private", help="run a private MariaDB, in the foreground")
    private.add_argument("--directory", type=Path, required=True, help="its folder, made if absent")
    return parser


def _duplicates(settings: DatabaseSettings) -> int:
    groups = list_duplicates(settings)
    for group in groups:
        print(f"born on {group[0].birth_date}:")
        for twin in group:
            made = "made at a booth" if twin.is_from_a_booth else "of the hospital's own"
            print(shown(f"  {twin.id:>10}  {twin.last_name}, {twin.first_name} ({made})"))
    print(f"{len(groups)} people may be there twice")
    return 0


def _count(highest: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= highest:
            raise argparse.ArgumentTypeError(f"must be from 1 to {highest}")
        return int(text)

    return parse


def _private(directory: Path) -> int:
    server = PrivateMariaDB(directory)
    try:
        StopSignals().interrupt()
        server.start(_tell)
        print(f"ready on {directory / server.socket.name}", flush=True)
        server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.stop()
    print(f"python -m database private: MariaDB ended: {server.last_words()}", file=sys.stderr)
    return 1


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
