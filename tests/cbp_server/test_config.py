"""server.conf: every key with its range and default; every error is one line."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
import trustme

from cbp_server.command import main
from cbp_server.config import SERVER_KEYS, read_settings
from database import DatabaseSettings
from database.settings import DATABASE_KEYS
from tests.checkout import ROOT
from tests.plugins.mariadb import sql_runner
from tests.plugins.reservation_server import write_secret, write_server_config

SHIPPED = ROOT / "server.conf"

WRONG = [
    ("[server]\npool_threads = 0", "[server] pool_threads = 0: must be a whole number from 1 to 4096"),
    ("[server]\npool_threads = many", "[server] pool_threads = many: must be"),
    ("[server]\nport_reservation = 65536", "[server] port_reservation = 65536: must be"),
    ("[server]\nqueue_limit = -1", "[server] queue_limit = -1: must be"),
    ("[server]\nidle_timeout = 0", "[server] idle_timeout = 0: must be"),
    ("[server]\nlogin_timeout = 1.5", "[server] login_timeout = 1.5: must be"),
    ("[server]\nhost =", "[server] host = : must not be empty"),
    ("[server]\ncolour = blue", "[server] colour: unknown key"),
    ("[kitchen]\nsink = 1", "[kitchen]: unknown section"),
    ("[server]\nadmin_token_file = nowhere", "[server] admin_token_file = "),
    ("[server]\nadmin_token_file = empty", "the file is empty"),
    ("[server]\ntls_certificate = cert.pem", "[server] tls_key = : tls_certificate and tls_key go together"),
    ("[server]\ntls_key = key.pem", "[server] tls_certificate = : tls_certificate and tls_key go together"),
    ("[server]\ntls_key = nowhere\ntls_certificate = nowhere", "cannot be read"),
    ("[server]\ntls_key = empty\ntls_certificate = empty", "[server] tls_certificate = "),
    ("[server]\npool_threads = 1\npool_threads = 2", "stands twice"),
    ("pool_threads = 1", "a key before any [section]"),
    ("[database]\nport = 0", "[database] port = 0: must be"),
    ("[database]\npassword_file = nowhere", "[database] password_file = "),
]


def start(config: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cbp_server", "--config", str(config)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.parametrize(("text", "words"), WRONG, ids=[words for _, words in WRONG])
def test_a_wrong_configuration_is_one_line_and_exit_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    (tmp_path / "empty").touch(mode=0o600)
    config = tmp_path / "server.conf"
    config.write_text(text + "\n")
    assert main(["--config", str(config)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    (line,) = said.err.splitlines()
    assert line.startswith(str(config))
    assert words in line


def test_a_missing_file_is_one_line_and_exit_2(tmp_path: Path) -> None:
    ended = start(tmp_path / "none.conf")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"{tmp_path}/none.conf: cannot be read: No such file or directory\n"


def test_a_port_that_is_taken_is_one_line_that_names_its_key(tmp_path: Path) -> None:

    with socket.create_server(("127.0.0.1", 0)) as taken:
        config = tmp_path / "server.conf"
        config.write_text(
            f"[server]\nhost = 127.0.0.1\nport_reservation = {taken.getsockname()[1]}\n"
            "[database]\nunix_socket = nowhere\n"
        )
        ended = start(config)
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert f"{config}: [server] port_reservation = " in line
    assert "Address already in use" in line


@pytest.mark.parametrize("key", ["host", "admin_host"])
@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1"])
def test_a_host_that_is_not_ours_is_one_line_that_names_its_key(tmp_path: Path, key: str, host: str) -> None:
    write_secret(tmp_path / "token", "s" * 32)
    config = tmp_path / "server.conf"
    hosts = {"host": "127.0.0.1", "admin_host": "127.0.0.1", key: host}
    config.write_text(
        "[server]\nport_reservation = 0\nport_admin = 0\nadmin_token_file = token\n"
        + "".join(f"{name} = {value}\n" for name, value in hosts.items())
        + "[database]\nunix_socket = nowhere\n"
    )
    ended = start(config)
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert f"{config}: [server] {key} = {host}: " in line


def test_the_shipped_file_has_every_key_with_its_default() -> None:
    shipped, defaults = read_settings(SHIPPED), {key.name: key for key in SERVER_KEYS}
    assert (shipped.pool_threads, shipped.queue_limit, shipped.port_reservation) == (64, 128, 50_000)
    text = SHIPPED.read_text(encoding="utf-8")
    for key in (*SERVER_KEYS, *DATABASE_KEYS):
        assert f"\n{key.name} = {key.default}".rstrip() in text
    for name in ("pool_threads", "queue_limit", "login_timeout", "idle_timeout", "port_admin"):
        assert getattr(shipped, name) == defaults[name].parse(defaults[name].default)


def test_a_file_without_keys_has_the_defaults(tmp_path: Path) -> None:
    config = tmp_path / "server.conf"
    config.write_text("; nothing here\n")
    settings = read_settings(config)
    assert (settings.host, settings.port_admin, settings.admin_token, settings.tls) == (
        "0.0.0.0",
        50_001,
        None,
        None,
    )
    assert (settings.database.user, settings.database.pool_size) == ("borne", 8)


def test_a_comment_may_stand_behind_a_value(tmp_path: Path) -> None:
    config = tmp_path / "server.conf"
    config.write_text("[server]\npool_threads = 3 ; three\nadmin_token_file = ; none\n")
    assert read_settings(config).pool_threads == 3


def test_secrets_are_read_from_beside_the_file_and_not_shown(tmp_path: Path) -> None:
    hush = "hush" * 8
    write_secret(tmp_path / "token", hush)
    certificate = trustme.CA().issue_cert("localhost")
    certificate.private_key_pem.write_to_path(tmp_path / "key.pem")
    (tmp_path / "key.pem").chmod(0o600)
    certificate.cert_chain_pems[0].write_to_path(tmp_path / "cert.pem")
    config = tmp_path / "server.conf"
    config.write_text("[server]\nadmin_token_file = token\ntls_certificate = cert.pem\ntls_key = key.pem\n")
    settings = read_settings(config)
    assert settings.admin_token == hush
    assert settings.tls is not None
    assert "hush" not in repr(settings)


def test_missing_tables_are_one_line_and_exit_1_before_anybody_is_served(
    tmp_path: Path, empty_settings: DatabaseSettings
) -> None:
    sql_runner(empty_settings)(f"CREATE DATABASE {empty_settings.name}", database=None)
    ended = start(write_server_config(tmp_path, empty_settings))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "database init" in ended.stderr
