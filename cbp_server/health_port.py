"""The health port: HTTP without a token (`docs/protocol.md`, "Health, for load balancers").

One thread answers everybody, so that no number of silent strangers holds up a load balancer: each has a
second, and when there are many, the oldest gives its place to the newest. It tells one word, and nothing of
what it was sent.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import threading
from collections.abc import Callable

from cbp.server import Address, ListenError
from cbp_server.health import UP

_log = logging.getLogger("cbp_server")

ANSWER_SECONDS = 1.0
"""How long a visitor may take, and again to close after the answer."""

MOST_VISITORS = 256
LONGEST_HEAD = 8192
"""Bytes of a request up to its empty line."""

_REQUEST_LINE = re.compile(rb"([!-~]+) [^\r\n]* HTTP/1\.[01]\r?\n")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_REASONS = {200: "OK", 503: "Service Unavailable"}


class HealthPort:
    """Answers HTTP requests with the server's state.

    Args:
        host: where load balancers connect to.
        port: 0 takes any free one.
        state: returns `up`, or one word why not; must not wait.
    """

    def __init__(self, host: str, port: int, state: Callable[[], str]) -> None:
        self._wanted = Address(host, port)
        self._state = state
        self._loop = asyncio.new_event_loop()
        self._visitors: dict[asyncio.StreamWriter, None] = {}  # oldest first
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._serve, name="health", daemon=True)

    def bind(self) -> None:
        """Take the port, without answering yet.

        Raises:
            ListenError: it cannot be taken.
        """
        listening = asyncio.start_server(self._visit, *self._wanted, limit=LONGEST_HEAD, start_serving=False)
        try:
            self._server = self._loop.run_until_complete(listening)
        except OSError as error:
            raise ListenError(f"cannot listen on {self._wanted}: {error.strerror}") from error

    @property
    def address(self) -> Address:
        """Where load balancers connect to, after `bind` with the port that the system chose."""
        if self._server is None:
            return self._wanted
        return Address(self._wanted.host, self._server.sockets[0].getsockname()[1])

    def start(self) -> None:
        """Answer from now on, after `bind`."""
        if self._server is not None:  # it listens when this returns, so that the ready line is true
            self._loop.run_until_complete(self._server.start_serving())
        self._thread.start()

    def stop(self, seconds: float) -> None:
        """Close the port; wait for at most so many seconds."""
        if not self._thread.is_alive():
            return
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(seconds)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        if self._server is not None:
            self._loop.run_forever()
            self._server.close()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._visitors[writer] = None
        if len(self._visitors) > MOST_VISITORS:
            oldest = next(iter(self._visitors))
            del self._visitors[oldest]  # at once: those who come together must not all abort the same one
            oldest.transport.abort()  # its task ends at the end of the stream
        with contextlib.suppress(TimeoutError, OSError):
            await self._answer(reader, writer)
        self._visitors.pop(writer, None)
        writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with asyncio.timeout(ANSWER_SECONDS):
            head = b""
            while not _END_OF_HEAD.search(head):
                more = await reader.read(LONGEST_HEAD)
                head += more
                if not more or len(head) > LONGEST_HEAD:
                    return
        if not (line := _REQUEST_LINE.match(head)):
            return
        writer.write(_response(self._state(), has_body=line[1] != b"HEAD"))
        async with asyncio.timeout(ANSWER_SECONDS):
            await writer.drain()
            writer.write_eof()
            while await reader.read(LONGEST_HEAD):  # what is left unread would reset the connection
                pass


def _response(state: str, *, has_body: bool) -> bytes:
    status = 200 if state == UP else 503
    lines = (
        f"HTTP/1.1 {status} {_REASONS[status]}",
        "Content-Type: text/plain",
        f"Content-Length: {len(state)}",
        "Cache-Control: no-store",
        "Connection: close",
        "",
        state if has_body else "",
    )
    return "\r\n".join(lines).encode()
