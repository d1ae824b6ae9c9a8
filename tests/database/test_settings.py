"""The `[database]` section of server.conf: its values, and one line for every error."""

from __future__ import annotations

from pathlib import Path

import pytest

from database import DatabaseSettings
from database.settings import parse_hosts, read_database_settings
from inifile import ConfigError
from tests.plugins.reservation_server import write_secret


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    return tmp_path / "server.conf"


def test_the_database_section_has_defaults(conf: Path) -> None:
    conf.write_text("[server]\nport_reservation = 1\n")
    assert read_database_settings(conf) == DatabaseSettings(
        (("127.0.0.1", 3306),), None, "borne", "", "borne", 8
    )


def test_hosts_have_ports_of_their_own_or_the_common_one(conf: Path) -> None:
    conf.write_text("[database]\nhost = db1, db2:3307 , [::1]:3308, [::2], fe80::3\nport = 3310\n")
    assert read_database_settings(conf).hosts == (
        ("db1", 3310),
        ("db2", 3307),
        ("::1", 3308),
        ("::2", 3310),
        ("fe80::3", 3310),
    )


@pytest.mark.parametrize(
    "hosts",
    ["", "a,", "a b", ":1", "a:x", "a:0", "a:65536", "[::1", "[::1]x", "[]", "h:1:2", "[x]:1", "a..b"],
)
def test_malformed_hosts_are_refused(hosts: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        parse_hosts(hosts)


def test_the_password_is_read_from_its_file_without_the_line_end(conf: Path) -> None:
    write_secret(conf.parent / "secret", " pässword ")
    conf.write_text("[database]\npassword_file = secret\n")
    settings = read_database_settings(conf)
    assert settings.password == " pässword "
    assert "pässword" not in repr(settings)


def test_a_password_file_that_cannot_be_read_is_reported(conf: Path) -> None:
    conf.write_text("[database]\npassword_file = secret\n")
    secret = conf.parent / "secret"
    with pytest.raises(
        ConfigError, match=r"\[database\] password_file = \S+/secret: cannot be read: No such"
    ):
        read_database_settings(conf)
    secret.touch(mode=0o600)
    secret.write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="cannot be read: not UTF-8"):
        read_database_settings(conf)
    secret.write_text("borne\npässword\n")
    with pytest.raises(ConfigError, match="secret: holds more than one line") as told:
        read_database_settings(conf)
    assert "pässword" not in str(told.value)


def test_a_password_file_may_have_a_byte_order_mark(conf: Path) -> None:
    secret = write_secret(conf.parent / "secret", "")
    secret.write_text("pässword\r\n", encoding="utf-8-sig")
    conf.write_text("[database]\npassword_file = secret\n")
    assert read_database_settings(conf).password == "pässword"


@pytest.mark.parametrize("name", ["", "a b", "x" * 65, "a`b", "a/b"])
def test_a_databases_name_is_checked(conf: Path, name: str) -> None:
    conf.write_text(f"[database]\nname = {name}\n")
    with pytest.raises(ConfigError, match="must be a database's name"):
        read_database_settings(conf)
