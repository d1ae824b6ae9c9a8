"""A server of connections: an accept loop, a bounded queue, N threads, one thread a connection.

The program gives a handler, a function of one `Connection`; a thread of the pool runs it from the
connection's first byte to its last. What a refused or interrupted peer is told, if anything, the
program gives as ready payloads (`when_full`, `when_stopping`); this library has no words of its own.
"""

from __future__ import annotations

import contextlib
import enum
import logging
import socket
import ssl
import threading
from collections.abc import Callable

from socklib.accepting import Acceptor
from socklib.address import BACKLOG, Address, address_of, open_listeners
from socklib.connection import Connection
from socklib.deadline import Deadline
from socklib.errors import ListenFailed, SocklibError, UnsendableFrame
from socklib.farewell import Farewells
from socklib.pool import Load, ThreadPool
from socklib.presence import Presence
from socklib.seldom import SeldomWarning
from socklib.stopping import StopSignal

_log = logging.getLogger("socklib")

_FAREWELL_SHARE = 0.2
_LAST_WORD_SECONDS = 0.5
_TLS_LAST_WORD_SECONDS = 2.0
_GOODBYE_THREADS = 16
"""Handshakes at once when a stop is told under TLS: most of a handshake is waiting."""


class _State(enum.Enum):
    NEW = "not started"
    SERVING = "serving"
    STOPPED = "stopped"


