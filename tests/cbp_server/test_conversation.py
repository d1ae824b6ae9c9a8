"""What the loop does around a session: defects, the end of a session, counting."""

from __future__ import annotations

import contextlib
import logging
from typing import cast

import pytest

from cbp import ErrorCode
from cbp.admin import ClientsReply, ConnectedPatient
from cbp.server import Conversation, ConversationOverError, Deadline
from cbp_server.admin_port import Tokens, make_admin_port
from cbp_server.budgets import BudgetLimits, Budgets
from cbp_server.conversation import Limits, converse
from cbp_server.metrics import Metrics
from cbp_server.presence import Presence
from cbp_server.session import Services
from cbp_server.status import ServerStatus
from database import Database, Patient
from tests.cbp_server.scripted_conversation import ScriptedConversation
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient, error_code


class BrokenDatabase:
    """A database with a defect that quotes what a patient typed, as drivers do."""

    def create_patient(self, *values: object) -> None:
        raise ZeroDivisionError(f"cannot divide {values}")


UNBOUND = BudgetLimits(registrations_per_hour=0)

REGISTER = b'{"command":"LOGIN","last_name":"Quetzal","first_name":"Xoch","new_patient":true}'


def run(client: ScriptedConversation, metrics: Metrics) -> None:
    database = cast("Database", BrokenDatabase())
    services = Services(database, Budgets(database, UNBOUND), Presence())
    converse(cast("Conversation", client), services, Limits(5, 5), metrics)


def test_a_defect_is_logged_under_an_id_that_the_reply_carries(
    caplog: pytest.LogCaptureFixture,
) -> None:
    client = ScriptedConversation(REGISTER, REGISTER)
    with caplog.at_level(logging.DEBUG):
        run(client, Metrics())
    (reply,) = client.replies
    assert reply["code"] == "INTERNAL_ERROR"
    defect = reply["message"].rpartition(" ")[2]
    assert f"defect {defect}: ZeroDivisionError" in caplog.text
    assert "create_patient" in caplog.text
    assert "Quetzal" not in caplog.text


class OneRegistration:
    """A database that can register a patient, and has a defect in everything else."""

    def create_patient(self, *values: object) -> Patient:
        return Patient(402817365, "Quetzal", "Xoch")


class EndingConversation(ScriptedConversation):
    """Sends its payloads, notes how many were in session before the last, and ends in a chosen way."""

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
        ConversationOverError(None, "hung up"),
        ConversationOverError(ErrorCode.SESSION_EXPIRED, "silent"),
        ConversationOverError(ErrorCode.SHUTTING_DOWN, "stopping"),
        MemoryError(),
    ],
    ids=lambda end: end.code or "hung up" if isinstance(end, ConversationOverError) else type(end).__name__,
)
def test_however_a_connection_ends_its_patient_is_no_longer_in_session(end: BaseException) -> None:
    presence = Presence()
    client = EndingConversation(presence, end, REGISTER, b"{")
    database = cast("Database", OneRegistration())
    services = Services(database, Budgets(database, UNBOUND), presence)
    with contextlib.suppress(MemoryError):
        converse(cast("Conversation", client), services, Limits(5, 5), Metrics())
    assert client.in_session_before == 1
    assert presence.visits() == ()


def test_a_defect_ends_the_session_too() -> None:
    presence = Presence()
    client = ScriptedConversation(REGISTER, b'{"command":"GET_DOCTORS"}')
    database = cast("Database", OneRegistration())
    services = Services(database, Budgets(database, UNBOUND), presence)
    converse(cast("Conversation", client), services, Limits(5, 5), Metrics())
    assert [reply.get("code") for reply in client.replies] == [None, "INTERNAL_ERROR"]
    assert presence.visits() == ()


def test_requests_and_errors_are_counted() -> None:
    metrics = Metrics()
    run(ScriptedConversation(b'{"command":"GET_DOCTORS"}', b"{", b'{"command":"NO"}', REGISTER), metrics)
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
    """A status whose answer is larger than all buffers on the way."""

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

    def connections(self) -> None:
        raise NotImplementedError


def test_a_visitor_who_does_not_read_the_answer_is_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("cbp_server.admin_port.VISITOR_SECONDS", 0.5)
    monkeypatch.setattr("cbp_server.admin_port.MOST_VISITORS", 1)
    port = make_admin_port(
        host="127.0.0.1",
        port=0,
        tokens=lambda: Tokens("secret"),
        status=cast("ServerStatus", ManyClients()),
        drain=lambda: 0,
    )
    port.start()

    def is_the_next_one_served() -> bool:
        with WireClient(port.address) as visitor:
            return error_code(visitor.ask("NO_SUCH", token="secret")) == "UNKNOWN_COMMAND"

    try:
        with WireClient(port.address) as deaf:
            deaf.say({"command": "LIST_CLIENTS", "token": "secret"})
            wait_until(is_the_next_one_served)  # there is only one thread, which the deaf client has
    finally:
        port.stop(1.0)


def test_a_defect_on_the_admin_port_is_answered_and_quotes_nobody(caplog: pytest.LogCaptureFixture) -> None:
    class BrokenStatus:
        def clients(self) -> None:
            raise KeyError("".join(("Quet", "zal")))

        def status(self) -> None:
            raise NotImplementedError

        def connections(self) -> None:
            raise NotImplementedError

    port = make_admin_port(
        host="127.0.0.1",
        port=0,
        tokens=lambda: Tokens("secret"),
        status=cast("ServerStatus", BrokenStatus()),
        drain=lambda: 0,
    )
    port.start()
    with WireClient(port.address) as client:
        assert client.ask("LIST_CLIENTS", token="secret")["code"] == "INTERNAL_ERROR"
    port.stop(1.0)
    assert "KeyError" in caplog.text
    assert "Quetzal" not in caplog.text
