"""`python -m cbp_server`: handles signals before anything else, then runs `command.main`."""

from __future__ import annotations

import os
import sys

from stopsignal import StopSignals


def open_standard_streams() -> None:
    """Open stdin, stdout and stderr on nothing where they are closed.

    A socket or a file would take the free number else, and the log would be written into it.
    """
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - stderr
        pass
    os.close(descriptor)


if __name__ == "__main__":
    open_standard_streams()
    signals = StopSignals(reloads=True)
    signals.interrupt()
    try:
        from cbp_server.command import main

        status = main(signals=signals)
        signals.ignore()
        sys.exit(status)
    except KeyboardInterrupt:  # stopped before it served
        sys.exit(0)
