"""A server of connections: an accept loop, a bounded queue, N threads, one thread a connection.

The program gives a handler, a function of one `Connection`; a thread of the pool runs it from the
connection's first byte to its last. What a refused or interrupted peer is told, if anything, the
program gives as ready payloads (`when_full`, `when_stopping`); this library has no words of its own.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import selectors
import socket
import ssl
import threading
from collections.abc import Callable

from socklib.address import Address, address_of, open_listeners
from socklib.connection import Connection
from socklib.deadline import Deadline
from socklib.errors import SocklibError
from socklib.farewell import Farewells
from socklib.frames import encode_frame
from socklib.pool import Load, ThreadPool
from socklib.stopping import StopSignal

_log = logging.getLogger("socklib")

_OUT_OF_RESOURCES = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})
_PAUSE_SECONDS = 0.1
_FAREWELL_SHARE = 0.2


class Server:
    """Listens, and serves each connection whole in a thread of a pool.

    Args:
        handler: serves one connection; the server closes it when the handler returns. A `SocklibError`
            that it lets through (the peer is gone, say) is an ordinary end; anything else is logged.
        host: a name or an address; `::` takes IPv4 as well.
        port: 0 lets the system choose a free one, told by `address`.
        threads: connections served at once, 1 or more.
        queue_limit: connections that may wait for a thread, 0 or more.
        max_frame: the longest payload to accept, in bytes.
        ssl_context: speak TLS only, with this certificate; None: plain TCP.
        when_full: a payload told to a connection for which there is neither thread nor room to wait
            (under TLS it is closed without a word).
        when_stopping: a payload told to connections that wait for a thread when the server stops.
        name: for threads and logs.
    """

    def __init__(
        self,
        handler: Callable[[Connection], None],
        *,
        host: str,
        port: int,
        threads: int,
        queue_limit: int,
        max_frame: int = 65_536,
        ssl_context: ssl.SSLContext | None = None,
        when_full: bytes | None = None,
        when_stopping: bytes | None = None,
        name: str = "server",
    ) -> None:
        self._handler = handler
        self._wanted = Address(host, port)
        self._threads = threads
        self._queue_limit = queue_limit
        self._max_frame = max_frame
        self._ssl_context = ssl_context
        self._when_full = when_full
        self._when_stopping = when_stopping
        self._name = name
        self._stop = StopSignal()
        self._stopped = threading.Event()
        self._is_stopping = False
        self._refused = 0
        self._refused_lately = 0
        self._listeners: list[socket.socket] = []
        self._pool: ThreadPool[Connection] | None = None
        self._farewells: Farewells | None = None
        self._accepting: threading.Thread | None = None

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Take the address and begin to serve.

        Raises:
            ListenFailed: the address cannot be taken.
            RuntimeError: it was started before; a server serves once.
        """
        if self._accepting is not None:
            raise RuntimeError("a server is started once")
        self._listeners = open_listeners(*self._wanted)
        self._farewells = Farewells(self._name)
        self._pool = ThreadPool(
            self._serve, threads=self._threads, queue_limit=self._queue_limit, name=self._name
        )
        self._accepting = threading.Thread(target=self._accept_all, name=f"{self._name}-accept", daemon=True)
        self._accepting.start()

    @property
    def address(self) -> Address:
        """The address taken, with the port the system chose where it was asked to; after `start`."""
        return Address(self._wanted.host, address_of(self._listeners[0].getsockname()).port)

    @property
    def load(self) -> Load:
        """How full the pool is at this moment; after `start`."""
        if self._pool is None:
            return Load(self._threads, 0, 0, self._queue_limit)
        return self._pool.load

    @property
    def refused(self) -> int:
        """How many connections found neither thread nor room to wait, since the start."""
        return self._refused

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the server has stopped, or for some seconds; return whether it has."""
        return self._stopped.wait(seconds)

    def stop(self, grace: float = 4.0) -> bool:
        """Stop: admit nobody, let handlers finish what they have in hand, tell those who wait.

        A handler hears of it at its next `receive`, as `ServerStopping`.

        Args:
            grace: seconds in all; connections that are not finished by then are abandoned.

        Returns:
            Whether every connection was finished in time.
        """
        self._is_stopping = True
        farewell_seconds = grace * _FAREWELL_SHARE
        work_deadline = Deadline.after(grace - farewell_seconds)
        waiting = self._pool.close() if self._pool is not None else []  # before a thread that ends takes one
        self._stop.set()
        for connection in waiting:
            self._turn_away(connection.detach(), self._when_stopping)
        is_finished = True
        if self._accepting is not None and self._pool is not None and self._farewells is not None:
            self._accepting.join()
            is_finished = self._pool.join(work_deadline)
            self._farewells.close(Deadline.after(farewell_seconds))
        if is_finished:
            self._stop.close()
        self._stopped.set()
        return is_finished

    def _accept_all(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._stop, selectors.EVENT_READ)
            for listener in self._listeners:
                selector.register(listener, selectors.EVENT_READ)
            while not self._stop.is_set:
                for key, _ in selector.select():
                    if isinstance(key.fileobj, socket.socket):
                        self._accept(key.fileobj, self._admit)
        for listener in self._listeners:
            while self._accept(listener, self._admit):  # who knocked before the stop hears of it
                pass
            listener.close()

    def _accept(self, listener: socket.socket, welcome: Callable[[Connection], None]) -> bool:
        """Accept one connection if one is there; return whether it is worth asking again at once."""
        try:
            stream, name = listener.accept()
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _OUT_OF_RESOURCES:
                _log.warning(
                    "%s: cannot accept: %s; raise the limit of open files", self._name, error.strerror
                )
                self._stop.wait(_PAUSE_SECONDS)
                return False
            return True  # that one was gone before we took it
        try:
            connection = Connection(
                stream,
                peer=address_of(name),
                max_frame=self._max_frame,
                tls=self._ssl_context,
                stop=self._stop,
            )
        except OSError:
            stream.close()
            return True
        welcome(connection)
        return True

    def _admit(self, connection: Connection) -> None:
        if self._pool is not None and self._pool.submit(connection):
            if self._refused_lately:
                _log.warning("%s: room again; %d connections were refused", self._name, self._refused_lately)
                self._refused_lately = 0
            return
        if self._is_stopping:
            self._turn_away(connection.detach(), self._when_stopping)
            return
        if not self._refused_lately:
            full = (
                "%s: %d connections are served and %d wait: refusing more; raise the threads if this goes on"
            )
            _log.warning(full, self._name, self._threads, self._queue_limit)
        self._refused += 1
        self._refused_lately += 1
        self._turn_away(connection.detach(), self._when_full)

    def _turn_away(self, stream: socket.socket, words: bytes | None) -> None:
        """Close a connection that no handler saw, with a last word where one can be said at once."""
        if words is None or self._ssl_context is not None or self._farewells is None:
            stream.close()
            return
        with contextlib.suppress(OSError):  # a fresh connection takes a short frame, or is gone
            stream.send(encode_frame(words))
        self._farewells.see_off(stream)

    def _serve(self, connection: Connection) -> None:
        try:
            self._handler(connection)
        except SocklibError as end:
            _log.debug("%s: connection of %s ended: %s", self._name, connection.peer, end)
        finally:
            if self._farewells is not None:
                self._farewells.see_off(connection.detach())
