"""A log that nobody reads, a full disk behind it or a closed stderr delay neither an answer nor the stop."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from database import DatabaseSettings
from tests.checkout import ROOT
from tests.plugins.reservation_server import ADMIN_TOKEN, READY_SECONDS, write_server_config
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient, error_code

pytestmark = pytest.mark.program


@contextmanager
def serving(
    config: Path, redirection: str, **more: object
) -> Iterator[tuple[subprocess.Popen[str], int, int]]:
    """Run the server through a shell's redirection; give it and its two ports."""
    command = f'exec "$0" -m cbp_server --verbose --config "$1" {redirection}'
    with subprocess.Popen(
        ["/bin/sh", "-c", command, sys.executable, str(config)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        **more,  # type: ignore[call-overload]
    ) as process:
        try:
            ports = [int(process.stdout.readline().rpartition(":")[2]) for _ in range(2)]
            yield process, ports[0], ports[1]
        finally:
            process.kill()


def work(process: subprocess.Popen[str], port: int, admin_port: int) -> None:
    """Have the server log much, answer, and stop."""
    with WireClient(("127.0.0.1", port)) as patient:
        patient.register()
        for _ in range(300):
            process.send_signal(signal.SIGHUP)
            with WireClient(("127.0.0.1", admin_port)) as administrator:
                assert administrator.ask("GET_STATUS", token=ADMIN_TOKEN)["status"] == "ok"
        process.terminate()
        assert error_code(patient.hear()) == "SHUTTING_DOWN"
    assert process.wait(READY_SECONDS) == 0


def test_a_pipe_that_nobody_reads(tmp_path: Path, database_settings: DatabaseSettings) -> None:
    reading, writing = os.pipe()
    try:
        size = fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
        os.write(writing, b"x" * size)  # full before the first line
        config = write_server_config(tmp_path, database_settings)
        with serving(config, "", stderr=writing) as server:
            work(*server)
    finally:
        os.close(reading)
        os.close(writing)


@pytest.mark.parametrize("redirection", ["2>/dev/full", "2>&-", "2>&- <&-"])
def test_a_full_disk_or_a_closed_stderr(
    tmp_path: Path, database_settings: DatabaseSettings, redirection: str
) -> None:
    config = write_server_config(tmp_path, database_settings)
    with serving(config, redirection) as server:
        work(*server)


def test_a_full_disk_behind_the_ready_lines_ends_nothing(
    tmp_path: Path, database_settings: DatabaseSettings
) -> None:
    config = write_server_config(tmp_path, database_settings)
    with (tmp_path / "log").open("w") as log, Path("/dev/full").open("w") as full:
        process = subprocess.Popen(
            [sys.executable, "-m", "cbp_server", "--config", str(config)], cwd=ROOT, stdout=full, stderr=log
        )
        try:
            wait_until(lambda: "serving 64 sessions" in (tmp_path / "log").read_text(), READY_SECONDS)
            process.terminate()
            assert process.wait(READY_SECONDS) == 0
        finally:
            process.kill()
            process.wait()
    assert "Traceback" not in (tmp_path / "log").read_text()
