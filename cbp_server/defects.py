"""What a defect leaves behind: a traceback in the log under an id, and a reply that carries the id.

Not the error's own text, which in drivers and decoders quotes what a patient typed. The room `database`
promises that its errors quote nobody, so their text is told.
"""

from __future__ import annotations

import logging
import secrets
import traceback

from cbp import ErrorCode, ErrorReply
from database import DatabaseError

_log = logging.getLogger("cbp_server")


def report_defect(error: Exception) -> ErrorReply:
    """Log a defect; return the reply for whoever ran into it (`spec/protocol.md`, INTERNAL_ERROR).

    Args:
        error: what nobody foresaw, as it was caught; its traceback is logged, its text only where the room
            `database` raised it.
    """
    defect = secrets.token_hex(4)
    what = f"{type(error).__name__}: {error}" if isinstance(error, DatabaseError) else type(error).__name__
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("defect %s: %s\n%s", defect, what, where)
    return ErrorReply(code=ErrorCode.INTERNAL_ERROR, message=f"a defect, logged under {defect}")
