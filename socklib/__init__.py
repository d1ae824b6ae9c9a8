"""TCP for any program: frames, a connection with deadlines, a client, a server with a pool of threads.

Generic: nothing here knows what the payloads mean, and no address family, socket or `OSError` leaves
the room. `README.md` beside this file shows an echo service in fifteen lines.
"""

from socklib.address import Address
from socklib.client import connect
from socklib.connection import Connection
from socklib.deadline import Deadline
from socklib.errors import (
    ConnectFailed,
    ConnectionClosed,
    DeadlinePassed,
    EmptyFrame,
    FrameTooLarge,
    FramingError,
    HandshakeFailed,
    ListenFailed,
    NoSuchHost,
    ServerStopping,
    SocklibError,
    UnsendableFrame,
)
from socklib.frames import FrameDecoder, encode_frame
from socklib.pool import Load
from socklib.seldom import SeldomWarning
from socklib.server import Server

__all__ = [
    "Address",
    "ConnectFailed",
    "Connection",
    "ConnectionClosed",
    "Deadline",
    "DeadlinePassed",
    "EmptyFrame",
    "FrameDecoder",
    "FrameTooLarge",
    "FramingError",
    "HandshakeFailed",
    "ListenFailed",
    "Load",
    "NoSuchHost",
    "SeldomWarning",
    "Server",
    "ServerStopping",
    "SocklibError",
    "UnsendableFrame",
    "connect",
    "encode_frame",
]
