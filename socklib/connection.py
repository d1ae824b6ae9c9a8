"""One connection: whole frames in and out, each by a deadline, with or without TLS.

The socket is non-blocking; every wait polls the socket and, on a server, the server's stop event. Nothing
here knows what a payload means or reconnects. After `ConnectionClosedError`, a `FramingError`, or
`DeadlineExceededError` in a send, the caller must close the connection.
"""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import threading

from socklib.address import Address
from socklib.deadline import Deadline
from socklib.errors import ConnectionClosedError, DeadlineExceededError, HandshakeError, ServerStoppingError
from socklib.frames import FrameDecoder, encode_frame
from socklib.readiness import Readiness
from socklib.stop_event import StopEvent
from socklib.stream import NOT_YET, Stream

_NEVER = Deadline.never()


class Connection:
    """A stream of frames to and from one peer.

    One thread at a time may send or receive. Any other may call `close`, which wakes it.

    Args:
        stream: a connected socket, which the connection owns from here on.
        peer: the address of the other end.
        max_frame: the longest payload to accept, in bytes.
        tls: a server's context; the first `receive` or `send` does the handshake, by its own deadline. None:
            the stream is used as it is.
        stop: the server's stop event; None for a client.
    """

    def __init__(
        self,
        stream: socket.socket,
        *,
        peer: Address,
        max_frame: int,
        tls: ssl.SSLContext | None = None,
        stop: StopEvent | None = None,
    ) -> None:
        self.peer = peer
        self._stream = Stream(stream)
        self._decoder = FrameDecoder(max_frame)
        self._pending_tls = tls
        self._stop = stop
        self._guard = threading.Lock()
        self._users = 0
        self._has_ended = False
        self._is_closed = False
        self._readiness = Readiness(self._stream, stop)
        self._wake_up = -1  # a descriptor whose readiness ends a wait, for a server's own connections

    def __repr__(self) -> str:
        return f"<Connection {'closed' if self._is_closed else 'open'}, peer {self.peer}>"

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def receive(self, deadline: Deadline = _NEVER) -> bytes:
        """Return the payload of the next whole frame.

        Args:
            deadline: for the whole frame, and for the TLS handshake if it is still to come; bytes that
                trickle in do not move it. Not given: no limit.

        Returns:
            The payload: 1 to `max_frame` bytes.

        Raises:
            ConnectionClosedError: the peer closed or reset the connection, between frames or inside one; or
                this side closed it.
            DeadlineExceededError: no whole frame by the deadline; the part received is kept for the next
                call.
            EmptyFrameError, FrameTooLargeError: the peer broke the framing.
            HandshakeError: the TLS handshake failed, or was not done by the deadline or a stop.
            ServerStoppingError: the connection's server is stopping.
        """
        self._enter()
        try:
            self._finish_handshake(deadline)
            while True:
                if self._stop is not None and self._stop.is_set:
                    raise ServerStoppingError("the server is stopping")
                frame = self._next_frame()
                if frame is not None:
                    return frame
                self._read_some(deadline)
        finally:
            self._leave()

    def send(self, payload: bytes, deadline: Deadline = _NEVER) -> None:
        """Send one frame, header and payload together; return when the system has accepted all of it.

        A stop of the server does not interrupt it, so that no answer is cut.

        Args:
            payload: 1 to 2**32 - 1 bytes; the peer may accept less.
            deadline: for the whole frame, and for the TLS handshake if it is still to come. Not given: no
                limit.

        Raises:
            ConnectionClosedError: the peer is gone, or this side closed the connection.
            DeadlineExceededError: the whole frame was not accepted in time; the stream is broken.
            HandshakeError: the TLS handshake failed, or was not done by the deadline.
            UnsendableFrameError: the payload is empty or too long for a frame; nothing was sent.
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
                    raise ConnectionClosedError(f"{self.peer} is gone: {error.strerror or error}") from error
        finally:
            self._leave()

    def has_pending(self) -> bool:
        """Return at once whether something is there to receive: part of a frame, or the connection's end.

        Always False while the TLS handshake is still to come: its bytes are not part of a frame.

        Raises:
            ConnectionClosedError: this side closed the connection.
        """
        self._enter()
        try:
            if self._pending_tls is None and not self._decoder.buffered and not self._has_ended:
                with contextlib.suppress(*NOT_YET, ConnectionClosedError):
                    self._take_in()
            return bool(self._decoder.buffered) or self._has_ended
        finally:
            self._leave()

    def fileno(self) -> int:
        """Return the descriptor, for the server to poll; -1 once it is closed."""
        return self._stream.fileno()

    @property
    def _is_silent(self) -> bool:
        """Whether the peer has neither sent anything nor closed; only before the first `receive`."""
        return self._stream.is_silent

    def close(self) -> None:
        """Close at once; `receive` or `send` in another thread raises `ConnectionClosedError`. Repeatable."""
        with self._guard:
            if self._is_closed:
                return
            self._is_closed = True
            if self._users:
                self._stream.shut_down()
            else:
                self._stream.close()

    def _detach(self) -> socket.socket:
        """Return the socket, which the caller owns from here on, for the server's lingering close.

        The connection counts as closed. No other thread may be in `receive` or `send`.
        """
        with self._guard:
            self._is_closed = True
            return self._stream.detach()

    def _shake_hands(self, deadline: Deadline, *, server_hostname: str, tls: ssl.SSLContext) -> None:
        """Do a client's TLS handshake; for `socklib.connect`, before anything is sent.

        Args:
            deadline: for the whole handshake.
            server_hostname: the name or address that the certificate must be for.
            tls: the context, with the certificates it trusts.

        Raises:
            HandshakeError: the certificate is not trusted, or the peer does not speak TLS.
            ConnectionClosedError, DeadlineExceededError: as in `receive`.
        """
        self._enter()
        try:
            self._wrap(tls, deadline, server_hostname=server_hostname)
        finally:
            self._leave()

    def _enter(self) -> None:
        """Keep the socket open while a thread uses it, so that its descriptor cannot be reused meanwhile.

        Pairs with `_leave`. A context manager would cost a tenth of a round trip.
        """
        with self._guard:
            if self._is_closed:
                raise ConnectionClosedError("the connection was closed here")
            self._users += 1

    def _leave(self) -> None:
        with self._guard:
            self._users -= 1
            if self._is_closed and not self._users:
                self._stream.close()

    def _finish_handshake(self, deadline: Deadline, *, heeds_stop: bool = True) -> None:
        if self._pending_tls is not None:
            try:
                self._wrap(self._pending_tls, deadline, server_hostname=None, heeds_stop=heeds_stop)
            except (DeadlineExceededError, ServerStoppingError) as error:
                raise HandshakeError(f"no TLS with {self.peer}: {error}") from error
            finally:
                self._pending_tls = None  # only now may anybody else look for a frame

    def _wrap(
        self, tls: ssl.SSLContext, deadline: Deadline, *, server_hostname: str | None, heeds_stop: bool = True
    ) -> None:
        try:
            self._stream.begin_tls(tls, server_hostname=server_hostname)
            while True:
                try:
                    self._stream.shake_hands()
                except ssl.SSLWantReadError:
                    self._wait(select.POLLIN, deadline, heeds_stop=heeds_stop)
                except ssl.SSLWantWriteError:
                    self._wait(select.POLLOUT, deadline, heeds_stop=heeds_stop)
                else:
                    return
        except (OSError, ValueError) as error:
            raise HandshakeError(f"no TLS with {self.peer}: {error}") from error

    def _next_frame(self) -> bytes | None:
        return self._decoder.next_frame()

    def _read_some(self, deadline: Deadline) -> None:
        """Feed the decoder with what comes next; wait for it until the deadline.

        It may return with nothing new: another thread may have fed the decoder meanwhile.
        """
        if self._has_ended:
            raise ConnectionClosedError(f"{self.peer} closed the connection")
        if deadline.has_passed:
            raise DeadlineExceededError(f"no whole frame from {self.peer} in time")
        try:
            return self._take_in()
        except (BlockingIOError, ssl.SSLWantReadError):
            self._wait(select.POLLIN, deadline, heeds_stop=True)
        except ssl.SSLWantWriteError:
            self._wait(select.POLLOUT, deadline, heeds_stop=True)

    def _take_in(self) -> None:
        """Feed the decoder with what has come; the caller handles "would block"."""
        try:
            self._has_ended = not self._stream.receive(self._decoder)
        except NOT_YET:
            raise
        except OSError as error:
            self._has_ended = True
            raise ConnectionClosedError(f"{self.peer} is gone: {error.strerror or error}") from error

    def _wait(self, event: int, deadline: Deadline, *, heeds_stop: bool = False) -> None:
        """Wait until the socket is ready for `select.POLLIN` or `POLLOUT`, or another thread wakes it.

        Raises:
            DeadlineExceededError: it was not ready by the deadline.
            ServerStoppingError: the server is stopping, and `heeds_stop` is True.
        """
        while not self._readiness.wait(
            event, deadline.milliseconds_left(), wake_up=self._wake_up, heeds_stop=heeds_stop
        ):
            if deadline.has_passed:
                raise DeadlineExceededError(f"{self.peer} was not ready in time")
        if heeds_stop and self._stop is not None and self._stop.is_set:
            raise ServerStoppingError("the server is stopping")
