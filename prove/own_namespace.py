"""Namespaces of the kernel: so that what a stand does to its network or its mounts is not the machine's."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

_IS_INSIDE = "BORNE_PROVE_IS_IN_ITS_OWN"


def enter(kind: str, command: Sequence[str]) -> None:
    """Run a command in the place of this process, in a namespace of its own; return if it is in one.

    Args:
        kind: which, an option of `unshare`: `--net` or `--mount`.
        command: what this process was started with. It need not be root: it gets a user namespace, too.
    """
    if is_inside(kind):
        return
    words = [*prefix(kind), *command]
    os.execvpe(words[0], words, {**os.environ, _IS_INSIDE: kind})  # noqa: S606 - a list of our own words


def can_enter(kind: str) -> bool:
    """Tell whether this machine lets us have such a namespace; in a container it often does not."""
    try:
        return subprocess.run([*prefix(kind), "true"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:  # a machine without util-linux
        return False


def is_inside(kind: str) -> bool:
    """Tell whether this process is in such a namespace that `enter` made."""
    return os.environ.get(_IS_INSIDE) == kind


def prefix(kind: str) -> list[str]:
    """Return what to put before a command that is to run in such a namespace."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-current-user", "--keep-caps"]
    return ["unshare", *user, kind]
