"""PROXY protocol headers, versions 1 and 2: bytes in, the client's address out.

A proxy in front of a server begins each connection with such a header, so that the server knows who is behind
it (HAProxy's document "The PROXY protocol", sections 2.1 and 2.2). No sockets here. Memory is bounded: a
header is judged within `LONGEST_HEADER` bytes, whatever it announces.
"""

from __future__ import annotations

import ipaddress
import re
import struct
from dataclasses import dataclass

from socklib.address import Address
from socklib.errors import ProxyHeaderError

LONGEST_HEADER = 2048
"""Bytes: a version 2 header with addresses and some hundred bytes of extensions; proxies send far less."""

_SIGNATURE_1 = b"PROXY "
_LONGEST_1 = 107
_LINE = re.compile(
    rb"PROXY (?:UNKNOWN(?: [^\r\n]*)?"
    rb"|(TCP4|TCP6) ([0-9A-Fa-f.:]+) ([0-9A-Fa-f.:]+) ([0-9]{1,5}) ([0-9]{1,5}))\r\n"
)
_HIGHEST_PORT = 65_535

_SIGNATURE_2 = b"\r\n\r\n\0\r\nQUIT\n"
_HEAD_2 = struct.Struct("!12sBBH")
_VERSION_2 = 0x20
_LOCAL, _PROXY = 0x0, 0x1
_ADDRESSES = {0x0: ("", 0), 0x1: ("4s4sHH", 12), 0x2: ("16s16sHH", 36), 0x3: ("", 216)}
"""By address family: both addresses and both ports, if an IP has them, and their length in bytes."""
_TRANSPORTS = frozenset({0x0, 0x1, 0x2})


@dataclass(frozen=True, slots=True)
class ProxyHeader:
    """A whole header.

    Attributes:
        size: its length in bytes; what follows is the client's.
        source: the client's address; None where the proxy speaks for itself (a health check) or knows none.
    """

    size: int
    source: Address | None


def read_proxy_header(begun: bytes) -> ProxyHeader | None:
    """Return the header that a connection begins with.

    Args:
        begun: the first bytes of the connection, as many as have come.

    Returns:
        The header; None where it has not come whole yet.

    Raises:
        ProxyHeaderError: the connection does not begin with a header, or with a broken one.
    """
    if _begins_like(begun, _SIGNATURE_2):
        return _read_2(begun)
    if _begins_like(begun, _SIGNATURE_1):
        return _read_1(begun)
    raise ProxyHeaderError("the connection does not begin with a PROXY header")


def _begins_like(begun: bytes, signature: bytes) -> bool:
    return begun[: len(signature)] == signature[: len(begun)]


def _read_1(begun: bytes) -> ProxyHeader | None:
    end = begun.find(b"\r\n", 0, _LONGEST_1)
    if end < 0:
        if len(begun) >= _LONGEST_1:
            raise ProxyHeaderError("a PROXY header of version 1 has no end")
        return None
    found = _LINE.fullmatch(begun[: end + 2])
    if found is None:
        raise ProxyHeaderError("a PROXY header of version 1 is malformed")
    if found[1] is None:
        return ProxyHeader(end + 2, None)
    version, port = int(found[1][-1:]), int(found[4])
    try:
        source, target = (ipaddress.ip_address(word.decode()) for word in found.group(2, 3))
    except ValueError:
        raise ProxyHeaderError("a PROXY header of version 1 is malformed") from None
    if {source.version, target.version} != {version} or max(port, int(found[5])) > _HIGHEST_PORT:
        raise ProxyHeaderError("a PROXY header of version 1 is malformed")
    return ProxyHeader(end + 2, _client(source, port))


def _read_2(begun: bytes) -> ProxyHeader | None:
    if len(begun) < _HEAD_2.size:
        return None
    _, version_and_command, family_and_transport, length = _HEAD_2.unpack_from(begun)
    command, family = version_and_command & 0x0F, family_and_transport >> 4
    transport = family_and_transport & 0x0F
    size = _HEAD_2.size + length
    if version_and_command & 0xF0 != _VERSION_2 or command not in {_LOCAL, _PROXY}:
        raise ProxyHeaderError("a PROXY header of version 2 is malformed")
    if size > LONGEST_HEADER:
        raise ProxyHeaderError(f"a PROXY header of {size} bytes was announced, the limit is {LONGEST_HEADER}")
    if command == _PROXY and (family not in _ADDRESSES or transport not in _TRANSPORTS):
        raise ProxyHeaderError("a PROXY header of version 2 has an unknown family or transport")
    layout, shortest = _ADDRESSES.get(family, ("", 0))
    if command == _PROXY and length < shortest:
        raise ProxyHeaderError("a PROXY header of version 2 is too short for its addresses")
    if len(begun) < size:
        return None
    if command == _LOCAL or not layout:
        return ProxyHeader(size, None)
    packed, _, port, _ = struct.unpack_from(f"!{layout}", begun, _HEAD_2.size)
    return ProxyHeader(size, _client(ipaddress.ip_address(packed), port))


def _client(source: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int) -> Address:
    """Return a client's address; one that is IPv4 within IPv6 counts as the IPv4 address that it is."""
    mapped = source.ipv4_mapped if isinstance(source, ipaddress.IPv6Address) else None
    return Address(str(mapped or source), port)
