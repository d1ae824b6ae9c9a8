"""What an operator is warned of at each start: a server run by root, or secrets sent in the clear."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from cbp_server.config import Settings


def starting_warnings(settings: Settings, *, is_root: bool) -> Iterator[str]:
    """Yield what to warn of, a line each.

    Args:
        settings: the configuration.
        is_root: whether the process belongs to root.
    """
    if is_root:
        yield "running as root: give the server an account of its own, it needs no right of root's"
    if settings.tls is None and not is_loopback(settings.host):
        yield (
            f"host = {settings.host} without tls_certificate: names, numbers and reasons cross the network"
            " in the clear"
        )
    if settings.admin_token is not None and not settings.admin_tls and not is_loopback(settings.admin_host):
        yield (
            f"admin_host = {settings.admin_host} without admin_tls: the administrators' secret crosses the"
            " network in the clear"
        )


def is_loopback(host: str) -> bool:
    """Tell whether only programs on this machine can reach a host to listen on."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
