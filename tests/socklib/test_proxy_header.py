"""PROXY headers, versions 1 and 2: whose address they tell, and what is none."""

from __future__ import annotations

import ipaddress
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from socklib import Address
from socklib.errors import FramingError, ProxyHeaderError
from socklib.proxy_header import LONGEST_HEADER, read_proxy_header

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"


def version_2(family: int, body: bytes, *, command: int = 1, transport: int = 1) -> bytes:
    return SIGNATURE + struct.pack("!BBH", 0x20 | command, family << 4 | transport, len(body)) + body


def addresses(source: str, target: str, port: int) -> bytes:
    packed = ipaddress.ip_address(source).packed + ipaddress.ip_address(target).packed
    return packed + struct.pack("!HH", port, 50_000)


WHOLE = {
    "version 1, IPv4": (b"PROXY TCP4 192.0.2.7 192.0.2.1 40123 50000\r\n", Address("192.0.2.7", 40123)),
    "version 1, IPv6": (b"PROXY TCP6 2001:db8::7 2001:db8::1 1 2\r\n", Address("2001:db8::7", 1)),
    "version 1, IPv4 in IPv6": (
        b"PROXY TCP6 ::ffff:192.0.2.7 ::ffff:c000:201 7 50000\r\n",
        Address("192.0.2.7", 7),
    ),
    "version 1, unknown": (b"PROXY UNKNOWN\r\n", None),
    "version 1, unknown with words": (b"PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", None),
    "version 2, IPv4": (
        version_2(1, addresses("192.0.2.7", "192.0.2.1", 40123)),
        Address("192.0.2.7", 40123),
    ),
    "version 2, IPv6": (version_2(2, addresses("2001:db8::7", "::1", 9)), Address("2001:db8::7", 9)),
    "version 2, IPv4 in IPv6": (
        version_2(2, addresses("::ffff:192.0.2.7", "::1", 9)),
        Address("192.0.2.7", 9),
    ),
    "version 2, extensions": (
        version_2(1, addresses("192.0.2.7", "192.0.2.1", 5) + b"\x04\0\x03abc"),
        Address("192.0.2.7", 5),
    ),
    "version 2, local": (version_2(0, b"", command=0), None),
    "version 2, local with addresses": (
        version_2(1, addresses("192.0.2.7", "192.0.2.1", 5), command=0),
        None,
    ),
    "version 2, local of a family to come": (version_2(7, b"", command=0, transport=9), None),
    "version 2, unspecified": (version_2(0, b"", transport=0), None),
    "version 2, a Unix socket": (version_2(3, bytes(216)), None),
}

NO_HEADER = {
    "a frame": b"\0\0\0\x10",
    "HTTP": b"GET / HTTP/1.1\r\n",
    "another version": SIGNATURE + b"\x31\x11\0\0",
    "another command": SIGNATURE + b"\x22\x11\0\x0c",
    "too short for its addresses": SIGNATURE + b"\x21\x11\0\x0b",
    "longer than any proxy sends": SIGNATURE + b"\x21\x11\xff\xff",
    "another family": version_2(4, bytes(12)),
    "no transport there is": version_2(1, bytes(12), transport=3),
    "too short for a Unix socket": version_2(3, bytes(215)),
    "another transport": b"PROXY UDP4 192.0.2.7 192.0.2.1 1 2\r\n",
    "no address": b"PROXY TCP4 192.0.2.700 192.0.2.1 1 2\r\n",
    "no target address": b"PROXY TCP4 192.0.2.7 192.0.2.700 1 2\r\n",
    "a target of the other family": b"PROXY TCP4 192.0.2.7 ::1 1 2\r\n",
    "the other family": b"PROXY TCP4 2001:db8::7 2001:db8::1 1 2\r\n",
    "a port that does not exist": b"PROXY TCP4 192.0.2.7 192.0.2.1 70000 2\r\n",
    "a line without an end": b"PROXY UNKNOWN " + b"x" * 200,
    "a lone line feed": b"PROXY TCP4 192.0.2.7 192.0.2.1 1 2\n" + b"\r\n",
}


@pytest.mark.parametrize(("header", "source"), WHOLE.values(), ids=WHOLE)
def test_a_header_tells_the_clients_address_and_where_it_ends(header: bytes, source: Address | None) -> None:
    found = read_proxy_header(header + b"\0\0\0\x02{}")
    assert found is not None
    assert (found.size, found.source) == (len(header), source)


@pytest.mark.parametrize("header", [header for header, _ in WHOLE.values()], ids=WHOLE)
def test_a_header_may_come_byte_by_byte(header: bytes) -> None:
    assert [read_proxy_header(header[:length]) for length in range(len(header))] == [None] * len(header)


@pytest.mark.parametrize("begun", NO_HEADER.values(), ids=NO_HEADER)
def test_anything_else_breaks_the_framing(begun: bytes) -> None:
    with pytest.raises(ProxyHeaderError) as caught:
        read_proxy_header(begun)
    assert isinstance(caught.value, FramingError)


@given(st.binary(max_size=300) | st.binary(max_size=60).map(lambda more: SIGNATURE + more))
def test_any_bytes_are_a_header_none_yet_or_refused(begun: bytes) -> None:
    try:
        found = read_proxy_header(begun)
    except ProxyHeaderError:
        return
    assert found is None or found.size <= len(begun)
    assert found is not None or len(begun) < LONGEST_HEADER
