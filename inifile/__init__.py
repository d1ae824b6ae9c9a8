"""One reader of INI files for the server, the database's commands and the booth.

It knows nothing of servers, databases or booths. A program passes a table of keys (`Key`) and gets every
value parsed, or a `ConfigError` of one line.
"""

from __future__ import annotations

from inifile.reader import ConfigError, Key, key_error, read_ini
from inifile.secret_file import read_private_file, read_secret
from inifile.values import (
    HIGHEST_PORT,
    choice,
    integer,
    networks,
    optional_path,
    text,
    time_zone,
    yes_or_no,
)

__all__ = [
    "HIGHEST_PORT",
    "ConfigError",
    "Key",
    "choice",
    "integer",
    "key_error",
    "networks",
    "optional_path",
    "read_ini",
    "read_private_file",
    "read_secret",
    "text",
    "time_zone",
    "yes_or_no",
]
