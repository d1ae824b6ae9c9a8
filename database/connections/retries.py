"""Which fault of the database is worth another attempt, after which pause and for how long: a row a fault."""

from __future__ import annotations

import math
from dataclasses import dataclass

from database.connections.connection import LOCK_WAIT_SECONDS
from database.connections.faults import NOT_LET_IN, Fault, error_number, explain, judge

RECONNECT_SECONDS = 2.0
"""How long connecting is retried when every server refuses: a restart takes about a second."""

_PAUSE_SECONDS = 0.1
"""Between two attempts to connect."""

_BUSY_PAUSE_SECONDS = 0.02
"""Before a statement is repeated that another was in the way of: on a cluster it is refused again at once."""


@dataclass(frozen=True)
class Policy:
    """When a fault is retried.

    Attributes:
        needs: seconds that must be left for another attempt; infinite: no retry.
        pause: seconds to wait before it.
        patience: seconds after the first such fault in which retries may begin.
    """

    needs: float
    pause: float = 0.0
    patience: float = math.inf


_AT_ONCE = Policy(needs=_PAUSE_SECONDS)
_AFTER_A_LOCK_WAIT = Policy(needs=LOCK_WAIT_SECONDS + _PAUSE_SECONDS, pause=_BUSY_PAUSE_SECONDS)
_RECONNECT = Policy(needs=_PAUSE_SECONDS, pause=_PAUSE_SECONDS, patience=RECONNECT_SECONDS)
_NEVER = Policy(needs=math.inf)

_POLICIES = {  # during a statement, while connecting
    Fault.BUSY: (_AFTER_A_LOCK_WAIT, _NEVER),
    Fault.LOST: (_AT_ONCE, _RECONNECT),
    Fault.ELSEWHERE: (_RECONNECT, _RECONNECT),
    Fault.FULL: (_NEVER, _NEVER),
    Fault.REFUSED: (_NEVER, _NEVER),
    Fault.DEFECT: (_NEVER, _NEVER),
}


class AttemptError(Exception):
    """A fault of one attempt, judged; carries no message of the driver."""

    def __init__(self, error: Exception, *, is_connect: bool) -> None:
        fault = judge(error)
        if is_connect and fault is Fault.DEFECT:
            fault = Fault.REFUSED
        self.policy = _POLICIES[fault][is_connect]
        self.wrong_key = NOT_LET_IN.get(error_number(error)) if is_connect else None
        super().__init__(explain(fault, error_number(error)))
