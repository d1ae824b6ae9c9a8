"""The whole of Borne on one machine: private database, demo data, server, booth; `script/run` calls it.

Everything it makes lies in `var/`. Each part is the program a hospital runs, started as a hospital would
start it (`spec/protocol.md`, the command table), so what works here works there.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from database import Database  # noqa: E402 - the checkout is no installed package
from database.demo import DemoRefused, fill  # noqa: E402
from database.schema import bring_up_to_date  # noqa: E402
from database.settings import read_database_settings  # noqa: E402

VAR = ROOT / "var"
DATABASE_FOLDER = VAR / "mariadb"
CONFIG = VAR / "server.conf"
TOKEN_FILE = VAR / "admin-token"
SAMPLE_FILE = VAR / "demo-patient.txt"
STOP_SECONDS = 10.0

CONFIG_TEXT = f"""\
; Written by script/run for this machine alone; a hospital begins with server.conf.
[server]
host = 127.0.0.1
port_reservation = 0
port_admin = 0
admin_token_file = {TOKEN_FILE.name}
[database]
unix_socket = {DATABASE_FOLDER.name}/mariadb.sock
user = root
"""


class Part:
    """A program of the house that runs beside this one.

    Args:
        name: for the reader.
        arguments: of `python -m`.
    """

    def __init__(self, name: str, *arguments: str) -> None:
        self._name = name
        # A session of its own: Ctrl-C reaches this program alone, which stops the parts in their order.
        self._process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def line_with(self, beginning: str) -> str:
        """Wait for the line of its output that begins so; return the rest of it.

        Raises:
            SystemExit: it ended instead; what it said stands above.
        """
        assert self._process.stdout is not None  # noqa: S101 - a pipe was asked for
        for line in self._process.stdout:
            if line.startswith(beginning):
                threading.Thread(target=self._pass_on, daemon=True).start()
                return line.removeprefix(beginning).strip()
        raise SystemExit(f"borne: the {self._name} did not start")

    def _pass_on(self) -> None:
        """Keep its output flowing, so that it never waits for a reader."""
        assert self._process.stdout is not None  # noqa: S101
        for line in self._process.stdout:
            say(line.rstrip())

    def wait(self) -> int:
        """Wait until it ends by itself; return its exit status."""
        return self._process.wait()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self._process.poll() is None:
            say(f"stopping the {self._name}")
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def say(words: str) -> None:
    """Tell the person at the terminal."""
    print(f"borne: {words}", flush=True)  # noqa: T201 - this is what a person types and reads


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
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        with ExitStack() as parts:
            return run(parts, options)
    except KeyboardInterrupt:
        say("stopped")
        return 0


def run(parts: ExitStack, options: argparse.Namespace) -> int:
    """Start the parts one after the other, the booth last, and wait for it."""
    write_config()
    if options.fresh:
        shutil.rmtree(DATABASE_FOLDER, ignore_errors=True)
    say("starting a private MariaDB in var/mariadb")
    database = start(parts, "database", "database", "private", "--directory", str(DATABASE_FOLDER))
    database.line_with("ready on ")
    prepare_tables()
    say("starting the reservation server")
    server = start(parts, "server", "cbp_server", "--config", str(CONFIG))
    address = server.line_with("listening on ")
    admin = f"--port PORT --token-file {TOKEN_FILE.relative_to(ROOT)}"
    say(f"the server listens on {address}; its console: .venv/bin/python -m cbp_server.admin status {admin}")
    say(f"a patient to try: {SAMPLE_FILE.read_text(encoding='utf-8')}, or register a new one")
    return open_booth(parts, options, address)


def start(parts: ExitStack, name: str, *arguments: str) -> Part:
    """Start a part that ends with this program."""
    part = Part(name, *arguments)
    parts.callback(part.stop)
    return part


def write_config() -> None:
    """Write the configuration and the administrators' secret, once."""
    VAR.mkdir(exist_ok=True)
    CONFIG.write_text(CONFIG_TEXT, encoding="utf-8")
    if not TOKEN_FILE.exists():
        TOKEN_FILE.touch(mode=0o600)
        TOKEN_FILE.write_text(secrets.token_urlsafe(32) + "\n", encoding="utf-8")


def prepare_tables() -> None:
    """Bring the tables up to date and see that they hold demo data of days to come."""
    settings = read_database_settings(CONFIG)
    bring_up_to_date(settings, say)
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
    if page.consultations != b"[]" and SAMPLE_FILE.exists():
        return
    say("writing demo data: doctors, patients, a month of consultations")
    try:
        sample = fill(settings).sample
    except DemoRefused:
        raise SystemExit(
            "borne: the demo's consultations are all past: begin anew with script/run --fresh"
        ) from None
    SAMPLE_FILE.write_text(f"{sample.last_name}, {sample.first_name}, number {sample.id}", encoding="utf-8")


def open_booth(parts: ExitStack, options: argparse.Namespace, address: str) -> int:
    """Open the booth in a window, or for a browser where there is no display; wait for its end."""
    arguments = ["kiosk_web", "--server", address]
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if options.browser or not has_display:
        if not options.browser:
            say(
                "no display here (neither DISPLAY nor WAYLAND_DISPLAY is set): serving the booth to a browser"
            )
        booth = start(parts, "booth", *arguments, "--browser")
        url = booth.line_with("booth at ")
        say(f"open {url}")
        say("from this machine, once: the link works for one tab. Ctrl-C stops everything")
    else:
        say("opening the booth; Ctrl-C here stops everything")
        booth = start(parts, "booth", *arguments, *([] if options.fullscreen else ["--windowed"]))
    return booth.wait()


if __name__ == "__main__":
    sys.exit(main())
