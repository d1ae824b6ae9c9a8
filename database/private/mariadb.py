"""A private MariaDB: a real server in a folder, for a developer's machine, the tests and script/run.

No table of the project here. Promises: nothing outside the folder is touched and no port is opened; only the
account that owns the folder reaches the server (user `root` without a password: the folder's permissions
protect the socket); data stay from one start to the next, and an acknowledged write survives a `kill -9` of
anything. The server is killed with the program that started it; on a machine without util-linux, which cannot
do that, the next start kills it. The kernel takes the thread that called `start` for that program: it has to
live as long as the server.

The folder: `data/` (the server's), `mariadb.sock`, `mariadb.log`, `mariadb.pid`, `lock`, `tmp/`. The program
and the server hold `lock`, so it shows whether one is running.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import pymysql

from database.errors import FolderInUseError, PrivateServerError
from database.private.folder_lock import take_lock
from database.private.installation import install, last_error, program
from database.private.parent_death import killed_with_parent

START_SECONDS = 60.0
STOP_SECONDS = 8.0
"""When a server that was asked to stop is killed, which loses nothing: MariaDB 10.11 can hang for ever if
asked just as it gets ready. Less than the 10 s that script/run gives us."""
_ANSWER_SECONDS = 5.0
_POLL_SECONDS = 0.02
_LONGEST_SOCKET_PATH = 107  # bytes; unix(7): sun_path has 108 with the final NUL
_OUR_FILES = {"data", "data.new", "lock", "mariadb.log", "mariadb.pid", "mariadb.sock", "tmp"}


class PrivateMariaDB:
    """A MariaDB server in a folder; a context manager that starts and stops it.

    Args:
        directory: the folder, made if absent; an existing one must be empty or of an earlier start.
        options: further options for the server, for tests.
        prefix: what to put before the server's command, for tests; it must become the server.
    """

    def __init__(self, directory: Path, options: Sequence[str] = (), prefix: Sequence[str] = ()) -> None:
        self.directory = directory.absolute()
        self.socket = self.directory / "mariadb.sock"
        self._options = options
        self._prefix = prefix
        self._lock: int | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start the server."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the server."""
        self.stop()

    def __repr__(self) -> str:
        state = "stopped" if self._process is None else f"running as process {self._process.pid}"
        return f"<PrivateMariaDB {self.directory}: {state}>"

    @property
    def pid(self) -> int:
        """The process id of the running server."""
        if self._process is None:
            raise PrivateServerError(f"{self.directory}: the private MariaDB is not running")
        return self._process.pid

    def start(self, tell: Callable[[str], None] = lambda _: None) -> None:
        """Start the server, installing it first in a new folder; return when it accepts connections.

        Args:
            tell: called with a line before a step that takes a while.

        Raises:
            PrivateServerError: it cannot be started; the message says why and what to do.
        """
        if len(os.fsencode(self.socket)) > _LONGEST_SOCKET_PATH:
            raise PrivateServerError(
                f"{self.socket}: too long for a Unix socket (at most {_LONGEST_SOCKET_PATH} bytes): "
                "take a folder with a shorter path"
            )
        self._make_directory()
        self._lock = self._take_lock()
        try:
            account = self._account()
            if not (self.directory / "data").exists():
                tell(f"installing a private MariaDB in {self.directory}")
                install(self.directory, self._own_tmp(), account, self._lock)
            self._launch(account)
            self._wait_until_ready()
        except BaseException:
            if self._process is not None:
                self._process.kill()  # asked to stop while it starts, it may hang
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server, kill it after 8 s, and wait until it has ended; safe to repeat."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def forget(self) -> None:
        """Delete the data; the server must not be running.

        Raises:
            PrivateServerError: one is running there, or the folder holds other files; nothing was removed.
        """
        self._make_directory()
        lock = self._take_lock()
        try:
            old = self.directory / "data.new"  # if this is interrupted, the rest is not taken for data
            shutil.rmtree(old, ignore_errors=True)
            with suppress(FileNotFoundError):
                (self.directory / "data").rename(old)
            shutil.rmtree(old, ignore_errors=True)
            (self.directory / "mariadb.log").unlink(missing_ok=True)
        except OSError as error:
            raise PrivateServerError(f"{self.directory}: cannot be emptied: {error.strerror}") from error
        finally:
            os.close(lock)

    def wait(self) -> int:
        """Wait until the server ends by itself; return its exit status."""
        if self._process is None:
            raise PrivateServerError(f"{self.directory}: the private MariaDB is not running")
        return self._process.wait()

    def last_words(self) -> str:
        """Return the last error in the server's log."""
        with suppress(OSError):
            return last_error((self.directory / "mariadb.log").read_text(errors="replace"))
        return ""

    def _make_directory(self) -> None:
        try:
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            foreign = {entry.name for entry in self.directory.iterdir()} - _OUR_FILES
            if foreign:
                raise PrivateServerError(
                    f"{self.directory}: holds other files ({min(foreign)}): take a new folder"
                )
            self.directory.chmod(0o700)
        except OSError as error:
            raise PrivateServerError(f"{self.directory}: cannot be used: {error.strerror}") from error

    def _take_lock(self) -> int:
        """Lock the folder; kill a server whose starter died."""
        try:
            lock = take_lock(self.directory / "lock", orphan="mariadbd")
        except FolderInUseError as error:
            raise PrivateServerError(
                f"{self.directory}: a private MariaDB is running there already ({error.holder})"
            ) from None
        except OSError as error:
            raise PrivateServerError(f"{self.directory}: cannot be used: {error.strerror}") from error
        for name in ("mariadb.sock", "mariadb.pid"):
            (self.directory / name).unlink(missing_ok=True)
        return lock

    def _account(self) -> str | None:
        """Return the server's account: None for ours; if we are root `mysql`, if it can reach the folder."""
        if os.geteuid() != 0:
            return None
        try:
            mysql = pwd.getpwnam("mysql")
        except KeyError:
            return "root"
        if not all(parent.stat().st_mode & 0o001 for parent in self.directory.parents):
            return "root"
        for path in (self.directory, *self.directory.rglob("*")):
            os.chown(path, mysql.pw_uid, mysql.pw_gid, follow_symlinks=False)
        return mysql.pw_name

    def _own_tmp(self) -> Path:
        """Make a folder for temporary tables: a starting server deletes those of others in a shared one."""
        tmp = self.directory / "tmp"
        if not tmp.exists():
            tmp.mkdir(mode=0o700)
            shutil.chown(tmp, self.directory.stat().st_uid)
        return tmp

    def _launch(self, account: str | None) -> None:
        assert self._lock is not None  # noqa: S101 - start() took it
        command = [
            *self._prefix,
            program("mariadbd"),
            "--no-defaults",
            f"--datadir={self.directory / 'data'}",
            f"--tmpdir={self._own_tmp()}",
            f"--socket={self.socket}",
            f"--pid-file={self.directory / 'mariadb.pid'}",
            f"--log-error={self.directory / 'mariadb.log'}",
            "--skip-networking",
            "--skip-name-resolve",
            "--character-set-server=utf8mb4",
            "--innodb-flush-log-at-trx-commit=1",
            "--innodb-log-file-size=16M",
            "--innodb-fast-shutdown=1",
            "--max-connections=400",
            "--performance-schema=OFF",
            *([f"--user={account}"] if account else []),
            *self._options,
        ]
        self._process = subprocess.Popen(
            killed_with_parent(command, account),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in a terminal reaches only us, and we stop the server
            pass_fds=(self._lock,),
        )

    def _wait_until_ready(self) -> None:
        assert self._process is not None  # noqa: S101 - _launch() made it
        end = time.monotonic() + START_SECONDS
        while True:
            if self._process.poll() is not None:
                raise PrivateServerError(f"{self.directory}: MariaDB did not start: {self.last_words()}")
            try:
                pymysql.connect(
                    unix_socket=str(self.socket),
                    user="root",
                    ssl_disabled=True,
                    read_timeout=_ANSWER_SECONDS,  # a server that hangs accepts and never answers
                ).close()
            except (pymysql.err.MySQLError, OSError):
                if time.monotonic() > end:
                    raise PrivateServerError(
                        f"{self.directory}: MariaDB does not answer: {self.last_words()}"
                    ) from None
                time.sleep(_POLL_SECONDS)
            else:
                return
