"""What stays of a patient in the server's memory (`docs/reliability.md`, "Memory after a visit")."""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cbp_server.conftest import add_slot, in_days
from tests.plugins.mariadb import RunSql
from tests.plugins.reservation_server import RunningServer, StartServer
from tests.plugins.tls import StartTlsServer
from tests.plugins.wire import WireClient

LAST_NAME, FIRST_NAME, REASON = "Quixwozzle", "Zéphyrinautte", "A vexatious plinth"
WAYS_TO_WRITE = ("utf-8", "latin-1", "utf-16-le", "utf-32-le")
MOST_VISITORS = 10


def writable_memory(pid: int) -> Iterator[bytes]:
    """Read all that a process could keep something in."""
    with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
            where, rights, *_ = line.split()
            begin, end = (int(number, 16) for number in where.split("-"))
            if rights.startswith("rw"):
                try:
                    memory.seek(begin)
                    yield memory.read(end - begin)
                except OSError:  # a mapping of a device, or one that is gone by now
                    continue


def remains(server: RunningServer) -> list[str]:
    """Return what of the patient is still in the server's memory, in whatever encoding."""
    wanted = {word.encode(way): word for word in (LAST_NAME, FIRST_NAME, REASON) for way in WAYS_TO_WRITE}
    pattern = re.compile(b"|".join(map(re.escape, wanted)))
    return [
        wanted[found[0]] for part in writable_memory(server.process.pid) for found in pattern.finditer(part)
    ]


def visit(
    client: WireClient,
    last_name: str,
    first_name: str,
    slot: int,
    reason: str,
    *,
    meanwhile: Callable[[], object],
) -> None:
    client.register(last_name, first_name)
    assert client.search()
    client.ask("BOOK_CONSULTATION", consultation_id=slot, reason=reason)
    assert len(client.ask("GET_BOOKINGS")["bookings"]) == 1
    assert meanwhile()
    assert client.ask("LOGOUT") == {"status": "ok"}
    assert client.is_closed()


@pytest.mark.parametrize("is_tls", [False, True], ids=["plain", "TLS"])
def test_a_patient_is_forgotten_when_the_next_ones_have_come(
    start_server: StartServer,
    start_tls_server: StartTlsServer,
    trusting: ssl.SSLContext,
    hospital: RunSql,
    is_tls: bool,
) -> None:
    for slot in range(1, 3 + MOST_VISITORS):
        add_slot(hospital, slot, 1, in_days(slot))
    start: Callable[..., RunningServer] = start_tls_server if is_tls else start_server
    server = start(pool_threads=2)

    def come(
        last_name: str,
        first_name: str,
        slot: int,
        reason: str,
        meanwhile: Callable[[], object] = lambda: True,
    ) -> None:
        with WireClient(server.address) as client:
            if is_tls:
                client.stream = trusting.wrap_socket(client.stream, server_hostname="127.0.0.1")
            visit(client, last_name, first_name, slot, reason, meanwhile=meanwhile)

    come(LAST_NAME, FIRST_NAME, 1, REASON, meanwhile=lambda: remains(server))
    for visitor in range(MOST_VISITORS):
        come("Brouwerens", "Céline-Josett", 2 + visitor, "A pain in my back!")
        if not (left := remains(server)):
            break
    assert not left
