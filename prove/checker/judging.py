"""Every rule by its name, and the judgement of a whole history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from prove.checker import answers, bookings, calendars, listings, recoveries, registrations
from prove.checker.known import Known
from prove.checker.violation import Violation
from prove.history import History

Rule = Callable[[Known], Iterator[Violation]]

RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        bookings.acknowledged_to_one,
        bookings.acknowledged_is_kept,
        bookings.what_was_held_stays,
        bookings.booked_by_asking,
        bookings.refused_for_good,
        bookings.refusals_are_true,
        bookings.limit_is_kept,
        answers.errors_are_of_their_command,
        answers.numbers_are_the_patients_own,
        registrations.registered_once,
        answers.strangers_learn_nothing,
        answers.searches_keep_to_the_question,
        answers.searches_offer_nothing_taken,
        answers.searches_leave_nothing_out,
        answers.bookings_are_the_askers,
        answers.bookings_are_listed,
        calendars.calendars_keep_to_the_question,
        calendars.calendars_count_what_stayed_free,
        recoveries.it_goes_on_after_faults,
    )
}
"""The rules that no delay excuses."""

CALENDARS = calendars.calendars_count_nothing_taken.__name__
LISTINGS = listings.list_clients_is_right.__name__


def judge(history: History, *, is_timed: bool = True) -> dict[str, list[Violation]]:
    """Return what each rule found; a rule that found nothing is left out.

    Args:
        history: a whole run.
        is_timed: whether delays of LIST_CLIENTS and calendars are judged; busy machines make them longer.
    """
    known = Known(history)
    rules: dict[str, Rule] = {
        **RULES,
        CALENDARS: partial(calendars.calendars_count_nothing_taken, is_timed=is_timed),
        LISTINGS: partial(listings.list_clients_is_right, is_timed=is_timed),
    }
    found = {name: list(rule(known)) for name, rule in rules.items()}
    return {name: violations for name, violations in found.items() if violations}
