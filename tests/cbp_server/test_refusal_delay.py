"""A refused LOGIN is answered at a time that does not reveal which part was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import pytest

from cbp.server import Conversation, Deadline
from cbp_server.budgets import Budgets
from cbp_server.conversation import Limits, converse
from cbp_server.metrics import Metrics
from cbp_server.presence import Presence
from cbp_server.refusal_delay import RefusalDelay
from cbp_server.session import Services
from database import Budget, Database, Patient, Recognition, Verdict
from tests.cbp_server.scripted_conversation import ScriptedConversation

STEP = 0.05
KEPT = Patient(402817365, "Durand", "Amélie")
LOGIN = b'{"command":"LOGIN","last_name":"Durand","first_name":"%s","new_patient":false,"patient_id":%d}'
WRONG_NAME = LOGIN % (b"Zoe", KEPT.id)
WRONG_NUMBER = LOGIN % (b"Amelie", 5)
RIGHT = LOGIN % (b"Amelie", KEPT.id)


class Time:
    """A clock that moves only when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def advance(self, seconds: float) -> None:
        self.now += seconds


class TimedConversation(ScriptedConversation):
    """Notes when each reply is sent, and when its place is given up."""

    def __init__(self, time: Time, *payloads: bytes) -> None:
        super().__init__(*payloads)
        self._time = time
        self.sent_at: list[float] = []
        self.demoted_at: list[float] = []

    def demote(self) -> None:
        super().demote()
        self.demoted_at.append(round(self._time.now, 6))

    def send(self, payload: bytes, deadline: Deadline) -> None:
        super().send(payload, deadline)
        self.sent_at.append(round(self._time.now, 6))


class OneRow:
    """A database with one patient, where a look-up that finds somebody takes longer."""

    def __init__(self, time: Time, seconds_to_find: float) -> None:
        self._time = time
        self._seconds_to_find = seconds_to_find
        self._refused = 0

    def recognise(self, patient_id: int, budgets: Sequence[Budget]) -> Recognition:
        is_there = patient_id == KEPT.id
        self._time.advance(self._seconds_to_find if is_there else 0.001)
        wait = 900.0 if self._refused >= 5 else 0.0
        return Recognition(KEPT if is_there else None, (wait,) * len(budgets))

    def refuse_login(self, budgets: Sequence[Budget]) -> list[Verdict]:
        self._refused += 1
        return [Verdict(is_granted=True)] * len(budgets)


def answered(*payloads: bytes, seconds_to_find: float = 0.002) -> TimedConversation:
    """Return a client whose requests a fresh session has answered."""
    time = Time()
    database = cast("Database", OneRow(time, seconds_to_find))
    services = Services(database, Budgets(database), Presence())
    delay = RefusalDelay(STEP, clock=lambda: time.now, sleep=time.advance)
    client = TimedConversation(time, *payloads)
    converse(cast("Conversation", client), services, Limits(5, 5), Metrics(), delay=delay)
    return client


def codes(client: ScriptedConversation) -> list[Any]:
    return [reply.get("code") for reply in client.replies]


@pytest.mark.parametrize("seconds_to_find", [0.0, 0.001, 0.02, STEP - 0.001])
def test_a_refusal_takes_the_same_time_whichever_part_was_wrong(seconds_to_find: float) -> None:
    name = answered(WRONG_NAME, seconds_to_find=seconds_to_find)
    number = answered(WRONG_NUMBER, seconds_to_find=seconds_to_find)
    assert codes(name) == codes(number) == ["LOGIN_REFUSED"]
    assert name.sent_at == number.sent_at == [100 + STEP]


def test_while_a_name_is_blocked_the_right_number_takes_the_same_time_too() -> None:
    wrong = answered(*[WRONG_NUMBER] * 6)
    right = answered(*[WRONG_NUMBER] * 5, RIGHT)
    assert codes(wrong) == codes(right) == ["LOGIN_REFUSED"] * 5 + ["TOO_MANY_ATTEMPTS"]
    assert wrong.sent_at == right.sent_at == [round(100 + STEP * number, 6) for number in range(1, 7)]


def test_who_asks_in_vain_again_and_again_is_answered_at_a_pace() -> None:
    asked = answered(*[b'{"command":"GET_DOCTORS"}', b"no JSON"] * 2)
    assert codes(asked) == ["NOT_LOGGED_IN", "BAD_REQUEST"] * 2
    assert asked.sent_at == [100, 100, round(100 + STEP, 6), round(100 + 2 * STEP, 6)]


def test_a_slow_look_up_is_rounded_up_as_well() -> None:
    assert answered(WRONG_NAME, seconds_to_find=0.06).sent_at == [100 + 2 * STEP]


def test_from_the_third_refusal_on_who_waits_keeps_nobody_out_meanwhile() -> None:
    """Before that, a request that is being answered is never closed for a newcomer."""
    asked = answered(*[WRONG_NUMBER] * 4, seconds_to_find=0.002)
    sent = [round(100 + STEP * number, 6) for number in range(1, 5)]
    assert asked.sent_at == sent
    assert asked.demoted_at[:2] == sent[:2]
    assert asked.demoted_at[2:] == [round(sent[1] + 0.001, 6), sent[2], round(sent[2] + 0.001, 6), sent[3]]


def test_a_patient_who_is_let_in_does_not_wait() -> None:
    client = answered(RIGHT, seconds_to_find=0.002)
    assert codes(client) == [None]
    assert client.sent_at == [100.002]
