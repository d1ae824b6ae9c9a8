"""`python -m database …`: what a person sees, and the exit code."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from database import DatabaseSettings
from database.__main__ import main
from tests.checkout import ROOT
from tests.plugins.mariadb import RunSql

WriteConfig = Callable[[DatabaseSettings], Path]


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "database", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_init_then_demo_then_demo_again(empty_settings: DatabaseSettings, write_config: WriteConfig) -> None:
    config = write_config(empty_settings)
    init = run("init", "--config", config)
    assert (init.returncode, init.stdout) == (0, f"the database {empty_settings.name} is up to date\n")
    assert "applying 0001_tables.sql" in init.stderr

    demo = run("demo", "--config", config, "--doctors", 3, "--days", 7)
    assert demo.returncode == 0
    assert "3 doctors" in demo.stdout
    assert "to try it: " in demo.stdout
    number = demo.stdout.split()[-1]
    assert number.isdecimal()
    assert number not in demo.stderr

    again = run("demo", "--config", config)
    assert (again.returncode, again.stdout) == (1, "")
    assert "holds patients: demo data" in again.stderr


def test_a_dry_run_changes_nothing_and_says_so(
    empty_settings: DatabaseSettings, write_config: WriteConfig, capsys: pytest.CaptureFixture[str]
) -> None:
    name = empty_settings.name
    assert main(["init", "--dry-run", "--config", str(write_config(empty_settings))]) == 0
    assert capsys.readouterr() == (
        f"would create the database {name} and its tables\nthe database {name} was not changed\n",
        "",
    )


def test_text_that_was_misread_is_refused_repaired_or_kept(
    database_settings: DatabaseSettings,
    write_config: WriteConfig,
    run_sql: RunSql,
    capsys: pytest.CaptureFixture[str],
) -> None:
    config = str(write_config(database_settings))
    run_sql("INSERT INTO specialties VALUES (1, 'GynÃ©cologie')")
    assert main(["init", "--config", config]) == 1
    assert "specialties 1: name is UTF-8 that was stored as latin1" in capsys.readouterr().err
    assert main(["init", "--keep-encoding", "--config", config]) == 0
    assert run_sql("SELECT name FROM specialties") == (("GynÃ©cologie",),)
    assert main(["init", "--repair-encoding", "--config", config]) == 0
    assert "repaired name in 1 rows of specialties" in capsys.readouterr().err
    assert run_sql("SELECT name FROM specialties") == (("Gynécologie",),)


def test_a_bad_configuration_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "server.conf"
    config.write_text("[database]\npool_size = many\n")
    for command in ("init", "demo"):
        assert main([command, "--config", str(config)]) == 2
        assert capsys.readouterr() == (
            "",
            f"{config}: [database] pool_size = many: must be a whole number from 1 to 1000\n",
        )


def test_a_database_that_cannot_be_reached_is_one_line_and_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "server.conf"
    config.write_text("[database]\nunix_socket = no.sock\n")
    assert main(["init", "--config", str(config)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    where = f"borne@{tmp_path / 'no.sock'}/borne"
    assert err == (
        f"python -m database init: the database {where} is unavailable: nobody answers there (error 2003)\n"
    )


def test_a_refused_takeover_names_the_ids(
    empty_settings: DatabaseSettings,
    write_config: WriteConfig,
    run_sql: RunSql,
    capsys: pytest.CaptureFixture[str],
) -> None:
    run_sql(f"CREATE DATABASE {empty_settings.name}", database=None)
    run_sql("CREATE TABLE doctors (id INT PRIMARY KEY, specialty_id INT, last_name TEXT, first_name TEXT)")
    run_sql("INSERT INTO doctors VALUES (5, 9, 'Maes', 'An')")
    assert main(["init", "--config", str(write_config(empty_settings))]) == 1
    assert "doctors 5: specialty_id leads to no row of specialties" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [[], ["nonsense"], ["init"], ["demo", "--config", "x", "--days", "0"], ["private"]], ids=str
)
def test_a_wrong_command_line_is_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "usage: python -m database" in capsys.readouterr().err


def test_a_private_server_that_cannot_start_is_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("signal.signal", lambda number, handler: None)
    (tmp_path / "thesis.txt").touch()
    assert main(["private", "--directory", str(tmp_path)]) == 1
    assert "holds other files" in capsys.readouterr().err
