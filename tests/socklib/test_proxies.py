"""Behind a trusted proxy the client is who the header says; a header from elsewhere breaks the framing."""

from __future__ import annotations

import ipaddress
import ssl
import struct
from typing import Any

import pytest
import trustme

from socklib import Connection, encode_frame
from socklib.served import ServedConnection
from tests.plugins.waiting import wait_until
from tests.socklib.loopback import SOON, raw_stream, read_to_the_end, serve

LOOPBACK = [ipaddress.ip_network("127.0.0.0/8")]
HEADER_1 = b"PROXY TCP4 192.0.2.7 192.0.2.1 40123 50000\r\n"
HEADER_2 = b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x07\xc0\0\x02\x01" + struct.pack(
    "!HH", 40123, 50000
)


def say_who(connection: Connection) -> None:
    connection.send(connection.receive() + f" from {connection.peer}".encode())


def answer(stream_bytes: list[bytes], **more: Any) -> bytes:
    """Return all that a server says to a connection that sends these pieces."""
    with serve(say_who, **more) as server, raw_stream(server) as stream:
        for piece in stream_bytes:
            stream.sendall(piece)
        return read_to_the_end(stream)


@pytest.mark.parametrize("header", [HEADER_1, HEADER_2], ids=["version 1", "version 2"])
def test_the_client_is_who_the_header_says(header: bytes) -> None:
    told = answer([header + encode_frame(b"hello")], trusted_proxies=LOOPBACK)
    assert told == encode_frame(b"hello from 192.0.2.7:40123")


@pytest.mark.parametrize("header", [HEADER_1, HEADER_2], ids=["version 1", "version 2"])
def test_a_header_may_come_in_pieces(header: bytes) -> None:
    pieces = [header[at : at + 1] for at in range(len(header))]
    told = answer([*pieces, encode_frame(b"hello")], trusted_proxies=LOOPBACK)
    assert told == encode_frame(b"hello from 192.0.2.7:40123")


def test_a_proxy_that_checks_the_server_speaks_for_itself() -> None:
    local = HEADER_2[:12] + b"\x20\0\0\0"
    told = answer([local + encode_frame(b"hello")], trusted_proxies=LOOPBACK)
    assert b"hello from 127.0.0.1:" in told


def test_a_trusted_proxy_without_a_header_breaks_the_framing() -> None:
    told = answer([encode_frame(b"hello")], trusted_proxies=LOOPBACK, when_malformed=b"bad")
    assert told == encode_frame(b"bad")


def test_a_header_from_elsewhere_breaks_the_framing() -> None:
    elsewhere = [ipaddress.ip_network("192.0.2.0/24")]
    assert answer([HEADER_1 + encode_frame(b"hello")], trusted_proxies=elsewhere) == b""


def test_the_header_comes_before_tls() -> None:
    authority = trustme.CA()
    server_tls, client_tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(server_tls)
    authority.configure_trust(client_tls)
    with (
        serve(say_who, trusted_proxies=LOOPBACK, ssl_context=server_tls) as server,
        raw_stream(server) as plain,
    ):
        plain.sendall(HEADER_1)
        with client_tls.wrap_socket(plain, server_hostname="127.0.0.1") as stream:
            stream.sendall(encode_frame(b"hello"))
            assert stream.recv(1024) == encode_frame(b"hello from 192.0.2.7:40123")


def test_the_bound_of_an_address_counts_clients_not_the_proxy() -> None:
    def wait(connection: ServedConnection) -> None:
        connection.keep()
        connection.receive()

    with serve(wait, threads=4, trusted_proxies=LOOPBACK, per_address=1) as server:
        streams = [raw_stream(server) for _ in range(3)]
        for number, stream in enumerate(streams):
            stream.sendall(HEADER_1.replace(b"192.0.2.7", b"192.0.2.%d" % number))
        wait_until(lambda: len(server.by_address) == 3)
        for stream in streams:
            stream.close()


def test_a_silent_proxy_holds_nobody_up() -> None:
    with serve(say_who, trusted_proxies=LOOPBACK) as server:
        silent = [raw_stream(server) for _ in range(20)]
        with raw_stream(server) as stream:
            stream.settimeout(SOON)
            stream.sendall(HEADER_1 + encode_frame(b"hello"))
            assert stream.recv(1024) == encode_frame(b"hello from 192.0.2.7:40123")
        assert server.load.queued == 0
        for one in silent:
            one.close()
