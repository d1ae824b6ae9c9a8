"""The private MariaDB of a developer's machine."""

from __future__ import annotations

from database.private.mariadb import PrivateMariaDB

__all__ = ["PrivateMariaDB"]
