"""The checker: pure functions over a history, each a rule of `docs/protocol.md`.

No clock, no socket and no database here.
"""

from __future__ import annotations

from prove.checker.judging import RULES, judge
from prove.checker.violation import Violation

__all__ = ["RULES", "Violation", "judge"]
