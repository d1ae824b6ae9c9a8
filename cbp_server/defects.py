"""Reporting a defect: a traceback in the log under an id, and a reply that carries the id.

The error's text is not logged: drivers and decoders quote what a patient typed. Only errors of `database`,
which promises that they quote nobody, are logged with their text.
"""

from __future__ import annotations

import logging
import secrets
import traceback

from cbp import ErrorCode, ErrorReply
from database import DatabaseError

_log = logging.getLogger("cbp_server")


def report_defect(error: Exception) -> ErrorReply:
    """Log a defect; return the error reply (`docs/protocol.md`, "Codes", INTERNAL_ERROR).

    Args:
        error: the unexpected exception, as it was caught.
    """
    defect = secrets.token_hex(4)
    what = f"{type(error).__name__}: {error}" if isinstance(error, DatabaseError) else type(error).__name__
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("defect %s: %s\n%s", defect, what, where)
    return ErrorReply(code=ErrorCode.INTERNAL_ERROR, message=f"a defect, logged under {defect}")
