"""Concurrent sessions: the latency of a reply, memory, and how soon a full server refuses."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack

from bench.children import ROOT, peer
from bench.hospital import Hospital
from bench.load import drive, sessions
from bench.machine import pss
from bench.plan import Plan, Result
from bench.rounds import (
    FLOOR,
    OURS,
    RIVAL,
    Figure,
    compare,
    figure,
    interleave,
    median_seconds,
    percentile,
)
from bench.wire import open_socket, receive

SESSIONS = (1, 16, 64)
GET_DOCTORS = b'{"command": "GET_DOCTORS"}'
_BARE_PROCESS = "import pymysql, msgspec, sys; print(flush=True); sys.stdin.read()"


def measure(plan: Plan) -> Result:
    """Measure latency by the number of sessions, then memory and the refusal of a full server."""
    hospital = plan.get_hospital()
    figures = [line for count in SESSIONS for line in _latency(plan, hospital, count)]
    memory, note = _memory(plan, hospital)
    return Result(
        title="Sessions: GET_DOCTORS among many (200 doctors), memory, SERVER_BUSY",
        contenders={
            OURS: "the real server, `pool_threads` 64, `pool_size` 8",
            FLOOR: "a thread a connection that answers with as many bytes, no database; memory: an idle "
            "Python with PyMySQL and msgspec; SERVER_BUSY: accept, send, close",
            RIVAL: "a thread a connection, the standard library's `json`, a connection to the "
            "database a request",
        },
        figures=[*figures, memory, _refusal(plan, hospital)],
        notes=[
            note,
            "All sessions ask without a pause: with more than one, latency is the queue for two cores.",
        ],
    )


def _login(patient: int) -> bytes:
    message = {
        "command": "LOGIN",
        "last_name": f"Last{patient}",
        "first_name": f"First{patient}",
        "new_patient": False,
        "patient_id": patient,
    }
    return json.dumps(message).encode()


def _latency(plan: Plan, hospital: Hospital, count: int) -> list[Figure]:
    each = max(plan.times(384) // count, 2)
    with ExitStack() as stack:
        port, _ = stack.enter_context(hospital.server(pool_threads=64))
        size = str(_doctors_bytes(port))
        ours = stack.enter_context(sessions(port, [_login(patient) for patient in range(1, count + 1)]))
        canned = stack.enter_context(peer("canned", size))
        floor = stack.enter_context(sessions(canned, [None] * count))
        socket, name = str(hospital.settings.unix_socket), hospital.settings.name
        rival = stack.enter_context(
            sessions(stack.enter_context(peer("doctors", socket, name)), [None] * count)
        )
        results = interleave(
            {
                OURS: lambda: drive(ours, GET_DOCTORS, each),
                FLOOR: lambda: drive(floor, GET_DOCTORS, each),
                RIVAL: lambda: drive(rival, GET_DOCTORS, each),
            },
            plan.rounds(7),
        )
    words = f"{count} session{'s' if count > 1 else ''}"
    return [
        figure(
            f"{words}: p{percent}",
            {who: [percentile(seconds, percent) for seconds in turns] for who, turns in results.items()},
        )
        for percent in (50, 99)
    ]


def _doctors_bytes(port: int) -> int:
    """Return the size of the reply to GET_DOCTORS, in bytes."""
    with sessions(port, [_login(200)]) as [stream]:
        stream.sendall(len(GET_DOCTORS).to_bytes(4) + GET_DOCTORS)
        return len(receive(stream))


def _memory(plan: Plan, hospital: Hospital) -> tuple[Figure, str]:
    empties: list[float] = []

    def ours() -> float:
        with hospital.server(pool_threads=64) as (port, pid):
            empties.append(pss(pid))
            with sessions(port, [_login(patient) for patient in range(1, 65)]) as streams:
                drive(streams, GET_DOCTORS, 1)
                return pss(pid)

    def floor() -> float:
        process = subprocess.Popen(
            [sys.executable, "-c", _BARE_PROCESS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        with process:
            assert process.stdout is not None
            process.stdout.readline()
            size = pss(process.pid)
            process.kill()
            return size

    line = compare(
        "memory (PSS) with 64 idle sessions that have asked once",
        {OURS: ours, FLOOR: floor},
        rounds=plan.rounds(3),
        unit="B",
    )
    before = sorted(empties)[len(empties) // 2]
    a_session = (line.ours.median - before) / 64 / 1024
    return line, f"The server alone holds {before / 2**20:.1f} MiB; a session adds {a_session:.0f} KiB."


def _refusal(plan: Plan, hospital: Hospital) -> Figure:
    with ExitStack() as stack:
        port, _ = stack.enter_context(hospital.server(pool_threads=64, queue_limit=0))
        stack.enter_context(sessions(port, [_login(patient) for patient in range(1, 65)]))
        with open_socket(port) as stream:
            words = receive(stream)
        assert b"SERVER_BUSY" in words
        bare = stack.enter_context(peer("refuse", str(len(words))))
        return compare(
            "SERVER_BUSY: from connecting to the refusal read, 64 of 64 threads taken",
            {
                OURS: _paced(lambda: _be_refused(port), plan.times(200)),
                FLOOR: _paced(lambda: _be_refused(bare), plan.times(200)),
            },
            rounds=plan.rounds(7),
        )


def _paced(operation: Callable[[], None], times: int) -> Callable[[], float]:
    turn = median_seconds(operation, times)

    def paced() -> float:
        seconds = turn()
        time.sleep(0.05)  # lets the server close this turn's connections before the next contender's turn
        return seconds

    return paced


def _be_refused(port: int) -> None:
    with open_socket(port) as stream:
        receive(stream)
