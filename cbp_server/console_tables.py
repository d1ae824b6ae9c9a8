"""What the administrator's console prints: tables for people, JSON for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Sequence

import msgspec

from cbp.admin import AddressConnections, ConnectedPatient, StatusReply

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of Unicode: control, format, surrogate, private, unassigned; line and paragraph separators."""

_LARGEST_OF_FOUR_DIGITS = 0xFFFF


def as_json(reply: object) -> str:
    """Return an answer as JSON, in ASCII."""
    return json.dumps(msgspec.to_builtins(reply), indent=2)


def clients_table(clients: Sequence[ConnectedPatient]) -> str:
    """Return the patients in session as a table."""
    if not clients:
        return "nobody is in session"
    rows = [
        (
            client.since.strftime("%Y-%m-%d %H:%M:%S"),
            client.ip,
            str(client.patient_id),
            client.last_name,
            client.first_name,
            client.server,
        )
        for client in clients
    ]
    return _table(("since", "address", "number", "last name", "first name", "server"), rows)


def connections_table(connections: Sequence[AddressConnections]) -> str:
    """Return who holds how many connections as a table."""
    rows = [(one.ip, str(one.sessions), str(one.others), f"{one.oldest_s:.0f} s") for one in connections]
    return _table(("address", "sessions", "others", "oldest"), rows) if rows else "nobody is connected"


def status_table(status: StatusReply) -> str:
    """Return how the server is doing as tables."""
    pool, database, days = status.pool, status.database, status.certificate_days_left
    facts = [
        ("name", status.server),
        ("version", status.version),
        ("up", f"{status.uptime_s:.0f} s"),
        ("patients in session", str(status.sessions)),
        ("threads", f"{pool.busy} of {pool.threads} busy"),
        ("queue", f"{pool.queued} of {pool.queue_limit} waiting"),
        ("closed for a newcomer", str(status.evicted)),
        ("refused", str(status.refused)),
        ("certificate", "none" if days is None else f"expires in {days} days"),
        ("database", f"{database.latency_ms} ms" if database.reachable else "NOT REACHABLE"),
    ]
    parts = [_table(("server", ""), facts)]
    if status.requests:
        rows = [
            (command, str(times.count), str(times.p50), str(times.p95), str(times.p99))
            for command, times in status.requests.items()
        ]
        parts.append(_table(("command", "count", "p50 ms", "p95 ms", "p99 ms"), rows))
    if status.errors:
        parts.append(
            _table(("error", "count"), [(code, str(count)) for code, count in status.errors.items()])
        )
    return "\n\n".join(parts)


def _table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heading, *(list(map(printable, row)) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    lines.insert(1, ["-" * width for width in widths])
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def printable(text: str) -> str:
    """Return a text with each character escaped that a terminal obeys or does not show.

    A name may hold a line end, an escape sequence, a character of no width, or one that turns the direction
    of writing, and so look like another name or another line.
    """
    return "".join(_escaped(one) if unicodedata.category(one) in _UNSEEN else one for one in text)


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= _LARGEST_OF_FOUR_DIGITS else f"\\U{number:08x}"
