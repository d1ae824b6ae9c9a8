"""The one thing that every kind of printer may say: not now."""

from __future__ import annotations


class PrinterNotReadyError(Exception):
    """Out of paper, switched off, out of reach: the message says which, for the staff's log."""
