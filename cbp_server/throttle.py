"""How often a wrong login may be tried: the bound that makes a patient number a password.

A number has 10^8 values, so a bound on attempts is what protects a patient (`spec/protocol.md`,
TOO_MANY_ATTEMPTS): at most 5 refused logins a name and 20 an address in 15 minutes. Whoever holds a network
of IPv6 holds more addresses than anybody can count, so that a network has a bound of its own, far above
what its booths mistype. When a bound is reached, the name, address or network waits 15 minutes, twice as
long each time it happens again, up to two hours; after a quiet day it begins anew. A right login does not
wipe out the wrong ones before it.

No I/O, and the clock is the caller's. Memory is bounded: a fixed number of names and addresses, the one
refused longest ago forgotten first. Names are kept as keyed digests only.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from cbp_server.names import fold_name

_log = logging.getLogger("cbp_server")

WINDOW_SECONDS = 15 * 60
REFUSALS_A_NAME = 5
REFUSALS_AN_ADDRESS = 20
REFUSALS_A_NETWORK = 400
LONGEST_WAIT_SECONDS = 2 * 60 * 60
FORGIVEN_AFTER_SECONDS = 24 * 60 * 60
MOST_SUBJECTS = 20_000

_DIGEST_BYTES = 16
_NETWORK_PREFIX = 64


@dataclass(slots=True)
class _Record:
    """What is known of one name or one address; moments are the clock's seconds."""

    refusals: deque[float] = field(default_factory=deque)
    waits: int = 0
    waits_until: float = float("-inf")
    last_refusal: float = float("-inf")


class _Subjects:
    """Names, or addresses: refusals of each, within a bound of memory."""

    def __init__(self, limit: int, most: int) -> None:
        self._limit = limit
        self._most = most
        self._records: OrderedDict[bytes, _Record] = OrderedDict()

    def __len__(self) -> int:
        return len(self._records)

    def wait_left(self, subject: bytes, now: float) -> float:
        """Return the seconds that a subject still has to wait, 0.0 for none; `now` is the clock's."""
        record = self._records.get(subject)
        return max(0.0, record.waits_until - now) if record else 0.0

    def note_refusal(self, subject: bytes, now: float) -> float:
        """Count a refusal; return the seconds that the subject has to wait for it, 0.0 below the bound."""
        record = self._records.setdefault(subject, _Record())
        self._records.move_to_end(subject)
        if now - record.last_refusal > FORGIVEN_AFTER_SECONDS:
            record.waits = 0
        record.last_refusal = now
        while record.refusals and now - record.refusals[0] >= WINDOW_SECONDS:
            record.refusals.popleft()
        record.refusals.append(now)
        wait = 0.0
        if len(record.refusals) >= self._limit:
            wait = min(WINDOW_SECONDS * 2**record.waits, LONGEST_WAIT_SECONDS)
            record.waits_until = now + wait
            record.waits += 1
            record.refusals.clear()
        while len(self._records) > self._most:
            self._records.popitem(last=False)
        return wait


class LoginThrottle:
    """Counts refused logins by name and by address, and says how long each has to wait.

    Args:
        clock: seconds that only go forward.
        most_subjects: how many names, and how many addresses, are remembered at most.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, most_subjects: int = MOST_SUBJECTS
    ) -> None:
        self._clock = clock
        self._names = _Subjects(REFUSALS_A_NAME, most_subjects)
        self._addresses = _Subjects(REFUSALS_AN_ADDRESS, most_subjects)
        self._networks = _Subjects(REFUSALS_A_NETWORK, most_subjects)
        self._secret = secrets.token_bytes(_DIGEST_BYTES)
        self._guard = threading.Lock()

    def __repr__(self) -> str:
        return f"<LoginThrottle of {len(self._names)} names and {len(self._addresses)} addresses>"

    def wait_left(self, last_name: str, first_name: str, ip: str) -> float:
        """Return the seconds until this name may be tried from this address; 0.0: now.

        Args:
            last_name: as it was typed; every spelling that matches is one name.
            first_name: as it was typed.
            ip: the client's address, in figures.

        Raises:
            ValueError: `ip` is no address.
        """
        concerned = self._concerned(last_name, first_name, ip)
        with self._guard:
            return self._wait_left(concerned)

    def settle(self, last_name: str, first_name: str, ip: str, *, is_right: bool) -> float:
        """Take note of an attempt that was looked up.

        Attempts that were looked up side by side are settled one after the other: once the bound is
        reached, a later one hears of the wait even if it was right, so that trying many numbers at once
        tells no more than trying them in turn.

        Args:
            last_name: as it was typed.
            first_name: as it was typed.
            ip: the client's address, in figures.
            is_right: whether names and number were those of one patient.

        Returns:
            Seconds to wait, whatever was found out; 0.0: the attempt counts, a right one is let in.

        Raises:
            ValueError: `ip` is no address.
        """
        concerned = self._concerned(last_name, first_name, ip)
        with self._guard:
            wait = self._wait_left(concerned)
            if wait == 0.0 and not is_right:
                now = self._clock()
                for what, (subjects, subject) in concerned.items():
                    _report(what, subjects.note_refusal(subject, now), ip)
            return wait

    def _concerned(self, last_name: str, first_name: str, ip: str) -> dict[str, tuple[_Subjects, bytes]]:
        """Return whom an attempt counts for, by what a log calls them."""
        address = ipaddress.ip_address(ip)
        concerned = {
            "a name": (self._names, self._digest(last_name, first_name)),
            "an address": (self._addresses, address.packed),
        }
        if isinstance(address, ipaddress.IPv6Address) and not address.is_link_local:
            network = ipaddress.IPv6Network((address, _NETWORK_PREFIX), strict=False)
            concerned["a network"] = (self._networks, network.network_address.packed)
        return concerned

    def _wait_left(self, concerned: dict[str, tuple[_Subjects, bytes]]) -> float:
        now = self._clock()
        return max(subjects.wait_left(subject, now) for subjects, subject in concerned.values())

    def _digest(self, last_name: str, first_name: str) -> bytes:
        name = f"{fold_name(last_name)}\0{fold_name(first_name)}".encode()
        return hashlib.blake2b(name, key=self._secret, digest_size=_DIGEST_BYTES).digest()


def _report(what: str, wait: float, ip: str) -> None:
    if wait:
        _log.warning("too many refused logins for %s, the last from %s: it waits %d s", what, ip, wait)
