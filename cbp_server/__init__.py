"""The reservation server: configuration, sessions, login throttle, who is connected, admin port.

Run alone: `python -m cbp_server --config server.conf`. It speaks through `cbp` and keeps through
`database`; no socket and no SQL here.
"""

__version__ = "0.1.0"
