"""The whole of Borne on one machine: private database, demo data, server, booth; `script/run` calls it.

Everything it makes lies in `var/`, or where `--data` says. Each part is the program a hospital runs,
started as a hospital would start it (`spec/protocol.md`, the command table), so what works here works there.

One at a time in a folder. Ctrl-C, SIGTERM and the end of its terminal stop the parts in their order; a
`kill -9` takes them all along.
"""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
signal.signal(signal.SIGINT, signal.SIG_DFL)  # nothing runs before main(): Ctrl-C just ends us

from parts import Parts, StopSignals, say  # noqa: E402

from database import Database, DatabaseSettings  # noqa: E402 - the checkout is no installed package
from database.demo import fill  # noqa: E402
from database.errors import DemoRefused, FolderInUse, PrivateServerError  # noqa: E402
from database.folder_lock import take_lock  # noqa: E402
from database.private import PrivateMariaDB  # noqa: E402
from database.schema import bring_up_to_date  # noqa: E402
from database.settings import read_database_settings  # noqa: E402

DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY")
DISPLAY_SECONDS = 20.0
"""What a display may take to answer, over a slow line too."""

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


@dataclass(frozen=True)
class Folder:
    """Where everything lies that this program makes."""

    path: Path

    @property
    def database(self) -> Path:
        """The private MariaDB."""
        return self.path / "mariadb"

    @property
    def lock(self) -> Path:
        """Held by this program and its parts."""
        return self.path / "run.lock"

    @property
    def config(self) -> Path:
        """The server's configuration."""
        return self.path / "server.conf"

    @property
    def token_file(self) -> Path:
        """The administrators' secret."""
        return self.path / "admin-token"

    @property
    def sample_file(self) -> Path:
        """A patient of the demo data, to try the booth with."""
        return self.path / "demo-patient.txt"


def main() -> int:
    """Start everything, wait for the booth to end or for Ctrl-C, stop everything; return the exit status."""
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
    signals = StopSignals()
    signals.listen()
    folder = Folder(options.data.resolve())
    try:
        with Parts(take_folder(folder), signals) as parts:
            return run(parts, folder, options)
    except KeyboardInterrupt:
        say("stopped")
        return 0


def take_folder(folder: Folder) -> int:
    """Take the folder for this run alone, before anything in it is touched.

    Returns:
        Its lock, to be held until this program ends.

    Raises:
        SystemExit: another run has it, or it cannot be used.
    """
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        return take_lock(folder.lock)
    except FolderInUse as error:
        raise SystemExit(
            f"borne: another script/run is using {shown(folder.path)} ({error.holder}):"
            " stop that one first, or keep this one elsewhere with --data"
        ) from None
    except OSError as error:
        raise SystemExit(f"borne: {shown(folder.path)}: cannot be used: {error.strerror}") from None


def run(parts: Parts, folder: Folder, options: argparse.Namespace) -> int:
    """Start the parts one after the other, the booth last, and wait for it."""
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


def shown(path: Path) -> str:
    """Return a path as a person in the checkout would type it."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def write_config(folder: Folder) -> None:
    """Write the configuration, and once the administrators' secret."""
    folder.config.write_text(CONFIG_TEXT, encoding="utf-8")
    if not folder.token_file.exists():
        folder.token_file.touch(mode=0o600)
        folder.token_file.write_text(secrets.token_urlsafe(32) + "\n", encoding="utf-8")


def forget_data(folder: Folder) -> None:
    """Empty the database's folder, unless somebody runs a server there."""
    try:
        PrivateMariaDB(folder.database).forget()
    except PrivateServerError as error:
        raise SystemExit(f"borne: {error}") from None


def prepare_tables(folder: Folder) -> None:
    """Bring the tables up to date and see that they hold demo data of days to come."""
    settings = read_database_settings(folder.config)
    bring_up_to_date(settings, say)
    if folder.sample_file.exists() and has_free_consultation(settings):
        return
    say("writing demo data: doctors, patients, a month of consultations")
    try:
        sample = fill(settings).sample
    except DemoRefused:
        raise SystemExit("borne: the demo is over: begin a new one with script/run --fresh") from None
    folder.sample_file.write_text(
        f"{sample.last_name}, {sample.first_name}, number {sample.id}", encoding="utf-8"
    )


def has_free_consultation(settings: DatabaseSettings) -> bool:
    """Tell whether anything is left to book."""
    with closing(Database(settings)) as database:
        page = database.search_consultations(
            now=datetime.now(),
            specialty_id=None,
            doctor_id=None,
            start_date=None,
            end_date=None,
            after=None,
            limit=1,
        )
    return page.consultations != b"[]"


def open_booth(parts: Parts, options: argparse.Namespace, address: str) -> int:
    """Open the booth in a window, or for a browser where there is no display; wait for its end."""
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
    """Tell why no window can open here; None where one can."""
    names = [f"{name}={os.environ[name]}" for name in DISPLAY_VARIABLES if os.environ.get(name)]
    if not names:
        return f"neither {' nor '.join(DISPLAY_VARIABLES)} is set"
    question = [sys.executable, "-m", "kiosk_web.display"]
    with suppress(subprocess.TimeoutExpired):
        asked = subprocess.run(
            question, cwd=ROOT, stderr=subprocess.DEVNULL, timeout=DISPLAY_SECONDS, check=False
        )
        if asked.returncode == 0:
            return None
    return f"{' '.join(names)}: no window can open there"


if __name__ == "__main__":
    sys.exit(main())
