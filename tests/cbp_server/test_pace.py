"""A refused LOGIN is answered at a moment that does not tell what was found."""

from typing import Any, cast

import pytest

from cbp.server import Deadline, Talk
from cbp_server.conversation import Limits, converse
from cbp_server.metrics import Metrics
from cbp_server.pace import Pace
from cbp_server.presence import Presence
from cbp_server.session import Services
from cbp_server.throttle import LoginThrottle
from database import Database, Patient
from tests.cbp_server.scripted_talk import ScriptedTalk

STEP = 0.05
KEPT = Patient(402817365, "Durand", "Amélie")
LOGIN = b'{"command":"LOGIN","last_name":"Durand","first_name":"%s","new_patient":false,"patient_id":%d}'
WRONG_NAME = LOGIN % (b"Zoe", KEPT.id)
WRONG_NUMBER = LOGIN % (b"Amelie", 5)
RIGHT = LOGIN % (b"Amelie", KEPT.id)


class Time:
    """A clock that only moves when somebody waits or works."""

    def __init__(self) -> None:
        self.now = 100.0

    def pass_by(self, seconds: float) -> None:
        self.now += seconds


class TimedTalk(ScriptedTalk):
    """Notes when each reply is sent."""

    def __init__(self, time: Time, *payloads: bytes) -> None:
        super().__init__(*payloads)
        self._time = time
        self.sent_at: list[float] = []

    def send(self, payload: bytes, deadline: Deadline) -> None:
        super().send(payload, deadline)
        self.sent_at.append(round(self._time.now, 6))


class OneRow:
    """A database with one patient, in which finding takes longer than not finding."""

    def __init__(self, time: Time, seconds_to_find: float) -> None:
        self._time = time
        self._seconds_to_find = seconds_to_find

    def find_patient(self, patient_id: int) -> Patient | None:
        is_there = patient_id == KEPT.id
        self._time.pass_by(self._seconds_to_find if is_there else 0.001)
        return KEPT if is_there else None


def answered(*payloads: bytes, seconds_to_find: float = 0.002) -> TimedTalk:
    """Let a fresh server answer these requests."""
    time = Time()
    database = cast("Database", OneRow(time, seconds_to_find))
    services = Services(database, LoginThrottle(), Presence())
    pace = Pace(STEP, clock=lambda: time.now, sleep=time.pass_by)
    talk = TimedTalk(time, *payloads)
    converse(cast("Talk", talk), services, Limits(5, 5), Metrics(), pace=pace)
    return talk


def codes(talk: ScriptedTalk) -> list[Any]:
    return [reply.get("code") for reply in talk.said]


@pytest.mark.parametrize("seconds_to_find", [0.0, 0.001, 0.02, STEP - 0.001])
def test_a_refusal_comes_at_the_same_moment_whichever_part_was_wrong(seconds_to_find: float) -> None:
    name = answered(WRONG_NAME, seconds_to_find=seconds_to_find)
    number = answered(WRONG_NUMBER, seconds_to_find=seconds_to_find)
    assert codes(name) == codes(number) == ["LOGIN_REFUSED"]
    assert name.sent_at == number.sent_at == [100 + STEP]


def test_while_a_name_waits_the_right_number_is_refused_at_the_same_moment_too() -> None:
    wrong = answered(*[WRONG_NUMBER] * 6)
    right = answered(*[WRONG_NUMBER] * 5, RIGHT)
    assert codes(wrong) == codes(right) == ["LOGIN_REFUSED"] * 5 + ["TOO_MANY_ATTEMPTS"]
    assert wrong.sent_at == right.sent_at == [round(100 + STEP * number, 6) for number in range(1, 7)]


def test_a_slow_look_up_is_rounded_up_as_well() -> None:
    assert answered(WRONG_NAME, seconds_to_find=0.06).sent_at == [100 + 2 * STEP]


def test_a_patient_who_is_let_in_does_not_wait() -> None:
    talk = answered(RIGHT, seconds_to_find=0.002)
    assert codes(talk) == [None]
    assert talk.sent_at == [100.002]
