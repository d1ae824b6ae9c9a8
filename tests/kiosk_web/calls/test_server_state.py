"""What the log says of a server that the booth cannot use: one line when that begins, one at its end."""

from __future__ import annotations

import contextlib
import logging
import socket
import ssl
import threading
from collections.abc import Iterator

import pytest
import trustme

from cbp import DisconnectedError, ErrorReplyError, InvalidArgumentError, UnreachableError
from kiosk_web.bridge import Bridge
from kiosk_web.calls.server_state import MOST_REASONS, ServerState
from tests.kiosk_web.calls.bridged import NAMES, NUMBER, OpenBridge, only
from tests.kiosk_web.calls.peer import refusal

FAILS = "the reservation server does not serve this booth: "
ANSWERS = "the reservation server answers again, after "


@pytest.fixture(autouse=True)
def listening(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return what was logged of the server."""
    return [record.getMessage() for record in caplog.records if record.name.endswith("server_state")]


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def log_in(bridge: Bridge) -> str | None:
    reply = bridge.log_in(*NAMES, str(NUMBER))
    return reply.get("code")


def test_a_server_that_is_not_there_is_one_line(caplog: pytest.LogCaptureFixture) -> None:
    bridge = Bridge("127.0.0.1", free_port())
    assert [log_in(bridge) for _ in range(5)] == ["UNREACHABLE"] * 5
    (line,) = lines(caplog)
    assert line.startswith(f"{FAILS}UNREACHABLE: cannot connect to 127.0.0.1:")
    assert line.endswith("refused")


def test_its_end_is_one_line_too(open_bridge: OpenBridge, caplog: pytest.LogCaptureFixture) -> None:
    busy = refusal("SERVER_BUSY", retry_after=1)
    bridge, _peer = open_bridge(only("LOGIN", busy, busy, busy, busy, {}))
    while log_in(bridge) is not None:
        pass
    assert log_in(bridge) is None
    begins, ends = lines(caplog)
    assert begins == f"{FAILS}SERVER_BUSY: said by a test"
    assert ends.startswith(ANSWERS)


def test_a_refused_patient_is_an_answer(open_bridge: OpenBridge, caplog: pytest.LogCaptureFixture) -> None:
    bridge, _peer = open_bridge(only("LOGIN", refusal("UNAVAILABLE"), refusal("LOGIN_REFUSED")))
    assert [log_in(bridge), log_in(bridge)] == ["UNAVAILABLE", "LOGIN_REFUSED"]
    assert [line.partition(":")[0] for line in lines(caplog)[:1]] == [FAILS[:-2]]
    assert lines(caplog)[1].startswith(ANSWERS)


def test_a_booking_in_doubt_counts_too(open_bridge: OpenBridge, caplog: pytest.LogCaptureFixture) -> None:
    bridge, _peer = open_bridge(only("BOOK_CONSULTATION", None))
    assert log_in(bridge) is None
    assert bridge.book(1, "Contrôle")["unsure"]
    (line,) = lines(caplog)
    assert line.startswith(f"{FAILS}DISCONNECTED: ")


@pytest.fixture
def stranger_with_tls() -> Iterator[int]:
    """A server whose certificate comes from an authority that the booth does not know; its port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with contextlib.suppress(OSError):  # closed at the end
            while True:
                stream, _address = listener.accept()
                with contextlib.suppress(OSError), stream, context.wrap_socket(stream, server_side=True):
                    pass

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def test_a_server_that_is_not_trusted_is_named_with_the_reason(
    stranger_with_tls: int, trusting: ssl.SSLContext, caplog: pytest.LogCaptureFixture
) -> None:
    bridge = Bridge("127.0.0.1", stranger_with_tls, ssl_context=trusting)
    assert [log_in(bridge) for _ in range(3)] == ["UNREACHABLE"] * 3
    (line,) = lines(caplog)
    assert line.startswith(FAILS)
    assert "certificate" in line


def test_nothing_personal_is_in_a_line(caplog: pytest.LogCaptureFixture) -> None:
    assert log_in(Bridge("127.0.0.1", free_port())) == "UNREACHABLE"
    assert not any(words in caplog.text for words in (*NAMES, str(NUMBER)))


def test_another_reason_is_another_line_up_to_some(caplog: pytest.LogCaptureFixture) -> None:
    state = ServerState()
    for number in range(100):
        state.failed(UnreachableError(f"reason {number}"))
        state.failed(UnreachableError("reason 0"))
    assert len(lines(caplog)) == MOST_REASONS
    state.answered()
    state.failed(DisconnectedError("cut"))
    assert lines(caplog)[-1] == f"{FAILS}DISCONNECTED: cut"


def test_the_line_at_the_end_tells_how_long_it_was(caplog: pytest.LogCaptureFixture) -> None:
    now = [1000.0]
    state = ServerState(clock=lambda: now[0])
    state.failed(UnreachableError("gone"))
    now[0] += 90
    state.failed(ErrorReplyError("SHUTTING_DOWN"))
    now[0] += 5
    state.answered()
    assert lines(caplog)[-1] == f"{ANSWERS}95 s"


def test_what_never_left_the_booth_says_nothing_of_the_server(caplog: pytest.LogCaptureFixture) -> None:
    state = ServerState()
    state.failed(UnreachableError("gone"))
    state.failed(InvalidArgumentError("too long"))
    assert len(lines(caplog)) == 1
