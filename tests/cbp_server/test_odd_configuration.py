"""Unusual server.conf files: each is read, or refused with one line and exit 2."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cbp_server.command import main
from cbp_server.config import SERVER_KEYS, read_settings
from database.settings import DATABASE_KEYS
from inifile import ConfigError
from tests.plugins.reservation_server import write_secret

NUMBERS = ("port_reservation", "port_admin", "pool_threads", "queue_limit", "login_timeout", "idle_timeout")
NO_NUMBERS = {
    "empty": "",
    "negative": "-1",
    "signed": "+5",
    "huge": "9" * 5000,
    "huge behind zeros": "0" * 20 + "99999",
    "a fraction": "5.0",
    "hexadecimal": "0x10",
    "grouped": "1_000",
    "other digits": "٣",
    "a superscript": "²",
    "a word": "many",
    "a NUL": "5\0",
}
PATHS = ("admin_token_file", "tls_certificate", "tls_key")
NO_FILES = {
    "nobody's home": "~nosuchuser/file",
    "a NUL": "token\0",
    "a folder": ".",
    "not there": "nowhere",
    "in no folder": "token/token",
    "a circle of links": "circle",
    "too long a name": "x" * 5000,
    "not UTF-8": "latin",
}
HOSTS = ("host", "admin_host")
NO_HOSTS = {
    "empty": "",
    "a NUL": "127.0.0.1\0",
    "an empty label": "a..b",
    "too long a label": "x" * 300,
    "a percent sign": "%",
    "a home": "~",
    "a port": "127.0.0.1:50000",
    "brackets": "[::1]",
    "a line end of Unicode": "a\u2028b",
    "a control character": "\x1b[31m",
}
VALUES = [
    *((key, what, value) for key in NUMBERS for what, value in NO_NUMBERS.items()),
    *((key, what, value) for key in PATHS for what, value in NO_FILES.items()),
    *((key, what, value) for key in HOSTS for what, value in NO_HOSTS.items()),
]
FILES = {
    "a section twice": (b"[server]\n[server]\n", "[server]: stands twice (line 2)"),
    "a section of line ends": ("[a\u2028b]\n[a\u2028b]\n".encode(), "[a b]: stands twice (line 2)"),
    "an unknown section of line ends": ("[a\x85b]\n".encode(), "[a b]: unknown section"),
    "a section called NUL": (b"[\0]\npool_threads = 3\n", "unknown section"),
    "a key behind its section": (b"[database]\n[server] host = ::1\n", "[server] host: unknown key"),
    "a bracket too many": (b"[server]]\n", "line 1: no [section] alone on its line"),
    "no closing bracket": (b"[server\n", "line 1: no [section] alone on its line"),
    "a value without a key": (b"[server]\n= 1\n", "line 2: neither [section] nor key = value"),
    "two byte order marks": (b"\xef\xbb\xbf\xef\xbb\xbf[server]\n", "a key before any [section]"),
    "another encoding": ("[server]\n".encode("utf-16"), "not UTF-8 at byte 0"),
}


@pytest.mark.parametrize(("key", "what", "value"), VALUES, ids=[f"{key}: {what}" for key, what, _ in VALUES])
def test_a_value_that_cannot_be_used_is_one_line_that_names_its_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, what: str, value: str
) -> None:
    write_secret(tmp_path / "token", "s" * 32)
    write_secret(tmp_path / "latin", "").write_bytes(b"secr\xe9t")
    (tmp_path / "circle").symlink_to("circle")
    keys = {"host": "127.0.0.1", "port_reservation": "0", "port_admin": "0", "admin_token_file": "token"}
    if key in PATHS[1:]:
        keys |= {"tls_certificate": "token", "tls_key": "token"}
    config = tmp_path / "server.conf"
    lines = ["[server]", *(f"{name} = {written}" for name, written in (keys | {key: value}).items())]
    config.write_text("\n".join([*lines, "[database]", "unix_socket = nowhere", ""]), encoding="utf-8")
    named = (
        "tls_certificate" if (key, what) == ("tls_key", "not UTF-8") else key
    )  # a pair that does not match
    assert main(["--config", str(config)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith(f"{config}: [server] {named} = ")


@pytest.mark.parametrize(("content", "words"), FILES.values(), ids=FILES.keys())
def test_a_file_that_cannot_be_used_is_one_line(tmp_path: Path, content: bytes, words: str) -> None:
    config = tmp_path / "server.conf"
    config.write_bytes(content)
    with pytest.raises(ConfigError) as refused:
        read_settings(config)
    (line,) = str(refused.value).splitlines()
    assert line.startswith(f"{config}: ")
    assert words in line


def test_what_is_odd_and_means_something_is_read(tmp_path: Path) -> None:
    config = tmp_path / "server.conf"
    config.write_bytes(
        b"\xef\xbb\xbf[server] ; a byte order mark, line ends of two characters\r\n"
        b"pool_threads = 007\r\nlogin_timeout=8\r\n"
        b"[database]\r\nuser = 100%(host)s = ${host}\r\nunix_socket = ~/mariadb.sock\r\n"
    )
    found = read_settings(config)
    assert (found.pool_threads, found.login_timeout) == (7, 8)
    assert found.database.user == "100%(host)s = ${host}"
    assert found.database.unix_socket == Path.home() / "mariadb.sock"


names = st.sampled_from([key.name for key in (*SERVER_KEYS, *DATABASE_KEYS)])
lines = st.one_of(
    st.sampled_from(["[server]", "[database]", "", "; a comment"]),
    st.builds("{} = {}".format, names, st.text(max_size=30)),
    st.text(max_size=30),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(lines, max_size=8))
def test_any_text_is_read_or_refused_in_one_line(written: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder) / "server.conf"
        config.write_text("\n".join(written), encoding="utf-8", errors="replace")
        try:
            read_settings(config)
        except ConfigError as error:
            assert len(str(error).splitlines()) == 1  # noqa: PT017 - a text that can be read is well, too
            assert str(error).startswith(f"{config}: ")  # noqa: PT017
