"""A `script/run` in a folder of its own, for the tests. No tests here."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cbp import CbpClient
from tests.checkout import ROOT
from tests.plugins.processes import signals_of_a_terminal

STOP_SECONDS = 60.0
"""A limit against hanging: each part is killed after 10 s."""


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="borne-") as short:
        yield Path(short)


class Run:
    """A `script/run` in a folder; its output is read up to what a test waits for."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.said = ""

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_for(self, words: str) -> str:
        """Return the line with these words."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said += line
            if words in line:
                return line
        raise AssertionError(f"it ended without {words!r}: {self.said}")

    def address(self) -> tuple[str, int]:
        """Wait until all of it runs; return the server's address."""
        host, _, port = self.wait_for("the server listens on ").split()[5].rstrip(";").rpartition(":")
        self.wait_for("Ctrl-C stops everything")
        return host, int(port)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self._process.send_signal(number)
        self.said += self._process.communicate(timeout=STOP_SECONDS)[0]
        return self._process.returncode


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "script/launch.py", "--data", str(folder), *arguments]


def without_display() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if "DISPLAY" not in key}


@contextmanager
def run(folder: Path, *arguments: str, display: str | None = None) -> Iterator[Run]:
    with signals_of_a_terminal():
        process = subprocess.Popen(
            command(folder, *arguments),
            cwd=ROOT,
            env=without_display() | ({} if display is None else {"DISPLAY": display}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    with process:
        try:
            yield Run(process)
        finally:
            process.kill()


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - the booth's own address
        return str(answer.read().decode())


def register(address: tuple[str, int]) -> int:
    with CbpClient.connect(*address) as client:
        return client.login("Durand", "Amélie", new_patient=True)


def log_in(address: tuple[str, int], number: int) -> None:
    with CbpClient.connect(*address) as client:
        client.login("Durand", "Amélie", patient_id=number)
