"""`python -m kiosk_web.display`: tells by its exit status whether a window can open here; 0: it can.

No window opens. Qt is asked itself, because nothing else knows what it takes: a DISPLAY may be set and dead
(in tmux, after sudo), may lead through ssh, may want a cookie, may be Wayland's. Where it cannot, Qt ends
the program with an abort; so this is a program of its own, for whoever would rather know before.
"""

from __future__ import annotations

import resource

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # an abort that is an answer leaves no core file

    from PyQt6.QtGui import QGuiApplication

    QGuiApplication([])
