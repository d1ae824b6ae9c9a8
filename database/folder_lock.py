"""The lock of a folder: one starter holds it, and with it every process that inherits it.

No folder's contents here. Promises: the kernel frees the lock when the last holder is gone, so it tells
truly whether a folder is in use; whoever is refused hears of a process that holds it at that moment, never of
a dead one; and only a program named as an orphan is ever killed, only where its starter holds the lock no
more.
"""

import fcntl
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

from database.errors import FolderInUse

WAIT_SECONDS = 10.0
"""For what a dead starter left behind to end; what was killed takes milliseconds."""
_POLL_SECONDS = 0.02


def take_lock(path: Path, orphan: str | None = None) -> int:
    """Take the lock, past what a starter that died has left behind.

    Args:
        path: the lock file, made if absent; it tells the starter's process id.
        orphan: the name of the program that is killed where it holds the lock without its starter; None kills
            nothing, and waits for all of it to end by itself.

    Returns:
        The lock as a file descriptor: who inherits it holds the lock too, and closing the last one frees it.

    Raises:
        FolderInUse: its starter is alive, or what it left behind does not end.
        OSError: the file cannot be opened.
    """
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        end = time.monotonic() + WAIT_SECONDS
        while not _is_ours(lock):
            holders = _holders(path, lock)
            starter = _starter(lock)
            if starter in holders:
                raise FolderInUse(path, starter)
            if time.monotonic() > end:
                raise FolderInUse(path, min(holders, default=None))
            for holder in holders:
                # Another start that has the lock and has not written its id yet is no orphan by its name.
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
    """Find who has the file open, but for this attempt of ours; none whose files we may not see."""
    file = os.fstat(lock)
    ours = Path(f"/proc/{os.getpid()}/fd/{lock}")
    holders = set()
    for process in Path("/proc").iterdir():
        if not process.name.isdecimal():
            continue
        with suppress(OSError):  # it ended meanwhile, or is another's
            for open_file in (process / "fd").iterdir():
                with suppress(OSError):
                    is_named_so = open_file.readlink().name == path.name  # asks no file system that may hang
                    if open_file != ours and is_named_so and os.path.samestat(open_file.stat(), file):
                        holders.add(int(process.name))
    return holders


def _name(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8", errors="replace").strip()
    return ""
