"""The server asks the system for as many open files as its configuration can need."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cbp.server import MOST_LINGERING
from cbp_server.admin_port import MOST_VISITORS
from database import DatabaseSettings
from tests.checkout import ROOT
from tests.plugins.reservation_server import write_server_config

FEW = 256


@pytest.mark.parametrize("threads", [1, 300])
def test_there_are_enough_for_everybody_at_once(
    database_settings: DatabaseSettings, tmp_path: Path, threads: int
) -> None:
    """Booths, administrators and the lingering closes of both ports, besides what an idle server has open."""
    config = write_server_config(tmp_path, database_settings, pool_threads=threads, queue_limit=100)
    command = ["sh", "-c", f'ulimit -S -n {FEW}; exec "$@"', "sh", sys.executable, "-m", "cbp_server"]
    with subprocess.Popen(
        [*command, "--config", str(config)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            for ready in ("listening", "admin listening"):
                assert process.stdout.readline().startswith(f"{ready} on ")
            entry = Path("/proc") / str(process.pid)
            allowed = re.search(r"^Max open files\s+(\d+)", (entry / "limits").read_text(), re.MULTILINE)
            assert allowed
            open_now = len(list((entry / "fd").iterdir()))
        finally:
            process.terminate()
            process.communicate(timeout=30)
    served = 2 * (threads + MOST_VISITORS)  # each has an eventfd too
    assert int(allowed[1]) >= served + 100 + database_settings.pool_size + 2 * MOST_LINGERING + open_now
