"""What can go wrong in this room, as one family of exceptions.

No logic lives here. Promise: no message of these ever holds anything personal (a name, a reason, a patient's
number), nor a message of the database driver, which may quote values.
"""

from pathlib import Path


class DatabaseError(Exception):
    """Any fault of the database; on its own: a defect, repeating the call will not help."""


class DatabaseUnavailable(DatabaseError):
    """The database cannot be reached or does not answer in time; repeating the call later is safe."""


class DuplicateKey(DatabaseError):
    """A unique key refused a row; inside the room only, every caller has a meaning for it."""


class SchemaOutdated(DatabaseError):
    """The database answers, but its tables are missing or older than this program."""


class SchemaRefused(DatabaseError):
    """The tables there cannot be brought up to date without losing something; nothing was changed."""


class DemoRefused(DatabaseError):
    """The database holds patients already: demo data has no place there."""


class PrivateServerError(DatabaseError):
    """The private MariaDB cannot be installed or started."""


class FolderInUse(DatabaseError):
    """A folder's lock is held.

    Args:
        lock: the lock file.
        holder: the id of a process that holds it, None where it cannot be seen.
    """

    def __init__(self, lock: Path, holder: int | None) -> None:
        self.holder = "by another process" if holder is None else f"process {holder}"
        super().__init__(f"{lock}: held ({self.holder})")
