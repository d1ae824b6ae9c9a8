"""Whether this machine can be heard: without a sound card, "Listen" would be a button that does nothing.

Not here: voices and speech (`voice.py`).
"""

from __future__ import annotations

import logging
from pathlib import Path

CARDS = Path("/proc/asound/pcm")
"""Where Linux lists the devices of its sound cards, with what each can do."""

_log = logging.getLogger(__name__)


def can_be_heard(setting: str, cards: Path = CARDS) -> bool:
    """Tell whether speech is offered; where it is not, and nobody said so, log why.

    Args:
        setting: `auto` asks Linux for a sound card that plays; `yes` and `no` decide.
        cards: the list of devices; for tests.
    """
    if setting != "auto":
        return setting == "yes"
    try:
        has_card = "playback" in cards.read_text(encoding="utf-8", errors="replace")
    except OSError:  # there is no such file without a driver
        has_card = False
    if not has_card:
        _log.warning("no sound card here plays anything: Listen is not offered ([booth] sound = auto)")
    return has_card
