"""What must not end a server: no descriptors, no threads, defects, floods, unusual orders of calls."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from socklib import (
    Connection,
    ConnectionClosedError,
    Deadline,
    Server,
    UnsendableFrameError,
    connect,
    encode_frame,
)
from tests.checkout import ROOT
from tests.socklib.loopback import (
    SOON,
    dial,
    echo,
    hear,
    no_new_threads,
    raw_stream,
    read_to_the_end,
    serve,
)

WITHOUT_DESCRIPTORS = """
import resource, socket, sys
from socklib import Deadline, Server, connect

def echo(connection):
    while True:
        connection.send(connection.receive())

with Server(echo, host="127.0.0.1", port=0, threads=2, queue_limit=500, when_full=b"busy") as server:
    resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))
    idle = []
    try:
        while True:
            idle.append(socket.create_connection(server.address, timeout=5))
    except OSError:
        pass  # client and server share this process: the server has no descriptor left either
    for stream in idle:
        stream.close()
    with connect(*server.address, deadline=Deadline.after(10)) as connection:
        connection.send(b"still there")
        print(connection.receive(Deadline.after(10)).decode())
"""


def test_a_server_out_of_descriptors_goes_on_when_there_are_some_again() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DESCRIPTORS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout == "still there\n", done.stderr


WITHOUT_A_START = """
import os, resource, threading
from socklib import ListenError, Server

server = Server(lambda connection: None, host="127.0.0.1", port=0, threads=2, queue_limit=2)
server.bind()
before = os.listdir("/proc/self/fd")
for spare in range(9):  # each descriptor that a start needs is once the one that is missing
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(before) - 1 + spare, 4096))
    try:
        server.start()
    except ListenError as error:
        assert "Too many open files" in str(error), error
        resource.setrlimit(resource.RLIMIT_NOFILE, (4096, 4096))
        assert (os.listdir("/proc/self/fd"), threading.active_count()) == (before, 1), spare
    else:
        print("started with", spare, "descriptors and", threading.active_count(), "threads")
        print("stopped:", server.stop())
        break
"""


def test_a_start_without_descriptors_is_an_error_and_leaves_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_A_START], cwd=ROOT, capture_output=True, text=True, check=False
    )
    started, stopped = done.stdout.splitlines() or ("", done.stderr)
    assert started.endswith(" and 3 threads"), done.stderr
    assert stopped == "stopped: True"


def test_a_client_without_descriptors_gets_a_connect_error() -> None:
    script = (
        "import resource\nfrom socklib import *\nresource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))\n"
        "try:\n    connect('127.0.0.1', 9)\nexcept ConnectError as error:\n    print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "Too many open files" in done.stdout, done.stderr


def test_a_flood_of_connections_does_not_delay_a_stop() -> None:
    server = serve(echo, threads=1, queue_limit=1)
    server.start()
    over = threading.Event()

    def flood() -> None:
        while not over.is_set():
            try:
                socket.create_connection(server.address, timeout=1).close()
            except OSError:
                return

    flooding = [threading.Thread(target=flood) for _ in range(3)]
    for thread in flooding:
        thread.start()
    try:
        assert server.stop(grace=SOON) is True
    finally:
        over.set()
        for thread in flooding:
            thread.join()


def test_clients_that_connected_before_the_stop_are_told() -> None:
    served: list[Connection] = []

    def note(connection: Connection) -> None:
        served.append(connection)
        connection.receive()

    server = serve(note, queue_limit=20)  # room for all, so that none is refused, however late the stop comes
    server.bind()
    early = [raw_stream(server) for _ in range(20)]  # in the system's backlog: nothing accepts yet
    server.start()
    stopping = threading.Thread(target=server.stop)
    stopping.start()
    said = [read_to_the_end(stream) for stream in early]
    for stream in early:
        stream.close()
    stopping.join()
    assert len(served) <= 2  # those that a thread took before the stop
    assert sorted(said) == [b""] * len(served) + [encode_frame(b"bye")] * (20 - len(served))


def test_a_defect_of_a_handler_is_logged_without_what_it_quotes(caplog: pytest.LogCaptureFixture) -> None:
    def fail(connection: Connection) -> None:
        raise KeyError(connection.receive())

    with serve(fail) as server, dial(server) as connection:
        connection.send(b"a secret")
        with pytest.raises(ConnectionClosedError):
            hear(connection)
    assert "KeyError" in caplog.text
    assert "in fail" in caplog.text
    assert "a secret" not in caplog.text


def test_sending_an_empty_frame_is_a_defect_of_the_handler(caplog: pytest.LogCaptureFixture) -> None:
    server = serve(lambda connection: connection.send(b""))
    with server, dial(server) as connection, pytest.raises(ConnectionClosedError):
        hear(connection)
    assert UnsendableFrameError.__name__ in caplog.text


def test_a_first_thread_that_cannot_start_is_a_refusal() -> None:
    with serve(echo, threads=1, queue_limit=0) as server:
        with no_new_threads(), dial(server) as refused:
            assert hear(refused) == b"busy"
        with dial(server) as served:
            served.send(b"now")
            assert hear(served) == b"now"


def test_a_refusal_is_logged_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    with serve(echo, threads=1, queue_limit=0) as server, dial(server) as served:
        for _ in range(5):
            served.send(b"here")
            assert hear(served) == b"here"
            with dial(server) as refused:
                assert hear(refused) == b"busy"
    assert caplog.text.count("raise the threads") == 1


def test_a_server_runs_once() -> None:
    server = serve(echo)
    server.start()
    with pytest.raises(RuntimeError, match="serving"):
        server.start()
    server.stop()
    assert server.stop()
    with pytest.raises(RuntimeError, match="stopped"):
        server.start()
    assert server.address.port > 0


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_server_that_never_started_leaves_nothing_open() -> None:
    before = open_descriptors()
    for _ in range(10):
        server = serve(echo)
        server.bind()
        assert server.stop()
    with serve(echo) as server, dial(server):
        pass
    assert open_descriptors() <= before


def test_a_handler_may_stop_its_own_server() -> None:
    stopped = threading.Event()
    servers: list[Server] = []

    def stop(connection: Connection) -> None:
        connection.receive()
        servers[0].stop(grace=0.5)
        stopped.set()

    servers.append(serve(stop))
    servers[0].start()
    with connect(*servers[0].address, deadline=Deadline.after(SOON)) as connection:
        connection.send(b"stop")
        assert stopped.wait(SOON)


def test_a_deadline_of_many_days_is_a_deadline() -> None:
    with serve(echo) as server, dial(server) as connection:
        connection.send(b"hello")
        assert connection.receive(Deadline.after(3e6)) == b"hello"
