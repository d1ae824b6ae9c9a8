"""The sessions of a history: from when to when each patient was surely in session, or may have been.

A session surely lasts from the answer to its LOGIN to the last request in it that was answered, and may last
from the LOGIN to LOGOUT's answer. The end of a connection without LOGOUT takes the server a moment to see,
and the sessions of a server that ended are forgotten by the others later.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from prove.checker.known import Known
from prove.history import Call, Fault

GONE_SECONDS = 2.0
TOLD_SECONDS = 2.0
GONE_WITH_A_SERVER_SECONDS = 20.0
"""`docs/protocol.md`, "LIST_CLIENTS". The second is how long another server may take to hear of a session."""

_LONGEST_FAULT = 300.0


@dataclass(frozen=True)
class Visit:
    """A session of a patient.

    Attributes:
        patient: whose.
        begin: when LOGIN was sent.
        surely_from: when its answer was read, and other servers had heard of it; infinite if none came.
        surely_to: when the last request that was answered in it was sent.
        left: when the client had its LOGOUT answered, or closed, or was told that it is closed.
        is_gone_at_once: whether it ended with LOGOUT's answer, and there is no other server to hear of it.
        gone_at: from when on the server that it was at may not list it any more.
        first_end: when a server ended for the first time since; infinite if none did.
        ends: for each end of a server that may have known of it, when that began, and until when others may
            list it.
        calls: LOGIN, and the end.
    """

    patient: int
    begin: float
    surely_from: float
    surely_to: float
    left: float
    is_gone_at_once: bool
    gone_at: float
    first_end: float
    ends: tuple[tuple[float, float], ...]
    calls: tuple[Call, ...]

    def may_be_listed(self, listing: Call, *, is_timed: bool) -> bool:
        """Tell whether a listing may have this session.

        Args:
            listing: a call of LIST_CLIENTS.
            is_timed: whether delays count; where not, only an answered LOGOUT excludes, and only until a
                server has ended.
        """
        if self.begin > listing.end:
            return False
        if not is_timed:
            is_over = self.is_gone_at_once and self.left < listing.begin
            return not is_over or self.first_end <= listing.end
        return listing.begin <= self.gone_at or any(
            began <= listing.end and listing.begin <= until for began, until in self.ends
        )

    def ended_with_a_server(self, listing: Call) -> bool:
        """Tell whether, before a listing, a server ended that may have known of this session."""
        return any(began <= listing.end for began, _ in self.ends)


def visits_of(known: Known) -> list[Visit]:
    """Return all sessions of a history."""
    faults = sorted(known.history.faults, key=lambda one: one.begin)
    sessions: dict[int, list[Call]] = defaultdict(list)
    for command, calls in known.calls.items():
        if command != "LIST_CLIENTS":
            for call in calls:
                sessions[call.session].append(call)
    has_others = known.history.run.servers > 1
    visits = (
        _visit(sorted(calls, key=lambda one: one.begin), faults, has_others=has_others)
        for calls in sessions.values()
    )
    return [visit for visit in visits if visit is not None]


def _visit(calls: Sequence[Call], faults: Sequence[Fault], *, has_others: bool) -> Visit | None:
    """Return the session of one connection; None if nobody came into session, or nobody knows who."""
    login, last = calls[0], calls[-1]
    patient = login.answered if login.command == "REGISTER" else login.patient
    if patient is None or login.outcome == "refused":
        return None
    answered = [one for one in calls[1:] if one.outcome != "unknown" and one.command != "LEAVE"]
    is_gone_at_once = last.command == "LOGOUT" and last.outcome == "ok" and not has_others
    told = _due(login.end, TOLD_SECONDS, faults) if has_others else login.end
    # What is known of a server that ended may be as old as its own delay; elsewhere, as the others' delay.
    known_until = _due(last.end, GONE_WITH_A_SERVER_SECONDS if has_others else GONE_SECONDS, faults)
    return Visit(
        patient=patient,
        begin=login.begin,
        surely_from=told if login.outcome == "ok" else math.inf,
        surely_to=answered[-1].begin if answered else login.end,
        left=last.end,
        is_gone_at_once=is_gone_at_once,
        gone_at=last.end if is_gone_at_once else _due(last.end, GONE_SECONDS, faults),
        first_end=_first_end(faults, login.begin),
        ends=tuple(
            (fault.begin, fault.server_ended + GONE_WITH_A_SERVER_SECONDS)
            for fault in _between(faults, login.begin, known_until)
            if fault.server_ended is not None and fault.server_ended >= login.begin
        ),
        calls=(login, last) if last is not login else (login,),
    )


def _first_end(faults: Sequence[Fault], start: float) -> float:
    for fault in _between(faults, start, math.inf):
        if fault.server_ended is not None and fault.server_ended >= start:
            return fault.begin
    return math.inf


def _due(start: float, seconds: float, faults: Sequence[Fault]) -> float:
    """Return when a delay is over that does not run while something is broken."""
    end = start + seconds
    for fault in _between(faults, start, math.inf):
        if fault.begin > end:
            break
        end += max(0.0, fault.end - max(start, fault.begin))
    return end


def _between(faults: Sequence[Fault], start: float, end: float) -> Sequence[Fault]:
    """Return the faults that began before `end`, and may have gone on at `start`."""
    first = bisect_left(faults, start - _LONGEST_FAULT, key=lambda one: one.begin)
    last = len(faults) if end == math.inf else bisect_left(faults, end, key=lambda one: one.begin)
    return faults[first:last]
