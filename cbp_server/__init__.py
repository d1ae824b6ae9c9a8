"""The reservation server: configuration, sessions, budgets, who is connected, admin port.

Run it with `python -m cbp_server --config server.conf`. It uses `cbp` for the wire and `database` for the
tables; no socket and no SQL here.
"""

from __future__ import annotations

__version__ = "0.1.0"
