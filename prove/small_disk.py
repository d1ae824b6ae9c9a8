"""A disk that can be full: a tmpfs, mounted where nobody but us sees it.

It forgets everything when it is unmounted, and nothing before: a process that is killed leaves on it what it
wrote, as on any disk.
"""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from prove import own_namespace

_MS_NOSUID, _MS_NODEV, _MS_REMOUNT = 2, 4, 32
_MNT_DETACH = 2
_ROOM = "1g"
_FILLED_EVERY = 0.005
_LIBC = ctypes.CDLL(None, use_errno=True)


def enter_own_mounts(command: Sequence[str]) -> None:
    """Run a command in the place of this process, where it may mount disks; return if this is there already.

    Return also if this machine does not allow it.

    Args:
        command: what this process was started with. It need not be root.
    """
    if may_mount() or own_namespace.can_enter("--mount"):
        own_namespace.enter("--mount", command)


def may_mount() -> bool:
    """Tell whether this process has mounts of its own."""
    return own_namespace.is_inside("--mount")


class SmallDisk:
    """A file system that can be full; it takes as much memory as is written on it.

    Args:
        folder: where; must be there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def mount(self) -> None:
        """Mount it, with room; only where `may_mount`."""
        self._mount(_ROOM, 0)

    def unmount(self) -> None:
        """Unmount it, and forget all that is on it; repeatable."""
        with suppress(OSError):
            _require(_LIBC.umount2(os.fsencode(self._folder), _MNT_DETACH))

    def keep_full(self, seconds: float) -> None:
        """Leave no room for that long: whoever needs a page more gets ENOSPC.

        What is deleted meanwhile gives no room either, as where a log takes it at once.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            room = os.statvfs(self._folder)
            with suppress(OSError):  # something was written since
                self._mount(str((room.f_blocks - room.f_bfree) * room.f_frsize), _MS_REMOUNT)
            time.sleep(_FILLED_EVERY)

    def free(self) -> None:
        """Give room again."""
        self._mount(_ROOM, _MS_REMOUNT)

    def _mount(self, size: str, flags: int) -> None:
        options = f"mode=0711,size={size}".encode()
        folder = os.fsencode(self._folder)
        _require(_LIBC.mount(b"tmpfs", folder, b"tmpfs", _MS_NOSUID | _MS_NODEV | flags, options))


def _require(result: int) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
