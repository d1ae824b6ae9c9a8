"""Makes the data folder of a private MariaDB: what `mariadb-install-db` does, with the server program alone.

The server itself is run by `mariadb`. Promise: nothing outside the given folder is touched, and a data folder
is complete or absent.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from database.errors import PrivateServerError
from database.private.parent_death import killed_with_parent


def install(directory: Path, tmp: Path, account: str | None, lock: int) -> None:
    """Make `directory`/data, under another name first, so that an interruption leaves nothing half done.

    Args:
        directory: the private server's folder.
        tmp: its folder for temporary files.
        account: the account the server runs as, None for ours.
        lock: the folder's; the server holds it too, so that no other start begins while it writes.

    Raises:
        PrivateServerError: MariaDB is not installed, or it failed.
    """
    fresh = directory / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    shutil.chown(fresh, directory.stat().st_uid)
    command = [
        program("mariadbd"),
        "--no-defaults",
        "--bootstrap",
        f"--datadir={fresh}",
        f"--tmpdir={tmp}",
        "--skip-networking",
        "--innodb-log-file-size=16M",
        "--log-warnings=0",
        "--enforce-storage-engine=",
        *([f"--user={account}"] if account else []),
    ]
    done = subprocess.run(
        killed_with_parent(command, account),
        input=_bootstrap_sql(),
        capture_output=True,
        check=False,
        start_new_session=True,
        pass_fds=(lock,),
    )
    if done.returncode != 0:
        words = last_error(done.stderr.decode(errors="replace"))
        raise PrivateServerError(f"{directory}: MariaDB could not be installed: {words}")
    fresh.rename(directory / "data")


def program(name: str) -> str:
    """Find a program of MariaDB, also in the folders of root's PATH."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin")
    if found is None:
        raise PrivateServerError(f"{name} is not installed: apt-get install mariadb-server-core")
    return found


def _bootstrap_sql() -> bytes:
    """Return what `mariadb-install-db` feeds to the server, without its help texts and sample database.

    That script needs a program of another package (`my_print_defaults`) and as root changes system files
    (those of the PAM plugin).
    """
    share = Path(program("mariadbd")).resolve().parent.parent / "share"
    for folder, prefix in (("mysql", "mysql"), ("mariadb", "mariadb"), ("mariadb", "mysql")):
        files = [
            share / folder / f"{prefix}_{name}.sql"
            for name in ("system_tables", "performance_tables", "system_tables_data")
        ]
        if all(file.is_file() for file in files):
            head = b"CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n"
            return head + b"\n".join(file.read_bytes() for file in files)
    raise PrivateServerError(
        f"MariaDB's own tables are not found under {share}: apt-get install mariadb-server-core"
    )


def last_error(log: str) -> str:
    """Return the last error in a server's log, or its last line."""
    lines = [line.strip() for line in log.splitlines()]
    errors = [line for line in lines if "ERROR" in line and not line.endswith("Aborting")]
    return (errors or lines or [""])[-1]
