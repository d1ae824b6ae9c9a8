"""The queue before the threads: a client that hung up is evicted for a newcomer."""

from __future__ import annotations

import socket
import ssl
import struct
from pathlib import Path

import pytest
import trustme

from socklib import Connection, Server, encode_frame
from tests.plugins.waiting import wait_until
from tests.socklib.loopback import dial, echo, hear, raw_stream, read_to_the_end, serve

RESET_ON_CLOSE = struct.pack("ii", 1, 0)
ESTABLISHED = "01"


def take_the_thread(server: Server) -> Connection:
    served = dial(server)
    served.send(b"here")
    assert hear(served) == b"here"
    return served


def wait_until_all_but(server: Server, present: int) -> None:
    """Wait until the server's end knows of every hang-up; the system may handle it on another processor.

    Args:
        present: how many of this server's connections are still established.
    """

    def established() -> int:
        lines = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()]
        port = f":{server.address.port:04X}"
        return sum(line[1].endswith(port) and line[3] == ESTABLISHED for line in lines)

    wait_until(lambda: established() <= present)


def test_clients_that_asked_and_left_take_no_place() -> None:
    with serve(echo, threads=1, queue_limit=2) as server, take_the_thread(server) as served:
        for _ in range(5):
            for left in [dial(server), dial(server)]:
                left.send(b"never to be answered")
                left.close()
            wait_until_all_but(server, present=1)
        with dial(server) as patient:
            patient.send(b"my turn")
            served.close()
            assert hear(patient) == b"my turn"
        assert server.refused == 0


def test_clients_that_left_silently_or_reset_take_no_place() -> None:
    with serve(echo, threads=1, queue_limit=2) as server, take_the_thread(server) as served:
        raw_stream(server).close()
        for _ in range(5):
            wait_until_all_but(server, present=1)
            stream = raw_stream(server)
            stream.sendall(encode_frame(b"never to be answered"))
            stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            stream.close()
        wait_until_all_but(server, present=1)
        with dial(server) as patient:
            patient.send(b"my turn")
            served.close()
            assert hear(patient) == b"my turn"
        assert server.refused == 0


def test_a_half_closed_client_is_served_while_there_is_room() -> None:
    with serve(echo, threads=1, queue_limit=2) as server, take_the_thread(server) as served:
        waiting = [raw_stream(server) for _ in range(2)]
        for stream in waiting:
            stream.sendall(encode_frame(b"one") + encode_frame(b"two"))
            stream.shutdown(socket.SHUT_WR)
        wait_until(lambda: server.load.queued == 2)
        assert server.refused == 0
        served.close()
        for stream in waiting:
            with stream:
                assert read_to_the_end(stream) == encode_frame(b"one") + encode_frame(b"two")


def test_in_a_full_queue_one_half_closed_client_is_evicted_and_told() -> None:
    with serve(echo, threads=1, queue_limit=3) as server, take_the_thread(server) as served:
        waiting = [raw_stream(server) for _ in range(3)]
        for stream in waiting:
            stream.sendall(encode_frame(b"asked"))
            stream.shutdown(socket.SHUT_WR)
        wait_until_all_but(server, present=1)
        with dial(server) as newcomer:
            assert read_to_the_end(waiting[0]) == encode_frame(b"busy")
            wait_until(lambda: server.load.queued == 3)  # the newcomer gets the place a moment later
            assert server.refused == 0
            served.close()
            assert [read_to_the_end(stream) for stream in waiting[1:]] == [encode_frame(b"asked")] * 2
            newcomer.send(b"my turn")
            assert hear(newcomer) == b"my turn"
        for stream in waiting:
            stream.close()


def test_under_tls_clients_that_began_a_handshake_and_left_take_no_place() -> None:
    authority = trustme.CA()
    context, trusting = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.configure_trust(trusting)
    with serve(echo, threads=1, queue_limit=1, ssl_context=context) as server:
        served = trusting.wrap_socket(raw_stream(server), server_hostname="127.0.0.1")
        with raw_stream(server) as left:
            left.sendall(b"\x16\x03\x01\x02\x00\x01")  # how a ClientHello begins
        wait_until_all_but(server, present=1)
        newcomer = raw_stream(server)
        with raw_stream(server) as refused:  # connected last, so the newcomer was decided on before
            assert refused.recv(100) == b""
        served.close()
        with trusting.wrap_socket(newcomer, server_hostname="127.0.0.1") as stream:
            stream.sendall(encode_frame(b"my turn"))
            assert stream.recv(100) == encode_frame(b"my turn")


@pytest.mark.parametrize("left", [1, 300])
def test_many_that_left_are_evicted_one_by_one(left: int) -> None:
    with serve(echo, threads=1, queue_limit=left) as server, take_the_thread(server) as served:
        for _ in range(left):
            with dial(server) as gone:
                gone.send(b"never to be answered")
        wait_until_all_but(server, present=1)
        patients = [dial(server) for _ in range(left)]
        with dial(server) as refused:
            assert hear(refused) == b"busy"
        served.close()
        for number, patient in enumerate(patients):
            patient.send(str(number).encode())
            assert hear(patient) == str(number).encode()
            patient.close()
