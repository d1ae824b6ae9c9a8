"""The way of a new connection until a thread has it: through a trusted proxy's gate, then in, or refused.

Who gives a place to a newcomer is decided in `admission.py`. Everything here runs in the accept loop's
thread, except where it says otherwise, and waits for nobody.
"""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass

from socklib.accepting import Watcher
from socklib.address import Address
from socklib.admission import Admission
from socklib.final_replies import FinalReplies
from socklib.pool import ThreadPool
from socklib.proxy_gate import Network, ProxyGate
from socklib.rate_limited import RateLimitedWarning
from socklib.served import ServedConnection
from socklib.stop_event import StopEvent

_log = logging.getLogger("socklib")


@dataclass(frozen=True, slots=True)
class EntranceRules:
    """What may change while a server runs.

    Attributes:
        per_address: connections an address may hold at once; 0: no bound.
        trusted_proxies: addresses and networks whose connections begin with a PROXY header.
        tls: the certificate for new connections; None: plain TCP.
    """

    per_address: int
    trusted_proxies: Sequence[Network]
    tls: ssl.SSLContext | None


class Entrance:
    """Lets new connections in to a pool of threads.

    Args:
        pool: the threads and their queue.
        places: connections that may be served or wait at once.
        rules: what may change later.
        evicts_idle: whether idle connections give their place to a newcomer.
        max_frame: the longest payload to accept, in bytes.
        final_replies: tells those who are refused.
        stop: the server's stop event.
        name: prefix of log lines.

    Raises:
        OSError: the system has no descriptor to give; nothing is left behind.
    """

    def __init__(
        self,
        pool: ThreadPool[ServedConnection],
        *,
        places: int,
        rules: EntranceRules,
        evicts_idle: bool,
        max_frame: int,
        final_replies: FinalReplies,
        stop: StopEvent,
        name: str,
    ) -> None:
        self._pool = pool
        self._rules = rules
        self._max_frame = max_frame
        self._final_replies = final_replies
        self._stop = stop
        self.refused = 0
        threads = pool.load.threads
        self._full_warning = RateLimitedWarning(
            _log,
            f"{name}: all {threads} threads are busy and {places - threads} connections wait, or one address"
            " holds all that it may; refused %d lately, the last from %s: raise the threads if this goes on",
        )
        self._starvation_warning = RateLimitedWarning(
            _log,
            f"{name}: all {threads} threads are busy, none is idle, and requests have waited %d times lately;"
            " most sessions are of %s: raise the threads, or limit what an address may hold",
        )
        self._proxy_warning = RateLimitedWarning(
            _log,
            f"{name}: %d connections of trusted proxies came without a sound PROXY header, the last from %s",
        )
        self._admission = Admission(
            pool,
            places=places,
            per_address=rules.per_address,
            evicts_idle=evicts_idle,
            turn_away=final_replies.refuse,
            on_starvation=lambda load: self._starvation_warning.log(f"{load.host} ({load.kept})"),
        )
        try:
            self._proxies = ProxyGate(
                rules.trusted_proxies, on_client=self._admit, on_error=self._refuse_proxy
            )
        except BaseException:
            self._admission.close()
            raise
        self.watchers: tuple[Watcher, ...] = (self._admission, self._proxies)
        self.begin = self._admission.begin
        self.keep = self._admission.keep
        self.forget = self._admission.forget
        self.make_room = self._admission.make_room
        self.by_address = self._admission.by_address

    @property
    def evicted(self) -> int:
        """How many connections gave their place to a newcomer; from any thread."""
        return self._admission.evicted

    def change(self, rules: EntranceRules) -> None:
        """Follow other rules with the connections that come from now on; from any thread."""
        self._rules = rules
        self._admission.limit_addresses(rules.per_address)
        self._proxies.trust(rules.trusted_proxies)

    def welcome(self, stream: socket.socket, peer: Address) -> None:
        """Take a new connection."""
        if self._proxies.is_proxy(peer):
            self._proxies.take(stream, peer)
        else:
            self._admit(stream, peer)

    def close_proxies(self) -> None:
        """Close those who wait with half a header; after the accept loop's end. Repeatable."""
        self._proxies.close()

    def close(self) -> None:
        """Give the descriptors back; after the accept loop's end."""
        self._proxies.close()
        self._admission.close()

    def _refuse_proxy(self, stream: socket.socket, proxy: Address) -> None:
        self._proxy_warning.log(proxy)
        self._final_replies.refuse_malformed(stream)

    def _admit(self, stream: socket.socket, peer: Address) -> None:
        """Queue a new connection, or refuse it."""
        try:
            connection = ServedConnection(
                stream, peer=peer, max_frame=self._max_frame, tls=self._rules.tls, stop=self._stop
            )
        except OSError:  # the peer has left already
            stream.close()
            return
        if self._admission.admit(connection):
            return
        if self._pool.is_closed:
            self._final_replies.tell_stopping(connection)
            return
        self.refused += 1
        self._full_warning.log(peer)
        self._final_replies.refuse(connection)
