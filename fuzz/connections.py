"""Connections: any bytes to a live server, plain, under TLS, or behind a proxy; afterwards it still serves.

An input: a byte for the way in, a byte for the size of the pieces, then what is sent. The server is in this
process, so that the fuzzer sees what its code does with them.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import socket
import ssl
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import trustme

from fuzz.frames import by_the_rule
from fuzz.target import Check, Target
from socklib import Connection, Deadline, Server, connect, encode_frame

_SECONDS = 10.0
_LIMIT = 1024  # bytes of a payload
_HONEST_EVERY = 16  # inputs
_WAYS = ("plain", "TLS", "TLS, after a hello", "TLS, after a handshake", "inside TLS", "proxy", "proxy, TLS")
_HEADER = b"PROXY TCP4 192.0.2.7 192.0.2.1 40123 50000\r\n"


class _Complaints(logging.Handler):
    """Keeps what the library logs as a defect."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@dataclass
class _Hall:
    """The servers, and a client's trust in them."""

    plain: Server
    tls: Server
    proxied: Server
    proxied_tls: Server
    trust: ssl.SSLContext
    complaints: _Complaints
    inputs: int = 0

    def check(self, data: bytes) -> None:
        """Send an input its way; the connection must end, without a defect, and honest clients be served."""
        if len(data) < 2:
            return
        way, size, sent = _WAYS[data[0] % len(_WAYS)], 1 + data[1], data[2:]
        pieces = [sent[begin : begin + size] for begin in range(0, len(sent), size)]
        received = self._inside_tls(pieces) if way == "inside TLS" else self._on_the_wire(way, pieces)
        if way in {"plain", "inside TLS"}:
            payloads, _ = by_the_rule(sent, _LIMIT)
            assert received == b"".join(map(encode_frame, payloads)), "not the echo of the frames"
        self.inputs += 1
        if self.inputs % _HONEST_EVERY == 0:
            self.require_service()
        assert not self.complaints.lines, self.complaints.lines[0]

    def require_service(self) -> None:
        """Require that each server answers an honest client."""
        for server, tls in ((self.plain, None), (self.tls, self.trust)):
            with connect(*server.address, deadline=Deadline.after(_SECONDS), ssl_context=tls) as client:
                client.send(b"still there?", Deadline.after(_SECONDS))
                assert client.receive(Deadline.after(_SECONDS)) == b"still there?"
        with socket.create_connection(self.proxied.address, timeout=_SECONDS) as stream:
            stream.sendall(_HEADER + encode_frame(b"still there?"))
            assert stream.recv(100) == encode_frame(b"still there?")

    def _on_the_wire(self, way: str, pieces: list[bytes]) -> bytes:
        server = {"plain": self.plain, "proxy": self.proxied, "proxy, TLS": self.proxied_tls}.get(
            way, self.tls
        )
        with socket.create_connection(server.address, timeout=_SECONDS) as stream:
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if way in {"TLS, after a hello", "TLS, after a handshake"}:
                self._begin_tls(stream, is_whole=way == "TLS, after a handshake")
            return _say_and_hear(stream, pieces)

    def _begin_tls(self, stream: socket.socket, *, is_whole: bool) -> None:
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        client = self.trust.wrap_bio(incoming, outgoing, server_hostname="127.0.0.1")
        while True:
            try:
                client.do_handshake()
            except ssl.SSLWantReadError:
                stream.sendall(outgoing.read())
                incoming.write(stream.recv(65_536))
                if not is_whole:
                    return
            else:
                stream.sendall(outgoing.read())
                return

    def _inside_tls(self, pieces: list[bytes]) -> bytes:
        with socket.create_connection(self.tls.address, timeout=_SECONDS) as stream:
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.trust.wrap_socket(stream, server_hostname="127.0.0.1") as wrapped:
                received = b""
                with contextlib.suppress(ConnectionResetError, BrokenPipeError, ssl.SSLError):
                    for piece in pieces:
                        wrapped.sendall(piece)
                    socket.socket.shutdown(wrapped, socket.SHUT_WR)  # SSLSocket's own would drop the keys
                with contextlib.suppress(ConnectionResetError, ssl.SSLError):
                    while chunk := wrapped.recv(65_536):
                        received += chunk
                return received


def _say_and_hear(stream: socket.socket, pieces: list[bytes]) -> bytes:
    """Send the pieces, half-close, and return what comes until the server closes."""
    received = b""
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        for piece in pieces:
            stream.sendall(piece)
        stream.shutdown(socket.SHUT_WR)
    with contextlib.suppress(ConnectionResetError):
        while chunk := stream.recv(65_536):
            received += chunk
    return received


def _echo(connection: Connection) -> None:
    while True:
        connection.send(connection.receive(Deadline.after(_SECONDS)), Deadline.after(_SECONDS))


@contextlib.contextmanager
def _open() -> Iterator[Check]:
    authority = trustme.CA()
    tls, trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.configure_trust(trust)
    complaints = _Complaints()
    log = logging.getLogger("socklib")
    log.addHandler(complaints)
    local = (ipaddress.ip_network("127.0.0.0/8"),)
    with contextlib.ExitStack() as stack:
        stack.callback(log.removeHandler, complaints)

        def start(context: ssl.SSLContext | None, *, is_proxied: bool) -> Server:
            return stack.enter_context(
                Server(
                    _echo,
                    host="127.0.0.1",
                    port=0,
                    threads=2,
                    queue_limit=4,
                    evicts_idle=True,
                    trusted_proxies=local if is_proxied else (),
                    max_frame=_LIMIT,
                    ssl_context=context,
                    when_full=b"full",
                    when_malformed=b"malformed",
                )
            )

        hall = _Hall(
            plain=start(None, is_proxied=False),
            tls=start(tls, is_proxied=False),
            proxied=start(None, is_proxied=True),
            proxied_tls=start(tls, is_proxied=True),
            trust=trust,
            complaints=complaints,
        )
        yield hall.check
        hall.require_service()


def _hello() -> bytes:
    outgoing = ssl.MemoryBIO()
    client = ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname="a.example")
    with contextlib.suppress(ssl.SSLWantReadError):
        client.do_handshake()
    return outgoing.read()


TARGET = Target(
    open=_open,
    seeds=[
        *(bytes((way, 255)) + encode_frame(b"hello") * 2 for way in range(len(_WAYS))),
        *(bytes((way, 40)) + _hello() for way in (1, 6)),
        bytes((5, 9)) + _HEADER + encode_frame(b"hello"),
        bytes((6, 255)) + _HEADER + _hello(),
        *(bytes((way, 255)) + b"\x15\x03\x03\0\2\2\x28" for way in (1, 2, 3)),
    ],
    words=[
        *(b"\x16\x03\x01", b"\x16\x03\x03", b"\x14\x03\x03\0\1\1", b"\x15\x03\x03\0\2\2\0", b"\x17\x03\x03"),
        *(
            b"\0\0\0\1",
            b"\0\0\4\1",
            b"PROXY ",
            b"TCP4 ",
            b"\r\n",
            struct.pack("!12s", b"\r\n\r\n\0\r\nQUIT\n"),
        ),
    ],
    modules=(
        *("socklib.connection", "socklib.served", "socklib.lingering", "socklib.proxy_gate"),
        *("socklib.final_replies", "socklib.pool", "socklib.admission"),
    ),
    longest=1200,
)
