"""INI files: values in both dialects, and one line for every error."""

from __future__ import annotations

from pathlib import Path

import pytest

from inifile import ConfigError, Key, choice, integer, optional_path, read_ini, text

KEYS = {
    "server": (
        Key("threads", "64", integer(1, 4096)),
        Key("host", "::", text(required=True)),
        Key("cert", "", optional_path),
        Key("colour", "blue", choice("blue", "green")),
        Key("name", "", text(longest=5)),
        Key("code", "0", integer(0, 9999), is_secret=True),
    )
}
DEFAULTS = {"threads": 64, "host": "::", "cert": None, "colour": "blue", "name": "", "code": 0}


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    return tmp_path / "server.conf"


def test_an_empty_file_means_the_defaults(conf: Path) -> None:
    conf.write_text("")
    assert read_ini(conf, KEYS) == {"server": DEFAULTS}


def test_comments_are_on_a_line_or_after_a_value(conf: Path) -> None:
    conf.write_text("; about\n[server]\n  ; indented\nthreads = 8   ; enough\nhost = a;b\n")
    assert read_ini(conf, KEYS)["server"] == DEFAULTS | {"threads": 8, "host": "a"}


def test_without_inline_comments_a_value_may_contain_a_semicolon(conf: Path) -> None:
    conf.write_text("; about\n[server]\n  ; indented\nthreads = 8\n; between\nhost = a ; b;c\n")
    found = read_ini(conf, KEYS, has_inline_comments=False)["server"]
    assert found == DEFAULTS | {"threads": 8, "host": "a ; b;c"}
    conf.write_text("[server]\nthreads = 8 ; enough\n")
    with pytest.raises(ConfigError, match="threads = 8 ; enough: must be a whole number"):
        read_ini(conf, KEYS, has_inline_comments=False)


def test_a_choice_and_a_text_of_limited_length(conf: Path) -> None:
    conf.write_text("[server]\ncolour = green\nname = ééééé\n", encoding="utf-8")
    assert read_ini(conf, KEYS)["server"] == DEFAULTS | {"colour": "green", "name": "ééééé"}


def test_a_path_may_begin_with_the_home_folder(conf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(conf.parent))
    conf.write_text("[server]\ncert = ~/cert.pem\n")
    assert read_ini(conf, KEYS)["server"]["cert"] == conf.parent / "cert.pem"


def test_a_value_has_no_magic(conf: Path) -> None:
    conf.write_text("[server]\nhost = 100%(x)s = ${y}\n")
    assert read_ini(conf, KEYS)["server"]["host"] == "100%(x)s = ${y}"


def test_a_byte_order_mark_is_ignored(conf: Path) -> None:
    conf.write_bytes(b"\xef\xbb\xbf[server]\r\nthreads = 2\r\n")
    assert read_ini(conf, KEYS)["server"]["threads"] == 2


def test_a_relative_path_is_taken_from_the_files_folder(conf: Path) -> None:
    conf.write_text("[server]\ncert = tls/cert.pem\n")
    assert read_ini(conf, KEYS)["server"]["cert"] == conf.parent / "tls/cert.pem"
    conf.write_text("[server]\ncert = /etc/cert.pem\n")
    assert read_ini(conf, KEYS)["server"]["cert"] == Path("/etc/cert.pem")


def test_sections_of_other_readers_are_ignored(conf: Path) -> None:
    conf.write_text("[database]\nanything = goes\n[server]\nthreads = 3\n")
    assert read_ini(conf, KEYS, ignore={"database"})["server"]["threads"] == 3


WRONG = {
    "unknown key": (
        "[server]\ncolor = red\n",
        "[server] color: unknown key; there are cert, code, colour, host, name, threads",
    ),
    "key in another case": ("[server]\nThreads = 1\n", "[server] Threads: unknown key"),
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
    "no such choice": ("[server]\ncolour = Blue\n", "[server] colour = Blue: must be one of blue, green"),
    "no choice": ("[server]\ncolour =\n", "[server] colour = : must be one of blue, green"),
    "text too long": (
        "[server]\nname = abcdef\n",
        "[server] name = abcdef: must have at most 5 characters, has 6",
    ),
    "no such home folder": ("[server]\ncert = ~nobody-of-this-name/x\n", "there is no such home folder"),
    "a NUL": ("[server]\ncert = a\0b\n", "[server] cert = a␀b: holds a NUL"),
    "text behind a section": ("[server] threads = 1\n", "line 1: no [section] alone on its line"),
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
def test_an_error_is_one_line_with_file_section_and_key(conf: Path, written: str, line: str) -> None:
    conf.write_text(written)
    with pytest.raises(ConfigError) as error:
        read_ini(conf, KEYS)
    message = str(error.value)
    assert message.startswith(f"{conf}: ")
    assert line in message
    assert "\n" not in message


def test_a_missing_file_or_one_that_is_not_text_is_reported(conf: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: No such file or directory"):
        read_ini(conf, KEYS)
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        read_ini(conf.parent, KEYS)
    conf.write_bytes(b"[server]\nhost = \xe9\n")
    with pytest.raises(ConfigError, match="cannot be read: not UTF-8 at byte 16"):
        read_ini(conf, KEYS)


@pytest.mark.parametrize(
    "value", ["hunter2", "99999", "hunter2\n  hunter2", "hunter2\0"], ids=["text", "range", "lines", "NUL"]
)
@pytest.mark.parametrize("key", ["code", "passwort"], ids=["secret", "unknown"])
def test_the_value_of_a_secret_or_an_unknown_key_is_not_quoted(conf: Path, key: str, value: str) -> None:
    conf.write_text(f"[server]\n{key} = {value}\n")
    with pytest.raises(ConfigError, match=rf"\[server\] {key}") as error:
        read_ini(conf, KEYS)
    assert not any(part in str(error.value) for part in ("hunter2", "99999"))


def test_a_valid_secret_is_read(conf: Path) -> None:
    conf.write_text("[server]\ncode = 1234\n")
    assert read_ini(conf, KEYS)["server"]["code"] == 1234
