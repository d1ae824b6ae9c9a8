"""The health port, as a load balancer finds it (`docs/protocol.md`, "Health, for load balancers")."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from cbp.server import Load
from cbp_server import health_port
from cbp_server.health import DATABASE_SECONDS, Health
from cbp_server.health_port import MOST_VISITORS, HealthPort
from database import DatabaseSettings, DatabaseUnavailableError
from database.tables.schema import bring_up_to_date
from tests.plugins.mariadb import OwnMariaDB, RunSql, settings_for
from tests.plugins.reservation_server import ADMIN_TOKEN, RunningServer, StartServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient, error_code

SECONDS = 15.0


@pytest.fixture
def server(start_server: StartServer) -> RunningServer:
    return start_server(port_health=0)


def ask(server: RunningServer, request: bytes = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n") -> tuple[int, str]:
    """Send bytes; return status and body of the answer, (0, "") if there is none before the close."""
    with socket.create_connection(("127.0.0.1", server.health_port), timeout=SECONDS) as stream:
        stream.sendall(request)
        answer = b"".join(iter(lambda: stream.recv(4096), b""))
    if not answer:
        return 0, ""
    head, _, body = answer.decode().partition("\r\n\r\n")
    return int(head.split()[1]), body


EMPTY_QUEUE = Load(threads=2, busy=2, queued=0, queue_limit=1)
FULL_QUEUE = Load(threads=2, busy=2, queued=1, queue_limit=1)


@dataclass
class Parts:
    """The parts of a server that its health depends on."""

    load: Load = EMPTY_QUEUE
    sessions: int = 2
    is_draining: bool = False
    is_writable: bool = True
    now: float = 100.0

    def __post_init__(self) -> None:
        self.health = Health(
            load=lambda: self.load,
            sessions=lambda: self.sessions,
            is_draining=lambda: self.is_draining,
            require_writable=self._require_writable,
            clock=lambda: self.now,
        )

    def _require_writable(self) -> None:
        if not self.is_writable:
            raise DatabaseUnavailableError("away")


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        (Parts(), "up"),
        (Parts(is_draining=True), "draining"),
        (Parts(load=FULL_QUEUE), "full"),
        (Parts(load=FULL_QUEUE, sessions=1), "up"),  # the other thread's connection gives its place
        (Parts(load=FULL_QUEUE, is_draining=True), "draining"),
    ],
)
def test_one_word_tells_the_state(parts: Parts, state: str) -> None:
    assert parts.health.state() == state


def test_a_database_without_writes_is_told_after_five_seconds_and_its_return_at_once() -> None:
    parts = Parts(is_writable=False)
    parts.now += DATABASE_SECONDS
    parts.health.ask()
    assert parts.health.state() == "up"
    parts.now += 0.1
    assert parts.health.state() == "database"
    parts.is_writable = True
    parts.health.ask()
    assert parts.health.state() == "up"


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /whatever?a=b HTTP/1.0\r\n\r\n",
        b"OPTIONS * HTTP/1.0\n\n",
        b"POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello",
    ],
)
def test_any_request_is_answered_with_up(server: RunningServer, request_head: bytes) -> None:
    assert ask(server, request_head) == (200, "up")


def test_head_has_no_body(server: RunningServer) -> None:
    assert ask(server, b"HEAD / HTTP/1.1\r\n\r\n") == (200, "")


@pytest.mark.parametrize(
    "junk",
    [
        b"hello\r\n\r\n",
        b"GET / HTTP/2.0\r\n\r\n",
        b"\x16\x03\x01\r\n\r\n",
        b"GET / HTTP/1.1\r\nA: " + b"a" * 20_000,
    ],
    ids=["words", "another version", "TLS", "a head without an end"],
)
def test_what_is_no_request_gets_no_answer(server: RunningServer, junk: bytes) -> None:
    with contextlib.suppress(ConnectionError):  # a reset, where bytes were left unread
        assert ask(server, junk) == (0, "")
    assert ask(server) == (200, "up")


def test_silent_visitors_hold_nobody_up(server: RunningServer) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(MOST_VISITORS + 20):
            stack.enter_context(socket.create_connection(("127.0.0.1", server.health_port), timeout=SECONDS))
        assert ask(server) == (200, "up")


def test_visitors_who_come_together_are_no_more_than_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_port, "MOST_VISITORS", 4)
    monkeypatch.setattr(health_port, "ANSWER_SECONDS", 600.0)
    is_asked, may_answer = threading.Event(), threading.Event()

    def state() -> str:  # holds up the port's one thread while the crowd comes
        is_asked.set()
        may_answer.wait(SECONDS)
        return "up"

    port = HealthPort("127.0.0.1", 0, state)
    with ThreadPoolExecutor(1) as beside:  # in the main thread Playwright may have a loop of its own
        beside.submit(port.bind).result()
        beside.submit(port.start).result()
    with contextlib.ExitStack() as stack:
        stack.callback(port.stop, SECONDS)
        stack.callback(may_answer.set)

        def come() -> socket.socket:
            return stack.enter_context(socket.create_connection(port.address, timeout=SECONDS))

        come().sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert is_asked.wait(SECONDS)
        crowd = [come() for _ in range(40)]
        may_answer.set()
        wait_until(lambda: len(select.select(crowd, [], [], 0)[0]) >= len(crowd) - 4)  # closed


def test_a_server_full_of_sessions_says_so(start_server: StartServer) -> None:
    server = start_server(port_health=0, pool_threads=1, queue_limit=0)
    with WireClient(server.address) as patient:
        patient.register()
        assert ask(server) == (503, "full")
    wait_until(lambda: ask(server) == (200, "up"))


def test_a_draining_server_says_so_lets_its_patients_finish_and_ends(
    server: RunningServer, run_sql: RunSql
) -> None:
    with WireClient(server.address) as patient, WireClient(server.address) as newcomer:
        patient.register()
        for _ in range(2):  # again changes nothing
            with WireClient(("127.0.0.1", server.admin_port)) as administrator:
                reply = administrator.ask("DRAIN", token=ADMIN_TOKEN)
            assert reply == {"status": "ok", "sessions": 1}
        assert ask(server) == (503, "draining")
        reply = newcomer.ask("LOGIN", last_name="Nouveau", first_name="Zoé", new_patient=True)
        assert error_code(reply) == "SHUTTING_DOWN"
        assert newcomer.is_closed()
        assert patient.ask("GET_SPECIALTIES")["status"] == "ok"
        assert run_sql("SELECT COUNT(*) FROM patients WHERE last_name = 'Nouveau'") == ((0,),)
        assert patient.ask("LOGOUT") == {"status": "ok"}
        assert server.process.wait(SECONDS) == 0
    assert server.log.count("draining: nobody new is let in; patients in session: 1") == 1
    assert server.log.count("drained: the last session is over") == 1


def test_a_database_that_is_killed_is_told(start_server: StartServer, own_mariadb: OwnMariaDB) -> None:
    settings: DatabaseSettings = settings_for(own_mariadb, "borne")
    bring_up_to_date(settings, print)
    server = start_server(settings, port_health=0)
    assert ask(server) == (200, "up")
    own_mariadb.kill()
    wait_until(lambda: ask(server) == (503, "database"))
    own_mariadb.start()
    wait_until(lambda: ask(server) == (200, "up"))
