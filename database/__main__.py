"""The room's command line: `init`, `demo`, `private` (the command table of `spec/protocol.md`).

No SQL and no logic here, only arguments, what is told, and exit codes: 0 done, 1 it could not be done, 2 the
configuration or the command line is wrong. An error is one clear line on stderr, never a traceback.
"""

import argparse
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from database import demo
from database.errors import DatabaseError
from database.ini import ConfigError
from database.private import PrivateMariaDB
from database.schema import bring_up_to_date
from database.settings import read_database_settings


class _Stop(BaseException):
    """SIGTERM or SIGINT came."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "private":
            return _private(options.directory)
        settings = read_database_settings(options.config)
        if options.command == "init":
            bring_up_to_date(settings, _tell)
            print(f"the database {settings.name} is up to date")
            return 0
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
    fill = commands.add_parser("demo", help="fill an empty database with data to try the booth with")
    for command in (init, fill):
        command.add_argument("--config", type=Path, required=True, help="server.conf")
    fill.add_argument("--doctors", type=_count(5000), default=25, help="how many doctors (default: 25)")
    fill.add_argument("--days", type=_count(3650), default=30, help="days from tomorrow on (default: 30)")
    private = commands.add_parser("private", help="run a MariaDB of one's own, in the foreground")
    private.add_argument("--directory", type=Path, required=True, help="its folder, made if absent")
    return parser


def _count(highest: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text) <= highest:
            raise argparse.ArgumentTypeError(f"must be from 1 to {highest}")
        return int(text)

    return parse


def _private(directory: Path) -> int:
    server = PrivateMariaDB(directory)
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stop)
        server.start(_tell)
        print(f"ready on {directory / server.socket.name}", flush=True)
        server.wait()
    except _Stop:
        return 0
    finally:
        server.stop()
    print(f"python -m database private: MariaDB ended: {server.last_words()}", file=sys.stderr)
    return 1


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - a signal handler's arguments
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signal_number, signal.SIG_IGN)
    raise _Stop


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
