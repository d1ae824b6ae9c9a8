"""What can go wrong on a connection: one family, `SocklibError`.

`address`, `client` and `connection` translate every `OSError` and `ssl.SSLError`; none leaves the library.
Messages name addresses and sizes, never a payload.
"""

from __future__ import annotations


class SocklibError(Exception):
    """Base of every network error that this library raises."""


class ConnectError(SocklibError):
    """No connection: refused, unreachable, no such name or port, or the certificate is not trusted."""


class ListenError(SocklibError):
    """The server could not listen: the address is in use, not this machine's, not permitted, or no port."""


class NoSuchHostError(ListenError):
    """The host to listen on is unknown, or not an address of this machine."""


class ConnectionClosedError(SocklibError):
    """The connection is over: the peer closed or reset it, or this side closed it."""


class DeadlineExceededError(SocklibError):
    """The operation did not end by its deadline."""


class EvictedError(SocklibError):
    """The server gave this connection's place to a newcomer."""


class ServerStoppingError(SocklibError):
    """The server is stopping, so its connection waits for no further frame."""


class HandshakeError(SocklibError):
    """The TLS handshake failed."""


class FramingError(SocklibError):
    """*They* broke the framing: the rest of the stream cannot be decoded."""


class EmptyFrameError(FramingError):
    """A header announced an empty payload, which the framing forbids."""


class FrameTooLargeError(FramingError):
    """A header announced more bytes than this side accepts.

    Args:
        announced: the length in the header, in bytes.
        limit: the longest payload that this side accepts, in bytes.
    """

    def __init__(self, announced: int, limit: int) -> None:
        super().__init__(f"a frame of {announced} bytes was announced, the limit is {limit}")
        self.announced = announced
        self.limit = limit


class ProxyHeaderError(FramingError):
    """A trusted proxy's connection does not begin with a sound PROXY header."""


class UnsendableFrameError(SocklibError, ValueError):
    """*We* were given a payload that no frame can carry."""
