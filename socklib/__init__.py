"""TCP for any program: frames, a connection with deadlines, a client, a server with a pool of threads.

Nothing here knows what the payloads mean, and no address family, socket or `OSError` leaves the library.
`README.md` beside this file shows an echo service in fifteen lines.
"""

from __future__ import annotations

from socklib.address import HIGHEST_PORT as HIGHEST_PORT
from socklib.address import Address as Address
from socklib.client import connect as connect
from socklib.connection import Connection as Connection
from socklib.deadline import Deadline as Deadline
from socklib.errors import ConnectError as ConnectError
from socklib.errors import ConnectionClosedError as ConnectionClosedError
from socklib.errors import DeadlineExceededError as DeadlineExceededError
from socklib.errors import EmptyFrameError as EmptyFrameError
from socklib.errors import EvictedError as EvictedError
from socklib.errors import FrameTooLargeError as FrameTooLargeError
from socklib.errors import FramingError as FramingError
from socklib.errors import HandshakeError as HandshakeError
from socklib.errors import ListenError as ListenError
from socklib.errors import NoSuchHostError as NoSuchHostError
from socklib.errors import ServerStoppingError as ServerStoppingError
from socklib.errors import SocklibError as SocklibError
from socklib.errors import UnsendableFrameError as UnsendableFrameError
from socklib.frames import FrameDecoder as FrameDecoder
from socklib.frames import encode_frame as encode_frame
from socklib.pool import Load as Load
from socklib.rate_limited import RateLimitedWarning as RateLimitedWarning
from socklib.server import Server as Server
