"""The lock of a folder, held by the process that takes it and by every process that inherits it.

The folder's contents are not known here. Promises: the kernel frees the lock when the last holder is gone, so
it shows reliably whether a folder is in use; a refusal names a process that holds it at that moment, never a
dead one; only a program named as an orphan is ever killed, and only if its starter no longer holds the lock.
"""

from __future__ import annotations

import fcntl
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from database.errors import FolderInUseError

WAIT_SECONDS = 10.0
"""How long to wait for the end of what a dead starter left; a killed process takes milliseconds."""
_POLL_SECONDS = 0.02


def take_lock(path: Path, orphan: str | None = None) -> int:
    """Take the lock, also from the processes that a dead starter left.

    Args:
        path: the lock file, made if absent; it holds the starter's process id.
        orphan: the name of a program to kill if it holds the lock without its starter; None kills nothing and
            waits for the holders to end by themselves.

    Returns:
        The lock as a file descriptor. A process that inherits it holds the lock too; closing the last one
        frees it.

    Raises:
        FolderInUseError: its starter is alive, or the processes that it left do not end.
        OSError: the file cannot be opened, or is a link.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        end = time.monotonic() + WAIT_SECONDS
        while not _is_ours(lock):
            holders = _holders(path, lock)
            starter = _starter(lock)
            if starter in holders:
                raise FolderInUseError(path, starter)
            if time.monotonic() > end:
                raise FolderInUseError(path, min(holders, default=None))
            for holder in holders:
                # By name, because a new starter may hold the lock and not have written its id yet.
                if orphan is not None and _name(holder) == orphan:
                    with suppress(ProcessLookupError, PermissionError):
                        os.kill(holder, signal.SIGKILL)
            time.sleep(_POLL_SECONDS)
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
    except BaseException:
        os.close(lock)
        raise
    return lock


def _is_ours(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _starter(lock: int) -> int | None:
    with suppress(ValueError):
        return int(os.pread(lock, 32, 0))
    return None


def _holders(path: Path, lock: int) -> set[int]:
    """Return the processes that have the file open, except this attempt and those we may not look into."""
    file = os.fstat(lock)
    ours = Path(f"/proc/{os.getpid()}/fd/{lock}")
    holders = set()
    for process in Path("/proc").iterdir():
        if not process.name.isdecimal():
            continue
        with suppress(OSError):  # it ended meanwhile, or is another account's
            for open_file in (process / "fd").iterdir():
                with suppress(OSError):
                    is_named_so = (
                        open_file.readlink().name == path.name
                    )  # without a file system that may hang
                    if open_file != ours and is_named_so and os.path.samestat(open_file.stat(), file):
                        holders.add(int(process.name))
    return holders


def _name(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8", errors="replace").strip()
    return ""
