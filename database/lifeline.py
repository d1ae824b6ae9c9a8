"""Processes that end with the one that started them, however that one ends.

Nothing of MariaDB here. Promise: the kernel itself kills such a process (prctl(2), PR_SET_PDEATHSIG) as its
starter dies, also of `kill -9`; where the starter died before it could be asked for that, it ends by itself.
"""

import os
import pwd
import shutil
from collections.abc import Sequence

_UNLESS_ORPHANED = 'test "$PPID" = "$0" || exit 1; exec "$@"'


def ending_with_us(command: Sequence[str], account: str | None = None) -> list[str]:
    """Give the command that runs `command` as a process that SIGKILL ends when we do.

    It has to be started by the thread that calls this, and that thread has to live as long: to the kernel the
    starter is the thread.

    Args:
        command: the program and its arguments; it must stand a `kill -9` at any moment.
        account: as whom it runs, None for ourselves. A program that changes its account by itself would free
            itself from us: the kernel then forgets whom it ends with.

    Returns:
        The command to start; `command` itself where util-linux's setpriv is missing.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return list(command)
    wrapper = [setpriv, *_becoming(account), "--pdeathsig", "KILL"]
    return [*wrapper, "sh", "-c", _UNLESS_ORPHANED, str(os.getpid()), *command]


def _becoming(account: str | None) -> list[str]:
    if account is None:
        return []
    entry = pwd.getpwnam(account)
    if entry.pw_uid == os.geteuid():
        return []
    return ["--reuid", account, "--regid", str(entry.pw_gid), "--init-groups"]
