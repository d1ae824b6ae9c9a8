"""The exceptions of this room, as one family.

Promise: no message holds anything personal (a name, a reason, a patient's number), nor the text of a driver's
error, which may quote values.
"""

from __future__ import annotations

from pathlib import Path


class DatabaseError(Exception):
    """Any fault of the database. Raised itself it is a defect: repeating the call will not help."""


class DatabaseUnavailableError(DatabaseError):
    """The database cannot be reached or does not answer in time; repeating the call later is safe."""


class DatabaseRefusedError(DatabaseUnavailableError):
    """The database answers, and lets this program in no further: an operator must act.

    Args:
        message: what is wrong.
        key: the key of `[database]` that is likely at fault.
    """

    def __init__(self, message: str, key: str) -> None:
        super().__init__(message)
        self.key = key


class DuplicateKeyError(DatabaseError):
    """A unique key refused a row; caught inside the room, where every caller knows what it means."""


class MissingRowError(DatabaseError):
    """A foreign key refused a row, because the row it leads to is missing; caught inside the room."""


class PatientGoneError(DatabaseError):
    """The patient's row was deleted while the session went on."""


class CutReplyError(DatabaseError):
    """The server cut a value of a reply; nothing of it may be used."""


class SchemaOutdatedError(DatabaseError):
    """The database answers, but its tables are missing or older than this program."""


class SchemaRefusedError(DatabaseError):
    """The existing tables cannot be brought up to date without loss; nothing was changed."""


class DemoRefusedError(DatabaseError):
    """The database is not empty, so demo data is refused."""


class PrivateServerError(DatabaseError):
    """The private MariaDB cannot be installed or started."""


class FolderInUseError(DatabaseError):
    """A folder's lock is held.

    Args:
        lock: the lock file.
        holder: the id of a process that holds it, None if unknown.
    """

    def __init__(self, lock: Path, holder: int | None) -> None:
        self.holder = "by another process" if holder is None else f"process {holder}"
        super().__init__(f"{lock}: held ({self.holder})")
