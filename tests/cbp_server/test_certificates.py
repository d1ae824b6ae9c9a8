"""The small authority: `python -m cbp_server.certificates` (`docs/installing.md`)."""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

from cbp_server.certificates import main


def make(folder: Path, *arguments: str) -> int:
    return main([*arguments, "--directory", str(folder)])


def certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert make(tmp_path, "authority", "--name", "Hospital") == 0
    return tmp_path


def test_a_servers_certificate_is_for_its_hosts_and_for_a_server_only(folder: Path) -> None:
    assert make(folder, "server", "--host", "borne.example", "--host", "::1") == 0
    made = certificate(folder / "server.pem")
    made.verify_directly_issued_by(certificate(folder / "authority.pem"))
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["borne.example"]
    assert [str(ip) for ip in names.get_values_for_type(x509.IPAddress)] == ["::1"]
    usage = made.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    assert list(usage) == [ExtendedKeyUsageOID.SERVER_AUTH]


def test_keys_are_for_their_owner_alone(folder: Path) -> None:
    assert make(folder, "booth", "--name", "hall-1") == 0
    for name in ("authority.key", "hall-1.key"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_nothing_is_overwritten_unless_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (folder / "authority.pem").read_bytes()
    assert make(folder, "authority") == 1
    assert "--replace overwrites it" in capsys.readouterr().err
    assert (folder / "authority.pem").read_bytes() == before
    assert make(folder, "authority", "--replace") == 0
    assert (folder / "authority.pem").read_bytes() != before


def test_a_certificate_does_not_outlive_its_authority(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert make(folder, "booth", "--name", "hall-1", "--days", "36500") == 1
    assert "the authority itself ends" in capsys.readouterr().err
    assert not (folder / "hall-1.pem").exists()


def test_the_days_are_those_asked_for(folder: Path) -> None:
    assert make(folder, "booth", "--name", "hall-1", "--days", "7") == 0
    left = certificate(folder / "hall-1.pem").not_valid_after_utc - dt.datetime.now(dt.UTC)
    assert dt.timedelta(days=6, hours=23) < left <= dt.timedelta(days=7)


@pytest.mark.parametrize("name", ["authority", "server"])
def test_a_booth_takes_no_other_files_name(folder: Path, name: str) -> None:
    assert make(folder, "booth", "--name", name) == 1


@pytest.mark.parametrize("name", ["../hall", "hall 1", "", "-hall", "hall\n"])
def test_a_name_that_is_no_file_name_is_refused(folder: Path, name: str) -> None:
    with pytest.raises(SystemExit):
        make(folder, "booth", f"--name={name}")


def test_without_an_authority_nothing_is_signed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make(tmp_path, "server", "--host", "borne.example") == 1
    assert "make the authority first" in capsys.readouterr().err


def test_the_key_of_another_authority_signs_nothing(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    assert make(other, "authority") == 0
    (folder / "authority.key").write_bytes((other / "authority.key").read_bytes())
    assert make(folder, "server", "--host", "borne.example") == 1
