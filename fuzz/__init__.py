"""Coverage-guided fuzzing of what reads strangers' bytes. How and why: `fuzz/README.md`."""

from __future__ import annotations
