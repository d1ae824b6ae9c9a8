"""Serves the booth's page over HTTP on loopback, in the window's mode and in the browser's.

Here: sockets, time and threads. Not here: what a request gets (`exchange.py`), who is evicted
(`connection.py`). Every local user may connect, so one thread reads all requests, and only a call that knew
the secret gets a thread of its own. It promises:

- the port is bound before its address is told, and never let go while the booth runs;
- whoever does not know the secret costs no thread and little memory, and cannot keep the page from being
  served: there are at most `MOST_CONNECTIONS`, and a newcomer takes a stranger's place;
- no request writes to the log, and descriptors that run out write once.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import queue
import selectors
import socket
import threading
import time
from types import TracebackType

from kiosk_web.pages.connection import Connection, evicted
from kiosk_web.pages.exchange import Exchange
from kiosk_web.pages.site import Call, Site

LOOPBACK = "127.0.0.1"
MOST_CONNECTIONS = 64
"""A browser opens up to six."""

BACKLOG = 1024
"""Connections that the system accepts for us; one that finds it full waits a second before it tries again."""

ACCEPTS_A_TURN = 16
LOOK_SECONDS = 0.25
"""Between two looks for connections past their deadline."""

PAUSE_SECONDS = 0.25
"""Without accepting, where the process or the machine has no file descriptor left."""

NO_ROOM = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM})

_log = logging.getLogger(__name__)


class NotServedError(Exception):
    """The page cannot be served; the message says why."""


class BoothServer:
    """The HTTP server of one booth; listens as soon as it is made.

    Args:
        bridge: what the page may call over HTTP; None for the window.

    Attributes:
        site: what it serves; `site.url` opens the page.

    Raises:
        NotServedError: there is no port to listen on.
    """

    def __init__(self, bridge: object | None) -> None:
        self._listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            self._listener.bind((LOOPBACK, 0))  # without SO_REUSEADDR: nobody else can bind this port too
            self._listener.listen(BACKLOG)
        except OSError as error:
            self._listener.close()
            raise NotServedError(f"the page cannot be served on {LOOPBACK}: {error.strerror}") from None
        self._listener.setblocking(False)
        self.server_address: tuple[str, int] = self._listener.getsockname()
        self.site = Site(f"{LOOPBACK}:{self.server_address[1]}", bridge)
        self._connections: dict[Connection, None] = {}  # in the order in which they came
        self._done: queue.SimpleQueue[tuple[Connection, Exchange]] = queue.SimpleQueue()
        self._wakened, self._waker = socket.socketpair()
        self._waker.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._wakened, selectors.EVENT_READ)
        self._paused_until: float | None = None
        self._has_warned = False
        self._is_to_stop = False
        self._has_stopped = threading.Event()
        self._has_stopped.set()

    def __enter__(self) -> BoothServer:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.server_close()

    def serve_forever(self) -> None:
        """Serve until `shutdown`."""
        self._has_stopped.clear()
        try:
            while not self._is_to_stop:
                is_quiet = not self._connections and self._paused_until is None
                for key, _events in self._selector.select(None if is_quiet else LOOK_SECONDS):
                    self._attend(key.fileobj, key.data)
                self._look_at_clock(time.monotonic())
        finally:
            self._has_stopped.set()

    def serve_beside(self) -> None:
        """Serve in a thread of its own, until `shutdown` or the end of the program."""
        threading.Thread(target=self.serve_forever, name="pages", daemon=True).start()

    def shutdown(self) -> None:
        """End `serve_forever`, from another thread, and wait for its end."""
        self._is_to_stop = True
        self._wake()
        self._has_stopped.wait()

    def server_close(self) -> None:
        """Stop serving, and close the port and all connections."""
        self.shutdown()
        for connection in list(self._connections):
            self._close(connection)
        self._selector.close()
        for stream in (self._listener, self._wakened, self._waker):
            stream.close()

    def _attend(self, stream: object, connection: Connection | None) -> None:
        if stream is self._listener:
            self._accept()
        elif stream is self._wakened:
            self._wakened.recv(4096)
            self._answer_calls()
        elif connection in self._connections:  # not closed by an event before it in this turn
            if connection.outgoing:
                self._send(connection)
            else:
                self._receive(connection)

    def _accept(self) -> None:
        for _ in range(ACCEPTS_A_TURN):
            try:
                stream, _address = self._listener.accept()
            except OSError as error:
                if error.errno in NO_ROOM:
                    self._pause(error)
                return  # none is left, or it has hung up already
            if len(self._connections) >= MOST_CONNECTIONS and not self._evict():
                stream.close()
                continue
            stream.setblocking(False)
            stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection = Connection(stream, since=time.monotonic())
            self._connections[connection] = None
            self._receive(connection)  # a browser's request is here already: no flood can come between

    def _evict(self) -> bool:
        chosen = evicted(self._connections)
        if chosen is not None:
            self._close(chosen)
        return chosen is not None

    def _pause(self, error: OSError) -> None:
        """Stop accepting for a moment: a connection that waits would keep the thread spinning."""
        self._evict()
        if not self._has_warned:  # once: a stranger must not fill the log
            _log.warning("the page's server accepts no connection for a moment: %s", error.strerror)
        self._has_warned = True
        self._paused_until = time.monotonic() + PAUSE_SECONDS
        self._selector.unregister(self._listener)

    def _receive(self, connection: Connection) -> None:
        try:
            received = connection.stream.recv(connection.room)
        except BlockingIOError:
            self._watch(connection)
            return
        except OSError:
            received = b""
        if not received:
            self._close(connection)
            return
        if connection.is_ours and not connection.incoming:
            connection.since = time.monotonic()
        connection.incoming += received
        self._advance(connection)

    def _advance(self, connection: Connection) -> None:
        """Answer the requests that are there, up to a call, or an answer that the peer takes slowly."""
        while not (connection.is_calling or connection.outgoing or connection.closes):
            exchange = connection.next_exchange(self.site)
            if exchange is None:
                break
            connection.is_ours |= exchange.is_ours
            if exchange.call is None:
                self._begin_answer(connection, exchange)
            else:
                connection.is_calling = True
                work = (connection, exchange, exchange.call)
                threading.Thread(target=self._call, args=work, daemon=True).start()
        self._watch(connection)

    def _call(self, connection: Connection, exchange: Exchange, method: Call) -> None:
        """Make a call of the bridge, in a thread of its own."""
        try:
            exchange.finish_call(method(*exchange.arguments))
        except Exception as error:  # noqa: BLE001 - the bridge promises that there is none
            _log.error("a call of the page broke with %s", type(error).__name__)
            exchange.send_error(500)
        self._done.put((connection, exchange))
        self._wake()

    def _answer_calls(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                connection, exchange = self._done.get_nowait()
                connection.is_calling = False
                if connection in self._connections:
                    self._begin_answer(connection, exchange)
                    self._advance(connection)

    def _begin_answer(self, connection: Connection, exchange: Exchange) -> None:
        connection.outgoing = memoryview(exchange.answer)
        connection.closes = exchange.close_connection
        connection.since = time.monotonic()
        self._send_what_fits(connection)

    def _send(self, connection: Connection) -> None:
        self._send_what_fits(connection)
        self._advance(connection)

    def _send_what_fits(self, connection: Connection) -> None:
        try:
            sent = connection.stream.send(connection.outgoing)
        except BlockingIOError:
            return
        except OSError:
            connection.closes = True
            sent = len(connection.outgoing)
        connection.outgoing = connection.outgoing[sent:]
        if not connection.outgoing:
            connection.since = time.monotonic()

    def _watch(self, connection: Connection) -> None:
        """Wait for what this connection needs next, or close it if that is nothing."""
        if connection.closes and not connection.outgoing:
            self._close(connection)
            return
        wanted = selectors.EVENT_WRITE if connection.outgoing else selectors.EVENT_READ
        is_registered = connection.stream in self._selector.get_map()
        if connection.is_calling:
            if is_registered:
                self._selector.unregister(connection.stream)
        elif is_registered:
            self._selector.modify(connection.stream, wanted, connection)
        else:
            self._selector.register(connection.stream, wanted, connection)

    def _look_at_clock(self, now: float) -> None:
        for connection in list(self._connections):
            if connection.deadline is not None and connection.deadline <= now:
                self._close(connection)
        if self._paused_until is not None and self._paused_until <= now:
            self._paused_until = None
            self._selector.register(self._listener, selectors.EVENT_READ)

    def _close(self, connection: Connection) -> None:
        del self._connections[connection]
        with contextlib.suppress(KeyError, ValueError):
            self._selector.unregister(connection.stream)
        with contextlib.suppress(OSError):
            connection.stream.shutdown(socket.SHUT_WR)
        connection.stream.close()

    def _wake(self) -> None:
        with contextlib.suppress(BlockingIOError, OSError):  # full: it wakes anyway; closed: nobody waits
            self._waker.send(b"!")
