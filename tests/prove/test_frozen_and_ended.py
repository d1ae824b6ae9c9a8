"""Processes of a stand are frozen for a while, and are ended within a time."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from prove import processes
from prove.processes import ProvedServer, StandError, frozen
from prove.waiting import wait_until

SECONDS = 15.0

DEAF = ["sh", "-c", "trap '' TERM; echo listening on here:1; echo admin listening on here:2; exec sleep 600"]
"""Before the command of a server: says what a server says, and does not hear SIGTERM."""


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process
        process.kill()


def state_of(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]


def test_a_process_is_frozen_for_as_long_as_the_context_lasts(sleeper: subprocess.Popen[bytes]) -> None:
    with suppress(KeyError), frozen(sleeper.pid):
        assert state_of(sleeper.pid) == "T"
        raise KeyError
    wait_until(lambda: state_of(sleeper.pid) != "T", SECONDS)


def test_a_server_that_does_not_end_is_killed_and_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "END_SECONDS", 0.1)
    server = ProvedServer(tmp_path / "server.conf", DEAF)
    server.start()
    pid = server.pid
    with pytest.raises(StandError, match="did not end 0 s after SIGTERM"):
        server.end(signal.SIGTERM)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    server.end(signal.SIGKILL)


def test_a_frozen_server_ends(tmp_path: Path) -> None:
    server = ProvedServer(tmp_path / "server.conf", DEAF)
    server.start()
    os.kill(server.pid, signal.SIGSTOP)
    server.end(signal.SIGKILL)
    assert server.port is None
