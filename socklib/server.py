"""A server: an accept loop, a bounded queue and a pool of threads, one thread per connection.

The program gives a handler, which a thread of the pool runs for one `Connection` from its first byte to its
last, and the payloads for peers that are refused or interrupted; this library has no messages of its own.
How those that nobody serves are told is in `final_replies.py`.
"""

from __future__ import annotations

import contextlib
import enum
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Sequence

from socklib.accepting import Acceptor
from socklib.address import Address, address_of, open_listeners
from socklib.deadline import Deadline
from socklib.entrance import Entrance, EntranceRules
from socklib.errors import ListenError, SocklibError, UnsendableFrameError
from socklib.final_replies import FinalPayloads, FinalReplies
from socklib.lingering import LingeringCloses
from socklib.occupancy import AddressLoad
from socklib.pool import Load, ThreadPool
from socklib.proxy_gate import Network
from socklib.served import ServedConnection
from socklib.stop_event import StopEvent

_log = logging.getLogger("socklib")

_LINGERING_SHARE = 0.2
"""The part of a stop's grace that is kept for lingering closes."""


class _State(enum.Enum):
    NEW = "not started"
    SERVING = "serving"
    STOPPED = "stopped"


class Server:
    """Listens, and serves each connection whole in a thread of a pool.

    Args:
        handler: serves one connection; the server closes it when the handler returns. A `SocklibError` from
            it (the peer is gone, say) is an ordinary end; any other exception is logged.
        host: a name or an address; `::` takes IPv4 as well.
        port: 1 to 65,535; 0 lets the system choose a free one, see `address`.
        threads: connections served at once, 1 or more.
        queue_limit: connections that may wait for a thread, 0 or more.
        per_address: connections that one address may hold, served or waiting; 0: no bound.
        evicts_idle: whether a connection without a whole request gives its place to a newcomer who finds
            none, until its handler has called `keep`.
        trusted_proxies: addresses and networks whose connections begin with a PROXY header, which tells the
            client's address.
        max_frame: the longest payload to accept, in bytes.
        ssl_context: use TLS only, with this certificate; None: plain TCP.
        when_full: a payload for a connection that is refused because threads and queue are full (under TLS it
            is closed without one).
        when_malformed: a payload for a proxy's connection without a sound header, under TLS too.
        when_stopping: a payload for connections still in the queue when the server stops (under TLS, for
            those that finish the handshake within 2 seconds and the stop's grace).
        name: prefix of thread names and log lines.
    """

    def __init__(
        self,
        handler: Callable[[ServedConnection], None],
        *,
        host: str,
        port: int,
        threads: int,
        queue_limit: int,
        per_address: int = 0,
        evicts_idle: bool = False,
        trusted_proxies: Sequence[Network] = (),
        max_frame: int = 65_536,
        ssl_context: ssl.SSLContext | None = None,
        when_full: bytes | None = None,
        when_malformed: bytes | None = None,
        when_stopping: bytes | None = None,
        name: str = "server",
    ) -> None:
        self._handler = handler
        self._wanted = Address(host, port)
        self._threads = threads
        self._queue_limit = queue_limit
        self._evicts_idle = evicts_idle
        self._rules = EntranceRules(per_address, tuple(trusted_proxies), ssl_context)
        self._max_frame = max_frame
        self._final_payloads = FinalPayloads(full=when_full, malformed=when_malformed, stopping=when_stopping)
        self._name = name
        self._guard = threading.Lock()
        self._state = _State.NEW
        self._stopped = threading.Event()
        self._is_finished = False
        self._listeners: list[socket.socket] = []
        self._port = port

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def bind(self) -> None:
        """Take the address without accepting connections yet; `start` does both.

        Raises:
            NoSuchHostError: the host is unknown, or not an address of this machine.
            ListenError: the port cannot be taken, or is out of range.
            RuntimeError: the server was started or stopped before; a server runs once.
        """
        if self._state is not _State.NEW:
            raise RuntimeError(f"a server runs once; this one is {self._state.value}")
        if not self._listeners:
            self._listeners = open_listeners(*self._wanted)
            self._port = address_of(self._listeners[0].getsockname()).port

    def start(self) -> None:
        """Take the address, unless `bind` did, and begin to serve.

        Raises:
            NoSuchHostError, ListenError, RuntimeError: as `bind`; ListenError also if no thread can start.
        """
        self.bind()
        places = self._threads + self._queue_limit
        # The table bounds it: a thread whose connection was evicted is busy for a moment more.
        self._pool = ThreadPool[ServedConnection](
            self._serve, threads=self._threads, queue_limit=places, name=self._name
        )
        with contextlib.ExitStack() as undo:
            try:
                self._stop = StopEvent()
                undo.callback(self._stop.close)
                undo.callback(self._stop.set)  # closes the pipe's other end
                self._lingering = LingeringCloses(self._name)
                undo.callback(self._lingering.close, Deadline.after(0))
                self._final_replies = FinalReplies(
                    self._final_payloads,
                    is_tls=self._rules.tls is not None,
                    lingering=self._lingering,
                    queue_limit=self._queue_limit,
                    name=self._name,
                )
                self._entrance = Entrance(
                    self._pool,
                    places=places,
                    rules=self._rules,
                    evicts_idle=self._evicts_idle,
                    max_frame=self._max_frame,
                    final_replies=self._final_replies,
                    stop=self._stop,
                    name=self._name,
                )
                undo.callback(self._entrance.close)
                self._acceptor = Acceptor(
                    self._listeners,
                    on_connection=self._entrance.welcome,
                    on_exhaustion=self._make_room,
                    watchers=self._entrance.watchers,
                    stop=self._stop,
                    name=self._name,
                )
            except (OSError, RuntimeError) as error:  # the system has no descriptor or thread to give
                raise ListenError(f"cannot serve on {self.address}: {error}") from error
            undo.pop_all()
        self._state = _State.SERVING

    @property
    def address(self) -> Address:
        """The address; after `bind` or `start` with the port that the system chose."""
        return Address(self._wanted.host, self._port)

    @property
    def load(self) -> Load:
        """How full the pool is at this moment."""
        if self._state is _State.NEW:
            return Load(self._threads, 0, 0, self._queue_limit)
        load = self._pool.load
        return Load(load.threads, load.busy, load.queued, self._queue_limit)

    @property
    def evicted(self) -> int:
        """How many connections gave their place to a newcomer since the start."""
        return 0 if self._state is _State.NEW else self._entrance.evicted

    @property
    def by_address(self) -> list[AddressLoad]:
        """What each address holds, most first; `oldest` is a moment of `time.monotonic`."""
        return [] if self._state is _State.NEW else self._entrance.by_address()

    @property
    def refused(self) -> int:
        """How many connections were refused since the start because threads and queue were full."""
        return 0 if self._state is _State.NEW else self._entrance.refused

    def reconfigure(
        self, *, per_address: int, trusted_proxies: Sequence[Network], ssl_context: ssl.SSLContext | None
    ) -> None:
        """Change what connections that come from now on find; those that are there stay as they are.

        Args:
            per_address: as in the constructor.
            trusted_proxies: as in the constructor.
            ssl_context: as in the constructor; None where it was None.

        Raises:
            ValueError: TLS cannot be turned on or off.
        """
        if (ssl_context is None) != (self._rules.tls is None):
            raise ValueError("TLS cannot be turned on or off while a server runs")
        self._rules = EntranceRules(per_address, tuple(trusted_proxies), ssl_context)
        if self._state is _State.SERVING:
            self._entrance.change(self._rules)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until some thread has stopped the server.

        Args:
            seconds: the longest wait; None: no limit.

        Returns:
            Whether it has stopped.
        """
        return self._stopped.wait(seconds)

    def stop(self, grace: float = 4.0) -> bool:
        """Shut down gracefully: accept nobody, let handlers finish the request in hand, tell the queue.

        A handler's next `receive` raises `ServerStoppingError`. Repeatable.

        Args:
            grace: seconds in all, a fifth of them for lingering closes; connections that are not finished by
                then are abandoned.

        Returns:
            Whether every connection was finished in time.
        """
        with self._guard:
            was, self._state = self._state, _State.STOPPED
        if was is _State.STOPPED:
            return self._stopped.wait(grace) and self._is_finished
        try:
            self._is_finished = was is _State.NEW or self._finish(grace)
            return self._is_finished
        finally:  # `wait` returns, whatever went wrong
            for listener in self._listeners:  # if it was bound and never started
                listener.close()
            self._stopped.set()

    def _finish(self, grace: float) -> bool:
        lingering_seconds = grace * _LINGERING_SHARE
        deadline = Deadline.after(grace - lingering_seconds)
        self._final_replies.deadline = deadline
        queued = self._pool.close()  # before the stop event, or a thread that ends would take one
        self._stop.set()
        # Those that began a handshake first.
        for connection in sorted(queued, key=lambda one: one._is_silent):
            self._entrance.forget(connection)
            self._final_replies.tell_stopping(connection)
        is_finished = self._acceptor.join(deadline)
        self._entrance.close_proxies()
        self._final_replies.finish()
        is_finished = self._pool.join(deadline) and is_finished
        self._final_replies.join(deadline)  # the process may end, and its threads with it, when this returns
        self._lingering.close(Deadline.after(lingering_seconds))
        if is_finished:
            self._entrance.close()
            self._stop.close()
        return is_finished

    def _make_room(self) -> None:
        """Close what can be closed: the process is out of descriptors."""
        self._lingering.drop_all()
        self._entrance.make_room()

    def _serve(self, connection: ServedConnection) -> None:
        self._entrance.begin(connection)
        try:
            connection._begin_serving(self._entrance.keep)
            self._handler(connection)
        except UnsendableFrameError:
            raise  # a defect of the handler, not the peer's end
        except (SocklibError, OSError) as end:
            _log.debug("%s: connection of %s ended: %s", self._name, connection.peer, end)
        finally:
            self._entrance.forget(connection)
            connection._end_serving()
            self._lingering.begin(connection._detach())
