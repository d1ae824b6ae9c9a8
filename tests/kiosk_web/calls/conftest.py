"""A bridge in front of a scripted server."""

from __future__ import annotations

from tests.kiosk_web.calls.bridged import open_bridge

__all__ = ["open_bridge"]
