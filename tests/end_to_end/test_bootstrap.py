"""`script/bootstrap` after an interrupted installation: in a folder of its own, with nothing to fetch."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


def bootstrap(checkout: Path, **environment: str) -> str:
    """Run it; give what it says."""
    done = subprocess.run(
        [checkout / "script" / "bootstrap"],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stdout
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


def test_dpkg_ends_what_was_interrupted_before_apt_is_asked(checkout: Path, tmp_path: Path) -> None:
    """Scripts in the place of dpkg and apt-get: a test may not break the machine's own."""
    (checkout / "script" / "debian-packages").write_text("borne-no-such-package\n")
    programs = tmp_path / "programs"
    programs.mkdir()
    said = tmp_path / "said"
    for name in ("dpkg", "apt-get"):
        (programs / name).write_text(f'#!/bin/sh\necho {name} "$*" >>"{said}"\n')
    (programs / "sudo").write_text('#!/bin/sh\nexec "$@"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    bootstrap(checkout, PATH=f"{programs}:{os.environ['PATH']}")
    (checkout / "script" / "debian-packages").write_text("")
    assert said.read_text().splitlines() == [
        "dpkg --configure -a",
        "apt-get update",
        "apt-get install --yes --no-install-recommends borne-no-such-package",
    ]
