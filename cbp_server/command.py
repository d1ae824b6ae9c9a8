"""`python -m cbp_server --config server.conf`: the server in the foreground.

Ready lines go to stdout, the log to stderr. The exit status is 0 after SIGTERM, SIGINT or DRAIN, 1 if the
tables are missing or outdated or the system has no thread to give, 2 if the configuration cannot be used or
the database does not let the server in. SIGHUP reads the configuration again.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import resource
import signal
import sys
from pathlib import Path

from cbp.server import MOST_LINGERING, ListenError
from cbp_server.admin_port import MOST_VISITORS as MOST_ADMINISTRATORS
from cbp_server.config import Settings, read_settings, setting_error
from cbp_server.health_port import MOST_VISITORS as MOST_LOAD_BALANCERS
from cbp_server.log_writer import LogWriter
from cbp_server.server import AddressNotTakenError, ReservationServer
from cbp_server.starting_warnings import starting_warnings
from database import DatabaseError, DatabaseRefusedError
from inifile import ConfigError, key_error
from stopsignal import StopSignals

_log = logging.getLogger("cbp_server")

_STDOUT, _STDERR = 1, 2
_SPARE_FILES = 128
"""For listeners, pipes, selectors, logs and libraries; an idle server has about 20 files open."""


def main(arguments: list[str] | None = None, signals: StopSignals | None = None) -> int:
    """Run the server until a signal.

    Args:
        arguments: the command line without the program; None: the process's own.
        signals: what ends the server, if the caller handles signals already.

    Returns:
        The exit status, see the module's docstring.

    Raises:
        SystemExit: with 2 if an argument is wrong, with 0 after `--help`.
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
        handlers=[LogWriter(_STDERR)],
    )
    try:
        settings = read_settings(options.config)
        return _run(options.config, settings, signals or StopSignals(reloads=True))
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    except DatabaseError as error:
        print(f"{options.config}: [database] {error}", file=sys.stderr)
        return 1


def _run(path: Path, settings: Settings, signals: StopSignals) -> int:
    server = ReservationServer(settings, on_drained=lambda: os.kill(os.getpid(), signal.SIGTERM))
    try:
        server.prepare()
    except AddressNotTakenError as error:
        raise setting_error(path, error.key, getattr(settings, error.key), str(error)) from error
    except DatabaseRefusedError as error:
        value = getattr(settings.database, error.key)
        raise key_error(path, "database", error.key, value, str(error)) from error
    for warning in starting_warnings(settings, is_root=os.geteuid() == 0):
        _log.warning("%s", warning)
    _raise_open_files(settings)
    signals.listen()  # before any client is accepted
    try:
        server.start()
    except ListenError as error:
        print(f"{path}: [server] {error}", file=sys.stderr)
        return 1
    _say(f"listening on {server.address}")
    if server.admin_address is not None:
        _say(f"admin listening on {server.admin_address}")
    if server.health_address is not None:
        _say(f"health listening on {server.health_address}")
    signals.wait(on_reload=lambda: _reload(path, server))
    server.stop()
    return 0


def _say(line: str) -> None:
    """Print a line on stdout; a full disk behind it is no reason to end."""
    with contextlib.suppress(OSError):
        os.write(_STDOUT, f"{line}\n".encode())


def _reload(path: Path, server: ReservationServer) -> None:
    """Read the configuration again; what is wrong leaves the old in force."""
    try:
        kept = server.reload(read_settings(path))
    except ConfigError as error:
        _log.error("SIGHUP: the old configuration stays in force: %s", error)
        return
    _log.info("SIGHUP: the configuration was read again")
    if kept:
        _log.warning("SIGHUP: these keys change with a restart only: %s", ", ".join(kept))


def _raise_open_files(settings: Settings) -> None:
    """Raise the limit of open files to what the configuration can need; warn if that is not allowed."""
    served = settings.pool_threads + MOST_ADMINISTRATORS
    others = settings.queue_limit + MOST_LOAD_BALANCERS + settings.database.pool_size
    # Who is served has a descriptor for wake-ups too, and each of the two ports its lingering closes.
    needed = 2 * served + others + 2 * MOST_LINGERING + _SPARE_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    most = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
    if most < needed:
        short = "%d open files are allowed, and the configuration can need %d: raise the limit (ulimit -n)"
        _log.warning(short, most, needed)
