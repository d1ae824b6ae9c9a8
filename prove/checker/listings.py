"""The rule of LIST_CLIENTS: who is in session is listed, and nobody who has been gone for the stated delay.

A session surely lasts from the answer to its LOGIN to the last request in it that was answered, and may last
from the LOGIN to LOGOUT's answer. The end of a connection without LOGOUT takes the server a moment to see,
and the sessions of a server that ended are forgotten by the others later.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prove.checker.known import Known
from prove.checker.violation import Violation
from prove.history import Call, Fault

GONE_SECONDS = 2.0
GONE_WITH_A_SERVER_SECONDS = 20.0
"""`docs/protocol.md`, "LIST_CLIENTS"."""


@dataclass(frozen=True)
class Visit:
    """A session of a patient.

    Attributes:
        begin: when LOGIN was sent.
        surely_from: when its answer was read; infinite if none came.
        surely_to: when the last request that was answered in it was sent.
        left: when the client had its LOGOUT answered, or closed, or was told that it is closed.
        is_logged_out: whether it ended with LOGOUT's answer.
        calls: LOGIN, and the end.
    """

    begin: float
    surely_from: float
    surely_to: float
    left: float
    is_logged_out: bool
    calls: tuple[Call, ...]


def list_clients_is_right(known: Known, *, is_timed: bool) -> Iterator[Violation]:
    """Find listings without a patient in session, or with one who left longer ago than the stated delay.

    Args:
        known: the history.
        is_timed: whether delays are judged too; where not, only what no delay excuses.
    """
    visits = _visits(known)
    for listing in known.calls["LIST_CLIENTS"]:
        if listing.outcome == "ok":
            yield from _judge(listing, visits, known, is_timed=is_timed)


def _judge(
    listing: Call, visits: Mapping[int, list[Visit]], known: Known, *, is_timed: bool
) -> Iterator[Violation]:
    counts = Counter(listing.listed)
    faults = sorted(
        (fault for fault in known.history.faults if fault.begin <= listing.end), key=lambda one: one.begin
    )
    for patient, of_patient in visits.items():
        near = [one for one in of_patient if one.begin <= listing.end]
        surely = [one for one in near if one.surely_from <= listing.begin and listing.end <= one.surely_to]
        if counts[patient] < len(surely):
            calls = tuple(call for one in surely for call in one.calls)
            yield Violation(f"patient {patient} was in session, and was not listed", (listing, *calls))
        if counts[patient]:
            maybe = sum(listing.begin <= _listed_until(one, faults, is_timed=is_timed) for one in near)
            if counts[patient] > maybe:
                calls = tuple(call for one in near[-3:] for call in one.calls)
                what = f"patient {patient} was listed {counts[patient]} times, at most {maybe} in session"
                yield Violation(what, (listing, *calls))
    # A registration whose answer was lost leaves a patient in session whom no client knows.
    run = known.history.run
    is_lost = any(one.answered is None and one.begin <= listing.end for one in known.calls["REGISTER"])
    strangers = run.patients_after - run.patients_before if is_lost else frozenset()
    for patient in counts.keys() - visits.keys() - strangers:
        yield Violation(f"patient {patient} was listed, and was never in session", (listing,))


def latest_listing(known: Known) -> float:
    """Return how long at most somebody was listed after the end, where no server ended; only reported."""
    visits, longest = _visits(known), 0.0
    for listing in known.calls["LIST_CLIENTS"]:
        for patient in set(listing.listed) & visits.keys():
            came = [one for one in visits[patient] if one.begin <= listing.end]
            last = max((one.left for one in came), default=math.inf)
            ended = any(
                fault.server_ended is not None and fault.begin <= listing.end <= fault.end + 20.0
                for fault in known.history.faults
            )
            if not ended:
                longest = max(longest, listing.begin - last)
    return longest


def _visits(known: Known) -> dict[int, list[Visit]]:
    sessions: dict[int, list[Call]] = defaultdict(list)
    for calls in known.calls.values():
        for call in calls:
            if call.command != "LIST_CLIENTS":
                sessions[call.session].append(call)
    visits: dict[int, list[Visit]] = defaultdict(list)
    for calls in sessions.values():
        calls.sort(key=lambda one: one.begin)
        login, last = calls[0], calls[-1]
        patient = login.answered if login.command == "REGISTER" else login.patient
        if patient is None or login.outcome == "refused":
            continue
        answered = [one for one in calls[1:] if one.outcome != "unknown" and one.command != "LEAVE"]
        visits[patient].append(
            Visit(
                begin=login.begin,
                surely_from=login.end if login.outcome == "ok" else math.inf,
                surely_to=answered[-1].begin if answered else login.end,
                left=last.end,
                is_logged_out=last.command == "LOGOUT" and last.outcome == "ok",
                calls=(login, last) if last is not login else (login,),
            )
        )
    return visits


def _listed_until(visit: Visit, faults: list[Fault], *, is_timed: bool) -> float:
    """Return until when a session may be listed, by the stated delays and what the nemesis held up."""
    until = visit.left
    if not visit.is_logged_out:
        until = _due(visit.left, GONE_SECONDS, faults) if is_timed else math.inf
    for fault in faults:
        if fault.server_ended is None or fault.server_ended < visit.begin:
            continue
        if not is_timed:
            return math.inf
        # What the others know of a server that ended may be as old as the delay.
        if _due(visit.left, GONE_WITH_A_SERVER_SECONDS, faults) >= fault.begin:
            until = max(until, fault.server_ended + GONE_WITH_A_SERVER_SECONDS)
    return until


def _due(start: float, seconds: float, faults: list[Fault]) -> float:
    """Return when a delay is over that does not run while something is broken."""
    end = start + seconds
    for fault in faults:
        if fault.begin < end and start < fault.end:
            end += fault.end - max(start, fault.begin)
    return end
