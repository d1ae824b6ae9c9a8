"""The limits on the wire: pool, queue, silence, and the stop (`docs/protocol.md`, "Codes")."""

from __future__ import annotations

import contextlib
import json
import signal
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from database.demo.filling import DemoSummary
from database.tables.schema import bring_up_to_date
from tests.plugins.mariadb import OwnMariaDB, RunSql, settings_for
from tests.plugins.reservation_server import StartServer
from tests.plugins.wire import WireClient, error_code, narrow_stream


def test_if_pool_and_queue_are_full_the_next_is_refused_at_once(start_server: StartServer) -> None:
    server = start_server(pool_threads=1, queue_limit=1)
    with WireClient(server.address) as served, WireClient(server.address) as waiting:
        served.register()
        waiting.say(
            {"command": "LOGIN", "last_name": "Maes", "first_name": "Els", "new_patient": True}
        )  # a whole request keeps its place in the queue
        for _ in range(3):
            with WireClient(server.address) as refused:
                reply = refused.hear()
                assert error_code(reply) == "SERVER_BUSY"
                assert reply["retry_after"] > 0
                assert refused.is_closed()
        served.ask("LOGOUT")
        assert waiting.hear()["status"] == "ok"


def test_a_refusal_arrives_though_the_client_has_already_sent(start_server: StartServer) -> None:
    server = start_server(pool_threads=1, queue_limit=0)
    with WireClient(server.address) as served:
        served.register()
        for _ in range(10):
            with WireClient(server.address) as refused:
                refused.say({"command": "GET_DOCTORS", "padding": "x" * 50_000})
                assert error_code(refused.hear()) == "SERVER_BUSY"


def test_a_silent_session_expires(start_server: StartServer) -> None:
    with WireClient(start_server(idle_timeout=1).address) as client:
        client.register()
        assert error_code(client.hear()) == "SESSION_EXPIRED"
        assert client.is_closed()


def test_a_frame_begun_does_not_keep_a_session(start_server: StartServer) -> None:
    with WireClient(start_server(idle_timeout=1).address) as client:
        client.register()
        expired = threading.Event()

        def trickle() -> None:
            client.stream.sendall(struct.pack("!I", 60_000))
            while not expired.wait(0.1):
                client.stream.sendall(b" ")

        trickling = threading.Thread(target=trickle)
        trickling.start()
        try:
            assert error_code(client.hear()) == "SESSION_EXPIRED"
        finally:
            expired.set()
            trickling.join()


def test_a_client_that_does_not_log_in_is_cut_off_whatever_it_sends(start_server: StartServer) -> None:
    with WireClient(start_server(login_timeout=1).address) as client:
        code = "NOT_LOGGED_IN"
        while code == "NOT_LOGGED_IN":
            code = error_code(client.ask("GET_DOCTORS"))
        assert code == "SESSION_EXPIRED"


def test_requests_that_wait_already_do_not_outlive_the_time_to_log_in(
    start_server: StartServer, own_mariadb: OwnMariaDB
) -> None:
    """One request takes longer than the login timeout; thousands were received with it."""
    settings = settings_for(own_mariadb, "borne")
    bring_up_to_date(settings, print)
    server = start_server(settings, login_timeout=1)
    new = {"command": "LOGIN", "last_name": "Maes", "first_name": "Els", "new_patient": True}
    first, rest = (json.dumps(message).encode() for message in (new, {"command": "GET_DOCTORS"}))
    own_mariadb.freeze()
    try:
        with WireClient(server.address) as client:
            frames = struct.pack("!I", len(first)) + first + 2000 * (struct.pack("!I", len(rest)) + rest)
            client.stream.sendall(frames)
            assert error_code(client.hear()) == "UNAVAILABLE"
            assert error_code(client.hear()) == "SESSION_EXPIRED"
            assert client.is_closed()
    finally:
        own_mariadb.thaw()


