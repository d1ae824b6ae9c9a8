"""Budgets: what a name, an address or a patient may do before the server refuses.

A patient number has 10^8 values, so only a limit on attempts protects a patient (`docs/protocol.md`, "Codes",
TOO_MANY_ATTEMPTS). At most 5 refused logins a name in 15 minutes, and `logins_per_address` an address. An
IPv6 network has more addresses than anyone can count, so it has a limit of its own, far above what its booths
mistype. At the limit the name, address or network is blocked for 15 minutes, twice as long each time it
happens again, up to two hours; after a day without refusals it starts again at 15 minutes. A right login does
not reset the count.

What is counted is in the database, so that a restart forgives nothing and a second server adds up. Names are
there as digests only. One log line when a budget begins to refuse: the event, the address and the count,
never a name.
"""

from __future__ import annotations

import hashlib
import ipaddress
import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cbp.server import RateLimitedWarning
from cbp_server.name_turns import NameTurns
from database import (
    MOST_EVENTS,
    WINDOW_SECONDS,
    Budget,
    BudgetKind,
    Database,
    DatabaseUnavailableError,
    Patient,
    fold_names,
)

_log = logging.getLogger("cbp_server")

REFUSALS_A_NAME = 5
ADDRESSES_A_NETWORK = 20
"""An IPv6 network of 64 bits may have this many times the refused logins and new patients of an address."""

AN_HOUR = 60 * 60

_NETWORK_PREFIX = 64
_DIGEST_BYTES = 16


_UNWRITTEN_SECONDS = 30.0
_MOST_UNWRITTEN = 10_000

_NAMES = {
    BudgetKind.LOGINS_OF_A_NAME: "logins_per_name",
    BudgetKind.LOGINS_OF_AN_ADDRESS: "logins_per_address",
    BudgetKind.LOGINS_OF_A_NETWORK: "logins_per_network",
    BudgetKind.REGISTRATIONS: "registrations_per_hour",
    BudgetKind.REGISTRATIONS_OF_A_NETWORK: "registrations_per_hour",
}
_LOGINS = (BudgetKind.LOGINS_OF_AN_ADDRESS, BudgetKind.LOGINS_OF_A_NETWORK)
_REGISTRATIONS = (BudgetKind.REGISTRATIONS, BudgetKind.REGISTRATIONS_OF_A_NETWORK)
_BOOKINGS = "bookings_per_patient"

_WORDS = {
    BudgetKind.LOGINS_OF_A_NAME: "a name",
    BudgetKind.LOGINS_OF_AN_ADDRESS: "an address",
    BudgetKind.LOGINS_OF_A_NETWORK: "a network",
}


@dataclass(frozen=True, slots=True)
class BudgetLimits:
    """How large the budgets are; 0: no bound.

    Attributes:
        registrations_per_hour: new patients an address may register in an hour.
        bookings_per_patient: consultations to come that a patient may hold.
        logins_per_address: refused logins an address may have in 15 minutes.
    """

    registrations_per_hour: int = 60
    bookings_per_patient: int = 10
    logins_per_address: int = 20


class BudgetSpentError(Exception):
    """A budget refuses.

    Args:
        wait: seconds until it may allow the same again.
    """

    def __init__(self, wait: float) -> None:
        super().__init__("too many")
        self.wait = wait


