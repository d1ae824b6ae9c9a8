"""A client that several threads share, and its end."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from cbp import (
    DisconnectedError,
)
from tests.cbp.conftest import Serve
from tests.cbp.scripted import PATIENCE, Peer, answers, client_of, is_closed

OK = {"status": "ok"}


def test_each_call_of_many_threads_gets_its_own_answer(serve: Serve) -> None:
    def script(peer: Peer) -> None:
        while request := peer.hear():
            number = request["specialty_id"]
            row = {"id": number, "last_name": "x", "first_name": "y", "specialty_id": number}
            peer.say(OK | {"doctors": [row]})

    with client_of(serve(script)) as client, ThreadPoolExecutor(8) as pool:
        found = list(pool.map(client.get_doctors, range(1, 201)))
    assert [doctors[0].id for doctors in found] == list(range(1, 201))


def test_close_wakes_a_call_that_waits_in_another_thread(serve: Serve) -> None:
    is_asked = threading.Event()

    def script(peer: Peer) -> None:
        peer.hear()
        is_asked.set()
        assert peer.hear() is None

    client = client_of(serve(script))
    with ThreadPoolExecutor(2) as pool:
        waiting = pool.submit(client.get_specialties)
        assert is_asked.wait(PATIENCE)
        queued = pool.submit(client.get_doctors)
        client.close()
        assert isinstance(waiting.exception(PATIENCE), DisconnectedError)
        assert isinstance(queued.exception(PATIENCE), DisconnectedError)


def test_close_may_be_called_again(serve: Serve) -> None:
    client = client_of(serve(answers()))
    client.close()
    client.close()
    assert is_closed(client)


def test_the_repr_shows_server_and_state(serve: Serve) -> None:
    server = serve(answers())
    with client_of(server) as client:
        assert repr(client) == f"<CbpClient open, server 127.0.0.1:{server.port}>"
    assert repr(client) == f"<CbpClient closed, server 127.0.0.1:{server.port}>"
