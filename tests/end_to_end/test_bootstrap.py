"""`script/bootstrap` after an interrupted installation: in a folder of its own, with nothing to fetch."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.plugins.processes import signals_of_a_terminal
from tests.plugins.reservation_server import ROOT

PATIENCE = 100.0


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A checkout that wants no package at all, and what was said as it was installed.

    Before that it had what Ctrl-C leaves of `python -m venv`: its Python comes first, pip last.
    """
    checkout = tmp_path_factory.mktemp("checkout")
    script = checkout / "script"
    script.mkdir()
    shutil.copy(ROOT / "script" / "bootstrap", script)
    (script / "debian-packages").touch()
    (script / "healthicons.mjs").touch()
    (script / "vendor").write_text("#!/bin/sh\nmkdir -p node_modules kiosk_web/static/vendor\n")
    (script / "vendor").chmod(0o755)
    (checkout / "requirements.lock").write_text("# none\n")
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
    """That checkout, whole."""
    return interrupted[0]


def bootstrap(checkout: Path, environment: Mapping[str, str] | None = None, *, status: int = 0) -> str:
    """Run it, which is to end with this status; give what it says."""
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


def test_a_python_environment_without_its_pip_is_made_anew(interrupted: tuple[Path, str]) -> None:
    checkout, said = interrupted
    assert "Python packages" in said
    assert has_pip(checkout)


def test_what_is_whole_is_left_alone(checkout: Path) -> None:
    assert bootstrap(checkout) == ""


def test_a_whole_one_is_kept_when_the_lock_file_changes(checkout: Path) -> None:
    (checkout / ".venv" / "kept").touch()
    (checkout / "requirements.lock").write_text("# still none\n")
    assert "Python packages" in bootstrap(checkout)
    assert (checkout / ".venv" / "kept").exists()


def test_packages_of_the_page_that_were_interrupted_are_made_anew(checkout: Path) -> None:
    """`npm ci` begins by removing node_modules, and the stamp with it."""
    shutil.rmtree(checkout / "node_modules")
    (checkout / "node_modules" / "half").mkdir(parents=True)
    assert "page's packages" in bootstrap(checkout)
    assert not (checkout / "node_modules" / "half").exists()
    assert bootstrap(checkout) == ""


@pytest.fixture
def lacking(checkout: Path) -> Iterator[Path]:
    """That checkout, which wants a Debian package that is not there."""
    (checkout / "script" / "debian-packages").write_text("borne-no-such-package\n")
    yield checkout
    (checkout / "script" / "debian-packages").write_text("")


def stand_ins(folder: Path, **programs: str) -> dict[str, str]:
    """Put scripts in the place of dpkg, apt-get and sudo: a test may not break the machine's own."""
    for name, script in {"dpkg": "", "apt-get": "", "sudo": 'exec "$@"', **programs}.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {"PATH": f"{folder}:{os.environ['PATH']}"}


def test_dpkg_ends_what_was_interrupted_before_apt_is_asked(lacking: Path, tmp_path: Path) -> None:
    said = tmp_path / "said"
    note = {name: f'echo {name} "$*" >>"{said}"' for name in ("dpkg", "apt-get")}
    bootstrap(lacking, stand_ins(tmp_path, **note))
    assert said.read_text().splitlines() == [
        "dpkg --configure -a",
        "apt-get update",
        "apt-get install --yes --no-install-recommends borne-no-such-package",
    ]


def test_an_interruption_that_apt_keeps_to_itself_ends_the_installation(
    lacking: Path, tmp_path: Path
) -> None:
    """Ctrl-C reaches apt-get too, which ends what it has begun, and well."""
    apt = f'case "$1" in install) kill -INT $PPID; : >"{tmp_path}/ended";; esac'
    (lacking / "requirements.lock").write_text("# another one, to be installed next\n")
    with signals_of_a_terminal():
        said = bootstrap(lacking, stand_ins(tmp_path, **{"apt-get": apt}), status=130)
    assert said.endswith("interrupted: the next run goes on from here\n")
    assert "Python packages" not in said
    assert (tmp_path / "ended").exists()


@pytest.mark.parametrize("warning", ["Err:1 mirror.example: could not connect", "Reading package lists"])
def test_why_a_package_cannot_be_had_is_shown(lacking: Path, tmp_path: Path, warning: str) -> None:
    apt = f"""case "$1" in
update) echo "{warning}" ;;
install) for n in $(seq 60); do echo "E: Unable to locate package $n"; done; exit 100 ;;
esac"""
    said = bootstrap(lacking, stand_ins(tmp_path, **{"apt-get": apt}), status=1)
    assert ("could not connect" in said) is ("could not connect" in warning)
    assert "E: Unable to locate package 60\n" in said
    assert "that failed: " in said