def test_a_session_outlives_the_time_to_log_in(start_server: StartServer) -> None:
    with WireClient(start_server(login_timeout=1, idle_timeout=60).address) as client:
        client.register()
        over = time.monotonic() + 1  # the server's second began before it answered
        is_last = False
        while not is_last:
            is_last = time.monotonic() > over
            assert client.ask("GET_DOCTORS")["status"] == "ok"


def test_a_client_that_reads_nothing_is_cut_off_and_its_thread_freed(
    start_server: StartServer, demo_summary: DemoSummary
) -> None:
    server = start_server(pool_threads=1, idle_timeout=1)
    with WireClient(server.address) as deaf, WireClient(server.address) as waiting:
        deaf.register()
        for _ in range(500):  # answers of 15 MB in all, more than the buffers hold
            deaf.say({"command": "SEARCH_CONSULTATIONS", "limit": 200})
        waiting.register()


def test_a_deaf_client_that_never_logs_in_is_cut_off_after_the_time_to_log_in(
    start_server: StartServer,
) -> None:
    """The server's send waits, because the unread answers fill the buffers."""
    server = start_server(pool_threads=1, login_timeout=1, idle_timeout=60)
    with narrow_stream(server.address) as deaf, WireClient(server.address) as waiting:
        deaf.settimeout(0.2)
        frames = (struct.pack("!I", 2) + b"{}") * 1000
        with contextlib.suppress(TimeoutError, ConnectionError):
            while True:  # until the server reads no more
                deaf.send(frames)
        waiting.register()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_tells_sessions_and_the_queue_and_ends_well(
    start_server: StartServer, sign: signal.Signals
) -> None:
    server = start_server(pool_threads=1, queue_limit=1)
    with WireClient(server.address) as served, WireClient(server.address) as waiting:
        served.register()
        stopping = threading.Thread(target=server.stop, args=[sign])
        stopping.start()
        for client in (served, waiting):
            assert error_code(client.hear()) == "SHUTTING_DOWN"
            assert client.is_closed()
        stopping.join()
    assert server.process.returncode == 0


def test_a_stop_is_not_delayed_by_clients_that_do_not_close(start_server: StartServer) -> None:
    server = start_server()
    clients = [WireClient(server.address) for _ in range(10)]
    for client in clients:
        client.register()
    assert server.stop() == 0
    for client in clients:
        client.stream.close()


def test_nothing_acknowledged_is_missing_after_a_kill(start_server: StartServer, run_sql: RunSql) -> None:
    run_sql("INSERT INTO specialties (id, name) VALUES (1, 'Pédiatrie')")
    run_sql("INSERT INTO doctors (id, specialty_id, last_name, first_name) VALUES (1, 1, 'Maes', 'Els')")
    run_sql(
        "INSERT INTO consultations (id, doctor_id, date, hour)"
        " SELECT seq, 1, CURRENT_DATE + INTERVAL 1 + seq DIV 20 DAY, SEC_TO_TIME(28800 + 900 * (seq MOD 20))"
        " FROM seq_1_to_2000"
    )
    server = start_server(bookings_per_patient=0)
    enough, everybody_is_here = threading.Event(), threading.Barrier(8)

    def book_on(patient: int) -> list[tuple[int, int]]:
        acknowledged: list[tuple[int, int]] = []
        with WireClient(server.address) as client:
            number = client.register("Racer", f"No {patient}")
            everybody_is_here.wait(30)  # or the kill could come while one still registers
            try:
                for consultation in range(1 + patient, 2001, 8):
                    reply = client.ask("BOOK_CONSULTATION", consultation_id=consultation, reason="race")
                    assert reply["status"] == "ok"
                    acknowledged.append((consultation, number))
                    if len(acknowledged) == 20:
                        enough.set()
            except (ConnectionError, TimeoutError):
                pass
        return acknowledged

    with ThreadPoolExecutor(8) as racers:
        bookings = [racers.submit(book_on, patient) for patient in range(8)]
        assert enough.wait(30)
        server.kill()
        acknowledged = {pair for booking in bookings for pair in booking.result()}
    table = set(run_sql("SELECT id, patient_id FROM consultations WHERE patient_id IS NOT NULL"))
    assert acknowledged <= table
    assert len(acknowledged) >= 20