class Server:
    """Listens, and serves each connection whole in a thread of a pool.

    Args:
        handler: serves one connection; the server closes it when the handler returns. A `SocklibError`
            that it lets through (the peer is gone, say) is an ordinary end; anything else is logged.
        host: a name or an address; `::` takes IPv4 as well.
        port: 1 to 65,535; 0 lets the system choose a free one, told by `address`.
        threads: connections served at once, 1 or more.
        queue_limit: connections that may wait for a thread, 0 or more.
        max_frame: the longest payload to accept, in bytes.
        ssl_context: speak TLS only, with this certificate; None: plain TCP.
        when_full: a payload told to a connection for which there is neither thread nor room to wait
            (under TLS it is closed without a word).
        when_stopping: a payload told to connections that wait for a thread when the server stops (under
            TLS to those that shake hands within 2 seconds, as far as the stop's grace reaches).
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
        self._guard = threading.Lock()
        self._state = _State.NEW
        self._stopped = threading.Event()
        self._is_finished = False
        self._refused = 0
        self._full = SeldomWarning(
            _log,
            f"{name}: {threads} connections are served and {queue_limit} wait; refused %d lately, the last"
            " from %s: raise the threads if this goes on",
        )
        self._listeners: list[socket.socket] = []
        self._port = port
        self._last_word_by = Deadline.never()

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def bind(self) -> None:
        """Take the address, and let nobody in yet; `start` does both.

        Raises:
            NoSuchHost: the host is unknown, or no address of this machine.
            ListenFailed: the port cannot be taken, or there is no such port.
            RuntimeError: the server was stopped; a server serves once.
        """
        if self._state is not _State.NEW:
            raise RuntimeError(f"a server serves once; this one is {self._state.value}")
        if not self._listeners:
            self._listeners = open_listeners(*self._wanted)
            self._port = address_of(self._listeners[0].getsockname()).port

    def start(self) -> None:
        """Take the address, if that is still to be done, and begin to serve.

        Raises:
            NoSuchHost, ListenFailed, RuntimeError: as `bind`; ListenFailed also for want of threads or files.
        """
        self.bind()
        self._pool = ThreadPool(
            self._serve, threads=self._threads, queue_limit=self._queue_limit, name=self._name
        )
        self._goodbyes = ThreadPool(
            self._say_stopping,
            threads=_GOODBYE_THREADS,
            queue_limit=self._queue_limit + BACKLOG,
            name=f"{self._name}-goodbyes",
        )
        with contextlib.ExitStack() as undo:
            try:
                self._stop = StopSignal()
                undo.callback(self._stop.close)
                undo.callback(self._stop.set)  # which gives the other end back
                self._presence = Presence[Connection]()
                undo.callback(self._presence.close)
                self._farewells = Farewells(self._name)
                undo.callback(self._farewells.close, Deadline.after(0))
                self._acceptor = Acceptor(
                    self._listeners,
                    welcome=self._admit,
                    make_room=self._farewells.make_room,
                    stop=self._stop,
                    name=self._name,
                )
            except (OSError, RuntimeError) as error:  # no descriptor, or no thread, is to be had
                raise ListenFailed(f"cannot serve on {self.address}: {error}") from error
            undo.pop_all()
        self._state = _State.SERVING

    @property
    def address(self) -> Address:
        """The address, with the port the system chose where it was asked to; after `bind` or `start`."""
        return Address(self._wanted.host, self._port)

    @property
    def load(self) -> Load:
        """How full the pool is at this moment."""
        if self._state is _State.NEW:
            return Load(self._threads, 0, 0, self._queue_limit)
        return self._pool.load

    @property
    def refused(self) -> int:
        """How many connections found neither thread nor room to wait, since the start."""
        return self._refused

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until the server has stopped, in whatever thread that was asked for.

        Args:
            seconds: how long at the most; None: no limit.

        Returns:
            Whether it has stopped.
        """
        return self._stopped.wait(seconds)

    def stop(self, grace: float = 4.0) -> bool:
        """Stop: admit nobody, let handlers finish what they have in hand, tell those who wait.

        A handler hears of it at its next `receive`, as `ServerStopping`. Repeating it changes nothing.

        Args:
            grace: seconds in all, a fifth of them for the last words to arrive; connections that are not
                finished by then are abandoned.

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
        finally:  # who waits for the stop hears of it, whatever went wrong
            for listener in self._listeners:  # where it was bound and never started
                listener.close()
            self._stopped.set()

    def _finish(self, grace: float) -> bool:
        farewell_seconds = grace * _FAREWELL_SHARE
        deadline = Deadline.after(grace - farewell_seconds)
        self._last_word_by = deadline
        waiting = self._pool.close()  # before a thread that ends takes one
        self._stop.set()
        for connection in sorted(waiting, key=Connection._is_silent):  # who has begun a handshake comes first
            self._presence.forget(connection)
            self._tell_stopping(connection)
        is_finished = self._acceptor.join(deadline)
        self._goodbyes.finish()
        is_finished = self._pool.join(deadline) and is_finished
        self._goodbyes.join(deadline)  # or the process ends, and they with it
        for silent in self._goodbyes.close():
            silent.close()
        self._farewells.close(Deadline.after(farewell_seconds))
        if is_finished:
            self._presence.close()
            self._stop.close()
        return is_finished

    def _admit(self, stream: socket.socket, peer: Address) -> None:
        """Let a connection wait for a thread, or turn it away; in the accept loop's thread."""
        try:
            connection = Connection(
                stream, peer=peer, max_frame=self._max_frame, tls=self._ssl_context, stop=self._stop
            )
        except OSError:  # gone already
            stream.close()
            return
        if self._enqueue(connection) or (self._drop_one_gone() and self._enqueue(connection)):
            return
        if self._state is _State.STOPPED:
            self._tell_stopping(connection)
            return
        self._refused += 1
        self._full.tell(peer)
        self._refuse(connection)

    def _enqueue(self, connection: Connection) -> bool:
        self._presence.watch(connection)  # before a thread takes it, which forgets it
        if self._pool.submit(connection):
            return True
        self._presence.forget(connection)
        return False

    def _drop_one_gone(self) -> bool:
        """Give the place of one who hung up to a newcomer; return whether there was one.

        Only one, and only now: who ended their direction and still reads cannot be told from who left, and is
        served as long as there is room. So they are told that there is none.
        """
        while (gone := self._presence.next_gone()) is not None:
            if self._pool.withdraw(gone):
                self._refuse(gone)
                return True
        return False

    def _refuse(self, connection: Connection) -> None:
        if self._ssl_context is None:
            self._speak_and_see_off(connection, self._when_full)
        else:
            connection.close()  # a handshake would hold up the next one at the door

    def _tell_stopping(self, connection: Connection) -> None:
        """Close a connection that no handler saw, with a last word, where TLS is to come in a thread."""
        if self._ssl_context is None:
            self._say_stopping(connection)
        elif not self._goodbyes.submit(connection):  # no thread can start, or the time is over
            connection.close()

    def _say_stopping(self, connection: Connection) -> None:
        self._speak_and_see_off(connection, self._when_stopping)

    def _speak_and_see_off(self, connection: Connection, words: bytes | None) -> None:
        if words is not None:
            seconds = _LAST_WORD_SECONDS if self._ssl_context is None else _TLS_LAST_WORD_SECONDS
            with contextlib.suppress(SocklibError):
                connection.send(words, min(Deadline.after(seconds), self._last_word_by))
        self._farewells.see_off(connection._detach())

    def _serve(self, connection: Connection) -> None:
        self._presence.forget(connection)
        try:
            self._handler(connection)
        except UnsendableFrame:
            raise  # a defect of the handler, not the peer's end
        except SocklibError as end:
            _log.debug("%s: connection of %s ended: %s", self._name, connection.peer, end)
        finally:
            self._farewells.see_off(connection._detach())
