"""A defect that nobody foresaw, and the counting: what the loop does around a session."""

import contextlib
import logging
from typing import cast

import pytest

from cbp import ErrorCode
from cbp.admin import ClientsReply, ConnectedPatient
from cbp.server import Deadline, Talk, TalkOver
from cbp_server.admin_port import AdminPort
from cbp_server.conversation import Limits, converse
from cbp_server.metrics import Metrics
from cbp_server.presence import Presence
from cbp_server.session import Services
from cbp_server.status import ServerStatus
from cbp_server.throttle import LoginThrottle
from database import Database, Patient
from tests.cbp_server.scripted_talk import ScriptedTalk
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient, error_code


class BrokenDatabase:
    """A database with a defect that quotes what a patient typed, as drivers do."""

    def create_patient(self, *values: object) -> None:
        raise ZeroDivisionError(f"cannot divide {values}")


REGISTER = b'{"command":"LOGIN","last_name":"Quetzal","first_name":"Xoch","new_patient":true}'


def run(talk: ScriptedTalk, metrics: Metrics) -> None:
    database = cast("Database", BrokenDatabase())
    services = Services(database, LoginThrottle(), Presence())
    converse(cast("Talk", talk), services, Limits(5, 5), metrics)


def test_a_defect_is_told_by_an_id_that_the_log_has_and_ends_the_connection(
    caplog: pytest.LogCaptureFixture,
) -> None:
    talk = ScriptedTalk(REGISTER, REGISTER)
    with caplog.at_level(logging.DEBUG):
        run(talk, Metrics())
    (reply,) = talk.said
    assert reply["code"] == "INTERNAL_ERROR"
    defect = reply["message"].rpartition(" ")[2]
    assert f"defect {defect}: ZeroDivisionError" in caplog.text
    assert "create_patient" in caplog.text
    assert "Quetzal" not in caplog.text


class OneRegistration:
    """A database that takes a patient in, and has a defect wherever else it is asked."""

    def create_patient(self, *values: object) -> Patient:
        return Patient(402817365, "Quetzal", "Xoch")


class EndingTalk(ScriptedTalk):
    """Says its payloads, notes who is in session then, and ends in its own way."""

    def __init__(self, presence: Presence, end: BaseException, *payloads: bytes) -> None:
        super().__init__(*payloads)
        self._presence = presence
        self._end = end
        self.in_session_before = 0

    def receive(self, deadline: Deadline) -> bytes:
        if not self.to_come:
            raise self._end
        self.in_session_before = len(self._presence.visits())
        return super().receive(deadline)


@pytest.mark.parametrize(
    "end",
    [
        TalkOver(None, "hung up"),
        TalkOver(ErrorCode.SESSION_EXPIRED, "silent"),
        TalkOver(ErrorCode.SHUTTING_DOWN, "stopping"),
        MemoryError(),
    ],
    ids=lambda end: end.code or "hung up" if isinstance(end, TalkOver) else type(end).__name__,
)
def test_however_a_connection_ends_its_patient_is_no_longer_in_session(end: BaseException) -> None:
    presence = Presence()
    talk = EndingTalk(presence, end, REGISTER, b"{")
    services = Services(cast("Database", OneRegistration()), LoginThrottle(), presence)
    with contextlib.suppress(MemoryError):
        converse(cast("Talk", talk), services, Limits(5, 5), Metrics())
    assert talk.in_session_before == 1
    assert presence.visits() == ()


def test_a_defect_ends_the_session_too() -> None:
    presence = Presence()
    talk = ScriptedTalk(REGISTER, b'{"command":"GET_DOCTORS"}')
    services = Services(cast("Database", OneRegistration()), LoginThrottle(), presence)
    converse(cast("Talk", talk), services, Limits(5, 5), Metrics())
    assert [reply.get("code") for reply in talk.said] == [None, "INTERNAL_ERROR"]
    assert presence.visits() == ()


def test_requests_and_errors_are_counted() -> None:
    metrics = Metrics()
    run(ScriptedTalk(b'{"command":"GET_DOCTORS"}', b"{", b'{"command":"NO"}', REGISTER), metrics)
    assert {command: timing.count for command, timing in metrics.timings().items()} == {
        "GET_DOCTORS": 1,
        "LOGIN": 1,
    }
    assert metrics.errors() == {
        "BAD_REQUEST": 1,
        "INTERNAL_ERROR": 1,
        "NOT_LOGGED_IN": 1,
        "UNKNOWN_COMMAND": 1,
    }


def test_percentiles_are_of_the_last_thousand_times() -> None:
    metrics = Metrics()
    for milliseconds in [10_000] * 50 + list(range(1, 1001)):
        metrics.note_request("LOGIN", milliseconds / 1000)
    timing = metrics.timings()["LOGIN"]
    assert (timing.count, timing.p50, timing.p95, timing.p99) == (1050, 500, 950, 990)


class ManyClients:
    """A hospital with so many patients in session that no buffers on the way hold the answer."""

    def clients(self) -> ClientsReply:
        one = ConnectedPatient(
            ip="127.0.0.1",
            last_name="x" * 20_000_000,
            first_name="x",
            patient_id=1,
            connected_at="2030-01-02T09:30:00+01:00",
        )
        return ClientsReply(clients=(one,))

    def status(self) -> None:
        raise NotImplementedError


def test_a_visitor_who_reads_no_answer_is_cut_off_and_its_thread_freed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cbp_server.admin_port.VISITOR_SECONDS", 0.5)
    monkeypatch.setattr("cbp_server.admin_port.MOST_VISITORS", 1)
    port = AdminPort(host="127.0.0.1", port=0, token="secret", status=cast("ServerStatus", ManyClients()))
    port.start()

    def is_the_next_one_served() -> bool:
        with WireClient(port.address) as visitor:
            return error_code(visitor.ask("NO_SUCH", token="secret")) == "UNKNOWN_COMMAND"

    try:
        with WireClient(port.address) as deaf:
            deaf.say({"command": "LIST_CLIENTS", "token": "secret"})
            wait_until(is_the_next_one_served)  # there is but one thread, the deaf one's
    finally:
        port.stop(1.0)


def test_a_defect_on_the_admin_port_is_answered_and_quotes_nobody(caplog: pytest.LogCaptureFixture) -> None:
    class BrokenStatus:
        def clients(self) -> None:
            raise KeyError("".join(("Quet", "zal")))

        def status(self) -> None:
            raise NotImplementedError

    port = AdminPort(host="127.0.0.1", port=0, token="secret", status=cast("ServerStatus", BrokenStatus()))
    port.start()
    with WireClient(port.address) as client:
        assert client.ask("LIST_CLIENTS", token="secret")["code"] == "INTERNAL_ERROR"
    port.stop(1.0)
    assert "KeyError" in caplog.text
    assert "Quetzal" not in caplog.text
