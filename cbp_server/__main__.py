"""`python -m cbp_server`: hears a stop from its first moment on, then does what `command` says."""

from __future__ import annotations

import signal
import sys
from types import FrameType


def _end_before_it_began(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end_before_it_began)
    from cbp_server.command import main

    sys.exit(main())
