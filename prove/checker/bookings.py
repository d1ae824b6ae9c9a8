"""Rules of bookings: once, for ever, for whoever asked, and no more than allowed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from prove.checker.known import REFUSED_FOR_GOOD, Known
from prove.checker.violation import Violation
from prove.history import Call


def acknowledged_to_one(known: Known) -> Iterator[Violation]:
    """Find consultations that were acknowledged to two patients."""
    holders: dict[int, dict[int, Call]] = defaultdict(dict)
    for (patient, consultation), calls in known.acknowledged.items():
        holders[consultation][patient] = calls[0]
    for consultation, calls_of in holders.items():
        if len(calls_of) > 1:
            yield Violation(
                f"consultation {consultation} was acknowledged to {len(calls_of)} patients",
                tuple(calls_of.values()),
            )


def acknowledged_is_kept(known: Known) -> Iterator[Violation]:
    """Find acknowledged bookings that are not in the tables at the end."""
    for (patient, consultation), calls in known.acknowledged.items():
        row = known.rows.get(consultation)
        holder = row.after if row else None
        if holder != patient:
            whose = "nobody's" if holder is None else f"patient {holder}'s"
            yield Violation(f"consultation {consultation} was acknowledged, and is {whose}", (calls[0],))


def what_was_held_stays(known: Known) -> Iterator[Violation]:
    """Find bookings of the start that are gone at the end."""
    for row in known.rows.values():
        if row.before is not None and row.after != row.before:
            yield Violation(f"consultation {row.id} was patient {row.before}'s at the start, and is not now")


def booked_by_asking(known: Known) -> Iterator[Violation]:
    """Find bookings that are not by their holder's own first call, or by one that was refused."""
    calls = {call.number: call for call in known.calls["BOOK"]}
    for row in known.rows.values():
        if row.after is None or row.after == row.before:
            continue
        call = calls.get(row.booked_by or 0)
        if call is None or (call.patient, call.consultation) != (row.after, row.id):
            yield Violation(f"patient {row.after} holds consultation {row.id} and did not ask for it so")
        elif call.outcome == "refused":
            yield Violation(f"consultation {row.id} was booked by a call that was refused", (call,))
        elif (first := known.held.get((row.after, row.id))) is not None and call.begin > first.end:
            yield Violation(f"consultation {row.id} was booked again by its patient", (first, call))


def refused_for_good(known: Known) -> Iterator[Violation]:
    """Find patients who were refused a consultation for good, and hold it or were told so."""
    for call in known.calls["BOOK"]:
        if call.code not in REFUSED_FOR_GOOD or call.patient is None or call.consultation is None:
            continue
        if not _is_for_good(known, call):
            continue
        row = known.rows.get(call.consultation)
        told = known.held.get((call.patient, call.consultation))
        if told is not None or (row is not None and row.after == call.patient):
            yield Violation(
                f"patient {call.patient} was told {call.code}, and holds consultation {call.consultation}",
                (call,) if told is None else (call, told),
            )


def refusals_are_true(known: Known) -> Iterator[Violation]:
    """Find refusals without their reason: another who had asked before the answer; a clash; the limit."""
    for call in known.calls["BOOK"]:
        if call.code not in REFUSED_FOR_GOOD or not _is_for_good(known, call):
            continue
        if why_not := _what_is_untrue(known, call):
            yield Violation(f"{call.code} is not true: {why_not}", (call,))


def _is_for_good(known: Known, call: Call) -> bool:
    """Tell whether a refusal rests on nothing that a killed database may have lost."""
    if call.code == "NOT_AVAILABLE":
        return known.is_for_good(call, call.consultation or 0)
    return all(known.is_for_good(call, one) for one in known.doubtful_of.get(call.patient or 0, ()))


def _what_is_untrue(known: Known, call: Call) -> str | None:
    row = known.rows[call.consultation or 0]
    own = known.held_at_the_end.get(call.patient or 0, set())
    match call.code:
        case "NOT_AVAILABLE":
            if row.after is None:
                return f"consultation {row.id} is free"
            asked = known.may_have_booked.get((row.after, row.id))
            if row.before is None and asked is not None and asked.begin > call.end:
                return f"consultation {row.id} was free then"
        case "TIME_CONFLICT":
            when = (row.date, row.hour)
            if not any((known.rows[one].date, known.rows[one].hour) == when for one in own - {row.id}):
                return "the patient has nothing at that hour"
        case "TOO_MANY_BOOKINGS":
            if len(own) < known.history.run.limit:
                return f"the patient holds {len(own)} of {known.history.run.limit}"
    return None


def limit_is_kept(known: Known) -> Iterator[Violation]:
    """Find patients who hold more consultations than `bookings_per_patient`."""
    before: dict[int, int] = defaultdict(int)
    for patient, _ in known.bookings_before:
        before[patient] += 1
    for patient, own in known.held_at_the_end.items():
        if len(own) > max(known.history.run.limit, before[patient]):
            calls = tuple(known.may_have_booked[key] for key in known.may_have_booked if key[0] == patient)
            yield Violation(f"patient {patient} holds {len(own)}, and may {known.history.run.limit}", calls)
