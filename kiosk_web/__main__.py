"""`python -m kiosk_web`: keeps SIGHUP from ending the booth, before anything else; then `command.main`."""

from __future__ import annotations

import sys

from stopsignal import StopSignals

if __name__ == "__main__":
    signals = StopSignals(reloads=True)
    from kiosk_web.command import main

    status = main(signals=signals)
    signals.ignore()
    sys.exit(status)
