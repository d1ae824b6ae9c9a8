"""One connection: whole frames in and out, each by a deadline, with or without TLS.

The socket never blocks; every wait is a poll on the socket and, on a server, on the server's stop
signal. Nothing here knows what a payload means, and nothing here reconnects: a connection that
raised `ConnectionClosed`, `DeadlinePassed` in a send, or a `FramingError` is to be closed.
"""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading

from socklib.address import Address
from socklib.deadline import Deadline
from socklib.errors import ConnectionClosed, DeadlinePassed, HandshakeFailed, ServerStopping
from socklib.frames import FrameDecoder, encode_frame
from socklib.stopping import StopSignal

_CHUNK = 65_536
_NEVER = Deadline.never()
_NOT_YET = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Connection:
    """A stream of frames to and from one peer.

    One thread at a time sends or receives; `close` may come from any other, and wakes it.

    Args:
        stream: a connected socket, which the connection owns from here on.
        peer: the address at the other end.
        max_frame: the longest payload to accept, in bytes.
        tls: the context of a server whose handshake is still to come; it is made in the first `receive`
            or `send`, by that call's deadline. None: the stream is used as it is.
        stop: a server's stop signal; None for a client.
    """

    def __init__(
        self,
        stream: socket.socket,
        *,
        peer: Address,
        max_frame: int,
        tls: ssl.SSLContext | None = None,
        stop: StopSignal | None = None,
    ) -> None:
        stream.setblocking(False)
        stream.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.peer = peer
        self._stream = stream
        self._decoder = FrameDecoder(max_frame)
        self._tls_to_come = tls
        self._stop = stop
        self._guard = threading.Lock()
        self._users = 0
        self._has_ended = False
        self._is_closed = False

    def __repr__(self) -> str:
        return f"<Connection {'closed' if self._is_closed else 'open'}, peer {self.peer}>"

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def receive(self, deadline: Deadline = _NEVER) -> bytes:
        """Return the payload of the next whole frame.

        Args:
            deadline: by when the whole frame must have come, and before the first one TLS's handshake; bytes
                that trickle in do not move it. Not given: no limit.

        Returns:
            The payload: 1 to `max_frame` bytes.

        Raises:
            ConnectionClosed: the peer closed or reset the connection, before a frame or inside one; or this
                side closed it.
            DeadlinePassed: no whole frame by the deadline; what has come of it is kept for the next call.
            EmptyFrame, FrameTooLarge: the peer broke the framing.
            HandshakeFailed: TLS was not agreed on, by the deadline and before a stop.
            ServerStopping: the server this connection belongs to is stopping.
        """
        self._enter()
        try:
            self._finish_handshake(deadline)
            while True:
                if self._stop is not None and self._stop.is_set:
                    raise ServerStopping("the server is stopping")
                frame = self._decoder.next_frame()
                if frame is not None:
                    return frame
                self._read_some(deadline)
        finally:
            self._leave()

    def send(self, payload: bytes, deadline: Deadline = _NEVER) -> None:
        """Send one frame, header and payload together; return when the system has taken it all.

        A stopping server does not interrupt it: an answer is never cut.

        Args:
            payload: 1 to 2**32 - 1 bytes; what the peer accepts may be less.
            deadline: by when the system must have taken it all, and before the first frame TLS's handshake
                be made. Not given: no limit.

        Raises:
            ConnectionClosed: the peer is gone, or this side closed the connection.
            DeadlinePassed: the peer did not take the whole frame by the deadline; the stream is broken.
            HandshakeFailed: TLS was not agreed on by the deadline.
            UnsendableFrame: the payload fits no frame; nothing was sent.
        """
        rest = memoryview(encode_frame(payload))
        self._enter()
        try:
            self._finish_handshake(deadline, heeds_stop=False)
            while rest:
                try:
                    rest = rest[self._stream.send(rest) :]
                except (BlockingIOError, ssl.SSLWantWriteError):
                    self._wait(select.POLLOUT, deadline)
                except ssl.SSLWantReadError:
                    self._wait(select.POLLIN, deadline)
                except OSError as error:
                    raise ConnectionClosed(f"{self.peer} is gone: {error.strerror or error}") from error
        finally:
            self._leave()

    def has_pending(self) -> bool:
        """Return whether something waits to be received: a part of a frame, or the connection's end; at once.

        Always False where TLS's handshake is still to come: its bytes are not a word of the peer.

        Raises:
            ConnectionClosed: this side closed the connection.
        """
        self._enter()
        try:
            if self._tls_to_come is None and not self._decoder.buffered and not self._has_ended:
                with contextlib.suppress(*_NOT_YET, ConnectionClosed):
                    self._take_in()
            return bool(self._decoder.buffered) or self._has_ended
        finally:
            self._leave()

    def fileno(self) -> int:
        """Return the descriptor, for a server that polls those who wait; -1 once it is closed."""
        return self._stream.fileno()

    def _is_silent(self) -> bool:
        """Return whether nothing of the peer lies here, nor its end; asked before the first `receive`."""
        try:
            self._stream.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            pass
        return False

    def close(self) -> None:
        """Close at once; a thread that waits in `receive` or `send` gets `ConnectionClosed`. Repeatable."""
        with self._guard:
            if self._is_closed:
                return
            self._is_closed = True
            if self._users:
                with contextlib.suppress(OSError):
                    # Not TLS's own shutdown: it forgets its keys first, and another thread goes on in clear.
                    socket.socket.shutdown(self._stream, socket.SHUT_RDWR)
            else:
                self._stream.close()

    def _detach(self) -> socket.socket:
        """Return the socket, which is the caller's from here on; for the server, which sees it off.

        The connection counts as closed. No other thread may be in `receive` or `send`.
        """
        with self._guard:
            self._is_closed = True
            return self._stream

    def _shake_hands(self, deadline: Deadline, *, server_hostname: str, tls: ssl.SSLContext) -> None:
        """Agree on TLS as a client; for `socklib.connect`, before anything is sent.

        Args:
            deadline: by when it must be agreed on.
            server_hostname: the name or address that the certificate must bear.
            tls: the context, with the certificates it trusts.

        Raises:
            HandshakeFailed: the certificate is not trusted, or the peer speaks no TLS.
            ConnectionClosed, DeadlinePassed: as in `receive`.
        """
        self._enter()
        try:
            self._wrap(tls, deadline, server_hostname=server_hostname)
        finally:
            self._leave()

    def _enter(self) -> None:
        """Keep the socket open while a thread is in it, so that its descriptor is not another's by then.

        Every `_enter` is followed by a `_leave`; no context manager, which costs a tenth of a round trip.
        """
        with self._guard:
            if self._is_closed:
                raise ConnectionClosed("the connection was closed here")
            self._users += 1

    def _leave(self) -> None:
        with self._guard:
            self._users -= 1
            if self._is_closed and not self._users:
                self._stream.close()

    def _finish_handshake(self, deadline: Deadline, *, heeds_stop: bool = True) -> None:
        if self._tls_to_come is not None:
            tls, self._tls_to_come = self._tls_to_come, None
            try:
                self._wrap(tls, deadline, server_hostname=None, heeds_stop=heeds_stop)
            except (DeadlinePassed, ServerStopping) as error:
                raise HandshakeFailed(f"no TLS with {self.peer}: {error}") from error

    def _wrap(
        self, tls: ssl.SSLContext, deadline: Deadline, *, server_hostname: str | None, heeds_stop: bool = True
    ) -> None:
        try:
            wrapped = tls.wrap_socket(
                self._stream,
                server_side=server_hostname is None,
                do_handshake_on_connect=False,
                server_hostname=server_hostname,
            )
            self._stream = wrapped
            while True:
                try:
                    wrapped.do_handshake()
                except ssl.SSLWantReadError:
                    self._wait(select.POLLIN, deadline, heeds_stop=heeds_stop)
                except ssl.SSLWantWriteError:
                    self._wait(select.POLLOUT, deadline, heeds_stop=heeds_stop)
                else:
                    return
        except (OSError, ValueError) as error:
            raise HandshakeFailed(f"no TLS with {self.peer}: {error}") from error

    def _read_some(self, deadline: Deadline) -> None:
        """Take in what comes next, waiting for it until the deadline."""
        while not self._has_ended:
            if deadline.has_passed:
                raise DeadlinePassed(f"no whole frame from {self.peer} in time")
            try:
                return self._take_in()
            except (BlockingIOError, ssl.SSLWantReadError):
                self._wait(select.POLLIN, deadline, heeds_stop=True)
            except ssl.SSLWantWriteError:
                self._wait(select.POLLOUT, deadline, heeds_stop=True)
        raise ConnectionClosed(f"{self.peer} closed the connection")

    def _take_in(self) -> None:
        """Give the decoder what has come; "would block" is the caller's to handle."""
        try:
            chunk = self._stream.recv(_CHUNK)
        except _NOT_YET:
            raise
        except OSError as error:
            self._has_ended = True
            raise ConnectionClosed(f"{self.peer} is gone: {error.strerror or error}") from error
        self._has_ended = not chunk
        self._decoder.feed(chunk)

    def _wait(self, event: int, deadline: Deadline, *, heeds_stop: bool = False) -> None:
        """Wait until the socket is ready for an event (`select.POLLIN` or `POLLOUT`).

        Raises:
            DeadlinePassed: it was not ready by the deadline.
            ServerStopping: the server stops, and the caller wants to hear it.
        """
        poller = select.poll()
        poller.register(self._stream, event)
        if heeds_stop and self._stop is not None:
            poller.register(self._stop, select.POLLIN)
        while not poller.poll(deadline.milliseconds_left()):
            if deadline.has_passed:
                raise DeadlinePassed(f"{self.peer} was not ready in time")
        if heeds_stop and self._stop is not None and self._stop.is_set:
            raise ServerStopping("the server is stopping")
