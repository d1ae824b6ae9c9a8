"""Whether one request of the booth is sent again, and after what pause.

Plain code with a clock: `patient_session.py` does the waiting and the sending, `outcomes.py` says what each
code means. A server that stops did not look at the request, and soon another one, or its successor, is
found: a load balancer leads booths around it within a second or two. It promises:

- a lost connection and an ended session are repeated once, at once;
- where a server says that it stops, the others are asked at once, then all of them after pauses that grow,
  until `PATIENCE` is over, so that a patient soon reads what is wrong if no server comes back;
- what may have made a patient is not sent again.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from cbp import CbpError
from kiosk_web.calls.outcomes import Outcome, Repeat, Verdict, outcome_of

PAUSES = (0.25, 0.5, 1.0, 1.5)
"""Seconds before each further try, when every server has said that it stops."""

PATIENCE = 4.0
"""Seconds after the first such answer within which the last try begins, however long each takes."""


class Repeats:
    """Decides about one request, from what its tries ended with.

    Args:
        servers: how many the booth knows.
        clock: monotonic seconds.
    """

    def __init__(self, servers: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._has_reconnected = False
        self._stopping_since: float | None = None
        self._prompt_tries = max(1, servers - 1)
        self._pauses = iter(PAUSES)

    def pause_after(self, error: CbpError, *, registers: bool) -> float | None:
        """Return the seconds to wait before the request is sent again; None: it is not.

        Args:
            error: what the last try ended with.
            registers: whether the patient has no number yet.
        """
        outcome = outcome_of(error)
        if registers and outcome.verdict is not Verdict.NOT_LOOKED_AT:
            return None
        match outcome.repeat:
            case Repeat.NEVER:
                return None
            case Repeat.ONCE:
                was, self._has_reconnected = self._has_reconnected, True
                return None if was else 0.0
            case Repeat.FOR_A_WHILE | Repeat.AFTER_A_STOP:
                return self._pause_of_a_stop(outcome)

    def _pause_of_a_stop(self, outcome: Outcome) -> float | None:
        is_stopping = outcome.repeat is Repeat.FOR_A_WHILE
        now = self._clock()
        if self._stopping_since is None:
            if not is_stopping:
                return None
            self._stopping_since = now
        if is_stopping and self._prompt_tries:
            self._prompt_tries -= 1
            return 0.0
        pause = next(self._pauses, None)
        if pause is None or now + pause > self._stopping_since + PATIENCE:
            return None
        return pause
