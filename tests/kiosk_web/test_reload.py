"""SIGHUP reads booth.conf and its certificates again (`docs/booth.md`, "Change it without a restart").

In browser mode, with the real server; in the window: `window/test_window_reload.py`.
"""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
import trustme

from tests.plugins.browser_booth import BrowserBooth, StartBrowserBooth
from tests.plugins.reservation_server import RunningServer, StartServer
from tests.plugins.tls import StartTlsServer
from tests.plugins.waiting import wait_until

READ_AGAIN = "SIGHUP: the configuration was read again"
KEPT = "SIGHUP: the old configuration stays in force"
STAYS = "SIGHUP: these keys change with a restart only: "
NAMES = ("Durand", "Amélie")


def hang_up(booth: BrowserBooth, line: str) -> None:
    """Send SIGHUP and wait for one more of these lines in the log."""
    count = booth.log.count(line)
    booth.process.send_signal(signal.SIGHUP)
    wait_until(lambda: booth.log.count(line) > count)


def write_certificate(folder: Path, issued: trustme.LeafCert) -> None:
    issued.cert_chain_pems[0].write_to_path(folder / "booth.pem")
    issued.private_key_pem.write_to_path(folder / "booth.key")
    (folder / "booth.key").chmod(0o600)


class Hall:
    """A server that asks for certificates, and a booth with one.

    Args:
        folder: where `booth.conf`, `ca.pem`, `booth.pem` and `booth.key` are.
    """

    def __init__(self, folder: Path, server: RunningServer, start: StartBrowserBooth) -> None:
        self.folder = folder
        self.server = server
        self.config = folder / "booth.conf"
        self.config.write_text(
            f"[booth]\nsound = no\n[server]\naddress = {server.host}:{server.port}\ntls_ca = ca.pem\n"
            "tls_certificate = booth.pem\ntls_key = booth.key\n"
        )
        self._start = start

    def open(self, *arguments: object) -> BrowserBooth:
        return self._start("--config", self.config, *arguments)


@pytest.fixture
def hall(
    start_tls_server: StartTlsServer,
    authority: trustme.CA,
    authority_file: Path,
    start_browser_booth: StartBrowserBooth,
    tmp_path: Path,
) -> Hall:
    write_certificate(tmp_path, authority.issue_cert("hall-1.example"))
    return Hall(tmp_path, start_tls_server(tls_client_ca=authority_file), start_browser_booth)


def enters(booth: BrowserBooth) -> bool:
    """Tell whether a patient gets in; the connection is closed again."""
    is_in = "ok" in booth.call("register", *NAMES)
    booth.call("log_out")
    return is_in


def test_a_renewed_certificate_is_shown_from_then_on(hall: Hall, authority: trustme.CA) -> None:
    write_certificate(hall.folder, trustme.CA().issue_cert("hall-1.example"))
    booth = hall.open()
    assert not enters(booth)
    write_certificate(hall.folder, authority.issue_cert("hall-1.example"))
    assert not enters(booth)
    hang_up(booth, READ_AGAIN)
    assert enters(booth)


def test_another_authority_is_trusted_from_then_on(hall: Hall, authority: trustme.CA) -> None:
    trustme.CA().cert_pem.write_to_path(hall.folder / "ca.pem")
    booth = hall.open()
    assert not enters(booth)
    authority.cert_pem.write_to_path(hall.folder / "ca.pem")
    hang_up(booth, READ_AGAIN)
    assert enters(booth)


def test_a_session_goes_on_though_its_certificate_is_replaced(hall: Hall) -> None:
    booth = hall.open()
    assert "ok" in booth.call("register", *NAMES)
    trustme.CA().cert_pem.write_to_path(hall.folder / "ca.pem")
    hang_up(booth, READ_AGAIN)
    assert booth.call("specialties") == {"ok": {"specialties": []}}
    booth.call("log_out")
    assert not enters(booth)


def test_another_server_is_asked_from_then_on(
    server: RunningServer, start_server: StartServer, start_browser_booth: StartBrowserBooth, tmp_path: Path
) -> None:
    config = tmp_path / "booth.conf"
    config.write_text("[server]\naddress = 127.0.0.1:1\n")
    booth = start_browser_booth("--config", config)
    assert not enters(booth)
    config.write_text(f"[server]\naddress = {server.host}:{server.port}\n")
    hang_up(booth, READ_AGAIN)
    assert enters(booth)


@pytest.mark.parametrize(
    ("file", "share"), [("ca.pem", 0.5), ("booth.pem", 0.5), ("booth.key", 0.5), ("booth.conf", 0.7)]
)
def test_a_file_that_is_half_written_leaves_the_old_in_force(hall: Hall, file: str, share: float) -> None:
    booth = hall.open()
    whole = (hall.folder / file).read_bytes()
    (hall.folder / file).write_bytes(whole[: int(share * len(whole))])
    hang_up(booth, KEPT)
    assert enters(booth)
    assert booth.log.count("SIGHUP") == 1
    (hall.folder / file).write_bytes(whole)
    hang_up(booth, READ_AGAIN)
    assert enters(booth)


def test_a_key_of_another_certificate_leaves_the_old_in_force(hall: Hall, authority: trustme.CA) -> None:
    booth = hall.open()
    authority.issue_cert("hall-2.example").private_key_pem.write_to_path(hall.folder / "booth.key")
    hang_up(booth, KEPT)
    assert "[server] tls_certificate = " in booth.log
    assert enters(booth)


def test_tls_is_not_turned_off_by_a_line_that_is_gone(hall: Hall) -> None:
    booth = hall.open()
    hall.config.write_text(
        f"[booth]\nsound = no\n[server]\naddress = {hall.server.host}:{hall.server.port}\n"
    )
    hang_up(booth, f"{STAYS}[server] tls_ca")
    assert enters(booth)


def test_what_the_page_was_told_at_its_start_is_named(hall: Hall) -> None:
    booth = hall.open()
    added = "sound = no\nidle_seconds = 90\n[hospital]\nphone = 02 555 00 00"
    hall.config.write_text(hall.config.read_text().replace("sound = no", added))
    hang_up(booth, f"{STAYS}[booth] idle_seconds, [hospital] phone")
    assert booth.call("configuration")["ok"]["times"]["idle"] == 60
    assert "555" not in booth.log


def test_hangups_without_a_pause_harm_no_session_and_the_stop_is_still_heard(hall: Hall) -> None:
    booth = hall.open()
    assert "ok" in booth.call("register", *NAMES)
    for _ in range(200):
        booth.process.send_signal(signal.SIGHUP)
        assert "ok" in booth.call("specialties")
    assert booth.stop() == 0
    lines = [line for line in booth.log.splitlines() if "clock_watch" not in line]
    assert {line.split(" WARNING ")[1] for line in lines} == {READ_AGAIN}


def test_the_command_line_still_wins(
    server: RunningServer, start_browser_booth: StartBrowserBooth, tmp_path: Path
) -> None:
    config = tmp_path / "booth.conf"
    config.write_text("[server]\naddress = 127.0.0.1:1\n")
    booth = start_browser_booth("--config", config, "--server", f"{server.host}:{server.port}")
    config.write_text("[server]\naddress = 127.0.0.1:2\n")
    hang_up(booth, READ_AGAIN)
    assert enters(booth)


def test_an_authority_of_the_command_line_goes_with_the_files_certificate(hall: Hall) -> None:
    (hall.folder / "ca.pem").rename(hall.folder / "other.pem")
    booth = hall.open("--tls-ca", hall.folder / "other.pem")
    assert enters(booth)
    hang_up(booth, READ_AGAIN)
    assert enters(booth)
