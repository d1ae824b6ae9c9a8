"""With `tls_client_ca` only booths with a certificate of that authority are let in (`docs/installing.md`)."""

from __future__ import annotations

import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from cbp import CbpClient, CbpError
from cbp.admin_client import AcbpClient
from cbp_server.certificates import main
from inifile import ConfigError
from kiosk_web.configuration.booth import read_settings
from tests.checkout import ROOT
from tests.plugins.reservation_server import ADMIN_TOKEN, RunningServer, StartServer


def make(folder: Path, *arguments: str) -> None:
    assert main([*arguments, "--directory", str(folder)]) == 0


@pytest.fixture
def hospital_folder(tmp_path: Path) -> Path:
    """The folder of a hospital's own authority, with a server's and a booth's certificate."""
    folder = tmp_path / "authority"
    make(folder, "authority")
    make(folder, "server", "--host", "127.0.0.1")
    make(folder, "booth", "--name", "hall-1")
    return folder


@pytest.fixture
def guarded(hospital_folder: Path, start_server: StartServer) -> RunningServer:
    return start_server(
        tls_certificate=hospital_folder / "server.pem",
        tls_key=hospital_folder / "server.key",
        tls_client_ca=hospital_folder / "authority.pem",
        admin_tls="yes",
    )


def booth(folder: Path, authority: Path, name: str | None) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=authority / "authority.pem")
    if name is not None:
        context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    return context


def test_a_booth_with_a_certificate_is_let_in(guarded: RunningServer, hospital_folder: Path) -> None:
    context = booth(hospital_folder, hospital_folder, "hall-1")
    with CbpClient.connect(*guarded.address, ssl_context=context) as client:
        assert client.login("Durand", "Amélie", new_patient=True)


def test_what_booth_conf_names_is_shown_to_the_server(guarded: RunningServer, hospital_folder: Path) -> None:
    config = hospital_folder / "booth.conf"
    config.write_text(
        "[server]\ntls_ca = authority.pem\ntls_certificate = hall-1.pem\ntls_key = hall-1.key\n"
    )
    with CbpClient.connect(*guarded.address, ssl_context=read_settings(config).tls) as client:
        assert client.login("Durand", "Amélie", new_patient=True)


def test_a_booths_key_that_others_may_read_is_refused(hospital_folder: Path) -> None:
    config = hospital_folder / "booth.conf"
    config.write_text(
        "[server]\ntls_ca = authority.pem\ntls_certificate = hall-1.pem\ntls_key = hall-1.key\n"
    )
    (hospital_folder / "hall-1.key").chmod(0o644)
    with pytest.raises(ConfigError, match=r"tls_key = .*mode 0644"):
        read_settings(config)


def test_a_booth_without_one_is_not(guarded: RunningServer, hospital_folder: Path) -> None:
    with pytest.raises(CbpError):  # under TLS 1.3 the client learns it with the first answer
        _log_in(guarded, booth(hospital_folder, hospital_folder, None))
    administrator = AcbpClient(
        guarded.host,
        guarded.admin_port,
        ADMIN_TOKEN,
        ssl_context=booth(hospital_folder, hospital_folder, None),
    )
    assert administrator.get_status().requests == {}


def test_a_booth_of_another_authority_is_not(
    guarded: RunningServer, hospital_folder: Path, tmp_path: Path
) -> None:
    make(tmp_path / "other", "authority")
    make(tmp_path / "other", "booth", "--name", "hall-1")
    with pytest.raises(CbpError):
        _log_in(guarded, booth(tmp_path / "other", hospital_folder, "hall-1"))


def test_a_servers_certificate_is_no_booths(guarded: RunningServer, hospital_folder: Path) -> None:
    with pytest.raises(CbpError):
        _log_in(guarded, booth(hospital_folder, hospital_folder, "server"))


def test_the_console_speaks_tls_to_the_admin_port(guarded: RunningServer, hospital_folder: Path) -> None:
    command = [sys.executable, "-m", "cbp_server.admin", "status", "--port", str(guarded.admin_port)]
    command += ["--token-file", str(guarded.config.parent / "admin-token")]
    plain = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert plain.returncode == 1
    command += ["--tls-ca", str(hospital_folder / "authority.pem")]
    trusting = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (trusting.returncode, trusting.stderr) == (0, "")
    assert "expires in 729 days" in trusting.stdout


def _log_in(server: RunningServer, context: ssl.SSLContext) -> None:
    with CbpClient.connect(*server.address, ssl_context=context) as client:
        client.login("Durand", "Amélie", new_patient=True)
