"""The files of packaging/cluster are complete, and the program that fills them says what is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cbp_server.config import read_settings
from kiosk_web.configuration.booth import read_settings as read_booth_settings
from prove.cluster.machines import PASSWORD
from prove.cluster.values import PACKAGING, fill, shipped_values
from tests.checkout import ROOT
from tests.plugins.reservation_server import ADMIN_TOKEN, write_secret


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The files of every machine, with the addresses that ship."""
    values = shipped_values()
    for name in ("server-1", "server-2"):
        values[name]["configuration"] = str(tmp_path / name)
        values[name]["borne"] = str(ROOT)
    fill(values, tmp_path)
    return tmp_path


def test_no_placeholder_is_left(filled: Path) -> None:
    files = [path for path in filled.rglob("*.*") if path.name != "cluster.ini"]
    assert len(files) == 9
    for path in files:
        assert not re.search(r"@[a-z]", path.read_text(encoding="utf-8").replace("'@'", "")), path


def test_a_server_reads_its_file(filled: Path) -> None:
    write_secret(filled / "server-2" / "admin-token", ADMIN_TOKEN)
    write_secret(filled / "server-2" / "database-password", PASSWORD)
    settings = read_settings(filled / "server-2" / "server.conf")
    assert (settings.host, settings.port_reservation, settings.port_health) == ("10.0.0.22", 50010, 50011)
    assert settings.database.hosts == (("127.0.0.1", 3307),)
    assert [str(one) for one in settings.trusted_proxies] == ["10.0.0.21/32", "10.0.0.22/32"]


def test_haproxy_waits_longer_than_a_server_does_for_a_silent_session(filled: Path) -> None:
    write_secret(filled / "server-1" / "admin-token", ADMIN_TOKEN)
    write_secret(filled / "server-1" / "database-password", PASSWORD)
    idle = read_settings(filled / "server-1" / "server.conf").idle_timeout
    haproxy = (filled / "server-1" / "haproxy.cfg").read_text(encoding="utf-8").split("frontend booths")[1]
    waits = [int(seconds) for seconds in re.findall(r"timeout (?:client|server) (\d+)s", haproxy)]
    assert len(waits) == 3
    assert min(waits) > idle


def test_a_booth_reads_its_file(filled: Path) -> None:
    settings = read_booth_settings(filled / "booths" / "booth.conf")
    assert [str(one) for one in settings.servers] == ["10.0.0.21:50000", "10.0.0.22:50000"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("[node-3]\naddress = 10.0.0.13\n", "no section [node-3]"),
        ("address = 10.0.0.21\n", "[server-1] has no address"),
    ],
)
def test_what_is_missing_is_named(tmp_path: Path, wrong: str, says: str) -> None:
    text = (PACKAGING / "cluster.ini").read_text(encoding="utf-8")
    assert wrong in text
    file = tmp_path / "cluster.ini"
    file.write_text(text.replace(wrong, ""), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, PACKAGING / "fill", file, tmp_path],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(shutil.which("haproxy", path="/usr/sbin:/usr/bin") is None, reason="needs haproxy")
def test_haproxy_understands_its_file(filled: Path) -> None:
    config = filled / "server-1" / "haproxy.cfg"
    done = subprocess.run(
        ["/usr/sbin/haproxy", "-c", "-f", config], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr
