"""`python -m kiosk_web`: its arguments, its modes, its end."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import trustme

from cbp import Address
from kiosk_web.command import _parser, _settings, addresses
from kiosk_web.configuration.booth import BoothSettings
from tests.checkout import ROOT

PATIENCE = 30.0


def command(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    inherited = {
        k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk_web", *arguments],
        cwd=ROOT,
        env=inherited | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("localhost:50000", "localhost", 50000),
        ("[::1]:50000", "::1", 50000),
        ("[fe80::1%eth0]:1", "fe80::1%eth0", 1),
        ("10.0.0.7:65535", "10.0.0.7", 65535),
    ],
)
def test_an_address_is_host_and_port(text: str, host: str, port: int) -> None:
    assert addresses(text) == (Address(host, port),)


@pytest.mark.parametrize(
    "arguments",
    [
        ("--server", "localhost"),
        ("--server", "localhost:0"),
        ("--server", "localhost:65536"),
        ("--server", "::1:50000"),
        ("--server", "a:1", "--language", "xx"),
        ("--server", "a:1", "--tls-ca", "/nowhere.pem"),
        ("--server", "a:1", "--windowed", "--browser"),
        ("--server", "a:1", "--nonsense"),
        ("--config", "/nowhere/booth.conf"),
    ],
)
def test_a_wrong_argument_is_one_line_and_status_2(arguments: tuple[str, ...]) -> None:
    process = command(*arguments)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (2, "")
    assert re.fullmatch(r"kiosk_web: .+\n", err)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_without_a_display_it_says_so_serves_a_browser_and_stops_cleanly(
    sign: signal.Signals, tmp_path: Path
) -> None:
    config = tmp_path / "booth.conf"
    config.write_text(
        "[booth]\nsound = no\n"
    )  # the machine of a test may have no sound card, which is logged
    process = command("--server", "127.0.0.1:1", "--config", str(config))
    assert process.stdout
    line = process.stdout.readline()
    found = re.fullmatch(r"booth at (http://127\.0\.0\.1:\d+/\?token=[\w-]{20,})\n", line)
    assert found, line
    with urllib.request.urlopen(found[1], timeout=PATIENCE) as response:  # noqa: S310 - our own
        assert response.status == 200
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(found[1], timeout=PATIENCE)  # noqa: S310 - our own
    process.send_signal(sign)
    _out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert re.fullmatch(r"kiosk_web: no display.+\n", err)


def test_a_configuration_that_cannot_be_used_is_one_line_and_status_2(tmp_path: Path) -> None:
    config = tmp_path / "booth.conf"
    config.write_text("[booth]\nidle_seconds = 5\n")
    process = command("--config", str(config), "--server", "127.0.0.1:1")
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (2, "")
    assert err == (f"kiosk_web: {config}: [booth] idle_seconds = 5: must be a whole number from 10 to 600\n")


def read(*arguments: str) -> BoothSettings:
    return _settings(_parser().parse_args(arguments))


def test_without_arguments_it_is_the_booth_that_ships() -> None:
    assert read() == BoothSettings()


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    config = tmp_path / "booth.conf"
    config.write_text("[server]\naddress = a:1\n[booth]\nlanguage = nl\nidle_seconds = 90\n")
    trustme.CA().cert_pem.write_to_path(tmp_path / "ca.pem")
    of_the_file = read("--config", str(config))
    assert (of_the_file.servers, of_the_file.language, of_the_file.tls) == ((Address("a", 1),), "nl", None)
    both = read(
        *("--config", str(config), "--server", "b:2", "--language", "de"),
        *("--tls-ca", str(tmp_path / "ca.pem")),
    )
    assert (both.servers, both.language) == ((Address("b", 2),), "de")
    assert both.tls is not None
    assert both.times.idle == 90
