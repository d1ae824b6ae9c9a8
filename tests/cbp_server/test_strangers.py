"""A small crowd of strangers of all six kinds: patients get in, and the server lives.

The large one is `script/bench strangers`.
"""

from __future__ import annotations

import ssl
from pathlib import Path

import pytest

from bench.watched import WatchedServer, crowd
from tests.plugins.reservation_server import StartServer
from tests.plugins.tls import StartTlsServer
from tests.plugins.waiting import wait_until
from tests.plugins.wire import WireClient

STRANGERS = 48
VISITS = 3


@pytest.mark.parametrize("is_tls", [False, True], ids=["plain", "TLS"])
def test_patients_get_in_among_strangers(
    start_server: StartServer,
    start_tls_server: StartTlsServer,
    trusting: ssl.SSLContext,
    authority_file: Path,
    is_tls: bool,
) -> None:
    limits = {"pool_threads": 4, "queue_limit": 8}
    server = start_tls_server(**limits) if is_tls else start_server(**limits)

    def visit() -> bool:
        """Return whether a patient was let in; a newcomer may be asked to come again."""
        with WireClient(server.address) as client:
            try:
                if is_tls:
                    client.stream = trusting.wrap_socket(client.stream, server_hostname="127.0.0.1")
                names = {"last_name": "Durand", "first_name": "Amélie", "new_patient": True}
                if client.ask("LOGIN", **names)["status"] != "ok":
                    return False
            except OSError:  # under TLS nobody is told why
                return False
            assert client.ask("GET_SPECIALTIES")["status"] == "ok"
            return client.ask("LOGOUT") == {"status": "ok"}

    watched = WatchedServer(
        server.port, server.admin_port, server.process.pid, authority_file if is_tls else None
    )
    with crowd(watched, STRANGERS):
        for _ in range(VISITS):
            wait_until(visit, seconds=30.0)
    assert server.process.poll() is None
    assert "Traceback" not in server.log
