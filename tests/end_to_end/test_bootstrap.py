"""`script/bootstrap` after an interrupted installation, in a folder of its own, with nothing to download.

And what `script/run --help` installs: nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.checkout import ROOT
from tests.plugins.processes import signals_of_a_terminal

PATIENCE = 500.0
"""Seconds. A new .venv takes ten on an idle machine, and two minutes were seen on a busy one."""

JOINED = "kiosk_web/static/vendor/page.css"

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A checkout that needs no package, and what its first installation printed.

    It begins with what Ctrl-C leaves of `python -m venv`: a Python without pip, which comes last.
    """
    checkout = tmp_path_factory.mktemp("checkout")
    script = checkout / "script"
    script.mkdir()
    shutil.copy(ROOT / "script" / "bootstrap", script)
    (script / "debian-packages").touch()
    (script / "healthicons.mjs").touch()
    (script / "vendor").write_text("#!/bin/sh\nmkdir -p node_modules kiosk_web/static/vendor\n")
    (script / "bundle").write_text(f"#!/bin/sh\necho joined >>var/joined\ntouch {JOINED}\n")
    for program in ("vendor", "bundle"):
        (script / program).chmod(0o755)
    for lock in ("requirements.lock", "requirements-build.lock"):
        (checkout / lock).write_text("# none\n")
    (checkout / "package.json").write_text('{"name": "none", "version": "1.0.0"}')
    (checkout / "package-lock.json").write_text(
        '{"name": "none", "version": "1.0.0", "lockfileVersion": 3,'
        ' "packages": {"": {"name": "none", "version": "1.0.0"}}}'
    )
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
    assert not has_pip(checkout)
    return checkout, bootstrap(checkout)


@pytest.fixture
def checkout(interrupted: tuple[Path, str]) -> Path:
    """That checkout, fully installed."""
    return interrupted[0]


def bootstrap(checkout: Path, environment: Mapping[str, str] | None = None, *, status: int = 0) -> str:
    """Run it, expect this exit status, return what it printed."""
    done = subprocess.run(
        [checkout / "script" / "bootstrap"],
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == status, done.stdout
    return done.stdout


def has_pip(checkout: Path) -> bool:
    asked = subprocess.run(
        [checkout / ".venv" / "bin" / "python", "-m", "pip", "--version"], capture_output=True, check=False
    )
    return asked.returncode == 0


def test_a_python_environment_without_pip_is_made_again(interrupted: tuple[Path, str]) -> None:
    checkout, said = interrupted
    assert "Python packages" in said
    assert has_pip(checkout)


def test_a_second_run_installs_nothing(checkout: Path) -> None:
    assert bootstrap(checkout) == ""


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-build.lock"])
def test_the_python_environment_is_kept_when_a_lock_file_changes(checkout: Path, lock: str) -> None:
    (checkout / ".venv" / "kept").touch()
    (checkout / lock).write_text("# still none\n")
    assert "Python packages" in bootstrap(checkout)
    assert (checkout / ".venv" / "kept").exists()


def test_a_half_installed_node_modules_is_made_again(checkout: Path) -> None:
    """`npm ci` begins by removing node_modules, and the stamp with it."""
    shutil.rmtree(checkout / "node_modules")
    (checkout / "node_modules" / "half").mkdir(parents=True)
    assert "page's packages" in bootstrap(checkout)
    assert not (checkout / "node_modules" / "half").exists()
    assert bootstrap(checkout) == ""


def test_the_page_is_joined_anew_when_a_source_is_newer(checkout: Path) -> None:
    joined = checkout / "var" / "joined"
    times = len(joined.read_text().splitlines())
    source = checkout / "kiosk_web" / "static" / "main.js"
    source.touch()
    soon = (checkout / JOINED).stat().st_mtime + 1
    os.utime(source, (soon, soon))
    bootstrap(checkout)
    source.unlink()
    bootstrap(checkout)
    assert len(joined.read_text().splitlines()) == times + 1


@pytest.fixture
def lacking(checkout: Path) -> Iterator[Path]:
    """That checkout, which now needs a Debian package that does not exist."""
    (checkout / "script" / "debian-packages").write_text("borne-no-such-package\n")
    yield checkout
    (checkout / "script" / "debian-packages").write_text("")


def stand_ins(folder: Path, **programs: str) -> dict[str, str]:
    """Replace dpkg, apt-get and sudo by scripts: a test must not touch the machine's packages."""
    for name, script in {"dpkg": "", "apt-get": "", "sudo": 'exec "$@"', **programs}.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


def test_a_virtual_package_is_installed_when_another_one_provides_it(checkout: Path) -> None:
    """As `libasound2` on Debian 13; here `awk`, which mawk or gawk provides on every Debian."""
    packages = checkout / "script" / "debian-packages"
    packages.write_text("awk\n")
    assert bootstrap(checkout) == ""
    packages.write_text("")


def test_dpkg_finishes_an_interrupted_installation_before_apt_begins(lacking: Path, tmp_path: Path) -> None:
    said = tmp_path / "said"
    note = {name: f'echo {name} "$*" >>"{said}"' for name in ("dpkg", "apt-get")}
    bootstrap(lacking, stand_ins(tmp_path, **note))
    assert said.read_text().splitlines() == [
        "dpkg --configure -a",
        "apt-get update",
        "apt-get install --yes --no-install-recommends borne-no-such-package",
    ]


def test_ctrl_c_during_apt_ends_the_installation(lacking: Path, tmp_path: Path) -> None:
    """Ctrl-C reaches apt-get too, which finishes and exits with 0."""
    apt = f'case "$1" in install) kill -INT $PPID; : >"{tmp_path}/ended";; esac'
    (lacking / "requirements.lock").write_text("# changed: would be installed next\n")
    with signals_of_a_terminal():
        said = bootstrap(lacking, stand_ins(tmp_path, **{"apt-get": apt}), status=130)
    assert said.endswith("interrupted: the next run goes on from here\n")
    assert "Python packages" not in said
    assert (tmp_path / "ended").exists()


@pytest.mark.parametrize("warning", ["Err:1 mirror.example: could not connect", "Reading package lists"])
def test_the_reason_why_apt_failed_is_shown(lacking: Path, tmp_path: Path, warning: str) -> None:
    apt = f"""case "$1" in
update) echo "{warning}" ;;
install) for n in $(seq 60); do echo "E: Unable to locate package $n"; done; exit 100 ;;
esac"""
    said = bootstrap(lacking, stand_ins(tmp_path, **{"apt-get": apt}), status=1)
    assert ("could not connect" in said) is ("could not connect" in warning)
    assert "E: Unable to locate package 60\n" in said
    assert "that failed: " in said


def test_help_installs_nothing_and_names_every_option(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.mkdir()
    shutil.copy(ROOT / "script" / "run", script)  # and no script/bootstrap to call
    help_text = output_of(script / "run", "--help")
    options = set(re.findall(r"--[a-z]+", output_of(sys.executable, ROOT / "script" / "launch.py", "--help")))
    assert options
    assert set(re.findall(r"--[a-z]+", help_text)) == options


def output_of(*command: str | Path) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE).stdout
