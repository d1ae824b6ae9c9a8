"""What `python -m cbp_server --config server.conf` does: the server in the foreground (`spec/protocol.md`).

Ready lines go to stdout, the log to stderr. Exit 0 after SIGTERM or SIGINT, 1 where the database lacks its
tables or the system has no thread to give, 2 where the configuration cannot be used.
"""

from __future__ import annotations

import argparse
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from cbp.server import MOST_FAREWELLS, ListenFailed
from cbp_server.admin_port import MOST_VISITORS
from cbp_server.config import Settings, read_settings, setting_error
from cbp_server.server import AddressNotTaken, ReservationServer
from database import ConfigError, DatabaseError

_log = logging.getLogger("cbp_server")

_STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)

_SPARE_FILES = 128
"""For listeners, pipes, selectors, logs and libraries: an idle server has some 20 files open."""


def main(arguments: list[str] | None = None) -> int:
    """Run the server until a signal.

    Args:
        arguments: the command line without the program; None: the process's own.

    Returns:
        The exit status, as the top of this module has them.

    Raises:
        SystemExit: with 2 where an argument is wrong, with 0 after `--help`.
    """
    parser = argparse.ArgumentParser(
        prog="python -m cbp_server", description="The reservation server of Borne."
    )
    parser.add_argument(
        "--config", type=Path, default=Path("server.conf"), help="the configuration (server.conf)"
    )
    parser.add_argument("--verbose", action="store_true", help="log connections that end, too")
    options = parser.parse_args(arguments)
    logging.basicConfig(
        level=logging.DEBUG if options.verbose else logging.INFO,
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s",
        datefmt="%Y-%m-%dT%H:%M:%S%z",
    )
    try:
        settings = read_settings(options.config)
        return _run(options.config, settings)
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    except DatabaseError as error:
        print(f"{options.config}: [database] {error}", file=sys.stderr)
        return 1


def _run(path: Path, settings: Settings) -> int:
    server = ReservationServer(settings)
    try:
        server.prepare()
    except AddressNotTaken as error:
        raise setting_error(path, error.key, getattr(settings, error.key), str(error)) from error
    _raise_open_files(settings)
    wait_for_signal = _hear_signals()  # before anybody is let in, whom a stop has to tell
    try:
        server.start()
    except ListenFailed as error:
        print(f"{path}: [server] {error}", file=sys.stderr)
        return 1
    print(f"listening on {server.address}", flush=True)
    if server.admin_address is not None:
        print(f"admin listening on {server.admin_address}", flush=True)
    wait_for_signal()
    server.stop()
    return 0


def _hear_signals() -> Callable[[], None]:
    """Take SIGTERM and SIGINT as a byte in a pipe; return what waits for the first, then ignores the rest.

    A Python handler alone is not enough: a signal that arrives between the interpreter's last look and the
    wait on a lock is noted and wakes nobody. The byte is there whenever the read begins
    (`signal.set_wakeup_fd`).
    """
    read_end, write_end = os.pipe()
    os.set_blocking(write_end, False)
    signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
    for number in _STOP_SIGNALS:
        signal.signal(number, lambda _number, _frame: None)

    def wait() -> None:
        os.read(read_end, 1)
        for number in _STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)

    return wait


def _raise_open_files(settings: Settings) -> None:
    """Ask the system for as many open files as the configuration can need, and warn where it gives fewer."""
    served = settings.pool_threads + settings.queue_limit + settings.database.pool_size + MOST_VISITORS
    needed = served + 2 * MOST_FAREWELLS + _SPARE_FILES  # each of the two ports sees its own off
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
    if most < needed:
        short = "%d open files are allowed, and the configuration can need %d: raise the limit (ulimit -n)"
        _log.warning(short, most, needed)