class Budgets:
    """The budgets of all who come; any thread may use them.

    Args:
        database: where they are counted.
        limits: how large they are.

    Attributes:
        limits: may be replaced at any time.
    """

    def __init__(self, database: Database, limits: BudgetLimits | None = None) -> None:
        self.limits = limits or BudgetLimits()
        self._database = database
        self._turns = NameTurns()
        self._refused: Counter[str] = Counter()
        self._unwritten: dict[bytes, float] = {}
        self._booking_warning = RateLimitedWarning(
            _log,
            "no more bookings in %d sessions lately: a patient holds %d consultations to come, last at %s",
        )

    def refused(self) -> dict[str, int]:
        """Return how often each budget has refused since the start, by its name."""
        return {name: self._refused[name] for name in (*_NAMES.values(), _BOOKINGS)}

    def take_registration(self, ip: str) -> None:
        """Count a new patient from an address.

        Args:
            ip: the client's IP address.

        Raises:
            BudgetSpentError: the address, or its IPv6 network, has registered as many as it may.
        """
        limit = self.limits.registrations_per_hour
        if not limit:
            return
        for budget in _of_address(ip, limit, _REGISTRATIONS):
            verdict = self._database.take(budget, seconds=AN_HOUR)
            if verdict.is_granted:
                continue
            self._refused[_NAMES[budget.kind]] += 1
            if verdict.begins:
                words = "%d new patients were registered from %s%s within an hour: no more for %d s"
                where = "" if budget.kind is BudgetKind.REGISTRATIONS else "the network of "
                _log.warning(words, budget.limit, where, ip, verdict.wait)
            raise BudgetSpentError(verdict.wait)

    def note_refused_booking(self, ip: str, *, begins: bool) -> None:
        """Count a booking that was refused because its patient holds as many as allowed.

        Args:
            ip: the client's IP address.
            begins: whether it is the session's first.
        """
        self._refused[_BOOKINGS] += 1
        if begins:
            self._booking_warning.log(self.limits.bookings_per_patient, ip)

    @contextmanager
    def login(self, last_name: str, first_name: str, ip: str) -> Iterator[LoginAttempt]:
        """Hold the turn of a name: attempts for one name are judged one after the other.

        So trying many numbers at once reveals no more than trying them in turn.

        Args:
            last_name: as typed; all spellings that match count as one name.
            first_name: as typed.
            ip: the client's IP address.

        Raises:
            ValueError: `ip` is not an IP address.
            DatabaseUnavailableError: another attempt for that name does not come to an end.
        """
        name = _digest(last_name, first_name)
        concerned = [Budget(BudgetKind.LOGINS_OF_A_NAME, name, REFUSALS_A_NAME)]
        if self.limits.logins_per_address:
            concerned += _of_address(ip, self.limits.logins_per_address)
        with self._turns.hold(name):
            yield LoginAttempt(self, concerned, ip)

    def unlock(self, *, names: tuple[str, str] | None = None, ip: str | None = None) -> bool:
        """Forget the refused logins of a name, or of an address and its network.

        Args:
            names: last and first name, in any spelling that matches.
            ip: an IP address.

        Returns:
            Whether there were any.
        """
        concerned = [] if ip is None else _of_address(ip, 1)
        if names is not None:
            name = _digest(*names)
            self._unwritten.pop(name, None)
            concerned.append(Budget(BudgetKind.LOGINS_OF_A_NAME, name, REFUSALS_A_NAME))
        return self._database.forget_refusals(concerned)

    def look_up(self, concerned: list[Budget], patient_id: int) -> Patient | None:
        """Return the patient with a number; for a LoginAttempt."""
        if self._unwritten.get(concerned[0].subject, 0.0) > time.monotonic():
            raise DatabaseUnavailableError("the last refusal of that name could not be counted")
        recognition = self._database.recognise(patient_id, concerned)
        if any(recognition.waits):
            self._count(budget for budget, wait in zip(concerned, recognition.waits, strict=True) if wait)
            raise BudgetSpentError(max(recognition.waits))
        return recognition.patient

    def refuse(self, concerned: list[Budget], ip: str) -> None:
        """Count a refused login; for a LoginAttempt."""
        try:
            verdicts = self._database.refuse_login(concerned)
        except DatabaseUnavailableError:
            self._hold_back(concerned[0].subject)
            raise
        for budget, verdict in zip(concerned, verdicts, strict=False):
            if verdict.begins:
                words = "too many refused logins for %s (%d in %d min), the last from %s: blocked for %d s"
                minutes = WINDOW_SECONDS // 60
                _log.warning(words, _WORDS[budget.kind], budget.limit, minutes, ip, verdict.wait)
        if not verdicts[-1].is_granted:
            self._count([concerned[len(verdicts) - 1]])
            raise BudgetSpentError(verdicts[-1].wait)

    def _hold_back(self, name: bytes) -> None:
        """Let nobody guess a name while the database answers questions but counts no refusal."""
        if len(self._unwritten) >= _MOST_UNWRITTEN:
            self._unwritten.clear()
        self._unwritten[name] = time.monotonic() + _UNWRITTEN_SECONDS

    def _count(self, spent: Iterable[Budget]) -> None:
        self._refused.update(_NAMES[budget.kind] for budget in spent)


class LoginAttempt:
    """One attempt to log in, while it holds the turn of its name.

    Args:
        budgets: what it is counted by.
        concerned: the name's budget, then those of the address.
        ip: the client's IP address.
    """

    def __init__(self, budgets: Budgets, concerned: list[Budget], ip: str) -> None:
        self._budgets = budgets
        self._concerned = concerned
        self._ip = ip

    def look_up(self, patient_id: int) -> Patient | None:
        """Return the patient with a number; the caller compares the names.

        Raises:
            BudgetSpentError: the name or the address has to wait.
        """
        return self._budgets.look_up(self._concerned, patient_id)

    def refuse(self) -> None:
        """Count the attempt as refused.

        Raises:
            BudgetSpentError: another server has reached the limit meanwhile, so the result may not be told.
        """
        self._budgets.refuse(self._concerned, self._ip)


def _of_address(ip: str, limit: int, kinds: tuple[BudgetKind, BudgetKind] = _LOGINS) -> list[Budget]:
    """Return the budgets, of these two kinds, of an address and of its IPv6 network."""
    address, (of_address, of_network) = _address(ip), kinds
    found = [Budget(of_address, address.packed, limit)]
    if isinstance(address, ipaddress.IPv6Address) and not address.is_link_local:
        network = ipaddress.IPv6Network((int(address), _NETWORK_PREFIX), strict=False)
        subject = network.network_address.packed
        found.append(Budget(of_network, subject, min(limit * ADDRESSES_A_NETWORK, MOST_EVENTS)))
    return found


def _address(ip: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """Return an address; an IPv4 client of an IPv6 socket has its IPv4 address."""
    address = ipaddress.ip_address(ip)
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _digest(last_name: str, first_name: str) -> bytes:
    """Return what stands for a name in the table; the same on every server."""
    name = "\0".join(fold_names(last_name, first_name)).encode()
    return hashlib.blake2b(name, digest_size=_DIGEST_BYTES, person=b"borne login name").digest()
