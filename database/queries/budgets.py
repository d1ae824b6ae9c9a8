"""Budgets: how often something may happen to a name or from an address, counted for all servers together.

Two kinds of statement, each atomic, so that the count is exact over any number of threads and servers:
`_TAKE` allows a number of events in a sliding window; `_REFUSE` counts a refused login and blocks the subject
at its limit, longer each time. The clock is the database's, so servers need not agree on theirs; the nodes of
a cluster must, to `STEP_SECONDS`, and a wait is as much longer or shorter as they differ. A row from before
that clock stepped back is forgotten: it would count until the clock is there again. Both run in autocommit;
the row count and LAST_INSERT_ID tell the verdict without another statement.

No name is here, only digests, and no log: `cbp_server/budgets.py` decides what to tell.
"""

from __future__ import annotations

import enum
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import pymysql

from database.connections.connection import DatabaseConnection
from database.queries.clock import A_SECOND, NOW

MOST_EVENTS = 10_000
"""The highest limit of a budget: a row holds 8 bytes for each event."""

WINDOW_SECONDS = 15 * 60
"""In which refused logins are counted, and the first block lasts."""

LONGEST_WAIT_SECONDS = 2 * 60 * 60
FORGIVEN_AFTER_SECONDS = 24 * 60 * 60

STEP_SECONDS = 5 * 60
"""A row from further ahead is of a clock that has stepped back: the nodes of a cluster must differ by less
(`docs/cluster.md`, "Clocks"), or one forgets what another has counted."""

_MOST_DOUBLINGS = 3  # 15, 30, 60, 120 minutes
_PRUNED_ONCE_IN = 64
_PRUNED_AT_ONCE = 1000  # far more than the rows that are added meanwhile


class BudgetKind(enum.IntEnum):
    """Whose budget it is; the numbers are in the table."""

    LOGINS_OF_A_NAME = 1
    LOGINS_OF_AN_ADDRESS = 2
    LOGINS_OF_A_NETWORK = 3
    REGISTRATIONS = 4
    REGISTRATIONS_OF_A_NETWORK = 5


@dataclass(frozen=True)
class Budget:
    """What one subject may do.

    Attributes:
        kind: of what.
        subject: a packed address, or the digest of a name; 32 bytes at most.
        limit: events in a window, 1 to `MOST_EVENTS`.
    """

    kind: BudgetKind
    subject: bytes = field(repr=False)
    limit: int


@dataclass(frozen=True)
class Verdict:
    """What a budget says.

    Attributes:
        is_granted: whether the event counts; if not, the subject has to wait.
        wait: seconds until the next event may be granted; 0.0: at once.
        begins: whether the budget begins to refuse with this event.
    """

    is_granted: bool
    wait: float = 0.0
    begins: bool = False


def _packed(number: str) -> str:
    return f"UNHEX(LPAD(HEX({number}), 16, '0'))"


_IS_AHEAD = f"changed_at > {NOW} + {STEP_SECONDS * A_SECOND}"
_FORGET_IF_AHEAD = (
    f"times = IF({_IS_AHEAD}, '', times), waits = IF({_IS_AHEAD}, 0, waits), "
    f"waits_until = IF({_IS_AHEAD}, 0, waits_until), changed_at = IF({_IS_AHEAD}, {NOW}, changed_at), "
)

# Assignments of ON DUPLICATE KEY UPDATE take effect from left to right; each uses what is set before it.
_OLDEST = "CAST(CONV(HEX(SUBSTRING(times, -%s, 8)), 16, 10) AS SIGNED)"
_IS_FULL = f"SUBSTRING(times, -%s, 8) > {_packed(f'{NOW} - %s')}"

_TAKE = (
    "INSERT INTO borne_budgets (kind, subject, times, waits, waits_until, changed_at) "  # noqa: S608 - constants
    f"VALUES (%s, %s, {_packed(NOW)}, 0, 0, {NOW}) ON DUPLICATE KEY UPDATE {_FORGET_IF_AHEAD}"
    f"waits_until = IF({_IS_FULL}, IF(LAST_INSERT_ID({_OLDEST} + %s - {NOW}) AND waits_until <= {NOW}, "
    f"{_OLDEST} + %s, waits_until), waits_until), "
    f"changed_at = IF({_IS_FULL}, changed_at, GREATEST({NOW}, changed_at)), "
    f"times = IF({_IS_FULL}, times, CONCAT(RIGHT(times, %s), {_packed('changed_at')}))"
)

_PRIOR_WAITS = f"IF(changed_at < {NOW} - {FORGIVEN_AFTER_SECONDS * A_SECOND}, 0, waits)"
_WAIT = f"({WINDOW_SECONDS * A_SECOND} << LEAST({_PRIOR_WAITS}, {_MOST_DOUBLINGS}))"
_IS_COUNTED = f"RIGHT(times, 8) = {_packed(NOW)}"

