"""Secrets that others could read, and defaults that would give them away, are refused or warned of."""

from __future__ import annotations

import dataclasses
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

from cbp_server.admin import main as console
from cbp_server.certificate_files import load_certificate
from cbp_server.certificate_watch import due_warning
from cbp_server.certificates import main as make_certificate
from cbp_server.config import SHORTEST_TOKEN, Settings, read_settings
from cbp_server.starting_warnings import starting_warnings
from database import DatabaseSettings
from inifile import ConfigError
from tests.checkout import ROOT
from tests.plugins.reservation_server import (
    ADMIN_TOKEN,
    StartServer,
    write_secret,
    write_server_config,
)
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient, error_code

MONITOR_TOKEN = "a monitor's secret of this test, too"


def refusal(folder: Path, *lines: str) -> str:
    config = folder / "server.conf"
    config.write_text("\n".join(lines) + "\n")
    with pytest.raises(ConfigError) as refused:
        read_settings(config)
    return str(refused.value)


@pytest.mark.parametrize(
    ("section", "key"),
    [("server", "admin_token_file"), ("server", "monitor_token_file"), ("database", "password_file")],
)
@pytest.mark.parametrize("mode", [0o604, 0o644, 0o602])
def test_a_secret_that_others_may_use_is_refused(tmp_path: Path, section: str, key: str, mode: int) -> None:
    write_secret(tmp_path / "token", "t" * SHORTEST_TOKEN)
    write_secret(tmp_path / "secret", "s" * SHORTEST_TOKEN).chmod(mode)
    lines = [f"[{section}]", f"{key} = secret"]
    if key == "monitor_token_file":
        lines.append("admin_token_file = token")
    words = refusal(tmp_path, *lines)
    assert f"[{section}] {key} = " in words
    assert f"other users of this machine may use it (mode {mode:04o})" in words


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o400])
def test_its_owner_and_group_may_read_a_secret(tmp_path: Path, mode: int) -> None:
    write_secret(tmp_path / "token", "t" * SHORTEST_TOKEN).chmod(mode)
    config = tmp_path / "server.conf"
    config.write_text("[server]\nadmin_token_file = token\n")
    assert read_settings(config).admin_token == "t" * SHORTEST_TOKEN


def test_a_token_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    write_secret(tmp_path / "token", "t" * (SHORTEST_TOKEN - 1))
    assert "make-token" in refusal(tmp_path, "[server]", "admin_token_file = token")


def test_the_console_makes_a_token_that_is_long_enough(capsys: pytest.CaptureFixture[str]) -> None:
    assert (console(["make-token"]), console(["make-token"])) == (0, 0)
    one, two = capsys.readouterr().out.split()
    assert one != two
    assert len(one) >= SHORTEST_TOKEN


def test_the_monitors_token_opens_the_status_alone(start_server: StartServer, tmp_path: Path) -> None:
    server = start_server(monitor_token_file=write_secret(tmp_path / "monitor", MONITOR_TOKEN))

    def ask(command: str, token: str) -> str:
        with WireClient((server.host, server.admin_port)) as client:
            reply = client.ask(command, token=token)
            return "ok" if reply["status"] == "ok" else error_code(reply)

    assert ask("GET_STATUS", MONITOR_TOKEN) == "ok"
    for command in ("LIST_CLIENTS", "LIST_CONNECTIONS", "NO_SUCH"):
        assert ask(command, MONITOR_TOKEN) == "UNAUTHORIZED"
    assert ask("LIST_CLIENTS", ADMIN_TOKEN) == "ok"


def shipped(**changes: object) -> Settings:
    return dataclasses.replace(read_settings(ROOT / "server.conf"), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("settings", "is_root", "words"),
    [
        (shipped(host="127.0.0.1"), False, []),
        (shipped(host="::1"), True, ["running as root"]),
        (shipped(), False, ["host = 0.0.0.0 without tls_certificate"]),
        (shipped(host="localhost", admin_host="::", admin_token="x"), False, ["admin_host = :: without"]),
        (shipped(host="localhost", admin_host="::"), False, []),  # no admin port
    ],
)
def test_what_an_operator_is_warned_of(settings: Settings, is_root: bool, words: list[str]) -> None:
    warnings = list(starting_warnings(settings, is_root=is_root))
    assert len(warnings) == len(words)
    assert all(word in warning for word, warning in zip(words, warnings, strict=True))


def start(config: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cbp_server", "--config", str(config)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=30)


@pytest.mark.parametrize(("key", "wrong"), [("user", {"user": "nobody_here"}), ("name", {"name": "no_such"})])
def test_a_database_that_refuses_us_is_one_line_and_exit_2(
    tmp_path: Path, database_settings: DatabaseSettings, key: str, wrong: dict[str, str]
) -> None:
    config = write_server_config(tmp_path, dataclasses.replace(database_settings, **wrong))  # type: ignore[arg-type]
    ended = start(config)
    assert (ended.returncode, ended.stdout) == (2, "")
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"{config}: [database] {key} = {wrong[key]}: ")


def certificate(folder: Path) -> Path:
    made = [
        make_certificate(["authority", "--directory", str(folder)]),
        make_certificate(["server", "--directory", str(folder), "--host", "127.0.0.1", "--days", "20"]),
    ]
    assert made == [0, 0]
    (folder / "server.conf").write_text("[server]\ntls_certificate = server.pem\ntls_key = server.key\n")
    return folder / "server.conf"


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    config = certificate(tmp_path)
    assert read_settings(config).tls is not None
    (tmp_path / "server.key").chmod(0o644)
    with pytest.raises(ConfigError, match=r"tls_key = .*mode 0644"):
        read_settings(config)


def test_an_expired_certificate_is_refused_whichever_it_is(tmp_path: Path) -> None:
    config = certificate(tmp_path)
    files = {"certificate": tmp_path / "server.pem", "key": tmp_path / "server.key"}
    now = dt.datetime.now(dt.UTC)
    found = load_certificate(config, **files, client_ca=tmp_path / "authority.pem", now=now)
    assert found is not None
    assert found.days_left(now) == 19
    with pytest.raises(ConfigError, match=r"tls_certificate = .*expired on"):
        load_certificate(config, **files, client_ca=None, now=now + dt.timedelta(days=20))
    make_certificate(["authority", "--directory", str(tmp_path), "--days", "5", "--replace"])
    with pytest.raises(ConfigError, match=r"tls_client_ca = .*expired on"):
        load_certificate(
            config, **files, client_ca=tmp_path / "authority.pem", now=now + dt.timedelta(days=6)
        )


@pytest.mark.parametrize(
    ("days", "due"),
    [
        ([31, 30, 29, 15, 14, 8], [None, 30, None, None, 14, None]),
        ([7, 2, 1, 0, 0, -1, -2], [7, None, 1, None, None, -1, -2]),
        ([10], [14]),
        ([400], [None]),
    ],
)
def test_when_a_warning_is_due(days: list[int], due: list[int | None]) -> None:
    warned: int | None = None
    for left, expected in zip(days, due, strict=True):
        assert due_warning(left, warned) == expected
        warned = warned if expected is None else expected


def test_a_certificate_that_ends_soon_is_warned_of_and_counted(
    start_server: StartServer, tmp_path: Path
) -> None:
    certificate(tmp_path)
    server = start_server(tls_certificate=tmp_path / "server.pem", tls_key=tmp_path / "server.key")
    with WireClient((server.host, server.admin_port)) as client:
        assert client.ask("GET_STATUS", token=ADMIN_TOKEN)["certificate_days_left"] == 19
    wait_until(lambda: "the server's certificate expires in 19 days" in server.log)
