"""Child processes that die with their parent, however it ends.

Nothing of MariaDB here. Promise: the kernel kills such a child (prctl(2), PR_SET_PDEATHSIG) when its parent
dies, of `kill -9` too; if the parent died before the child could ask for that, the child exits by itself.
"""

from __future__ import annotations

import os
import pwd
import shutil
from collections.abc import Sequence

_UNLESS_ORPHANED = 'test "$PPID" = "$0" || exit 1; exec "$@"'


def killed_with_parent(command: Sequence[str], account: str | None = None) -> list[str]:
    """Return the command that runs `command` as a process that SIGKILL ends when we die.

    To the kernel the parent is a thread: the one that starts the command, which must be the caller's and live
    as long as the child.

    Args:
        command: the program and its arguments; it must survive a `kill -9` at any moment.
        account: the account it runs as, None for ours. A program must not change its account by itself: the
            kernel then drops the parent death signal.

    Returns:
        The command to start; `command` itself where util-linux's setpriv is missing.
    """
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return list(command)
    wrapper = [setpriv, *_account_options(account), "--pdeathsig", "KILL"]
    return [*wrapper, "sh", "-c", _UNLESS_ORPHANED, str(os.getpid()), *command]


def _account_options(account: str | None) -> list[str]:
    if account is None:
        return []
    entry = pwd.getpwnam(account)
    if entry.pw_uid == os.geteuid():
        return []
    return ["--reuid", account, "--regid", str(entry.pw_gid), "--init-groups"]
