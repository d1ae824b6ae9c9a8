"""PROXY headers: a plain reading of HAProxy's document, beside ours, at every length that has come so far.

An input is what a connection begins with.
"""

from __future__ import annotations

import ipaddress
import re
from contextlib import nullcontext

from fuzz.target import Target
from socklib.address import Address
from socklib.errors import ProxyHeaderError
from socklib.proxy_header import LONGEST_HEADER, ProxyHeader, read_proxy_header

_SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
_ALL_PREFIXES = 300  # of longer inputs, some


def check(begun: bytes) -> None:
    """Read every beginning of an input: none yet, for as long as it takes, then one answer for good."""
    answer = _read(begun)
    assert answer == _by_the_document(begun)
    if isinstance(answer, ProxyHeader):
        assert answer.size <= min(len(begun), LONGEST_HEADER)
        assert answer == _read(begun[: answer.size])
    elif answer is None:
        assert len(begun) < LONGEST_HEADER
    lengths = [*range(min(len(begun), _ALL_PREFIXES)), *range(_ALL_PREFIXES, len(begun), 97)]
    answers = [_read(begun[:length]) for length in lengths]
    told = [one for one in answers if one is not None]
    assert answers[len(answers) - len(told) :] == told, "an answer was taken back"
    assert all(one == answer for one in told)


def _read(begun: bytes) -> ProxyHeader | str | None:
    try:
        return read_proxy_header(begun)
    except ProxyHeaderError:
        return "refused"


def _by_the_document(begun: bytes) -> ProxyHeader | str | None:
    if begun[:12] == _SIGNATURE[: len(begun)]:
        return _version_2(begun)
    if begun[:6] == b"PROXY "[: len(begun)]:
        return _version_1(begun)
    return "refused"


def _version_1(begun: bytes) -> ProxyHeader | str | None:
    line, end, _ = begun[:107].partition(b"\r\n")
    if not end:
        return "refused" if len(begun) >= 107 else None
    words = line.split(b" ")
    if words[1] == b"UNKNOWN" and not re.search(rb"[\r\n]", line):
        return ProxyHeader(len(line) + 2, None)
    if len(words) != 6 or words[1] not in {b"TCP4", b"TCP6"}:
        return "refused"
    version = int(words[1][-1:])
    source, target = (_address(word, version) for word in words[2:4])
    ports = [int(word) for word in words[4:] if re.fullmatch(rb"[0-9]{1,5}", word) and int(word) < 65_536]
    if source is None or target is None or len(ports) != 2:
        return "refused"
    return ProxyHeader(len(line) + 2, Address(source, ports[0]))


def _address(word: bytes, version: int) -> str | None:
    if not re.fullmatch(rb"[0-9A-Fa-f.:]+", word):
        return None
    try:
        address = ipaddress.ip_address(word.decode())
    except ValueError:
        return None
    return _one_shape(address) if address.version == version else None


def _one_shape(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> str:
    """Return an address as the budgets and the console know it: IPv4 is never in IPv6's clothes."""
    return str(getattr(address, "ipv4_mapped", None) or address)


def _version_2(begun: bytes) -> ProxyHeader | str | None:
    if len(begun) < 16:
        return None
    command, family, transport = begun[12], begun[13] >> 4, begun[13] & 0x0F
    length = int.from_bytes(begun[14:16])
    if command not in {0x20, 0x21} or 16 + length > LONGEST_HEADER:
        return "refused"
    size = {0: 0, 1: 4, 2: 16, 3: 108}.get(family)
    has_ports = family in {1, 2}
    is_invalid = size is None or transport > 2 or length < 2 * size + (4 if has_ports else 0)
    if command == 0x21 and is_invalid:  # "must be rejected as invalid by receivers"
        return "refused"
    if len(begun) < 16 + length:
        return None
    if command == 0x20 or not has_ports or size is None:
        return ProxyHeader(16 + length, None)
    source = ipaddress.ip_address(begun[16 : 16 + size])
    port = int.from_bytes(begun[16 + 2 * size : 18 + 2 * size])
    return ProxyHeader(16 + length, Address(_one_shape(source), port))


TARGET = Target(
    open=lambda: nullcontext(check),
    seeds=[
        b"PROXY TCP4 192.0.2.7 192.0.2.1 40123 50000\r\n\0\0\0\2{}",
        b"PROXY TCP6 2001:db8::7 2001:db8::1 1 65535\r\n",
        b"PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n",
        _SIGNATURE + b"\x21\x11\0\x0c" + bytes((192, 0, 2, 7, 192, 0, 2, 1, 0x9C, 0xBB, 0xC3, 0x50)),
        _SIGNATURE + b"\x21\x21\0\x24" + bytes(10) + b"\xff\xff\xc0\0\2\7" + bytes(20) + b"extensions",
        _SIGNATURE + b"\x20\0\0\0",
    ],
    words=[
        *(b"PROXY ", b"TCP4 ", b"TCP6 ", b"UNKNOWN", b"\r\n", b"::ffff:", b" 65535", b" 65536", _SIGNATURE),
        *(_SIGNATURE + b"\x20", _SIGNATURE + b"\x21", b"\x11\0\x0c", b"\x21\0\x24", b"\x31\0\xd8"),
    ],
    modules=("socklib.proxy_header",),
    longest=LONGEST_HEADER + 100,
)
