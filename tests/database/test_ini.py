"""server.conf: what is read, and the one line for everything that is wrong with it."""

from pathlib import Path

import pytest

from database import ConfigError, DatabaseSettings
from database.ini import Key, integer, optional_path, read_ini, text
from database.settings import parse_hosts, read_database_settings

KEYS = {
    "server": (
        Key("threads", "64", integer(1, 4096)),
        Key("host", "::", text()),
        Key("cert", "", optional_path()),
    )
}


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    return tmp_path / "server.conf"


def test_an_empty_file_means_the_defaults(conf: Path) -> None:
    conf.write_text("")
    assert read_ini(conf, KEYS) == {"server": {"threads": 64, "host": "::", "cert": None}}


def test_comments_stand_on_a_line_or_behind_a_value(conf: Path) -> None:
    conf.write_text("; about\n[server]\n  ; indented\nthreads = 8   ; enough\nhost = a;b\n")
    assert read_ini(conf, KEYS)["server"] == {"threads": 8, "host": "a", "cert": None}


def test_a_value_has_no_magic(conf: Path) -> None:
    conf.write_text("[server]\nhost = 100%(x)s = ${y}\n")
    assert read_ini(conf, KEYS)["server"]["host"] == "100%(x)s = ${y}"


def test_a_byte_order_mark_is_no_matter(conf: Path) -> None:
    conf.write_bytes(b"\xef\xbb\xbf[server]\r\nthreads = 2\r\n")
    assert read_ini(conf, KEYS)["server"]["threads"] == 2


def test_a_relative_path_is_taken_from_the_files_folder(conf: Path) -> None:
    conf.write_text("[server]\ncert = tls/cert.pem\n")
    assert read_ini(conf, KEYS)["server"]["cert"] == conf.parent / "tls/cert.pem"
    conf.write_text("[server]\ncert = /etc/cert.pem\n")
    assert read_ini(conf, KEYS)["server"]["cert"] == Path("/etc/cert.pem")


def test_sections_of_others_are_left_alone(conf: Path) -> None:
    conf.write_text("[database]\nanything = goes\n[server]\nthreads = 3\n")
    assert read_ini(conf, KEYS, ignore={"database"})["server"]["threads"] == 3


WRONG = {
    "unknown key": ("[server]\ncolour = red\n", "[server] colour = red: unknown key"),
    "key in another case": ("[server]\nThreads = 1\n", "[server] Threads = 1: unknown key"),
    "unknown section": ("[sever]\n", "[sever]: unknown section"),
    "DEFAULT": ("[DEFAULT]\nthreads = 1\n", "[DEFAULT]: unknown section"),
    "too low": ("[server]\nthreads = 0\n", "[server] threads = 0: must be a whole number from 1 to 4096"),
    "too high": (
        "[server]\nthreads = 4097\n",
        "[server] threads = 4097: must be a whole number from 1 to 4096",
    ),
    "huge": ("[server]\nthreads = " + "9" * 5000 + "\n", "must be a whole number"),
    "negative": ("[server]\nthreads = -1\n", "[server] threads = -1: must be"),
    "a fraction": ("[server]\nthreads = 1.5\n", "must be a whole number"),
    "other digits": ("[server]\nthreads = ٣\n", "must be a whole number"),
    "no number": ("[server]\nthreads =\n", "[server] threads = : must be a whole number"),
    "empty text": ("[server]\nhost = ; none\n", "[server] host = : must not be empty"),
    "section twice": ("[server]\n[server]\n", "[server]: stands twice (line 2)"),
    "key twice": ("[server]\nhost = a\nhost = b\n", "[server] host: stands twice (line 3)"),
    "no section": ("threads = 1\n", "line 1: a key before any [section]"),
    "no value": ("[server]\n\nthreads\n", "line 3: neither [section] nor key = value"),
    "two lines": (
        "[server]\nhost = a\n  threads = 3\n",
        "[server] host = a threads = 3: goes on over an indented line",
    ),
}


@pytest.mark.parametrize(("written", "line"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_told_in_one_line_with_file_and_key(conf: Path, written: str, line: str) -> None:
    conf.write_text(written)
    with pytest.raises(ConfigError) as error:
        read_ini(conf, KEYS)
    message = str(error.value)
    assert message.startswith(f"{conf}: ")
    assert line in message
    assert "\n" not in message


def test_a_file_that_is_not_there_or_not_text_is_told(conf: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file or directory"):
        read_ini(conf, KEYS)
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        read_ini(conf.parent, KEYS)
    conf.write_bytes(b"[server]\nhost = \xe9\n")
    with pytest.raises(ConfigError, match="cannot be read: not UTF-8 at byte 16"):
        read_ini(conf, KEYS)


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
def test_hosts_that_are_none_are_refused(hosts: str) -> None:
    with pytest.raises(ValueError, match="must be"):
        parse_hosts(hosts)


def test_the_password_is_read_from_its_file_without_the_line_end(conf: Path) -> None:
    (conf.parent / "secret").write_text(" pässword \n")
    conf.write_text("[database]\npassword_file = secret\n")
    settings = read_database_settings(conf)
    assert settings.password == " pässword "
    assert "pässword" not in repr(settings)


def test_a_password_file_that_cannot_be_read_is_told(conf: Path) -> None:
    conf.write_text("[database]\npassword_file = secret\n")
    secret = conf.parent / "secret"
    with pytest.raises(
        ConfigError, match=r"\[database\] password_file = \S+/secret: cannot be read: No such"
    ):
        read_database_settings(conf)
    secret.write_bytes(b"\xff")
    with pytest.raises(ConfigError, match="cannot be read: not UTF-8"):
        read_database_settings(conf)
    secret.write_text("borne\npässword\n")
    with pytest.raises(ConfigError, match="secret: holds more than one line") as told:
        read_database_settings(conf)
    assert "pässword" not in str(told.value)


def test_a_password_file_of_an_editor_that_marks_it_is_read(conf: Path) -> None:
    (conf.parent / "secret").write_text("pässword\r\n", encoding="utf-8-sig")
    conf.write_text("[database]\npassword_file = secret\n")
    assert read_database_settings(conf).password == "pässword"


@pytest.mark.parametrize("name", ["", "a b", "x" * 65, "a`b", "a/b"])
def test_a_databases_name_is_checked(conf: Path, name: str) -> None:
    conf.write_text(f"[database]\nname = {name}\n")
    with pytest.raises(ConfigError, match="must be a database's name"):
        read_database_settings(conf)
