"""What can go wrong on a connection: one family, `SocklibError`.

Every `OSError` and `ssl.SSLError` is translated into it once, at the edge (`address`, `client`,
`connection`); nothing of the operating system's own leaves the room. The messages name addresses and
sizes, never a payload.
"""

from __future__ import annotations


class SocklibError(Exception):
    """Base of everything this library raises about a network."""


class ConnectFailed(SocklibError):
    """No connection could be made: refused, unreachable, no such name or port, certificate not trusted."""


class ListenFailed(SocklibError):
    """The server could not take its address: in use, not ours, not permitted, or no such port."""


class NoSuchHost(ListenFailed):
    """The host to listen on is unknown, or not an address of this machine."""


class ConnectionClosed(SocklibError):
    """The connection is over: the peer closed or reset it, or this side closed it."""


class DeadlinePassed(SocklibError):
    """The operation did not end by its deadline."""


class ServerStopping(SocklibError):
    """Raised instead of waiting for the next frame, on a connection of a server that is stopping."""


class HandshakeFailed(SocklibError):
    """TLS could not be agreed on with the peer."""


class FramingError(SocklibError):
    """*They* broke the framing: what follows on this connection cannot be understood."""


class EmptyFrame(FramingError):
    """A header announced a payload of no bytes, which the framing forbids."""


class FrameTooLarge(FramingError):
    """A header announced more bytes than this side accepts.

    Args:
        announced: the payload's length in bytes, as the header has it.
        limit: the most this side accepts, in bytes.
    """

    def __init__(self, announced: int, limit: int) -> None:
        super().__init__(f"a frame of {announced} bytes was announced, the limit is {limit}")
        self.announced = announced
        self.limit = limit


class UnsendableFrame(SocklibError, ValueError):
    """*We* broke the framing: a payload that no frame can carry was handed over to be sent."""
