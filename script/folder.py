"""The folder of `script/run`: where its files lie, and whether it is safe to use.

Nothing is started here. Promise: nobody else can write to the folder, put something in its place, or own a
file in it. Otherwise a link there could lead root to another file, or the token could be one that somebody
else knows.
"""

from __future__ import annotations

import grp
import os
import pwd
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from database.errors import FolderInUseError
from database.private.folder_lock import take_lock

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Folder:
    """Where everything lies that `script/run` makes."""

    path: Path

    @property
    def database(self) -> Path:
        """The private MariaDB."""
        return self.path / "mariadb"

    @property
    def lock(self) -> Path:
        """Held by the launcher and its parts."""
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


def take_folder(given: Path) -> tuple[Folder, int]:
    """Take a folder for this run alone, before anything in it is touched.

    Args:
        given: where it is; made if absent.

    Returns:
        The folder, and its lock, to be held until this program ends.

    Raises:
        SystemExit: it is not safe, another run has it, or it cannot be used.
    """
    given = given.absolute()
    try:
        with suppress(FileNotFoundError):
            given.stat()  # raises OSError for links in a loop
        folder = Folder(given.resolve())
        _require_safe(given, folder)
        folder.path.mkdir(mode=0o755, parents=True, exist_ok=True)
        _require_safe(given, folder)
        return folder, take_lock(folder.lock)
    except FolderInUseError as error:
        raise SystemExit(
            f"borne: another script/run is using {shown(folder.path)} ({error.holder}):"
            " stop that one first, or keep this one elsewhere with --data"
        ) from None
    except OSError as error:
        raise SystemExit(f"borne: {shown(given)}: cannot be used: {error.strerror}") from None


def _require_safe(given: Path, folder: Folder) -> None:
    for step in (*_way_to(given), *_way_to(folder.path)):
        wrong = _wrong_on_the_way(step, is_last=step == folder.path)
        if wrong:
            raise SystemExit(f"borne: {shown(step)}: {wrong}: choose a folder of your own with --data")
    for file in (folder.database, folder.lock, folder.config, folder.token_file, folder.sample_file):
        wrong = _wrong_inside(file, is_file=file != folder.database)
        if wrong:
            raise SystemExit(
                f"borne: {shown(file)}: {wrong}: remove it, or choose another folder with --data"
            )


def write_own(path: Path, text: str) -> None:
    """Write a file that only we can read, in place of an older one; a link there is not followed."""
    path.unlink(missing_ok=True)
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with open(file, "w", encoding="utf-8") as opened:  # noqa: PTH123 - a descriptor
        opened.write(text)


def shown(path: Path) -> str:
    """Return a path as a person in the checkout would type it."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def _way_to(path: Path) -> Iterator[Path]:
    """Yield every folder and link on the way to `path`, links followed, as far as they exist."""
    for step in (*reversed(path.parents), path):
        if not os.path.lexists(step):
            return
        yield step
        if step.is_symlink():
            yield from _way_to(step.parent / step.readlink())


def _wrong_on_the_way(step: Path, *, is_last: bool) -> str | None:
    """Return how somebody else could replace or fill the folder by way of `step`; None if nobody can.

    A folder on the way may also belong to root or to the owner of this checkout, whose program we are.
    """
    status = step.lstat()
    if status.st_uid not in ({os.geteuid()} if is_last else {os.geteuid(), 0, ROOT.stat().st_uid}):
        return "belongs to somebody else"
    if stat.S_ISLNK(status.st_mode):
        return None
    is_sticky = status.st_mode & stat.S_ISVTX  # like /tmp: only the owner of a folder there can replace it
    return "others can write to it" if _others_can_write(status) and (is_last or not is_sticky) else None


def _wrong_inside(path: Path, *, is_file: bool) -> str | None:
    """Return why we must not use a file of the folder; None if we may, or if it does not exist."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(status.st_mode):
        return "is a link"
    if not is_file:  # MariaDB's folder, which may belong to its account
        return None
    if status.st_uid != os.geteuid():
        return "belongs to somebody else"
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        return "is no plain file"
    return "others can write to it" if _others_can_write(status) else None


def _others_can_write(status: os.stat_result) -> bool:
    """Tell whether anybody but the owner can write; a group of the owner alone does not count."""
    if status.st_mode & stat.S_IWOTH:
        return True
    if not status.st_mode & stat.S_IWGRP:
        return False
    try:
        owner, group = pwd.getpwuid(status.st_uid), grp.getgrgid(status.st_gid)
    except KeyError:
        return True
    return group.gr_name != owner.pw_name or not set(group.gr_mem) <= {owner.pw_name}
