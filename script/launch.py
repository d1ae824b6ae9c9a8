"""The whole of Borne on one machine: private database, demo data, server, booth; `script/run` calls it.

Everything it makes is in `var/`, or where `--data` says. Each part is the program that a hospital runs,
started by the same command, so what works here works there.

Only one runs in a folder. Ctrl-C, SIGTERM and closing the terminal stop the parts, the last one first; a
`kill -9` kills them too.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import secrets
import signal
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
signal.signal(signal.SIGINT, signal.SIG_DFL)  # before main() starts anything, Ctrl-C just ends us

from folder import Folder, shown, take_folder, write_own  # noqa: E402 - the checkout is no installed package
from parts import Parts, say  # noqa: E402

from cbp import GetAvailability  # noqa: E402 - the checkout is no installed package
from database import Database, DatabaseSettings  # noqa: E402
from database.demo import fill  # noqa: E402
from database.errors import DemoRefusedError, PrivateServerError  # noqa: E402
from database.private import PrivateMariaDB  # noqa: E402
from database.settings import read_database_settings  # noqa: E402
from database.tables.schema import bring_up_to_date  # noqa: E402
from stopsignal import StopSignals  # noqa: E402

DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY")
DISPLAY_SECONDS = 20.0
"""How long a display may take to answer, on a slow line too."""

CONFIG_TEXT = """\
; Written by script/run for this machine alone; a hospital begins with server.conf.
[server]
host = 127.0.0.1
port_reservation = 0
port_admin = 0
admin_token_file = admin-token
[database]
unix_socket = mariadb/mariadb.sock
user = root
"""


def main() -> int:
    """Start everything, wait for the booth's end or Ctrl-C, stop everything; return the exit status."""
    parser = argparse.ArgumentParser(prog="script/run", description="Borne on this machine, with demo data.")
    parser.add_argument(
        "--fullscreen", action="store_true", help="the booth as in the hall (default: a window)"
    )
    parser.add_argument(
        "--browser", action="store_true", help="the booth in a browser, though there is a display"
    )
    parser.add_argument("--fresh", action="store_true", help="forget the demo's data and begin anew")
    parser.add_argument("--data", type=Path, default=ROOT / "var", help="where to keep it all (default: var)")
    options = parser.parse_args()
    signals = StopSignals(has_terminal=True)
    signals.interrupt()
    try:
        folder, lock = take_folder(options.data)
        with Parts(lock, signals) as parts:
            return run(parts, folder, options)
    except KeyboardInterrupt:
        say("stopped")
        return 0


def run(parts: Parts, folder: Folder, options: argparse.Namespace) -> int:
    """Start the parts in order, the booth last, and wait for its end."""
    write_config(folder)
    if options.fresh:
        forget_data(folder)
    say(f"starting a private MariaDB in {shown(folder.database)}")
    database = parts.start("database", "database", "private", "--directory", str(folder.database))
    database.line_with("ready on ")
    prepare_tables(folder)
    say("starting the reservation server")
    server = parts.start("server", "cbp_server", "--config", str(folder.config))
    address = server.line_with("listening on ")
    admin_port = server.line_with("admin listening on ").rpartition(":")[2]
    say(f"the server listens on {address}; its console:")
    say(
        "    .venv/bin/python -m cbp_server.admin status"
        f" --port {admin_port} --token-file {shown(folder.token_file)}"
    )
    say(f"a patient to try: {folder.sample_file.read_text(encoding='utf-8')}, or register a new one")
    return open_booth(parts, options, address)


def write_config(folder: Folder) -> None:
    """Write the configuration, and the administrators' secret if there is none."""
    write_own(folder.config, CONFIG_TEXT)
    if not folder.token_file.exists():
        write_own(folder.token_file, secrets.token_urlsafe(32) + "\n")


def forget_data(folder: Folder) -> None:
    """Delete the database's data, unless a server is running there."""
    try:
        PrivateMariaDB(folder.database).forget()
    except PrivateServerError as error:
        raise SystemExit(f"borne: {error}") from None


def prepare_tables(folder: Folder) -> None:
    """Bring the tables up to date and fill them with demo data, unless some is left to book."""
    settings = read_database_settings(folder.config)
    bring_up_to_date(settings, say)
    if folder.sample_file.exists() and has_free_consultation(settings):
        return
    say("writing demo data: doctors, patients, a month of consultations")
    try:
        sample = fill(settings).sample
    except DemoRefusedError:
        raise SystemExit("borne: the demo is over: begin a new one with script/run --fresh") from None
    write_own(folder.sample_file, f"{sample.last_name}, {sample.first_name}, number {sample.id}")


def has_free_consultation(settings: DatabaseSettings) -> bool:
    """Tell whether anything is left to book."""
    with closing(Database(settings)) as database:
        found = database.count_free_by_day(GetAvailability(), now=dt.datetime.now(), max_days=1, max_free=1)
    return found.days != b"[]"


def open_booth(parts: Parts, options: argparse.Namespace, address: str) -> int:
    """Open the booth in a window, or for a browser if there is no display; wait for its end."""
    arguments = ["kiosk_web", "--server", address]
    obstacle = None if options.browser else display_obstacle()
    if options.browser or obstacle:
        if obstacle:
            say(f"no display here ({obstacle}): serving the booth to a browser")
        booth = parts.start("booth", *arguments, "--browser")
        url = booth.line_with("booth at ")
        port = urlsplit(url).port
        say("for a browser on another machine, first run there, with your name and this machine's:")
        say(f"    ssh -L {port}:127.0.0.1:{port} USER@SERVER")
        say("the link works once, for one tab, not when that is reloaded. Ctrl-C stops everything")
        say(f"open {url}")
    else:
        say("opening the booth; Ctrl-C here stops everything")
        booth = parts.start("booth", *arguments, *([] if options.fullscreen else ["--windowed"]))
    return booth.wait()


def display_obstacle() -> str | None:
    """Return why no window can open here; None if one can."""
    names = [f"{name}={os.environ[name]}" for name in DISPLAY_VARIABLES if os.environ.get(name)]
    if not names:
        return f"neither {' nor '.join(DISPLAY_VARIABLES)} is set"
    question = [sys.executable, "-m", "kiosk_web.window.display"]
    with suppress(subprocess.TimeoutExpired):
        asked = subprocess.run(
            question, cwd=ROOT, stderr=subprocess.DEVNULL, timeout=DISPLAY_SECONDS, check=False
        )
        if asked.returncode == 0:
            return None
    return f"{' '.join(names)}: no window can open there"


if __name__ == "__main__":
    sys.exit(main())
