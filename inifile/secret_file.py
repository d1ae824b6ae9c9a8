"""Reads files that hold a secret, and refuses those that others on the machine can read or replace.

The file's owner and its group may read it: a service's account often is in a group of its own.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from inifile.reader import key_error

_OTHERS = stat.S_IRWXO


def read_private_file(path: Path, section: str, key: str, file: Path) -> bytes:
    """Return what a file holds that nobody else may read.

    Args:
        path: the configuration file.
        section: its section that names the file.
        key: its key that names it.
        file: the file.

    Raises:
        ConfigError: the file cannot be read, or others may read or write it.
    """
    try:
        with file.open("rb") as stream:
            mode = os.fstat(stream.fileno()).st_mode
            content = stream.read()
    except OSError as error:
        raise key_error(path, section, key, str(file), f"cannot be read: {error.strerror}") from error
    if mode & _OTHERS:
        allowed = stat.S_IMODE(mode)
        wrong = f"other users of this machine may use it (mode {allowed:04o}); chmod 600 or 640 mends that"
        raise key_error(path, section, key, str(file), wrong)
    return content


def read_secret(path: Path, section: str, key: str, file: Path) -> str:
    """Read a secret from a file of its own.

    Args:
        path: the configuration file.
        section: its section that names the secret's file.
        key: its key that names it.
        file: the secret's file.

    Returns:
        The file's one line, without the line end; it may be empty.

    Raises:
        ConfigError: the file cannot be read, others may read it, or it has several lines; the error does not
            quote them.
    """
    content = read_private_file(path, section, key, file)
    try:
        secret = content.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        wrong = "cannot be read: not UTF-8"
    else:
        if "\n" not in secret:
            return secret
        wrong = "holds more than one line"
    raise key_error(path, section, key, str(file), wrong)
