"""SIGHUP at the real window: it reads the certificates again, and ends nothing."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import trustme

from tests.plugins.tls import StartTlsServer
from tests.plugins.window import BoothWindow, StartWindow

READ_AGAIN = "SIGHUP: the configuration was read again"


def register(window: BoothWindow) -> dict[str, Any]:
    answer: dict[str, Any] = window.page.evaluate("() => pywebview.api.register('Durand', 'Amélie')")
    return answer


def test_another_authority_is_trusted_and_a_hundred_hangups_end_nothing(
    start_window: StartWindow, start_tls_server: StartTlsServer, authority: trustme.CA, tmp_path: Path
) -> None:
    server = start_tls_server()
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    window = start_window(*server.address, "--tls-ca", str(tmp_path / "ca.pem"))
    assert register(window)["code"] == "UNREACHABLE"
    whole = authority.cert_pem.bytes()
    (tmp_path / "ca.pem").write_bytes(whole[: len(whole) // 2])
    window.process.send_signal(signal.SIGHUP)
    window.log.wait_for("SIGHUP: the old configuration stays in force: .*ca.pem")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    window.process.send_signal(signal.SIGHUP)
    window.log.wait_for(READ_AGAIN)
    assert "ok" in register(window)
    for _ in range(100):
        window.process.send_signal(signal.SIGHUP)
        assert window.page.evaluate("() => pywebview.api.specialties()") == {"ok": {"specialties": []}}
    assert window.stop() == 0
    assert "Traceback" not in window.log
