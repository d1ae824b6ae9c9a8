"""`script/run`, as a newcomer on a machine without a display types it."""

import os
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.plugins.reservation_server import ROOT


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - the booth's own address
        return str(answer.read().decode())


def test_everything_starts_with_demo_data_and_stops_at_ctrl_c() -> None:
    with tempfile.TemporaryDirectory(prefix="borne-") as folder:
        environment = {key: value for key, value in os.environ.items() if "DISPLAY" not in key}
        with subprocess.Popen(
            [sys.executable, "script/launch.py", "--data", folder],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            said: list[str] = []
            for line in process.stdout:
                said.append(line)
                if "open http://127.0.0.1:" in line:
                    break
            url = said[-1].split()[-1]
            assert "<title>" in fetch(url)
            with pytest.raises(urllib.error.HTTPError, match="403"):
                fetch(url)
            assert any("no display here" in line for line in said)
            assert any("a patient to try: " in line for line in said)
            process.send_signal(signal.SIGINT)
            rest = process.stdout.read()
            assert process.wait(20) == 0
        for part in ("booth", "server", "database"):
            assert f"stopping the {part}" in rest
        assert not (Path(folder) / "mariadb" / "mariadb.sock").exists()
