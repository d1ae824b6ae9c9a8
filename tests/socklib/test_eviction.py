"""Under pressure a connection without a whole request gives its place to a newcomer; no other ever does."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading

import pytest

from socklib import Deadline, EvictedError, encode_frame
from socklib.pool import ThreadPool
from socklib.served import ServedConnection
from tests.plugins.waiting import wait_until
from tests.socklib.loopback import SOON, dial, hear, raw_stream, read_to_the_end
from tests.socklib.pressure import BUSY, EVICTED, ask, is_let_in, pressed, wait_until_idle


def test_a_request_that_a_judgement_took_in_is_answered_all_the_same() -> None:
    """Another thread looks whether a connection is idle, just as its own wakes for a request."""
    with pressed() as server, dial(server) as peer:
        assert ask(peer, b"one") == b"one"
        wait_until_idle(server, 1)
        [served] = list(server._entrance._admission._occupancy._places)
        with served._reading:  # the thread that serves it cannot read now
            peer.send(b"two")
            wait_until(served._look)
        assert hear(peer) == b"two"


def test_a_newcomer_gets_the_place_of_the_oldest_idle_one() -> None:
    with pressed(threads=2, queue_limit=0) as server, dial(server) as oldest, dial(server) as other:
        assert ask(oldest, b"one") == b"one"
        assert ask(other, b"two") == b"two"
        wait_until_idle(server, 2)
        with dial(server) as newcomer:
            assert ask(newcomer, b"three") == b"three"
            assert hear(oldest) == EVICTED
            assert ask(other, b"still here") == b"still here"
        assert (server.evicted, server.refused) == (1, 0)


def test_a_kept_one_never_goes() -> None:
    with pressed(threads=1, queue_limit=0) as server, dial(server) as kept:
        assert ask(kept, b"keep") == b"keep"
        for _ in range(3):
            with dial(server) as newcomer:
                assert hear(newcomer) == BUSY
        assert ask(kept, b"still here") == b"still here"
        assert (server.evicted, server.refused) == (0, 3)


def test_a_request_in_hand_is_answered_before_anybody_goes() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(connection: ServedConnection) -> None:
        payload = connection.receive()
        begun.set()
        assert go_on.wait(SOON)
        connection.send(payload)
        connection.receive()

    with pressed(work, queue_limit=0) as server, dial(server) as working:
        working.send(b"work")
        assert begun.wait(SOON)
        with dial(server) as newcomer:
            assert hear(newcomer) == BUSY
        go_on.set()
        assert hear(working) == b"work"


def test_a_whole_request_in_the_queue_never_goes_and_gets_a_thread_of_an_idle_one() -> None:
    with pressed(threads=1, queue_limit=1) as server, dial(server) as idle:
        assert ask(idle, b"here") == b"here"
        with dial(server) as asking:
            assert ask(asking, b"my turn") == b"my turn"
            assert hear(idle) == EVICTED


def test_a_request_that_finds_every_thread_in_a_session_is_told_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with pressed(threads=2, queue_limit=1) as server, dial(server) as one, dial(server) as other:
        assert ask(one, b"keep") == ask(other, b"keep") == b"keep"
        assert caplog.text == ""
        with dial(server) as waiting:
            waiting.send(b"please")
            wait_until(lambda: "all 2 threads are busy, none is idle" in caplog.text)
            one.close()
            assert hear(waiting) == b"please"
        assert "most sessions are of 127.0.0.1 (2)" in caplog.text


def test_what_asks_is_served_before_what_is_silent() -> None:
    with pressed(threads=1, queue_limit=8) as server, dial(server) as kept:
        assert ask(kept, b"keep") == b"keep"
        with contextlib.ExitStack() as stack:
            silent = [stack.enter_context(raw_stream(server)) for _ in range(4)]
            asking = stack.enter_context(dial(server))
            asking.send(b"please")
            wait_until(lambda: server.load.queued == 5)
            kept.close()
            assert hear(asking) == b"please"
            assert len(silent) == 4


@pytest.mark.parametrize(
    "sent", [b"", b"\0", encode_frame(b"half of it")[:9]], ids=["nothing", "a byte", "half"]
)
def test_strangers_in_every_place_keep_nobody_out(sent: bytes) -> None:
    with pressed(threads=2, queue_limit=3) as server, contextlib.ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(raw_stream(server)).sendall(sent)
        wait_until(lambda: server.load.busy + server.load.queued == 5)
        for number in range(5):
            with dial(server) as patient:
                assert ask(patient, b"%d" % number) == b"%d" % number
        assert server.refused == 0


def test_one_that_does_not_read_its_answer_keeps_no_thread() -> None:
    with pressed(threads=1, queue_limit=0) as server, raw_stream(server) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.setblocking(False)
        frame = encode_frame(bytes([65]) * 60_000)
        with contextlib.suppress(BlockingIOError):
            while True:
                deaf.send(frame)
        wait_until(lambda: is_let_in(server))


def test_an_address_that_is_full_gives_its_own_places_only() -> None:
    with pressed(threads=4, queue_limit=4, per_address=2) as server, dial(server) as one, dial(server) as two:
        assert ask(one, b"keep") == b"keep"
        assert ask(two, b"two") == b"two"
        wait_until_idle(server, 2)
        with dial(server) as three:
            assert ask(three, b"keep") == b"keep"
            assert hear(two) == EVICTED
            with dial(server) as four:
                assert hear(four) == BUSY
            assert [(load.host, load.kept) for load in server.by_address] == [("127.0.0.1", 2)]


def test_frames_that_wait_protect_a_nuisance_no_more() -> None:
    with pressed(threads=1, queue_limit=0) as server, dial(server) as nuisance:
        assert ask(nuisance, b"demote") == b"demote"
        stop = threading.Event()

        def flood() -> None:
            with contextlib.suppress(Exception):
                while not stop.is_set():
                    nuisance.send(b"again", Deadline.after(SOON))
                    hear(nuisance)

        flooding = threading.Thread(target=flood)
        flooding.start()
        try:
            wait_until(lambda: is_let_in(server))
        finally:
            stop.set()
            flooding.join()


def test_a_worthless_frame_does_not_protect_while_its_answer_is_made() -> None:
    """Whoever sends such frames without a pause would else never be idle."""
    has_demoted, is_over = threading.Event(), threading.Event()

    def demote(connection: ServedConnection) -> None:
        connection.receive()
        connection.demote()
        has_demoted.set()
        is_over.wait(SOON)
        with contextlib.suppress(EvictedError):
            connection.receive()

    with pressed(demote, threads=1, queue_limit=0) as server, dial(server) as nuisance:
        nuisance.send(b"junk")
        assert has_demoted.wait(SOON)
        with dial(server):
            wait_until(lambda: server.evicted == 1)
        is_over.set()


def test_the_bound_of_an_address_may_change_while_the_server_runs() -> None:
    with pressed(threads=4, per_address=1) as server, dial(server) as one:
        assert ask(one, b"keep") == b"keep"
        with dial(server) as refused:
            assert hear(refused) == BUSY
        server.reconfigure(per_address=2, trusted_proxies=(), ssl_context=None)
        assert is_let_in(server)


def test_tls_is_not_turned_on_while_the_server_runs() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with pressed() as server, pytest.raises(ValueError, match="turned on or off"):
        server.reconfigure(per_address=0, trusted_proxies=(), ssl_context=context)


def test_places_are_given_back_however_a_connection_ends() -> None:
    with pressed(threads=2, queue_limit=2) as server:
        for _ in range(20):
            with dial(server) as patient:
                assert ask(patient, b"here") == b"here"
            with raw_stream(server) as stranger:
                stranger.sendall(b"\0\0")
        wait_until(lambda: server.by_address == [])
        assert server.refused == 0


def test_an_evicted_peer_hears_the_last_word_though_it_has_sent_half_a_frame() -> None:
    with pressed(threads=1, queue_limit=0) as server, raw_stream(server) as stranger:
        stranger.sendall(b"\0\0\0\x09half")
        wait_until(lambda: server.load.busy == 1)
        with dial(server) as patient:
            assert ask(patient, b"my turn") == b"my turn"
        assert read_to_the_end(stranger) == encode_frame(EVICTED)


def test_only_what_is_queued_is_preferred() -> None:
    """One that a thread has begun to serve must not count as waiting for a thread."""
    begun, go_on = threading.Event(), threading.Event()

    def serve_one(_: str) -> None:
        begun.set()
        assert go_on.wait(SOON)

    pool = ThreadPool[str](serve_one, threads=1, queue_limit=2, name="test")
    assert pool.submit("served")
    assert begun.wait(SOON)
    assert pool.submit("queued")
    assert not pool.prefer("served")
    assert pool.prefer("queued")
    go_on.set()
    pool.finish()
    assert pool.join(Deadline.after(SOON))
