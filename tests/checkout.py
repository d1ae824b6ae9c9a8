"""Where the checkout is, whatever folder a test lives in."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "kiosk_web" / "static"
