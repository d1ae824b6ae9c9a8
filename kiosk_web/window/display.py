"""`python -m kiosk_web.window.display`: exit with status 0 if a window can open here.

No window opens. Only Qt knows whether it could: DISPLAY may be set but dead (in tmux, after sudo), may lead
through ssh, may need a cookie or belong to Wayland. Where it cannot, Qt aborts the process, so this is a
program of its own.
"""

from __future__ import annotations

import resource

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # the expected abort leaves no core file

    from PyQt6.QtGui import QGuiApplication

    QGuiApplication([])