# While a subject is blocked, nothing is counted and its row stays as it is: 0 rows. Times from before a block
# are out of the window when it ends.
_REFUSE = (
    "INSERT INTO borne_budgets (kind, subject, times, waits, waits_until, changed_at) "  # noqa: S608 - constants
    f"VALUES (%s, %s, {_packed(NOW)}, %s, IF(%s, {NOW} + {WINDOW_SECONDS * A_SECOND}, 0), {NOW}) "
    f"ON DUPLICATE KEY UPDATE {_FORGET_IF_AHEAD}"
    f"times = IF(waits_until > {NOW}, times, CONCAT(RIGHT(times, %s), {_packed(NOW)})), "
    f"waits_until = IF(waits_until > {NOW}, IF(LAST_INSERT_ID(waits_until - {NOW}), waits_until, 0), "
    f"IF({_IS_FULL}, {NOW} + LAST_INSERT_ID({_WAIT}), waits_until)), "
    f"waits = IF({_IS_COUNTED}, {_PRIOR_WAITS} + (waits_until > {NOW}), waits), "
    f"changed_at = IF({_IS_COUNTED}, {NOW}, changed_at)"
)

_FORGET = (
    "UPDATE borne_budgets SET times = '', waits = 0, waits_until = 0 "
    "WHERE kind = %s AND subject = %s AND (times <> '' OR waits_until <> 0)"
)

_PRUNE = (
    f"DELETE FROM borne_budgets WHERE changed_at < {NOW} - {FORGIVEN_AFTER_SECONDS * A_SECOND} "  # noqa: S608
    f"AND waits_until < {NOW} ORDER BY changed_at LIMIT {_PRUNED_AT_ONCE}"
)

_PRUNE_AHEAD = f"DELETE FROM borne_budgets WHERE {_IS_AHEAD} LIMIT {_PRUNED_AT_ONCE}"  # noqa: S608

_WAIT_LEFT = (
    f"(SELECT IF({_IS_AHEAD}, 0, waits_until - {NOW}) "  # noqa: S608
    "FROM borne_budgets WHERE kind = %s AND subject = %s)"
)


def waits_in_columns(budgets: Sequence[Budget]) -> tuple[str, list[object]]:
    """Return columns for a SELECT, one a budget: microseconds left, NULL or not positive if it may go on."""
    values: list[object] = []
    for budget in budgets:
        values += [int(budget.kind), budget.subject]
    return "".join(f", {_WAIT_LEFT}" for _ in budgets), values


def take(connection: DatabaseConnection, budget: Budget, seconds: int) -> Verdict:
    """Count an event, unless `budget.limit` were counted within the last `seconds`."""
    window, depth = seconds * A_SECOND, 8 * budget.limit
    is_full = (depth, window)
    changed = connection.change(
        _TAKE,
        *(int(budget.kind), budget.subject),
        *(*is_full, depth, window, depth, window),
        *is_full,
        *(*is_full, depth - 8),
    )
    left = connection.last_id / A_SECOND
    _prune_sometimes(connection)
    if left == 0:
        return Verdict(is_granted=True)
    return Verdict(is_granted=False, wait=left, begins=changed > 0)


def refuse(connection: DatabaseConnection, budget: Budget) -> Verdict:
    """Count a refused login; at the limit the subject is blocked, and while it is, nothing is counted."""
    depth = 8 * budget.limit
    is_limit_one = budget.limit == 1
    changed = connection.change(
        _REFUSE,
        *(int(budget.kind), budget.subject, int(is_limit_one), is_limit_one),
        depth - 8,
        *(depth, WINDOW_SECONDS * A_SECOND),
    )
    left = connection.last_id / A_SECOND
    _prune_sometimes(connection)
    if changed == 1 and is_limit_one:  # a new row, blocked at once
        left = WINDOW_SECONDS
    return Verdict(is_granted=changed > 0, wait=left, begins=changed > 0 and left > 0)


def forget(connection: DatabaseConnection, budgets: Sequence[Budget]) -> bool:
    """Forget what was counted; return whether there was anything."""
    changed = [connection.change(_FORGET, int(budget.kind), budget.subject) for budget in budgets]
    return any(changed)


def _prune_sometimes(connection: DatabaseConnection) -> None:
    """Delete rows that nothing depends on any more, once in a while.

    An account that may not delete only lets the table grow.
    """
    if secrets.randbelow(_PRUNED_ONCE_IN) == 0:
        with suppress(pymysql.err.OperationalError):
            connection.change(_PRUNE)
            connection.change(_PRUNE_AHEAD)
