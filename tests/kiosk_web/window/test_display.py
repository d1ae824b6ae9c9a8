"""`kiosk_web.window.display` knows whether a window can open."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from tests.checkout import ROOT

PATIENCE = 30.0


def opens(**environment: str) -> bool:
    inherited = {k: v for k, v in os.environ.items() if "DISPLAY" not in k and k != "QT_QPA_PLATFORM"}
    asked = subprocess.run(
        [sys.executable, "-m", "kiosk_web.window.display"],
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        check=False,
        timeout=PATIENCE,
    )
    return asked.returncode == 0


def pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while some := source.recv(65536):
            sink.sendall(some)
        sink.shutdown(socket.SHUT_WR)


@contextmanager
def forwarded(screen: str) -> Iterator[str]:
    """The screen at a TCP port of this machine, as with `ssh -X`."""
    for number in range(10, 100):
        listener = socket.socket()
        with suppress(OSError):
            listener.bind(("127.0.0.1", 6000 + number))
            break
        listener.close()
    listener.listen()

    def serve() -> None:
        with suppress(OSError):
            while True:
                visitor, _ = listener.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(f"/tmp/.X11-unix/X{screen.removeprefix(':')}")  # noqa: S108 - X's own folder
                for pair in ((visitor, server), (server, visitor)):
                    threading.Thread(target=pump, args=pair, daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"127.0.0.1:{number}.0"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(PATIENCE)


def test_a_display_that_answers_opens_a_window(x_screen: str) -> None:
    assert opens(DISPLAY=x_screen)


def test_a_display_that_is_forwarded_opens_a_window(x_screen: str) -> None:
    with forwarded(x_screen) as display:
        assert opens(DISPLAY=display)


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ":9870"},
        {"DISPLAY": "localhost:3870.0"},
        {"WAYLAND_DISPLAY": "wayland-none"},
    ],
)
def test_no_display_or_a_dead_one_opens_none(environment: dict[str, str]) -> None:
    assert not opens(**environment)
