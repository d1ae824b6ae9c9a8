"""Browser mode: the same page and the same bridge over HTTP, for one browser on this machine.

Here: how that mode starts and ends. Not here: what is served, and to whom (`pages`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from kiosk_web.bridge import Bridge
from kiosk_web.pages.server import BoothServer
from stopsignal import StopSignals


def run(bridge: Bridge, server: BoothServer, signals: StopSignals, on_reload: Callable[[], None]) -> int:
    """Serve the booth until SIGTERM or SIGINT; return the exit status.

    Args:
        bridge: what the page may call.
        server: serves the page.
        signals: what ends the booth.
        on_reload: called from a thread of its own after SIGHUP.
    """
    with server:
        signals.listen()
        signals.call(server.shutdown, on_reload)
        print(f"booth at {server.site.url}", flush=True)  # noqa: T201 - for the person who started it
        server.serve_forever()
    bridge.log_out()
    sys.stdout.flush()
    return 0
