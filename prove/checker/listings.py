"""The rule of LIST_CLIENTS: who is in session is listed, and nobody who left longer ago than is stated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from math import floor

from prove.checker.known import Known
from prove.checker.violation import Violation
from prove.checker.visits import Visit, visits_of
from prove.history import Call, Fault

_LAST_SHOWN = 3
_AFTER_AN_OUTAGE_SECONDS = 5.0
"""While nobody could write, no server heard of the others, and forgot them."""


def list_clients_is_right(known: Known, *, is_timed: bool) -> Iterator[Violation]:
    """Find listings without a patient in session, or with one who left longer ago than the stated delay.

    Args:
        known: the history.
        is_timed: whether delays are judged too; where not, only what no delay excuses.
    """
    visits = visits_of(known)
    of_patient = _by_patient(visits)
    of_second = _by_second(visits)
    run, outages = known.history.run, [fault for fault in known.history.faults if fault.is_outage]
    for listing in known.calls["LIST_CLIENTS"]:
        if listing.outcome == "ok":
            if run.servers == 1 or (is_timed and not _is_near(outages, listing)):
                yield from _who_is_missing(listing, of_second[floor(listing.begin)])
            yield from _who_is_gone(listing, of_patient, is_timed=is_timed)
            yield from _who_never_came(listing, of_patient, known)


def latest_listing(known: Known) -> float:
    """Return how long at most somebody was listed after the end of a session, if no server ended since."""
    longest = 0.0
    of_patient = _by_patient(visits_of(known))
    for listing in known.calls["LIST_CLIENTS"]:
        for patient in set(listing.listed) & of_patient.keys():
            near = [one for one in of_patient[patient] if one.begin <= listing.end]
            if near and not any(one.ended_with_a_server(listing) for one in near):
                longest = max(longest, listing.begin - max(one.left for one in near))
    return longest


def _is_near(outages: list[Fault], listing: Call) -> bool:
    return any(
        one.begin <= listing.end and listing.begin <= one.end + _AFTER_AN_OUTAGE_SECONDS for one in outages
    )


def _who_is_missing(listing: Call, visits: list[Visit]) -> Iterator[Violation]:
    surely: dict[int, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.surely_from <= listing.begin and listing.end <= visit.surely_to:
            surely[visit.patient].append(visit)
    for patient, in_session in surely.items():
        if listing.listed.count(patient) < len(in_session):
            calls = tuple(call for one in in_session for call in one.calls)
            yield Violation(f"patient {patient} was in session, and was not listed", (listing, *calls))


def _who_is_gone(listing: Call, of_patient: dict[int, list[Visit]], *, is_timed: bool) -> Iterator[Violation]:
    for patient, count in Counter(listing.listed).items():
        visits = of_patient.get(patient, [])
        maybe = sum(one.may_be_listed(listing, is_timed=is_timed) for one in visits)
        if visits and count > maybe:
            near = [one for one in visits if one.begin <= listing.end][-_LAST_SHOWN:]
            calls = tuple(call for one in near for call in one.calls)
            what = f"patient {patient} was listed {count} times, and at most {maybe} times in session"
            yield Violation(what, (listing, *calls))


def _who_never_came(listing: Call, of_patient: dict[int, list[Visit]], known: Known) -> Iterator[Violation]:
    unknown = set(listing.listed) - of_patient.keys()
    if not unknown:
        return
    # A registration whose answer was lost leaves a patient in session whom no client knows.
    run = known.history.run
    is_lost = any(one.answered is None and one.begin <= listing.end for one in known.calls["REGISTER"])
    for patient in unknown - (run.patients_after - run.patients_before if is_lost else frozenset()):
        yield Violation(f"patient {patient} was listed, and was never in session", (listing,))


def _by_patient(visits: list[Visit]) -> dict[int, list[Visit]]:
    found: dict[int, list[Visit]] = defaultdict(list)
    for visit in visits:
        found[visit.patient].append(visit)
    return found


def _by_second(visits: list[Visit]) -> dict[int, list[Visit]]:
    """Return, for each second, the sessions that surely went on at some time of it."""
    found: dict[int, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.surely_from <= visit.surely_to:
            for second in range(floor(visit.surely_from), floor(visit.surely_to) + 1):
                found[second].append(visit)
    return found
