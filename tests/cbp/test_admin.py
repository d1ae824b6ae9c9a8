"""ACBP/1: the token before the command, the replies, the console's client."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cbp import (
    DisconnectedError,
    ErrorReplyError,
    InvalidArgumentError,
    MalformedRequestError,
    ProtocolViolationError,
    UnknownCommandError,
    encode_reply,
)
from cbp.admin import (
    ADMIN_COMMANDS,
    ClientsReply,
    ConnectedPatient,
    DatabaseStatus,
    GetStatus,
    ListClients,
    PoolStatus,
    RequestTimes,
    StatusReply,
    decode_admin_request,
)
from cbp.admin_client import AcbpClient
from cbp.admin_token import is_right_token, read_admin_token
from cbp.codec import encode_request
from tests.cbp.conftest import Serve
from tests.cbp.scripted import PATIENCE, Peer

SECRET = "s3cret-é"
CLIENT = {
    "ip": "10.0.0.7",
    "last_name": "Durand",
    "first_name": "Amélie",
    "patient_id": 123456782,
    "connected_at": "2030-01-02T09:30:00+01:00",
    "server": "desk:50000",
}
PATIENT = ConnectedPatient(
    ip="10.0.0.7",
    last_name="Durand",
    first_name="Amélie",
    patient_id=123456782,
    connected_at="2030-01-02T09:30:00+01:00",
    server="desk:50000",
)
STATUS = {
    "version": "0.1.0",
    "uptime_s": 12.5,
    "pool": {"threads": 64, "busy": 3, "queued": 1, "queue_limit": 128},
    "sessions": 2,
    "requests": {"LOGIN": {"count": 4, "p50": 1.5, "p95": 2.5, "p99": 3.0}},
    "errors": {"LOGIN_REFUSED": 1},
    "database": {"reachable": True, "latency_ms": 0.4},
    "evicted": 5,
    "refused": 6,
    "certificate_days_left": 89,
    "server": "desk:50000",
    "budgets": {"registrations_per_hour": 2},
}
STATUS_REPLY = StatusReply(
    version="0.1.0",
    uptime_s=12.5,
    pool=PoolStatus(threads=64, busy=3, queued=1, queue_limit=128),
    sessions=2,
    requests={"LOGIN": RequestTimes(count=4, p50=1.5, p95=2.5, p99=3.0)},
    errors={"LOGIN_REFUSED": 1},
    database=DatabaseStatus(reachable=True, latency_ms=0.4),
    evicted=5,
    refused=6,
    certificate_days_left=89,
    server="desk:50000",
    budgets={"registrations_per_hour": 2},
)


@pytest.mark.parametrize("command", ADMIN_COMMANDS)
def test_the_table_names_each_command_as_its_request_does(command: str) -> None:
    assert ADMIN_COMMANDS[command].request.__struct_config__.tag == command


@pytest.mark.parametrize("request_type", [ListClients, GetStatus])
def test_a_request_comes_through_as_it_was_sent(request_type: type[ListClients] | type[GetStatus]) -> None:
    request = request_type(token=SECRET)
    assert decode_admin_request(encode_request(request)) == request


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"token",
        b"[]",
        b'{"token":"s"',
        b'{"token":"\xff"}',
        b'{"token":"s","x":"\xff"}',
        b'{"token":"s","x":' + b"[" * 60_000,
        b'{"token":' + b"[" * 60_000,
    ],
)
def test_what_is_not_one_json_object_is_malformed(payload: bytes) -> None:
    with pytest.raises(MalformedRequestError):
        read_admin_token(payload)


@pytest.mark.parametrize(
    ("payload", "token"),
    [
        (b'{"token":"abc","command":"GET_STATUS"}', "abc"),
        (b'{"token":"abc","command":"QUIT"}', "abc"),
        (b'{"token":"abc","command":5}', "abc"),
        (b'{"token":"abc"}', "abc"),
        (b'{"token":"\\u00e9"}', "é"),
        (b'{"token":"a","token":"b"}', "b"),
    ],
)
def test_the_token_is_read_whatever_the_command(payload: bytes, token: str) -> None:
    assert read_admin_token(payload) == token


@pytest.mark.parametrize("token", [None, 5, True, 1.5, [], {}, ["abc"], 10**4000])
def test_a_token_that_is_no_string_is_no_token(token: object) -> None:
    payload = (
        json.dumps({"token": token, "command": "GET_STATUS"}).encode()
        if token != 10**4000
        else (b'{"token":' + b"9" * 6000 + b',"command":"GET_STATUS"}')
    )
    assert read_admin_token(payload) is None
    with pytest.raises(MalformedRequestError):
        decode_admin_request(payload)


def test_a_request_without_a_token_has_none() -> None:
    assert read_admin_token(b'{"command":"GET_STATUS"}') is None


@pytest.mark.parametrize(
    ("token", "is_right"),
    [
        (SECRET, True),
        (None, False),
        ("", False),
        (SECRET[:-1], False),
        (SECRET + " ", False),
        (SECRET.upper(), False),
        ("\ud800", False),
    ],
)
def test_only_the_whole_secret_is_the_right_token(token: str | None, is_right: bool) -> None:
    assert is_right_token(token, SECRET) is is_right


@pytest.mark.parametrize("token", [None, ""])
def test_without_a_secret_no_token_is_right(token: str | None) -> None:
    assert not is_right_token(token, "")


def test_a_lone_surrogate_in_a_token_makes_a_wrong_token() -> None:
    token = read_admin_token(b'{"token":"s3cret-\\ud800","command":"GET_STATUS"}')
    assert isinstance(token, str)
    assert not is_right_token(token, SECRET)


@pytest.mark.parametrize("command", ["", "LOGIN", "list_clients"])
def test_a_command_of_the_other_protocol_is_unknown(command: str) -> None:
    with pytest.raises(UnknownCommandError):
        decode_admin_request(json.dumps({"command": command, "token": SECRET}).encode())


def test_the_replies_have_the_fields_of_the_protocol() -> None:
    assert json.loads(encode_reply(ClientsReply(clients=(PATIENT,)))) == {"status": "ok", "clients": [CLIENT]}
    assert json.loads(encode_reply(STATUS_REPLY)) == {"status": "ok"} | STATUS


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        ConnectedPatient(
            ip="::1",
            last_name="Durand",
            first_name="Amélie",
            patient_id=1,
            connected_at="2030-01-02T00:00:00",
        )


def one_answer(expected: dict[str, Any], reply: dict[str, Any]) -> Any:
    def script(peer: Peer) -> None:
        assert peer.hear() == expected
        peer.say(reply)
        assert peer.hear() is None

    return script


def test_the_console_opens_a_connection_for_each_request(serve: Serve) -> None:
    server = serve(
        one_answer({"command": "LIST_CLIENTS", "token": SECRET}, {"status": "ok", "clients": [CLIENT]}),
        one_answer({"command": "GET_STATUS", "token": SECRET}, {"status": "ok"} | STATUS),
    )
    console = AcbpClient(server.host, server.port, SECRET, timeout=PATIENCE)
    assert console.list_clients() == (PATIENT,)
    assert console.get_status() == STATUS_REPLY


def test_the_console_unlocks_a_name_or_an_address_and_asks_for_nothing_else(serve: Serve) -> None:
    name = {"command": "UNLOCK", "token": SECRET, "last_name": "Durand", "first_name": "Zoé"}
    address = {"command": "UNLOCK", "token": SECRET, "ip": "::1"}
    server = serve(
        one_answer(name, {"status": "ok", "unlocked": True}),
        one_answer(address, {"status": "ok", "unlocked": False}),
    )
    console = AcbpClient(server.host, server.port, SECRET, timeout=PATIENCE)
    assert console.unlock(last_name=" Durand", first_name="Zoé")
    assert not console.unlock(ip="::1")
    for wrong in ({}, {"last_name": "Durand"}, {"ip": "here"}):
        with pytest.raises(InvalidArgumentError):
            console.unlock(**wrong)


def test_an_older_server_tells_no_budgets(serve: Serve) -> None:
    older = {key: value for key, value in STATUS.items() if key != "budgets"}
    server = serve(one_answer({"command": "GET_STATUS", "token": SECRET}, {"status": "ok"} | older))
    assert AcbpClient(server.host, server.port, SECRET, timeout=PATIENCE).get_status().budgets == {}


def test_a_wrong_token_is_an_error_reply(serve: Serve) -> None:
    refusal = {"status": "error", "code": "UNAUTHORIZED"}
    server = serve(one_answer({"command": "GET_STATUS", "token": "wrong"}, refusal))
    with pytest.raises(ErrorReplyError) as error:
        AcbpClient(server.host, server.port, "wrong", timeout=PATIENCE).get_status()
    assert error.value.code == "UNAUTHORIZED"


def test_a_server_that_hangs_up_is_disconnected(serve: Serve) -> None:
    server = serve(lambda peer: peer.hear())
    with pytest.raises(DisconnectedError):
        AcbpClient(server.host, server.port, SECRET, timeout=PATIENCE).get_status()


def test_an_answer_of_another_kind_is_a_violation(serve: Serve) -> None:
    server = serve(one_answer({"command": "GET_STATUS", "token": SECRET}, {"status": "ok"}))
    with pytest.raises(ProtocolViolationError):
        AcbpClient(server.host, server.port, SECRET, timeout=PATIENCE).get_status()
